import Coalition
import Fixtures
import Foundation
import HTTP
import Testing

@testable import Website

@Suite("Pages of groups")
struct GroupPageTests {
    let site: SiteFixture

    init() throws { site = try SiteFixture() }

    private func make(_ browser: Browser, name: String = "Bottendaal") throws -> String {
        browser.get("/groups/new")
        let once = try #require(browser.value(of: "once"))
        let answer = browser.post("/groups", ["name": name, "kind": "welcome", "once": once])
        #expect(answer.status == .seeOther)
        return try #require(browser.location(answer))
    }

    @Test("a coordinator makes a group of four, then adds the fifth")
    func fifth() throws {
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        let path = try make(browser)
        for name in ["Joke", "Samira", "Wim", "Ruben", "Anna van der Zee"] {
            browser.get("\(path)/members/new")
            let answer = browser.post(
                "\(path)/members",
                [
                    "name": name, "birth_year": "1980", "joined_on_day": "1",
                    "joined_on_month": "november", "joined_on_year": "2026",
                ])
            #expect(answer.status == .seeOther)
            browser.get(path)
            if name == "Ruben" { #expect(browser.page.contains("4 van 5 leden")) }
        }
        #expect(browser.page.contains("5 van 5 leden"))
    }

    @Test("a form with a problem comes back with what was typed")
    func problem() throws {
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        let path = try make(browser)
        browser.get("\(path)/members/new")
        let answer = browser.post(
            "\(path)/members",
            [
                "name": "Timo <script>", "birth_year": "2012", "joined_on_day": "1",
                "joined_on_month": "11", "joined_on_year": "2026",
            ])
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains("jonger dan 18"))
        #expect(browser.page.contains("Timo &lt;script&gt;"))
    }

    @Test("the days on which a group likes to meet are chosen in the form and told on the page")
    func meetingDays() throws {
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        let path = try make(browser)
        browser.get(path)
        #expect(!browser.page.contains("bij elkaar op"))
        browser.get("\(path)/edit")
        let fields = [
            ("name", "Bottendaal"), ("kind", "welcome"),
            ("version", try #require(browser.value(of: "version"))), ("meeting_days", "6"),
        ]
        #expect(
            browser.post(path, fields + [("meeting_days", "8")]).status == .unprocessableContent)
        #expect(browser.post(path, fields + [("meeting_days", "1")]).status == .seeOther)
        browser.get(path)
        #expect(browser.page.contains("Komt graag bij elkaar op"))
        #expect(browser.page.contains("maandag en zaterdag"))
        let audited: String? = try site.fixture.read(.system) { tx in
            try tx.db.value("SELECT fields FROM audit_log ORDER BY id DESC LIMIT 1")
        }
        #expect(audited == "meeting_days")
    }

    @Test("edge case: Double submit - a form that was sent twice has one effect")
    func twice() throws {
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        browser.get("/groups/new")
        let once = try #require(browser.value(of: "once"))
        let fields = ["name": "Lent", "kind": "welcome", "once": once]
        let first = browser.post("/groups", fields)
        let second = browser.post("/groups", fields)
        #expect(browser.location(first) == browser.location(second))
        browser.get("/groups")
        #expect(browser.page.components(separatedBy: ">Lent<").count == 2)
    }

    @Test("two people who save one group both see what the other typed")
    func conflict() throws {
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        let path = try make(browser)
        browser.get("\(path)/edit")
        let version = try #require(browser.value(of: "version"))
        for name in ["Hees", "Hatert"] {
            let answer = browser.post(path, ["name": name, "kind": "welcome", "version": version])
            #expect(answer.status == (name == "Hees" ? .seeOther : .conflict))
        }
        #expect(browser.page.contains("Hees"))
        #expect(browser.page.contains("Hatert"))
    }

    @Test("a conflict tells only what differs, and a day in words")
    func difference() throws {
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        let path = try make(browser)
        browser.get("\(path)/edit")
        var fields = [
            "name": "Bottendaal", "kind": "welcome", "intake_on_day": "4", "intake_on_month": "11",
            "intake_on_year": "2026", "available_from_on_day": "1", "available_from_on_month": "12",
            "available_from_on_year": "2026",
        ]
        let version = try #require(browser.value(of: "version"))
        fields["version"] = version
        #expect(browser.post(path, fields).status == .seeOther)
        fields["intake_on_month"] = "november"
        fields["neighbourhood"] = ""
        fields["available_from_on_day"] = "2"
        #expect(browser.post(path, fields).status == .conflict)
        #expect(browser.page.components(separatedBy: "Nu opgeslagen:").count == 2)
        #expect(browser.page.contains("1 december 2026"))
    }

    @Test("an error that could stand at any field names its own, above the form and at the field")
    func named() throws {
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        browser.get("/groups/new")
        #expect(browser.post("/groups", ["name": "Hees"]).status == .unprocessableContent)
        #expect(
            browser.page.components(separatedBy: "Kies een soort groep").count == 3)
    }

    @Test("a group of another city does not exist")
    func otherCity() throws {
        let path = try make(try site.browser(.local, in: site.fixture.nijmegen))
        let haarlem = try site.browser(.municipality, in: site.fixture.haarlem)
        #expect(haarlem.get(path).status == .notFound)
        let page = haarlem.page
        #expect(haarlem.get("/groups/G-0000").status == .notFound)
        #expect(page.count == haarlem.page.count)
    }

    @Test("without a token nothing is saved")
    func token() throws {
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        browser.get("/login")
        let answer = browser.post("/groups", [("name", "Zonder")])
        #expect(answer.status == .forbidden)
    }
}
