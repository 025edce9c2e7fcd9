import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("The rules of the network, on their pages")
struct RulePageTests {
    let site: SiteFixture
    let esther: Browser
    let femke: Browser
    let admin: Browser

    init() throws {
        site = try SiteFixture()
        esther = try site.browser(.network)
        femke = try site.browser(.network)
        admin = try site.browser(.admin)
    }

    /// Fills in the form of new rules as it stands, but for these fields.
    private func propose(_ changes: [String: String], by browser: Browser) -> Response {
        let form = browser.open("/rules/new", "/rules")
        let day: [String: String?] = [
            "from_on_day": "1", "from_on_month": "1", "from_on_year": "2027",
        ]
        return browser.send(
            (form ?? PageForm(action: "/rules", fields: []))
                .with(day.merging(changes.mapValues(Optional.some), uniquingKeysWith: { $1 })))
    }

    @Test("shows every rule in both languages, to network, administrator and safeguarding only")
    func index() throws {
        esther.get("/rules")
        for word in ["Een welkomgroep heeft minstens", "5 mensen", "28 dagen", "Eigen keuze"] {
            #expect(esther.page.contains(word), "\(word)")
        }
        #expect(esther.page.contains("1 januari 2019"))
        let english = try site.browser(.safeguarding, language: "en")
        english.get("/rules")
        #expect(english.page.contains("A welcome group has at least"))
        #expect(!english.page.contains("/rules/new"))
        for role in [Role.local, .municipality, .shelter, .auditor] {
            let city = Role.ofACity.contains(role) ? site.fixture.nijmegen : nil
            let browser = try site.browser(role, in: city)
            for path in ["/rules", "/rules/new", "/rules/1", "/setup", "/rules/1/records"] {
                #expect(browser.get(path).status == .forbidden, "\(role) \(path)")
            }
        }
    }

    @Test(
        "a new version has today's values filled in, tells only what differs, and shows on the page"
    )
    func planned() throws {
        let answer = propose(["silence.days": "21"], by: esther)
        #expect(esther.location(answer) == "/rules/2")
        esther.get("/rules/2")
        #expect(esther.page.contains("Van 28 dagen naar 21 dagen"))
        #expect(!esther.page.contains("Van 12"))
        admin.get("/rules")
        #expect(admin.page.contains("Vanaf 1 januari 2027 gelden nieuwe regels."))
        #expect(admin.location(admin.get("/rules/new")) == "/rules")
        admin.get("/setup")
        #expect(admin.page.contains("Vanaf 1 januari 2027 komen er nieuwe."))
        admin.get("/rules/2")
        #expect(admin.location(admin.post("/rules/2/withdrawal")) == "/rules")
        admin.get("/rules")
        #expect(admin.page.contains("Ingetrokken"))
        #expect(admin.page.contains("/rules/new"))
    }

    @Test("what is wrong is said at its field in the reader's language, and what was typed stays")
    func wrong() throws {
        let cases: [([String: String], String, String)] = [
            (["silence.days": "3"], "#silence.days", "7 tot en met 90"),
            (["silence.days": "veel"], "#silence.days", "7 tot en met 90"),
            (["silence.days": ""], "#silence.days", "stil na zo lang"),
            (["from_on_month": "11", "from_on_year": "2026"], "#from_on_day", "25 november 2026"),
            (["from_on_day": "31", "from_on_month": "2"], "#from_on_day", "dag"),
            ([:], "#form", "Er verandert niets"),
            (["match.months": "9"], "#match.months", "afgerond vanaf"),
        ]
        for (changes, place, words) in cases {
            #expect(propose(changes, by: esther).status == .unprocessableContent, "\(changes)")
            #expect(esther.page.contains("href=\"\(place)\""), "\(changes)")
            #expect(esther.page.contains(words), "\(changes): \(words)")
            for (name, value) in changes where name.hasPrefix("silence") && !value.isEmpty {
                #expect(esther.page.contains("value=\"\(value)\""))
            }
        }
        #expect(try site.fixture.read(.system) { try RuleVersion.all(in: $0).count } == 1)
    }

    @Test("a version of safety waits for somebody else, who has a task and confirms it")
    func second() throws {
        #expect(propose(["vog.valid_months": "24"], by: esther).status == .seeOther)
        esther.get("/rules/2")
        #expect(esther.page.contains("U stelde haar zelf voor"))
        #expect(!esther.page.contains("/rules/2/confirmation"))
        #expect(esther.post("/rules/2/confirmation").status == .forbidden)
        #expect(esther.page.contains("iemand anders dan wie ze voorstelde"))
        femke.get("/tasks")
        #expect(femke.page.contains("Bekijk nieuwe regels"))
        femke.get("/rules/2")
        #expect(femke.page.contains("wacht op u als tweede persoon"))
        #expect(femke.post("/rules/2/confirmation").status == .seeOther)
        femke.get("/rules/2")
        #expect(femke.page.contains("Bevestigd"))
        femke.get("/tasks")
        #expect(!femke.page.contains("Bekijk nieuwe regels"))
    }

    @Test("addresses of versions that are none are not found")
    func missing() {
        for path in ["/rules/7", "/rules/0", "/rules/x", "/rules/99999999999999999999"] {
            #expect(esther.get(path).status == .notFound, "\(path)")
        }
        #expect(esther.get("/rules/1/records").status == .notFound)
    }
}
