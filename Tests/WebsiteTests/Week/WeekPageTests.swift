import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("The page of a week")
struct WeekPageTests {
    let site: SiteFixture

    init() throws { site = try SiteFixture() }

    private func task(_ title: String, on day: String, in city: City, by viewer: Viewer) throws {
        try site.fixture.write(viewer) { tx in
            var draft = TaskDraft()
            (draft.title, draft.dueOn) = (title, Day(iso: day))
            try draft.create(in: city, tx)
        }
    }

    @Test("page P28 is that of today, or the one that is asked for, with the way to its neighbours")
    func weeks() throws {
        try task(
            "Bel de school", on: "2026-12-01", in: site.fixture.nijmegen, by: site.fixture.hanneke)
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        browser.get("/week")
        #expect(browser.page.contains("<h1>Week 48 in Nijmegen</h1>"))
        #expect(browser.page.contains("23 tot en met 29 november 2026"))
        #expect(browser.page.contains("/week?week=2026-W47\""))
        #expect(!browser.page.contains("Bel de school") && !browser.page.contains("Deze week</a>"))
        for target in ["/week?week=2026-W49", "/week?from=2026-12-03", "/week?from=2026-11-30"] {
            browser.get(target)
            #expect(browser.page.contains("<h1>Week 49 in Nijmegen</h1>"), "\(target)")
            #expect(browser.page.contains("30 november tot en met 6 december 2026"))
            #expect(
                browser.page.contains("Bel de school") && browser.page.contains("Deze week</a>"))
        }
        browser.get("/week?week=2026-W53")
        #expect(browser.page.contains("28 december 2026 tot en met 3 januari 2027"))
        #expect(browser.page.contains("Maandag 28 december") == false)
        #expect(browser.page.contains("maandag 28 december tot en met zondag 3 januari"))
    }

    @Test("page P28 says days without anything in one line")
    func idle() throws {
        try task(
            "Bel de school", on: "2026-11-27", in: site.fixture.nijmegen, by: site.fixture.hanneke)
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        browser.get("/week")
        let titles = browser.page.matches(of: /<h2 class="h3">([^<]*)/).map { String($0.output.1) }
        #expect(
            titles == [
                "maandag 23 november", "dinsdag 24 november ",
                "woensdag 25 november en donderdag 26 november", "vrijdag 27 november",
                "zaterdag 28 november en zondag 29 november",
            ])
        let english = try site.browser(.local, in: site.fixture.nijmegen, language: "en")
        english.get("/week")
        #expect(english.page.contains("Week 48 in Nijmegen"))
        #expect(english.page.contains("Wednesday 25 November and Thursday 26 November"))
    }

    @Test(
        "page P28 says which part of an address it does not know, and leads to one that it does",
        arguments: [
            ("week=2026-W60", "Week", "/week"), ("week=morgen", "Week", "/week"),
            ("from=2026-02-30", "Week", "/week"), ("week=%00", "Week", "/week"),
            ("from=9999-12-31", "Week", "/week"), ("city=C-ZZZZ", "Stad", "/week"),
            ("week=2026-W48&city=x", "Stad", "/week?week=2026-W48"),
            ("week=%3Cscript%3E", "Week", "/week"),
        ])
    func unknown(query: String, name: String, rest: String) throws {
        let browser = try site.browser(.network)
        #expect(browser.get("/week?\(query)").status == .ok)
        let page = ReadPage(browser.page)
        #expect(browser.page.contains("Dit filter is onbekend"))
        let link = page.links.first { $0.text.hasPrefix("Toon de lijst zonder dit filter") }
        #expect(link?.target == rest && link?.text.contains(name) == true)
        #expect(!browser.page.contains("<section") && !browser.page.contains("<script>"))
    }

    @Test("page P28 tells the network of all cities or of one, and another city's people nothing")
    func cities() throws {
        let fixture = site.fixture
        let family = try fixture.write(fixture.officerOfHaarlem) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.resettlement, 3)
            (draft.arrivalOn, draft.arrivalCertainty) = (Day(iso: "2026-11-26"), .expected)
            return try draft.create(in: fixture.haarlem, tx)
        }
        let network = try site.browser(.network)
        for (city, sees) in [
            (nil, true), (fixture.haarlem.ref, true), (fixture.nijmegen.ref, false),
        ] {
            network.get("/week" + (city.map { "?city=\($0)" } ?? ""))
            #expect(network.page.contains("Gezin \(family.code.nl)") == sees)
        }
        network.get("/week")
        #expect(
            network.page.contains("<h1>Week 48</h1>")
                && network.page.contains("Haarlem, 3 personen"))
        let local = try site.browser(.local, in: fixture.nijmegen)
        local.get("/week")
        #expect(!local.page.contains(family.code.nl))
        #expect(try site.browser(.admin).get("/week").status == .forbidden)
        #expect(try site.browser(.auditor).get("/week").status == .forbidden)
        #expect(try site.browser(.safeguarding).get("/week").status == .ok)
    }

    @Test("page P27 says city and day for every printed sheet")
    func printed() throws {
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        browser.get("/groups")
        #expect(browser.page.contains(#"<p class="printed">Nijmegen, 24 november 2026</p>"#))
        let network = try site.browser(.network, language: "en")
        network.get("/help")
        #expect(network.page.contains(#"24 November 2026</p>"#))
    }
}
