import Coalition
import Fixtures
import SQLite
import Testing

@testable import Website

@Suite("Pages that rank by need")
struct NeedOrderTests {
    let site: SiteFixture

    init() throws {
        site = try SiteFixture()
        let waits = [
            ("Linde", "2026-10-24"), ("Anjer", "2026-11-07"), ("Roos", "2026-05-06"),
            ("Els", "2026-10-10"),
        ]
        for (code, since) in waits {
            try family(code, in: site.fixture.nijmegen, since: since)
        }
        try family("Berk", in: site.fixture.haarlem, since: "2026-08-01")
        try family("Wilg", in: site.fixture.nijmegen, since: nil)
    }

    /// A family that waits since a day; nil for one that is announced.
    private func family(_ code: String, in city: City, since: String?) throws {
        _ = try site.fixture.records.database.write { db in
            try db.run(
                """
                INSERT INTO families (id, ref, city_id, code_nl, code_en, state, route, household_size,
                    announced_on, is_announced_by_municipality, waiting_since_on, created_at,
                    updated_at)
                VALUES ((SELECT 1000 + count(*) FROM families), \("F-" + code), \(city.id), \(code), \(code),
                    \(since == nil ? "announced" : "waiting"), 'status_holder', 4, '2026-01-01', 1,
                    \(since), 0, 0)
                """)
        }
    }

    /// The code names in the order in which they stand on a page.
    private func order(_ page: String) -> [String] {
        page.matches(of: #/>(?:Gezin )?(Linde|Anjer|Roos|Els|Berk|Wilg)</#).map { String($0.1) }
    }

    @Test("fault R63: the waiting list of a municipality begins with who waits longest")
    func municipality() throws {
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        officer.get("/")
        #expect(order(officer.page) == ["Roos", "Els", "Linde", "Anjer"])
        #expect(officer.page.contains("4 personen, wacht 6 maanden"))
    }

    @Test("fault R63: so does the list of who waits, unless another order is chosen")
    func list() throws {
        let network = try site.browser(.network)
        network.get("/families?state=waiting")
        #expect(order(network.page) == ["Roos", "Berk", "Els", "Linde", "Anjer"])
        #expect(network.page.contains("sort=waiting&amp;order=desc"))
        network.get("/families?state=waiting&sort=waiting&order=desc")
        #expect(order(network.page) == ["Anjer", "Linde", "Els", "Berk", "Roos"])
        network.get("/families?state=waiting&sort=code")
        #expect(order(network.page) == ["Anjer", "Berk", "Els", "Linde", "Roos"])
        network.get("/families?sort=waiting")
        #expect(order(network.page) == ["Roos", "Berk", "Els", "Linde", "Anjer", "Wilg"])
        network.get("/matches/new")
        #expect(order(network.page) == ["Roos", "Berk", "Els", "Linde", "Anjer"])
    }

    @Test("a phase without a group has no bar")
    func phases() throws {
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        officer.get("/")
        #expect(officer.page.contains("Nog geen groepen."))
        _ = try ActiveGroup.make("Bottendaal", in: site.fixture)
        officer.get("/")
        #expect(officer.page.contains("/groups?state=active"))
        #expect(!officer.page.contains("<dt>Gestopt</dt>"))
    }

    @Test("the page of accounts has the command that makes one")
    func command() throws {
        let admin = try site.browser(.admin)
        admin.get("/")
        #expect(
            admin.page.contains(
                "coalitie user add &quot;Voor Achternaam&quot; naam@voorbeeld.nl --role local "
                    + "--city &quot;Haarlem&quot;</code>"))
    }
}
