import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Pages of families")
struct FamilyPageTests {
    let site: SiteFixture

    init() throws { site = try SiteFixture() }

    private var fixture: Fixture { site.fixture }

    private func announce(_ browser: Browser, size: String = "6") throws -> String {
        browser.get("/families/new")
        let once = try #require(browser.value(of: "once"))
        let answer = browser.post(
            "/families",
            [
                "route": "resettlement", "household_size": size, "arrival_on_day": "15",
                "arrival_on_month": "december", "arrival_on_year": "2026",
                "arrival_certainty": "expected", "languages": "ar", "once": once,
            ])
        #expect(answer.status == .seeOther)
        return try #require(browser.location(answer))
    }

    @Test("the municipality announces a family without names; the coordinator sees it with a task")
    func announced() throws {
        let officer = try site.browser(.municipality, in: fixture.nijmegen)
        let path = try announce(officer)
        officer.get(path)
        #expect(officer.page.contains("15 december 2026"))
        #expect(officer.page.contains("verwacht"))
        #expect(!officer.page.contains("bevestigd"))
        let coordinator = try site.browser(.local, in: fixture.nijmegen)
        coordinator.get(path)
        #expect(coordinator.page.contains("Doe de intake met gezin"))
        coordinator.get("/families")
        #expect(coordinator.page.contains("href=\"\(path)\""))
    }

    @Test("an impossible household and day come back with an error at each and what was typed")
    func problems() throws {
        let browser = try site.browser(.municipality, in: fixture.nijmegen)
        browser.get("/families/new")
        let answer = browser.post(
            "/families",
            [
                "route": "resettlement", "household_size": "0", "arrival_on_day": "30",
                "arrival_on_month": "2", "arrival_on_year": "2027",
            ])
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains("id=\"household_size-error\""))
        #expect(browser.page.contains("id=\"arrival_on-error\""))
        #expect(browser.page.contains("name=\"household_size\" type=\"text\" value=\"0\""))
        #expect(browser.page.contains("name=\"arrival_on_day\" value=\"30\""))
        #expect(browser.page.contains("value=\"februari\""))
    }

    @Test("Haarlem finds no family of Nijmegen: not by its address, nor by any filter")
    func otherCity() throws {
        let family = try fixture.announced()
        for role in [Role.municipality, .local] {
            let browser = try site.browser(role, in: fixture.haarlem)
            #expect(browser.get(family.path).status == .notFound)
            let page = browser.page
            #expect(browser.get("/families/F-ZZZZ").status == .notFound)
            #expect(page.count == browser.page.count)
            for query in ["q=\(family.code.nl)", "q=\(family.ref)", ""] {
                browser.get("/families?\(query)")
                #expect(!browser.page.contains("href=\"\(family.path)\""))
                #expect(browser.page.contains("<span class=\"count\">0</span>"))
            }
            browser.get("/families?city=\(fixture.nijmegen.ref)")
            #expect(!browser.page.contains("href=\"\(family.path)\""))
            let foreign = browser.page
            browser.get("/families?city=C-ZZZZ")
            #expect(browser.page.count == foreign.count)
        }
    }

    @Test("an intake is refused in words until the family was informed and agreed")
    func intake() throws {
        let family = try fixture.announced()
        let browser = try site.browser(.local, in: fixture.nijmegen)
        browser.get(family.path)
        #expect(browser.page.contains("Nog niet mogelijk"))
        let refused = browser.post("\(family.path)/transitions", ["state": "intake"])
        #expect(refused.status == .unprocessableContent)
        #expect(browser.page.contains("De toestemming is nog niet vastgelegd"))
        browser.get("\(family.path)/edit")
        let version = try #require(browser.value(of: "version"))
        let saved = browser.post(
            family.path,
            [
                "route": "resettlement", "household_size": "6", "languages": "ar",
                "info_given_on_day": "20", "info_given_on_month": "11",
                "info_given_on_year": "2026", "consent_on_day": "20", "consent_on_month": "11",
                "consent_on_year": "2026", "wants_group": "yes", "version": version,
            ])
        #expect(saved.status == .seeOther)
        browser.get(family.path)
        #expect(browser.post("\(family.path)/transitions", ["state": "intake"]).status == .seeOther)
        browser.get(family.path)
        #expect(!browser.page.contains("Intake doen"))
    }

    @Test("edge case: RTL text - names run as they are written, and are the coordinator's alone")
    func names() throws {
        let family = try fixture.announced()
        let browser = try site.browser(.local, in: fixture.nijmegen)
        browser.get("\(family.path)/members/new")
        let answer = browser.post(
            "\(family.path)/members",
            [
                "kind": "parent", "name": "محمد", "original_name": "<b>محمد</b>",
                "is_single_name": "1", "birth_year": "1984", "birth_precision": "estimated",
            ])
        #expect(answer.status == .seeOther)
        browser.get(family.path)
        #expect(browser.page.contains("dir=\"auto\">محمد</a>"))
        #expect(browser.page.contains("&lt;b&gt;محمد"))
        #expect(browser.page.contains("1984 (geschat)"))
        let network = try site.browser(.network)
        network.get(family.path)
        #expect(network.page.contains(family.code.nl))
        #expect(!network.page.contains("محمد"))
    }

    @Test("a goal is written down, met and opened again")
    func needs() throws {
        let family = try fixture.announced()
        let browser = try site.browser(.local, in: fixture.nijmegen)
        browser.get("\(family.path)/needs/new")
        let fields = ["theme": "school", "title": "Zwemles", "priority": "1", "owner": "group"]
        #expect(browser.post("\(family.path)/needs", fields).status == .seeOther)
        browser.get(family.path)
        #expect(browser.page.contains("0 van 1 bereikt"))
        let need = try fixture.read(fixture.hanneke) { try Need.all(of: family, in: $0)[0] }
        browser.post("\(family.path)/needs/\(need.id.value)/met", ["value": "yes"])
        browser.get(family.path)
        #expect(browser.page.contains("1 van 1 bereikt"))
        let officer = try site.browser(.municipality, in: fixture.nijmegen)
        officer.get("\(family.path)/needs")
        #expect(officer.page.contains("Zwemles"))
        #expect(!officer.page.contains("/needs/new"))
        let network = try site.browser(.network)
        network.get(family.path)
        #expect(!network.page.contains("Zwemles"))
        #expect(network.page.contains("1 van 1 bereikt"))
    }

    @Test("sensitive notes are shown on request only, and each look is in the log")
    func notes() throws {
        let family = try fixture.announced()
        let browser = try site.browser(.local, in: fixture.nijmegen)
        browser.get("\(family.path)/notes")
        let empty = browser.post("\(family.path)/notes", ["kind": "health", "text": "  "])
        #expect(empty.status == .unprocessableContent)
        let fields = ["kind": "health", "text": "Insuline, twee keer per dag"]
        #expect(browser.post("\(family.path)/notes", fields).status == .seeOther)
        browser.get(family.path)
        #expect(!browser.page.contains("Insuline"))
        browser.get("\(family.path)/notes")
        #expect(browser.page.contains("Insuline"))
        let looks: Int? = try fixture.read(.system) {
            try $0.db.value(
                "SELECT count(*) FROM audit_log WHERE action = 'open' AND ref = \(family.ref)")
        }
        #expect(looks == 3)
        let officer = try site.browser(.municipality, in: fixture.nijmegen)
        #expect(officer.get("\(family.path)/notes").status == .forbidden)
    }

    @Test("withdrawing is asked on a page of its own")
    func withdraws() throws {
        let family = try fixture.announced()
        let browser = try site.browser(.local, in: fixture.nijmegen)
        browser.get("\(family.path)/leave/withdrawn")
        #expect(browser.page.contains("Wil gezin \(family.code.nl) stoppen?"))
        #expect(browser.post("\(family.path)/leave/withdrawn").status == .seeOther)
        browser.get(family.path)
        #expect(browser.page.contains("Teruggetrokken"))
        #expect(browser.page.contains("Wordt gewist op 24 november 2028"))
        #expect(browser.get("\(family.path)/leave/completed").status == .notFound)
    }

    @Test("page P3b no button of the form of a family gives it another code name")
    func redrawn() throws {
        let family = try fixture.announced()
        let browser = try site.browser(.local, in: fixture.nijmegen)
        browser.get("\(family.path)/edit")
        #expect(!browser.page.contains("\(family.path)/code"))
        browser.get(family.path)
        #expect(browser.page.contains("href=\"\(family.path)/code\""))
        browser.get("\(family.path)/code")
        #expect(browser.page.contains("Gezin \(family.code.nl) een andere codenaam geven?"))
        let network = try site.browser(.network)
        network.get(family.path)
        #expect(!network.page.contains("\(family.path)/code"))
    }

    @Test("every page of families speaks English without a gap")
    func english() throws {
        let family = try fixture.waiting()
        let browser = try site.browser(.local, in: fixture.nijmegen, language: "en")
        for path in [
            "/families", "/families?state=waiting&q=e", "/families/new", family.path,
            "\(family.path)/edit", "\(family.path)/members/new", "\(family.path)/needs/new",
            "\(family.path)/notes", "\(family.path)/code", "\(family.path)/leave/moved", "/matches",
            "/matches/new",
            "/matches/new?family=\(family.ref)",
        ] {
            #expect(browser.get(path).status == .ok, "\(path)")
            #expect(!browser.page.contains("["), "\(path)")
            #expect(browser.page.contains("lang=\"en\""))
        }
    }
}
