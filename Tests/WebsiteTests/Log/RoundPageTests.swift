import Coalition
import Fixtures
import Testing

@testable import Website

@Suite("The page of the call round")
struct RoundPageTests {
    let site: SiteFixture
    let browser: Browser

    init() throws {
        site = try SiteFixture()
        browser = try site.browser(.local, in: site.fixture.nijmegen)
    }

    @Test("takes a dozen groups in a dozen taps, without a script, and says when the next is due")
    func dozen() throws {
        for number in 1...12 { _ = try ActiveGroup.make("Groep\(number)", in: site.fixture) }
        browser.get("/round")
        var taps = 0
        while let found = browser.page.firstMatch(
            of: /action="(\/groups\/[^"]*\/log\/spoken[^"]*)"/)
        {
            taps += 1
            try #require(taps <= 12)
            let path = String(found.output.1)
            let answer = browser.send(try #require(browser.open("/round", path)))
            #expect(browser.location(answer) == "/round")
            browser.get("/round")
        }
        #expect(taps == 12)
        #expect(browser.page.contains("Vandaag gesproken: 12. Geprobeerd: 0."))
        #expect(browser.page.contains("De volgende ronde is er uiterlijk"))
    }

    @Test("says so in words to who has no active groups")
    func empty() throws {
        #expect(browser.get("/round").status == .ok)
        #expect(browser.page.contains("U hebt nu geen actieve groepen."))
    }

    @Test("asks of a worry which of two it is, and keeps what was typed")
    func worry() throws {
        let path = try ActiveGroup.make("Lent", in: site.fixture)
        let ref = path.split(separator: "/").last.map(String.init) ?? ""
        let form = try #require(browser.open("/round?at=\(ref)&worry=1", "/round/\(ref)"))
        #expect(browser.page.contains("autofocus"))
        let refused = browser.send(form, ["note": "Slaapt slecht"])
        #expect(refused.status == .unprocessableContent)
        #expect(browser.page.contains(">Slaapt slecht</textarea>"))
        browser.send(form, ["note": "Slaapt slecht", "worry": "watched"])
        browser.get("/round?at=\(ref)")
        #expect(browser.page.contains("U lette op deze groep sinds"))
        #expect(browser.page.contains("Slaapt slecht"))
    }

    @Test("is the coordinator's alone, and takes no group of another city")
    func strangers() throws {
        let path = try ActiveGroup.make("Lent", in: site.fixture)
        let ref = path.split(separator: "/").last.map(String.init) ?? ""
        for role in [Role.municipality, .shelter] {
            let other = try site.browser(role, in: site.fixture.nijmegen)
            #expect(other.get("/round").status == .forbidden)
        }
        let haarlem = try site.browser(.local, in: site.fixture.haarlem)
        haarlem.get("/round?at=\(ref)")
        #expect(!haarlem.page.contains("Lent"))
        #expect(haarlem.post("/round/\(ref)", ["worry": "watched"]).status == .notFound)
    }
}
