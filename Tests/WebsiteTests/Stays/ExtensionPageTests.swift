import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Pages of a wished extension")
struct ExtensionPageTests {
    let city: ShelterCity

    init() throws { city = try ShelterCity() }

    @Test("fault R15: reaches the network's page and tasks, and the asker sees where it stands")
    func asked() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let path = try city.arrived(shelter, network)
        shelter.get("\(path)/extend")
        let answer = shelter.post(
            "\(path)/extension",
            [
                "until_on_day": "20", "until_on_month": "12", "until_on_year": "2026",
                "reason": "safety", "is_permit_covered": "1",
                "version": shelter.value(of: "version") ?? "",
                "once": shelter.value(of: "once") ?? "",
            ])
        #expect(answer.status == .seeOther)
        shelter.get(path)
        #expect(shelter.page.contains("Gevraagd op 24 november 2026 door Hanneke Vos."))
        #expect(shelter.page.contains("Het netwerk besluit uiterlijk 29 november 2026."))
        network.get("/")
        #expect(network.page.contains("Wulp: verlenging gevraagd tot 20 december 2026"))
        network.get("/tasks")
        #expect(network.page.contains("Beslis over de verlenging van Wulp"))
        network.get(path)
        network.post(
            "\(path)/extension/refusal",
            [
                "version": network.value(of: "version") ?? "",
                "once": network.value(of: "once") ?? "",
            ])
        shelter.get(path)
        #expect(shelter.page.contains("Niet goedgekeurd op 24 november 2026 door Hanneke Vos."))
        network.get("/tasks")
        #expect(!network.page.contains("Beslis over de verlenging"))
    }

    @Test("fault R41: which nights become free is said before a guest leaves sooner")
    func frees() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let path = try city.arrived(shelter, network)
        network.get(path)
        #expect(network.page.contains("de nachten tot 6 december 2026 komen vrij"))
        #expect(
            network.confirmed("\(path)/transitions", ["state": "other_outcome"]).status == .seeOther
        )
        network.get(path)
        #expect(network.page.contains("Van maandag 7 september 2026 tot dinsdag 24 november 2026,"))
    }
}
