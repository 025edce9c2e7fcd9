import Coalition
import Fixtures
import HTTP
import HTTPTypes
import Testing

@testable import Website

@Suite("Pages of talks")
struct TalkPageTests {
    let site: SiteFixture
    let browser: Browser
    /// The page of an active group.
    let group: String

    init() throws {
        site = try SiteFixture()
        group = try ActiveGroup.make("Lent", in: site.fixture)
        browser = try site.browser(.local, in: site.fixture.nijmegen)
    }

    @discardableResult
    private func plan(_ changes: [String: String?] = [:]) throws -> Response {
        let form = try #require(browser.open("\(group)/talks/new", "\(group)/talks"))
        let typed: [String: String?] = [
            "kind": "talk", "happens_on_day": "24", "happens_on_month": "november",
            "happens_on_year": "2026", "begins": "9u30", "place": "Wijkcentrum <b>",
        ]
        return browser.send(form.with(typed.merging(changes) { $1 }))
    }

    private func count() throws -> Int? {
        try site.fixture.read(.system) { try $0.db.value("SELECT count(*) FROM talks") }
    }

    @Test("plan one, show where it is to who plans it, and lead on to its log once it was held")
    func held() throws {
        let path = try #require(browser.location(try plan()))
        browser.get(path)
        #expect(browser.page.contains("Gesprek met groep Lent"))
        #expect(
            browser.page.contains("Wijkcentrum &lt;b&gt;") && browser.page.contains("09:30 uur"))
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        officer.get(path)
        #expect(officer.page.contains("09:30 uur") && !officer.page.contains("Wijkcentrum"))
        #expect(!officer.page.contains("Gesproken</button>"))
        let form = try #require(browser.form("\(path)/held"))
        let answer = browser.send(form)
        #expect(browser.location(answer) == "\(group)/log/new?day=2026-11-24")
        browser.get("\(group)/log/new?day=2026-11-24")
        let log = try #require(browser.form("\(group)/log"))
        #expect(log["happened_on_day"] == "24" && log["contact"] == "made")
        browser.get(path)
        #expect(browser.page.contains("Geweest"))
    }

    @Test("say at the field what is wrong, keep what was typed, and save nothing")
    func refused() throws {
        let cases: [([String: String?], String)] = [
            (["happens_on_day": "23"], "Deze dag is al voorbij"),
            (["happens_on_day": "31", "happens_on_month": "2"], "Vul een bestaande datum in"),
            (["happens_on_year": "2099"], "ligt te ver vooruit"),
            (["begins": "half drie"], "Vul een tijd in"),
            (["kind": "introduction"], "Wat voor gesprek?"),
            (["kind": nil], "Wat voor gesprek?"),
            (["place": String(repeating: "a", count: 201)], "Dit is te lang"),
            (["place": "Wijk\u{7}centrum"], "een teken dat niet kan"),
        ]
        for (changes, words) in cases {
            #expect(try plan(changes).status == .unprocessableContent, "\(changes)")
            #expect(browser.page.contains(words), "\(changes)")
            let typed = changes["begins"] ?? "9u30"
            #expect(browser.form("\(group)/talks")?["begins"] == typed)
        }
        #expect(try count() == 0)
    }

    @Test("plan one when the form is sent twice, and show both texts when two people change it")
    func twice() throws {
        let form = try #require(browser.open("\(group)/talks/new", "\(group)/talks")).with([
            "kind": "talk", "happens_on_day": "30", "happens_on_month": "11",
            "happens_on_year": "2026",
        ])
        let path = try #require(browser.location(browser.send(form)))
        #expect(browser.location(browser.send(form)) == path)
        #expect(try count() == 1)
        let first = try #require(browser.open("\(path)/edit", path))
        let other = try site.browser(.local, in: site.fixture.nijmegen)
        let second = try #require(other.open("\(path)/edit", path))
        #expect(browser.send(first.with(["begins": "10:00"])).status == .seeOther)
        #expect(other.send(second.with(["begins": "11:00"])).status == .conflict)
        #expect(other.page.contains("Een collega heeft dit intussen gewijzigd"))
        #expect(other.page.contains("10:00") && other.page.contains("11:00"))
    }

    @Test("call one off and take that back, and plan none about a group that has stopped")
    func cancelled() throws {
        let path = try #require(browser.location(try plan(["begins": "23:00"])))
        browser.get(path)
        #expect(browser.form("\(path)/held") == nil)
        let early = browser.post("\(path)/held")
        #expect(early.status == .unprocessableContent)
        #expect(browser.page.contains("Dit gesprek moet nog komen"))
        let form = try #require(browser.form("\(path)/cancelled"))
        #expect(browser.location(browser.send(form)) == group)
        browser.get(path)
        #expect(browser.page.contains("Afgezegd") && browser.form("\(path)/cancelled") == nil)
        #expect(browser.get("\(path)/edit").status == .notFound)
        browser.get(path)
        #expect(browser.send(try #require(browser.form("\(path)/open"))).status == .seeOther)
        try site.fixture.records.database.write {
            _ = try $0.run("UPDATE groups SET state = 'stopped'")
        }
        #expect(browser.get("\(group)/talks/new").status == .notFound)
        browser.get(path)
        let late = browser.post(
            "\(group)/talks",
            [
                "kind": "talk", "happens_on_day": "30", "happens_on_month": "11",
                "happens_on_year": "2026",
            ])
        #expect(late.status == .seeOther || late.status == .unprocessableContent)
        #expect(try count() == 1)
    }

    @Test("are nobody's of another city, and refuse who only reads the record")
    func others() throws {
        let path = try #require(browser.location(try plan()))
        let haarlem = try site.browser(.local, in: site.fixture.haarlem)
        for target in [path, "\(path)/calendar", "\(path)/edit", "\(group)/talks/new"] {
            #expect(haarlem.get(target).status == .notFound, "\(target)")
        }
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        #expect(officer.get("\(path)/edit").status == .forbidden)
        officer.get(path)
        #expect(officer.post("\(path)/held").status == .forbidden)
        #expect(browser.get("\(group)/talks/99").status == .notFound)
        #expect(browser.get("\(group)/talks/abc").status == .notFound)
    }

    @Test("say of a training that it was held, and ask who was there")
    func training() throws {
        let path = try #require(browser.location(try plan(["kind": "training"])))
        browser.get(path)
        let answer = browser.send(try #require(browser.form("\(path)/held")))
        #expect(browser.location(answer) == "\(group)/trainings")
    }
}
