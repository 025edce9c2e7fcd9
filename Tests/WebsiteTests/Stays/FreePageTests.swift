import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

/// Today is 24 November 2026.
@Suite("A free period")
struct FreePageTests {
    let city: ShelterCity

    init() throws { city = try ShelterCity() }

    /// Wulp is there from March to May.
    private func plan(_ browser: Browser) throws {
        _ = try city.plan(browser, city.wulp, "1 maart 2027", "1 mei 2027")
    }

    private var until: String {
        "/stays/new?accommodation=\(city.waal.ref)&amp;from=2026-11-24&amp;until=2027-03-01"
    }
    private var after: String {
        "/stays/new?accommodation=\(city.waal.ref)&amp;from=2027-05-01"
    }

    @Test("page P09: stands on the planner in words that lead to its form, drawn and in a list")
    func planner() throws {
        let shelter = try city.browser(.shelter)
        try plan(shelter)
        shelter.get("/stays/planner")
        #expect(shelter.page.contains("Nu vrij tot 1 maart 2027, 97 nachten"))
        #expect(shelter.page.contains("NIJ-A: Vrij vanaf 1 mei 2027</title>"))
        for path in [until, after] {
            #expect(shelter.page.components(separatedBy: "href=\"\(path)\"").count == 3)
        }
    }

    @Test("page P09: stands there in words without links for who may not plan")
    func reader() throws {
        try plan(try city.browser(.shelter))
        let officer = try city.browser(.municipality)
        for page in [
            "/stays/planner", "/stays/free", "/stays/free?from=2027-06-01&until=2027-07-01",
        ] {
            officer.get(page)
            #expect(officer.page.contains("Vrij vanaf 1 mei 2027"), "\(page)")
            #expect(!officer.page.contains("/stays/new"), "\(page)")
        }
        let local = try city.site.browser(.local, in: city.site.fixture.nijmegen)
        #expect(local.get("/stays/free").status == .forbidden)
    }

    @Test("page P09: is found by two days over all cities, the whole of them or a part")
    func filter() throws {
        try plan(try city.browser(.shelter))
        let network = try city.browser(.network)
        network.get("/stays/free?from=2027-04-01&until=2027-06-01")
        #expect(ReadPage(network.page).count == "1")
        #expect(network.page.contains("Van 1 april tot 1 juni 2027 is 1 woning de hele tijd vrij."))
        #expect(
            network.page.contains(
                "/stays/new?accommodation=\(city.spaarne.ref)&amp;from=2027-04-01&amp;until=2027-06-01"
            ))
        let partly = try #require(
            ReadPage(network.page).links.first { $0.target.contains("part=yes") }
        )
        network.get(partly.target)
        #expect(network.page.contains("NIJ-A") && network.page.contains("HLM-A"))
        #expect(network.page.contains(#"<span class="tag mutec open">Deels</span>"#))
        network.get(
            "/stays/free?from=2027-03-02&until=2027-03-20&city=\(city.site.fixture.nijmegen.ref)")
        #expect(
            network.page.contains("Van 2 maart tot 20 maart 2027 is geen woning de hele tijd vrij.")
        )
        #expect(network.page.contains("Geen woning is dan vrij"))
    }

    @Test("page P09: is asked for in three fields a day, and mistakes are told at their field")
    func typed() throws {
        let network = try city.browser(.network)
        let ref = city.site.fixture.nijmegen.ref
        func ask(_ from: (String, String, String), _ until: (String, String, String)) -> Response {
            network.get(
                "/stays/free?from_day=\(from.0)&from_month=\(from.1)&from_year=\(from.2)"
                    + "&until_day=\(until.0)&until_month=\(until.1)&until_year=\(until.2)&city=\(ref)"
            )
        }
        let answer = ask(("1", "mei", "2027"), ("1", "juni", "2027"))
        #expect(answer.status == .seeOther)
        #expect(
            network.location(answer) == "/stays/free?from=2027-05-01&until=2027-06-01&city=\(ref)")
        #expect(
            network.location(ask(("", "", ""), ("", "", ""))) == "/stays/free?city=\(ref)")
        #expect(ask(("1", "mei", "2027"), ("1", "mei", "2027")).status == .unprocessableContent)
        #expect(network.page.contains(##"href="#until_day""##))
        #expect(network.page.contains(#"name="from_month" value="mei""#))
        #expect(
            ask(("31", "februari", "2027"), ("1", "mei", "2027")).status == .unprocessableContent)
        #expect(ask(("1", "mei", "2027"), ("", "", "")).status == .unprocessableContent)
        #expect(ask(("%00", "%3Cb%3E", "'"), ("1", "1", "1")).status == .unprocessableContent)
        for target in [
            "/stays/free?from=2027-02-31", "/stays/free?until=x&from=2027-05-01",
            "/stays/free?from=2020-01-01&until=2020-02-01", "/stays/free?part=perhaps",
            "/stays/free?from=2027-06-01&until=2027-05-01", "/stays/free?after=A-0000",
        ] { #expect(network.get(target).status == .ok, "\(target)") }
    }
}

@Suite("The form of a new stay")
struct NewStayFormTests {
    let city: ShelterCity

    init() throws { city = try ShelterCity() }

    @Test("page P08: chooses no home by itself, has them by city, and asks for one")
    func choose() throws {
        let network = try city.browser(.network)
        network.get("/stays/new")
        #expect(network.page.contains(#"<option value="">Kies een woning</option>"#))
        let options =
            network.page.components(separatedBy: #"<select class="in w20" id="accommodation""#)
            .dropFirst().first?.components(separatedBy: "</select>").first ?? ""
        #expect(!options.contains(" selected"))
        let groups = options.matches(of: #/<optgroup label="([^"]*)">\s*<option value="([^"]*)"/#)
        #expect(groups.map { String($0.1) } == ["Haarlem", "Nijmegen"])
        #expect(groups.map { String($0.2) } == [city.spaarne.ref, city.waal.ref])
        let shelter = try city.browser(.shelter)
        shelter.get("/stays/new")
        #expect(!shelter.page.contains("<optgroup"))
        let form = try #require(shelter.open("/stays/new", "/stays"))
        let days = [
            "from_on_day": "1", "from_on_month": "5", "from_on_year": "2027", "until_on_day": "1",
            "until_on_month": "6", "until_on_year": "2027",
        ]
        #expect(shelter.send(form.with(days)).status == .unprocessableContent)
        #expect(shelter.page.contains(##"href="#accommodation">Kies een woning</a>"##))
        #expect(shelter.send(form.with(days).with(["accommodation": "none"])).status == .seeOther)
    }

    @Test("page P08: shows after the days only the homes that are free then, and makes nothing")
    func look() throws {
        let network = try city.browser(.network)
        _ = try city.plan(network, city.wulp, "1 maart 2027", "1 mei 2027")
        network.get("/stays/new")
        var fields = [
            "once": network.value(of: "once") ?? "", "from_on_day": "1", "from_on_month": "april",
            "from_on_year": "2027", "until_on_day": "1", "until_on_month": "6",
            "until_on_year": "2027", "good_to_know": "Bel na 11 uur",
        ]
        #expect(network.post("/stays/new", fields).status == .ok)
        #expect(
            network.page.contains("Hier staat de 1 woning die van 1 april tot 1 juni 2027 vrij is.")
        )
        #expect(!network.page.contains(#"<option value="\#(city.waal.ref)""#))
        #expect(network.page.contains("Bel na 11 uur"))
        fields["accommodation"] = city.waal.ref
        #expect(network.post("/stays/new", fields).status == .ok)
        #expect(network.page.contains(#"<option value="\#(city.waal.ref)" selected>"#))
        fields["until_on_month"] = "3"
        #expect(network.post("/stays/new", fields).status == .unprocessableContent)
        fields["until_on_month"] = ""
        #expect(network.post("/stays/new", fields).status == .unprocessableContent)
        network.get("/stays")
        #expect(ReadPage(network.page).count == "1")
    }

    @Test("page P09: opens filled in with a free period, and no longer than the rules say")
    func filled() throws {
        let shelter = try city.browser(.shelter)
        let path = "/stays/new?accommodation=\(city.waal.ref)"
        shelter.get("\(path)&from=2027-03-07&until=2027-07-31")
        #expect(shelter.page.contains("NIJ-A. Nu vrij."))
        #expect(shelter.page.contains(#"<option value="\#(city.waal.ref)" selected>"#))
        for value in [
            #"name="from_on_day" value="7""#, #"name="from_on_month" value="maart""#,
            #"name="until_on_day" value="7""#, #"name="until_on_month" value="juni""#,
        ] { #expect(shelter.page.contains(value), "\(value)") }
        shelter.get("\(path)&from=2027-03-07&until=2027-03-21")
        #expect(shelter.page.contains(#"name="until_on_day" value="21""#))
        shelter.get("\(path)&from=2020-01-01")
        #expect(shelter.page.contains(#"name="from_on_day" value="24""#))
    }

    @Test("keeps from an address what makes sense of it, and nothing of another city")
    func strange() throws {
        let shelter = try city.browser(.shelter)
        for query in [
            "accommodation=\(city.spaarne.ref)", "accommodation=A-0000", "accommodation=%00",
            "from=2027-02-30", "from=0001-01-01&until=9999-12-31",
            "from=2027-05-01&until=2027-04-01",
            "until=2027-04-01",
        ] {
            #expect(shelter.get("/stays/new?\(query)").status == .ok, "\(query)")
            #expect(!shelter.page.contains("HLM-A"), "\(query)")
        }
    }
}
