import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("What cannot be undone")
struct ConfirmationTests {
    @Test("fault R34 a stay is cancelled after a page that says what will happen")
    func stay() throws {
        let city = try ShelterCity()
        let browser = try city.browser(.shelter)
        let path = try city.plan(browser, city.wulp, "1 maart 2027", "1 april 2027")
        let step = try #require(browser.open(path, "\(path)/transitions"))
        #expect(browser.send(step, ["state": "cancelled"]).status == .ok)
        #expect(browser.page.contains("<h1>Het verblijf van Wulp annuleren?</h1>"))
        #expect(browser.page.contains("is NIJ-A weer vrij"))
        let asked = try #require(browser.form("\(path)/transitions"))
        browser.get(path)
        #expect(!browser.page.contains(">Geannuleerd<"))
        #expect(browser.location(browser.send(asked)) == path)
        browser.get(path)
        #expect(browser.page.contains(">Geannuleerd<"))
        browser.send(asked)
        #expect(browser.note(at: path) == "Dat had u al gedaan (12:00 uur).")
    }

    @Test("is asked of a guest who is said to be back before the last day of the stay")
    func early() throws {
        let city = try ShelterCity()
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let path = try city.arrived(shelter, network)
        #expect(shelter.post("\(path)/transitions", ["state": "departing"]).status == .seeOther)
        network.get(path)
        let step = try #require(network.open(path, "\(path)/transitions"))
        #expect(network.send(step, ["state": "returned"]).status == .ok)
        #expect(network.page.contains("nu al veilig terug?"))
        let asked = try #require(network.form("\(path)/transitions"))
        #expect(network.location(network.send(asked)) == path)
        network.get(path)
        #expect(network.page.contains(">Teruggekeerd<"))
    }

    @Test("is refused before it is asked, for who may not and where it cannot be")
    func refused() throws {
        let city = try ShelterCity()
        let browser = try city.browser(.shelter)
        let path = try city.plan(browser, city.wulp, "1 maart 2027", "1 april 2027")
        browser.get(path)
        let early = browser.post("\(path)/transitions", ["state": "closed"])
        #expect(early.status == .unprocessableContent)
    }

    @Test("fault R34 a group stops and a side says no after being asked")
    func others() throws {
        let site = try SiteFixture()
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        let (family, group) = (try site.fixture.waiting(), try site.fixture.ready())
        let match = try site.fixture.proposed(family, group)
        let other = try site.fixture.ready("Lent")
        browser.get(match.path)
        let asked: [(path: String, fields: [String: String], words: String)] = [
            (
                "/groups/\(other.ref)/transitions", ["state": "stopped", "stop_reason": "time"],
                "Groep Lent laten stoppen?"
            ),
            (
                "\(match.path)/decisions",
                [
                    "version": String(match.version), "group_decision": "no",
                    "group_decided_on_day": "24",
                    "group_decided_on_month": "11", "group_decided_on_year": "2026",
                ], "Zegt groep Bottendaal nee?"
            ),
        ]
        for step in asked {
            let before = try states(site)
            #expect(browser.post(step.path, step.fields).status == .ok, "\(step.path)")
            #expect(browser.page.contains(step.words), "\(step.path)")
            #expect(try states(site) == before, "\(step.path)")
            let form = try #require(browser.form(step.path))
            #expect(browser.send(form).status == .seeOther, "\(step.path)")
            #expect(try states(site) != before, "\(step.path)")
        }
    }

    private func states(_ site: SiteFixture) throws -> String? {
        try site.fixture.records.database.read { db in
            try db.value(
                """
                SELECT (SELECT group_concat(state) FROM groups)
                    || (SELECT group_concat(state) FROM matches)
                    || (SELECT group_concat(code_nl) FROM families)
                """)
        }
    }
}
