import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Trainings that the network keeps, on their pages")
struct KeptTrainingPageTests {
    let site: SiteFixture
    let group: Group
    let esther: Browser
    let femke: Browser

    init() throws {
        site = try SiteFixture()
        group = try site.fixture.ready()
        esther = try site.browser(.network)
        femke = try site.browser(.network)
    }

    private func save(_ fields: [String: String], at path: String = "/trainings/3") -> Response {
        esther.get(path == "/trainings" ? "/trainings/new" : "\(path)/edit")
        var all = [
            "title_nl": "Cultuurverschillen", "title_en": "Cultural differences",
            "is_offered": "1", "once": esther.value(of: "once") ?? "",
        ].merging(fields, uniquingKeysWith: { $1 })
        all["version"] = esther.value(of: "version")
        return esther.confirmed(path, all)
    }

    @Test(
        "making one required asks first, says how many groups fall back, and takes a second person")
    func required() throws {
        esther.get("/trainings/3/edit")
        let fields = [
            "title_nl": "Cultuurverschillen", "title_en": "Cultural differences",
            "is_offered": "1", "is_required": "1", "version": esther.value(of: "version") ?? "",
        ]
        #expect(esther.post("/trainings/3", fields).status == .ok)
        #expect(esther.page.contains("dan valt nu 1 groep terug die klaar is"))
        femke.get("/trainings/3")
        #expect(!femke.page.contains("wacht op u"))

        #expect(esther.location(save(["is_required": "1"])) == "/trainings/3")
        esther.get("/trainings/3")
        #expect(esther.page.contains("U stelde deze wijziging zelf voor"))
        #expect(esther.post("/trainings/3/confirmation").status == .forbidden)
        femke.get("/tasks")
        #expect(femke.page.contains("Bekijk de wijziging van een training"))
        femke.get("/trainings/3")
        #expect(femke.page.contains("wacht op u als tweede persoon"))
        #expect(femke.page.contains("Van Nee naar Ja"))
        #expect(femke.post("/trainings/3/confirmation").status == .seeOther)
        let fallen = try site.fixture.read(.system) { try Group.find(group.id, in: $0) }
        #expect(fallen.state == .preparing)
    }

    @Test("a new one is offered at once in the grid of every group; a retired one no more")
    func offered() throws {
        let answer = save(
            ["title_nl": "Rouw en verlies", "title_en": "Grief", "valid_months": "24"],
            at: "/trainings")
        #expect(esther.location(answer) == "/trainings/4")
        let local = try site.browser(.local, in: site.fixture.nijmegen)
        local.get("/groups/\(group.ref)/trainings")
        #expect(local.page.contains("Rouw en verlies"))
        esther.get("/trainings/4/edit")
        let retire = [
            "title_nl": "Rouw en verlies", "title_en": "Grief", "valid_months": "24",
            "version": esther.value(of: "version") ?? "",
        ]
        #expect(esther.confirmed("/trainings/4", retire).status == .seeOther)
        femke.get("/trainings/4")
        #expect(femke.post("/trainings/4/confirmation").status == .seeOther)
        local.get("/groups/\(group.ref)/trainings")
        #expect(!local.page.contains("Rouw en verlies"))
    }

    @Test("what is wrong is said at its field")
    func wrong() throws {
        let cases: [([String: String], String)] = [
            (["title_nl": ""], "#title_nl"), (["title_en": " "], "#title_en"),
            (["valid_months": "0"], "#valid_months"), (["valid_months": "x"], "#valid_months"),
            (["title_nl": "Grenzen en veiligheid"], "#title_nl"),
        ]
        for (fields, place) in cases {
            #expect(save(fields).status == .unprocessableContent, "\(fields)")
            #expect(esther.page.contains("href=\"\(place)\""), "\(fields)")
        }
    }

    @Test("are read by coordinators and administrators, and changed by the network alone")
    func rights() throws {
        for role in [Role.local, .admin, .safeguarding, .municipality, .shelter, .auditor] {
            let city = Role.ofACity.contains(role) ? site.fixture.nijmegen : nil
            let browser = try site.browser(role, in: city)
            let reads = [.local, .admin, .safeguarding].contains(role)
            #expect(
                browser.get("/trainings").status == (reads ? .ok : .forbidden), "\(role)")
            let looks = [.admin, .safeguarding].contains(role)
            #expect(
                browser.get("/trainings/1").status == (looks ? .ok : .forbidden), "\(role)")
            #expect(browser.get("/trainings/new").status == .forbidden, "\(role)")
            #expect(browser.get("/trainings/1/edit").status == .forbidden, "\(role)")
            browser.get("/")
            #expect(browser.post("/trainings/1").status == .forbidden, "\(role)")
        }
        #expect(esther.get("/trainings/99").status == .notFound)
    }
}
