import Coalition
import CoalitionDemo
import Fixtures
import HTTP
import HTTPTypes
import SQLite
import Testing

@testable import Website

/// Rows of the spec's edge cases that are about pages and stand with no feature.
@Suite("What went wrong on comparable pages")
struct EdgeCasePageTests {
    /// References of records that are of one city alone.
    private static func refs(_ city: String, _ demo: DemoSite) throws -> [String] {
        try demo.records.read(as: .system) { tx in
            try tx.db.values(
                """
                SELECT ref FROM (
                    SELECT ref, city_id FROM groups UNION ALL SELECT ref, city_id FROM families
                    UNION ALL SELECT ref, city_id FROM matches
                    UNION ALL SELECT ref, city_id FROM stays
                    UNION ALL SELECT ref, city_id FROM accommodations
                    UNION ALL SELECT ref, city_id FROM tasks
                    UNION ALL SELECT ref, city_id FROM concerns
                ) AS o
                WHERE city_id = (SELECT id FROM cities WHERE name_nl = \(city))
                """)
        }
    }

    @Test(
        "edge case: Leaks through side lists - no page of a city names a record of another",
        arguments: ["lokaal.haarlem", "gemeente.haarlem"])
    func lists(_ account: String) throws {
        let demo = try DemoSite.shared.get()
        let others = try EdgeCasePageTests.refs("Nijmegen", demo)
        let nijmegen = try demo.records.read(as: .system) { tx in
            try City.all(in: tx).first { $0.nameNL == "Nijmegen" }?.ref
        }
        let city = try #require(nijmegen)
        #expect(others.count > 50)
        let browser = demo.browser(account)
        let paths = Set(
            Features.routes(isDemo: true).filter { $0.method == .get }.map(\.pattern)
                .filter { !$0.contains(":") && !$0.hasPrefix("/components") })
        let asked = paths.flatMap { [$0, "\($0)?city=\(city)"] }.sorted()
        var opened = 0
        for path in asked where browser.get(path).status == .ok {
            opened += 1
            for ref in others where browser.page.contains(ref) {
                Issue.record("\(account) reads \(ref) on \(path)")
            }
        }
        #expect(opened > 40, "\(opened)")
    }

    @Test("edge case: Member in two groups - a warning leads to the other group")
    func twoGroups() throws {
        let site = try SiteFixture()
        let (lent, hees) = try (site.fixture.ready("Lent"), site.fixture.ready("Hees"))
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        for group in [lent, hees] {
            browser.get("/groups/\(group.ref)/members/new")
            let answer = browser.post(
                "/groups/\(group.ref)/members",
                [
                    "name": "Bo Smit", "email": "bo@voorbeeld.nl", "birth_year": "1980",
                    "languages": "nl", "is_adult": "1", "joined_on_day": "24",
                    "joined_on_month": "11", "joined_on_year": "2026",
                    "once": try #require(browser.value(of: "once")),
                ])
            #expect(answer.status == .seeOther)
            browser.get("/groups/\(group.ref)")
            #expect(browser.page.contains("Bo Smit"))
        }
        #expect(browser.page.contains("staat ook in groep Lent"))
        #expect(browser.page.contains("href=\"/groups/\(lent.ref)\""))
    }

    @Test("edge case: Family withdraws consent - group and match say only that it ended")
    func withdrawn() throws {
        let site = try SiteFixture()
        let (family, group) = try (site.fixture.waiting(), site.fixture.ready())
        let match = try site.fixture.proposed(family, group)
        try site.fixture.write(site.fixture.hanneke) { tx in
            try site.fixture.agree(match, in: tx)
            try Match.find(match.ref, in: tx).move(to: .active, .init(on: tx.today), in: tx)
            try Family.find(family.ref, in: tx).move(to: .withdrawn, in: tx)
        }
        for role in [Role.local, .municipality] {
            let browser = try site.browser(role, in: site.fixture.nijmegen)
            let place = "/groups/\(group.ref)"
            for path in [place, "\(place)/log", "\(place)/history", "\(match.path)/history"] {
                #expect(browser.get(path).status == .ok, "\(role) \(path)")
                #expect(!browser.page.contains("Teruggetrokken"), "\(role) \(path)")
                #expect(!browser.page.contains("trok zich terug"), "\(role) \(path)")
            }
            browser.get(match.path)
            #expect(browser.page.contains("Deze koppeling eindigde eerder dan gepland."))
        }
    }
}
