import Coalition
import Fixtures
import HTTP
import HTTPTypes
import Testing

@testable import Website

@Suite("What of Shelter City is shown to whom")
struct ShelterScopeTests {
    let city: ShelterCity

    init() throws { city = try ShelterCity() }

    @Test("a stay, home and guest of another city look like ones that do not exist")
    func otherCity() throws {
        let path = try city.plan(
            try city.browser(.shelter), city.wulp, "1 december 2026", "1 februari 2027")
        let haarlem = try city.site.browser(.shelter, in: city.site.fixture.haarlem)
        for (target, missing) in [
            (path, "/stays/S-0000"), ("/accommodations/\(city.waal.ref)", "/accommodations/A-0000"),
            ("/guests/\(city.wulp.ref)", "/guests/H-0000"),
        ] {
            #expect(haarlem.get(target).status == .notFound)
            let page = haarlem.page
            #expect(haarlem.get(missing).status == .notFound)
            #expect(page.count == haarlem.page.count)
        }
        for target in ["/stays", "/stays/planner", "/guests", "/accommodations", "/stays/new"] {
            #expect(haarlem.get(target).status == .ok)
            #expect(!haarlem.page.contains("Wulp"))
            #expect(!haarlem.page.contains("NIJ-A"))
        }
        let network = try city.browser(.network)
        network.get(path)
        #expect(haarlem.post("\(path)/transitions", ["state": "cancelled"]).status == .notFound)
    }

    @Test("the local coordinator and the administrator have no page of Shelter City")
    func closedToOthers() throws {
        for role in [Role.local, .admin, .auditor] {
            let browser = try city.browser(role)
            for target in [
                "/stays", "/stays/planner", "/stays/new", "/guests", "/accommodations",
                "/accommodations/\(city.waal.ref)", "/guests/\(city.wulp.ref)",
            ] { #expect(browser.get(target).status == .forbidden) }
        }
    }

    @Test("the municipality reads stays and addresses of its own city, and changes nothing")
    func municipality() throws {
        let path = try city.plan(
            try city.browser(.shelter), city.wulp, "1 december 2026", "1 februari 2027")
        let officer = try city.browser(.municipality)
        #expect(officer.get(path).status == .ok)
        #expect(!officer.page.contains("/edit"))
        #expect(!officer.page.contains("/guests/"))
        #expect(!officer.page.contains("name=\"state\""))
        #expect(officer.get("/stays/new").status == .forbidden)
        #expect(officer.get("/guests").status == .forbidden)
        let home = "/accommodations/\(city.waal.ref)"
        officer.get(home)
        #expect(!officer.page.contains("Waalkade"))
        #expect(officer.post("\(home)/address").status == .ok)
        #expect(officer.page.contains("Waalkade 12"))
        let other = "/accommodations/\(city.spaarne.ref)"
        #expect(officer.get(other).status == .notFound)
        officer.get(home)
        #expect(officer.post("\(other)/address").status == .notFound)
    }

    @Test("a guest's identity is shown to the network for a reason, and the look stays visible")
    func identity() throws {
        let network = try city.browser(.network)
        let path = "/guests/\(city.wulp.ref)"
        network.get(path)
        #expect(!network.page.contains("Yıldız"))
        #expect(
            network.post("\(path)/identity", ["reason": "zomaar"]).status == .unprocessableContent)
        #expect(!network.page.contains("Yıldız"))
        #expect(network.page.contains("zomaar</textarea>"))
        let answer = network.post("\(path)/identity", ["reason": "Ticket boeken voor 1 december"])
        #expect(answer.status == .ok)
        #expect(network.page.contains("Maryam Yıldız"))
        #expect(answer.headerFields[.cacheControl] == "no-store")
        network.get(path)
        #expect(!network.page.contains("Yıldız"))
        #expect(network.page.contains("Ticket boeken voor 1 december"))
    }

    @Test("a coordinator opens no identity before the city accepted the nomination")
    func coordinator() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let path = "/guests/\(city.wulp.ref)"
        let reason = ["reason": "Ophalen van het vliegveld"]
        shelter.get("/stays/new")
        // Of a guest without a stay a city does not even know.
        #expect(shelter.post("\(path)/identity", reason).status == .notFound)
        #expect(shelter.get("\(path)/identity/edit").status == .notFound)
        _ = try city.arrived(shelter, network)
        shelter.get(path)
        // All stays on the page are of this guest, so each is called by its place.
        #expect(shelter.page.contains("dir=\"auto\">Nijmegen, NIJ-A</a></span>"))
        #expect(shelter.post("\(path)/identity", reason).status == .ok)
        #expect(shelter.page.contains("Maryam Yıldız"))
        shelter.get("\(path)/identity/edit")
        #expect(!shelter.page.contains("Yıldız"))
        #expect(
            shelter.post(
                "\(path)/identity/edit",
                ["channel": "Signal", "version": shelter.value(of: "version") ?? ""]
            ).status == .seeOther)
    }

    @Test("fault R05 a closed guest says since when, and why the city sees no more of the person")
    func closed() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let path = try city.arrived(shelter, network)
        for (browser, state) in [
            (shelter, "departing"), (network, "returned"), (network, "aftercare"),
            (network, "closed"),
        ] {
            browser.get(path)
            let answer = browser.confirmed("\(path)/transitions", ["state": state])
            #expect(answer.status == .seeOther, "\(state)")
        }
        shelter.get("/guests/\(city.wulp.ref)")
        #expect(shelter.page.contains("is gesloten op 24 november 2026"))
        #expect(!shelter.page.contains("nadat het netwerk de gast heeft voorgedragen"))
    }

    @Test("a list of more than a thousand says so, in the reader's figures")
    func counted() throws {
        try city.site.fixture.records.database.write { db in
            _ = try db.run(
                """
                WITH RECURSIVE numbers (n) AS (
                    SELECT 101 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1100)
                INSERT INTO guests (id, ref, code_nl, code_en, created_at, updated_at)
                SELECT n, 'H-' || n, 'Vogel ' || n, 'Bird ' || n, 0, 0 FROM numbers
                """)
        }
        for (language, text) in [("nl", "1.000+"), ("en", "1,000+")] {
            let network = try city.browser(.network, language: language)
            network.get("/guests")
            #expect(network.page.contains("<span class=\"count\">\(text)</span>"))
        }
    }

    @Test("a new guest gets one of the names that were drawn, never one that was typed")
    func naming() throws {
        let network = try city.browser(.network)
        network.get("/guests/new")
        #expect(network.page.components(separatedBy: #"name="code""#).count == 6)
        #expect(network.post("/guests/draw").status == .seeOther)
        network.get("/guests/new")
        #expect(network.post("/guests", ["code": "Maryam"]).status == .unprocessableContent)
        #expect(network.post("/guests", ["code": "Wulp"]).status == .unprocessableContent)
        #expect(network.page.contains("net aan een andere gast gegeven"))
        #expect(network.post("/guests", ["code": "Kluut"]).status == .seeOther)
        network.get("/guests?q=klu")
        #expect(network.page.contains(">Kluut<"))
    }

    @Test("an accommodation is added without showing its address again")
    func accommodation() throws {
        let shelter = try city.browser(.shelter)
        shelter.get("/accommodations/new")
        let answer = shelter.post(
            "/accommodations",
            [
                "name": "NIJ-B", "kind": "host_family", "beds": "2",
                "address": "Berg en Dalseweg 1",
                "is_accessible": "",
            ])
        #expect(answer.status == .seeOther)
        let path = try #require(shelter.location(answer))
        for target in [path, "\(path)/edit", "/accommodations"] {
            shelter.get(target)
            #expect(shelter.page.contains("NIJ-B"))
            #expect(!shelter.page.contains("Berg en Dalseweg"))
        }
        shelter.get("\(path)/edit")
        let version = shelter.value(of: "version") ?? ""
        #expect(
            shelter.post(path, ["name": "NIJ-A", "kind": "room", "beds": "1", "version": version])
                .status == .unprocessableContent)
        #expect(shelter.page.contains("al een woning met deze naam"))
    }

    @Test("no page of Shelter City misses a text, in either language")
    func wording() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let stay = try city.arrived(shelter, network)
        for language in ["nl", "en"] {
            for role in [Role.shelter, .network, .municipality] {
                let browser = try city.browser(role, language: language)
                for target in [
                    "/", "/stays", "/stays/planner", stay, "/accommodations",
                    "/accommodations/\(city.waal.ref)", "/stays?state=planned", "/stays/new",
                    "\(stay)/edit", "\(stay)/extend", "/accommodations/new",
                    "/accommodations/\(city.waal.ref)/edit", "/guests", "/guests/new",
                    "/guests/\(city.wulp.ref)", "/guests/\(city.wulp.ref)/identity/edit",
                ] {
                    browser.get(target)
                    let text = browser.page.replacingOccurrences(of: "[Justice", with: "")
                    #expect(!text.contains("["), "\(role) \(language) \(target)")
                }
            }
        }
    }
}
