import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Pages of stays")
struct StayPageTests {
    let city: ShelterCity

    init() throws { city = try ShelterCity() }

    @Test("a coordinator plans a stay, and an overlap is refused in words with what was typed")
    func overlap() throws {
        let browser = try city.browser(.shelter)
        let first = try city.plan(browser, city.wulp, "10 januari 2027", "1 maart 2027")
        #expect(browser.get(first).status == .ok)
        #expect(browser.page.contains(">Wulp</h1>"))
        let answer = city.post(browser, "28 februari 2027", "1 april 2027")
        #expect(answer.status == .unprocessableContent)
        #expect(
            browser.page.contains(
                "In deze woning is dan al Wulp, van 10 januari 2027 tot 1 maart 2027<"))
        #expect(browser.page.contains(#"name="from_on_day" value="28""#))
        _ = try city.plan(browser, city.grutto, "1 maart 2027", "1 april 2027")
    }

    @Test("what is said of the stairs is kept sealed, and told on the page of the accommodation")
    func stairs() throws {
        let browser = try city.browser(.shelter)
        let path = "/accommodations/\(city.waal.ref)"
        browser.get("\(path)/edit")
        var fields = ["name": "NIJ-A", "kind": "apartment", "beds": "1", "version": "1"]
        fields["stairs_note"] = String(repeating: "a", count: 201)
        #expect(browser.post(path, fields).status == .unprocessableContent)
        fields["stairs_note"] = "Derde verdieping, <geen> lift"
        #expect(browser.post(path, fields).status == .seeOther)
        browser.get(path)
        #expect(browser.page.contains("Trappen en lift"))
        #expect(browser.page.contains("Derde verdieping, &lt;geen&gt; lift"))
        let (kept, audited): ([UInt8], String) = try city.site.fixture.read(.system) { tx in
            (
                try tx.db.value(
                    "SELECT stairs_note_sealed FROM accommodations WHERE ref = \(city.waal.ref)")
                    ?? [],
                try tx.db.value("SELECT fields FROM audit_log ORDER BY id DESC LIMIT 1") ?? ""
            )
        }
        #expect(!kept.isEmpty && !String(decoding: kept, as: UTF8.self).contains("lift"))
        #expect(audited == "stairs_note")
    }

    @Test("the clash is named in English for who reads English")
    func english() throws {
        let browser = try city.browser(.shelter, language: "en")
        _ = try city.plan(browser, city.wulp, "10 january 2027", "1 march 2027")
        _ = city.post(browser, "28 february 2027", "1 april 2027")
        #expect(browser.page.contains("Curlew is in this accommodation then"))
    }

    @Test("a stay that ends before it begins is refused at the day of departure")
    func backwards() throws {
        let browser = try city.browser(.shelter)
        let answer = city.post(browser, "10 januari 2027", "10 januari 2027")
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains(##"href="#until_on_day""##))
    }

    @Test("a stay of more than 92 nights asks the exception, and shows it from then on")
    func exception() throws {
        let browser = try city.browser(.shelter)
        let answer = city.post(browser, "1 januari 2027", "4 april 2027")
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains("Dit zijn 93 nachten"))
        let path = try city.plan(browser, nil, "1 januari 2027", "4 april 2027", isException: true)
        browser.get(path)
        #expect(browser.page.contains("Uitzondering: 93 nachten"))
        browser.get("/stays")
        #expect(browser.page.contains("Uitzondering: 93 nachten"))
    }

    @Test("a stay goes from a plan to a guest who is there, each by who may")
    func way() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let path = try city.plan(shelter, city.wulp, "1 november 2026", "1 januari 2027")
        let steps: [(Browser, String)] = [
            (network, "nominated"), (shelter, "accepted"), (shelter, "preparing"),
            (shelter, "confirmed"), (shelter, "in_stay"),
        ]
        for (browser, state) in steps {
            browser.get(path)
            #expect(browser.page.contains(#"name="state" value="\#(state)""#))
            #expect(browser.post("\(path)/transitions", ["state": state]).status == .seeOther)
        }
        shelter.get("/")
        #expect(
            shelter.page.contains(
                #"Er is nu <a href="/stays?period=now" data-count="1">1 gast</a>."#))
        shelter.get("/stays?period=now")
        #expect(shelter.page.contains(">Wulp<"))
    }

    @Test("fault R51: the filters of the list say what the list shows")
    func filters() throws {
        let shelter = try city.browser(.shelter)
        shelter.get("/stays")
        #expect(shelter.page.contains(#"<option value="" selected>Nu en straks"#) == false)
        #expect(!shelter.page.contains(#"value="all" selected"#))
        shelter.get("/stays?state=returned")
        #expect(shelter.page.contains(#"<option value="all" selected>Altijd</option>"#))
        #expect(shelter.page.contains("Alle fasen, behalve geannuleerd"))
    }

    @Test("a step of another role is explained, has no button and is refused")
    func otherRole() throws {
        let shelter = try city.browser(.shelter)
        let path = try city.plan(shelter, city.wulp, "1 november 2026", "1 januari 2027")
        shelter.get(path)
        #expect(shelter.page.contains("Dit doet: Netwerkcoördinator."))
        #expect(!shelter.page.contains(#"value="nominated""#))
        #expect(shelter.post("\(path)/transitions", ["state": "nominated"]).status == .forbidden)
    }

    @Test("an extension that runs into the next guest is shown, not approved, and can be withdrawn")
    func extend() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let path = try city.arrived(shelter, network)
        _ = try city.plan(shelter, city.grutto, "14 december 2026", "1 maart 2027")
        shelter.get("\(path)/extend")
        let answer = shelter.post(
            "\(path)/extension",
            [
                "until_on_day": "20", "until_on_month": "12", "until_on_year": "2026",
                "reason": "travel", "is_permit_covered": "1",
                "version": shelter.value(of: "version") ?? "",
            ])
        #expect(answer.status == .seeOther)
        shelter.get("/stays/planner")
        #expect(shelter.page.contains("Voor Wulp is verlenging gevraagd tot 20 december"))
        #expect(shelter.page.contains(#"class="clash""#))
        network.get(path)
        #expect(network.page.contains("Dit raakt het volgende verblijf:"))
        let version = try #require(network.value(of: "version"))
        let approval = network.post(
            "\(path)/extension/approval", ["version": version, "is_exception": "1"])
        #expect(approval.status == .unprocessableContent)
        #expect(network.page.contains("In deze woning is dan al Grutto"))
        shelter.get(path)
        #expect(
            shelter.post("\(path)/extension/refusal", ["version": version]).status == .seeOther)
        shelter.get(path)
        #expect(!shelter.page.contains("Verlenging gevraagd"))
    }

    @Test("the network approves an extension that fits, and the old dates stay on the page")
    func approve() throws {
        let (shelter, network) = (try city.browser(.shelter), try city.browser(.network))
        let path = try city.arrived(shelter, network)
        shelter.get("\(path)/extend")
        shelter.post(
            "\(path)/extension",
            [
                "until_on_day": "8", "until_on_month": "12", "until_on_year": "2026",
                "reason": "health", "is_permit_covered": "1",
                "version": shelter.value(of: "version") ?? "",
            ])
        network.get(path)
        let version = try #require(network.value(of: "version"))
        #expect(
            network.post("\(path)/extension/approval", ["version": version]).status == .seeOther)
        shelter.get(path)
        #expect(shelter.page.contains("dinsdag 8 december 2026"))
        #expect(shelter.page.contains("7 sep tot 6 dec 2026, NIJ-A. Gewijzigd op 24 nov 2026"))
    }

    @Test("the planner draws the stay as a link and lists it, in both languages")
    func planner() throws {
        for language in ["nl", "en"] {
            let browser = try city.browser(.shelter, language: language)
            browser.get("/stays/planner")
            #expect(browser.page.contains(#"role="region""#))
        }
        let browser = try city.browser(.shelter)
        let path = try city.plan(browser, city.wulp, "1 december 2026", "1 februari 2027")
        let far = try city.plan(browser, city.wulp, "1 mei 2029", "1 juni 2029")
        browser.get("/stays/planner")
        #expect(
            browser.page.contains(
                #"<a href="\#(path)" aria-label="Wulp, Plek gepland, 1 dec 2026 tot 1 feb 2027">"#))
        #expect(browser.page.contains("Van augustus 2026 tot en met juli 2027"))
        #expect(browser.page.contains(far))
        browser.get("/stays/planner?from=2029-02")
        #expect(browser.page.contains("Van februari 2029 tot en met januari 2030"))
        #expect(!browser.page.contains(path))
    }

    @Test("addresses that make no sense show the planner and the list, not an error")
    func nonsense() throws {
        let browser = try city.browser(.network)
        for target in [
            "/stays/planner?from=2026-13", "/stays/planner?from=0001-01",
            "/stays/planner?city=C-0000",
            "/stays?state=gone&period=spring-1999&city=x&after=S-0000&order=up",
            "/guests?q=%00&unplaced=7",
        ] { #expect(browser.get(target).status == .ok) }
    }
}
