import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("The five parts of a stay, a guest and an accommodation")
struct StayRecordTests {
    let city: ShelterCity

    init() throws { city = try ShelterCity() }

    @Test("page P15: stand on each of them, in the same order, for whoever may open it")
    func parts() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let stay = try city.arrived(shelter, network)
        let paths = [stay, "/guests/\(city.wulp.ref)", "/accommodations/\(city.waal.ref)"]
        for role in [Role.shelter, .network, .safeguarding, .municipality] {
            let browser = try city.browser(role)
            for path in paths where browser.get(path).status == .ok {
                let places = ["nu", "jaar", "mensen", "logboek", "meer"].map {
                    browser.page.range(of: #" id="\#($0)""#)?.lowerBound
                }
                #expect(!places.contains(nil), "\(role) \(path)")
                #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
                #expect(!browser.page.contains(#"id="meer" open"#))
            }
        }
        shelter.get(stay)
        #expect(shelter.page.contains(#"<h2 id="jaar">Het verblijf</h2>"#))
        #expect(shelter.page.contains("78 van 90 nachten"))
    }

    @Test("page P22: the next step stands in Nu with what it lacks, the ways out are folded away")
    func next() throws {
        let shelter = try city.browser(.shelter)
        let path = try city.plan(shelter, nil, "1 december 2026", "1 februari 2027")
        shelter.get(path)
        let now = part("nu", until: "jaar", shelter.page)
        #expect(now.contains("Gast voordragen"))
        #expect(now.contains("Eerst draagt het netwerk een gast voor"))
        #expect(!now.contains("Verblijf annuleren"))
        #expect(part("jaar", until: "mensen", shelter.page).contains("Verblijf annuleren"))
    }

    @Test("a wished extension stands in Nu once, where links to it lead, with what it runs into")
    func extending() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let path = try wished(shelter, network)
        network.get(path)
        let now = part("nu", until: "jaar", network.page)
        #expect(now.contains(#"id="verlenging""#))
        #expect(now.contains("Dit raakt het volgende verblijf:"))
        #expect(now.contains("Goedkeuren"))
        // The task of the network and the signal say the same.
        #expect(!network.page.contains("Beslis over de verlenging"))
        #expect(!network.page.contains("Verlenging tot"))
        for other in ["/guests/\(city.wulp.ref)", "/accommodations/\(city.waal.ref)"] {
            network.get(other)
            #expect(network.page.contains("#verlenging\">Los dit op</a>"))
            #expect(!network.page.contains("Beslis over de verlenging"))
        }
        let officer = try city.browser(.municipality)
        officer.get(path)
        #expect(!officer.page.contains(#"id="verlenging""#))
        #expect(officer.page.contains("Verlenging tot"))
    }

    @Test("what is good to know stands once, under the name, for the coordinator and the network")
    func goodToKnow() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let path = try city.arrived(shelter, network)
        shelter.get("\(path)/edit")
        let line = "Bel liever na 11 uur"
        let form = try #require(shelter.form(path))
        #expect(form.fields.contains { $0.0 == "good_to_know" })

        #expect(shelter.send(form.with(["good_to_know": line])).status == .seeOther)
        for browser in [shelter, network] {
            browser.get(path)
            #expect(browser.page.components(separatedBy: line).count == 2)
            #expect(browser.page.contains(#"<p class="know small">"#))
        }
        for role in [Role.municipality, .safeguarding] {
            let browser = try city.browser(role)
            #expect(browser.get(path).status == .ok)
            #expect(!browser.page.contains(line), "\(role)")
        }
        let kept: [UInt8]? = try city.site.fixture.read(.system) { tx in
            try tx.db.value("SELECT good_to_know_sealed FROM stays")
        }
        #expect(!String(decoding: try #require(kept), as: UTF8.self).contains("Bel"))
    }

    @Test("how a stay came so far is told to who may know how it ended, and to nobody else")
    func history() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let path = try city.arrived(shelter, network)
        shelter.get(path)
        #expect(shelter.page.contains(#"id="verloop""#))
        let officer = try city.browser(.municipality)
        officer.get(path)
        #expect(!officer.page.contains(#"id="verloop""#))
        #expect(!officer.page.contains("Voorgedragen"))
    }

    @Test("Meer stands open when something sealed was asked for, whether it was shown or not")
    func opened() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let guest = "/guests/\(city.wulp.ref)"
        network.get(guest)
        for (reason, text) in [("kort", "kort</textarea>"), ("Ticket boeken", "Maryam Yıldız")] {
            network.post("\(guest)/identity", ["reason": reason])
            #expect(network.page.contains(#"id="meer" open"#))
            #expect(network.page.contains(text))
        }
        network.get(guest)
        #expect(network.page.contains("Het laatst bekeken op 24 november 2026 door"))
        let home = "/accommodations/\(city.waal.ref)"
        shelter.get(home)
        #expect(shelter.page.contains("Nog door niemand bekeken"))
        shelter.post("\(home)/address")
        #expect(shelter.page.contains(#"id="meer" open"#))
        #expect(shelter.page.contains("Waalkade 12"))
    }

    @Test("an accommodation says who is there, who comes, and what it is when nobody is")
    func home() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let home = "/accommodations/\(city.waal.ref)"
        shelter.get(home)
        #expect(shelter.page.contains("Nu vrij"))
        _ = try city.arrived(shelter, network)
        _ = try city.plan(shelter, city.grutto, "14 december 2026", "1 maart 2027")
        shelter.get(home)
        let now = part("nu", until: "jaar", shelter.page)
        #expect(now.contains("Wulp, vertrekt over 12 dagen"))
        #expect(now.contains("Grutto, komt over 20 dagen"))
        #expect(!shelter.page.contains("Nu vrij"))
    }

    /// Wulp wishes to stay until after Grutto comes; the path of the stay.
    private func wished(_ shelter: Browser, _ network: Browser) throws -> String {
        let path = try city.arrived(shelter, network)
        _ = try city.plan(shelter, city.grutto, "14 december 2026", "1 maart 2027")
        shelter.get("\(path)/extend")
        shelter.post(
            "\(path)/extension",
            [
                "until_on_day": "20", "until_on_month": "12", "until_on_year": "2026",
                "reason": "travel", "is_permit_covered": "1",
                "version": shelter.value(of: "version") ?? "",
            ])
        return path
    }

    /// A part of a record's page, from its heading to the next one.
    private func part(_ place: String, until next: String, _ page: String) -> String {
        guard let start = page.range(of: #"<h2 id="\#(place)""#),
            let end = page.range(of: #"<h2 id="\#(next)""#)
        else { return "" }
        return String(page[start.lowerBound..<end.lowerBound])
    }
}
