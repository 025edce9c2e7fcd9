import Coalition
import Testing

@testable import Website

@Suite("The line of days since contact")
struct DayTrackTests {
    private func svg(_ days: Int, _ limit: Int) -> String {
        DayTrack(days: days, limit: limit).picture.description
    }

    @Test("ends in a dot up to the mark and in a diamond beyond it")
    func tip() {
        #expect(svg(28, 28).contains(#"<circle class="e" cx="66""#))
        #expect(!svg(28, 28).contains("over"))
        #expect(svg(29, 28).contains(#"class="v over""#) && svg(29, 28).contains(#"class="ed""#))
    }

    @Test("puts the mark in the same place whatever the limit, and never leaves the line")
    func scale() {
        #expect(svg(14, 14).contains(#"cx="66""#))
        #expect(svg(0, 28).contains(#"cx="6""#))
        #expect(svg(4000, 14).contains("H124"))
        #expect(svg(-3, 0).contains(#"cx="6""#))
    }
}

@Suite("The small ring of a group")
struct RingTests {
    private func svg(
        _ members: Int, cleared: Int, concerns: Int = 0, hasFamily: Bool = true
    ) -> String {
        Ring(
            members: members, cleared: cleared, minimum: 5, concerns: concerns,
            hasFamily: hasFamily, label: "A & B"
        ).small(24).description
    }

    @Test("has a dot for each cleared member, and other marks for who is not, or is missing")
    func seats() {
        let whole = svg(6, cleared: 6)
        #expect(whole.contains(/<path class="d" stroke-width="6.6" d="(M[\d.]+ [\d.]+h\.1){6}"/))
        #expect(!whole.contains(#"class="o""#) && !whole.contains(#"class="h""#))
        let forming = svg(4, cleared: 1)
        #expect(forming.matches(of: /h\.1/).count == 1)
        #expect(forming.matches(of: /class="h"/).count == 3)
        #expect(forming.matches(of: /class="o"/).count == 1)
        let worried = svg(5, cleared: 5, concerns: 2)
        #expect(worried.matches(of: /h\.1/).count == 4)
        #expect(worried.matches(of: /class="w"/).count == 1)
        #expect(!svg(0, cleared: 0).contains("<path"))
    }

    @Test("has its family in the middle, smaller dots for many, and says what it shows")
    func rest() {
        #expect(svg(5, cleared: 5).contains(#"class="c""#))
        #expect(svg(5, cleared: 5, hasFamily: false).contains(#"class="co" cx="14""#))
        #expect(svg(8, cleared: 8).contains(#"stroke-width="6.6""#))
        #expect(svg(9, cleared: 9).contains(#"stroke-width="4.4""#))
        #expect(
            svg(5, cleared: 5).contains(
                #"width="24" height="24" role="img" aria-label="A &amp; B""#))
    }
}

@Suite("The table of the sample page")
struct TableTests {
    private let page: String

    init() throws {
        let browser = try DemoSite.shared.get().browser("beheer")
        browser.get("/components")
        page = browser.page
    }

    @Test("gives each kind of cell its class, and none to the others")
    func cells() {
        for cell in [
            #"class="num"><a href="/components">5</a>"#, #"class="num zero">0</td>"#,
            #"class="hide"><svg class="spark""#,
            #"<span class="acts"><form"#, #"<td data-l="Let op"><span class="tags">"#,
        ] { #expect(page.contains(cell), "\(cell)") }
        #expect(!page.contains(#"class="""#))
    }

    @Test("draws the months as bars: the empty ones, those before, and this one")
    func months() throws {
        let spark = try #require(page.firstMatch(of: /<svg class="spark".*?<\/svg>/)).output
        #expect(spark.contains("0, 0, 1, 3, 4, 2, 5, 4, 3, 6, 4, 2"))
        #expect(spark.contains(#"<path class="z" d="M2.8 23v-1.5M10.4 23v-1.5"/>"#))
        let past = try #require(spark.firstMatch(of: /class="p" d="([^"]*)"/)).output.1
        #expect(past.matches(of: /M/).count == 9)
        #expect(past.contains("M71.2 23v-22"))
        #expect(spark.contains(#"<path class="l" d="M86.4 23v-7.3"/>"#))
    }
}

@Suite("A sentence with links")
struct SentenceTests {
    @Test("makes a link of each pair of brackets, in the order of the paths")
    func parts() {
        let sentence = Sentence("Er zijn [3 taken] en [2 groepen].", "/tasks", "/groups")
        #expect(
            sentence.parts == [
                .init(text: "Er zijn ", path: nil), .init(text: "3 taken", path: "/tasks"),
                .init(text: " en ", path: nil), .init(text: "2 groepen", path: "/groups"),
                .init(text: ".", path: nil),
            ])
    }

    @Test("keeps words without a path, and an open bracket, as they are")
    func plain() {
        #expect(Sentence("[Alles] is klaar").parts.map(\.path) == [nil, nil])
        #expect(Sentence("Half [open").parts == [.init(text: "Half [open", path: nil)])
        #expect(Sentence("").parts.isEmpty)
    }
}
