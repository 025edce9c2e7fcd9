import Coalition
import Fixtures
import HTTP
import SQLite
import Testing

@testable import Website

@Suite("The form of a city's programmes")
struct CityFormTests {
    let site: SiteFixture
    let network: Browser
    let path: String

    init() throws {
        site = try SiteFixture()
        network = try site.browser(.network)
        path = "/cities/\(site.fixture.nijmegen.ref)/programmes"
    }

    private func post(_ changes: [String: String], version: String? = nil) -> Response {
        network.get(path)
        var fields = [
            "state_samen_hier": "active", "state_shelter_city": "active",
            "state_hosted_stay": "active", "once": network.value(of: "once") ?? "",
            "version": version ?? network.value(of: "version") ?? "",
        ]
        fields.merge(changes) { $1 }
        return network.post(path, fields)
    }

    @Test("fault R17: a former member begins no group, and the refusal says so")
    func former() throws {
        #expect(post(["state_samen_hier": "former"]).status == .seeOther)
        let local = try site.browser(.local, in: site.fixture.nijmegen)
        local.get("/groups/new")
        let answer = local.post(
            "/groups",
            ["name": "Lent", "kind": "welcome", "once": local.value(of: "once") ?? ""])
        #expect(answer.status == .unprocessableContent)
        #expect(local.page.contains("Nijmegen doet niet mee aan Samen Hier."))
    }

    @Test("fault R17: who takes part chooses a state; a day ahead and another's change are refused")
    func refused() throws {
        #expect(post(["state_samen_hier": ""]).status == .unprocessableContent)
        let ahead = [
            "since_samen_hier_day": "1", "since_samen_hier_month": "1",
            "since_samen_hier_year": "2030",
        ]
        #expect(post(ahead).status == .unprocessableContent)
        #expect(network.page.contains("ligt in de toekomst"))
        network.get(path)
        let seen = network.value(of: "version")
        #expect(post(["state_samen_hier": "pilot"]).status == .seeOther)
        #expect(post(["state_samen_hier": "paused"], version: seen).status == .conflict)
    }

    @Test("offers to take no part only where the city never did")
    func never() throws {
        network.get(path)
        #expect(!network.page.contains("Doet niet mee"))
        try site.fixture.records.database.write { db in
            _ = try db.run("DELETE FROM city_programmes WHERE programme = 'hosted_stay'")
        }
        network.get(path)
        #expect(network.page.contains("Doet niet mee"))
        #expect(post(["state_hosted_stay": ""]).status == .seeOther)
    }
}
