import Coalition
import Fixtures
import Testing

@testable import Website

@Suite("Pages of the family's own voice")
struct VoicePageTests {
    let site: SiteFixture
    let family: Family
    private let secret = "een schuld bij iemand van de reis"

    init() throws {
        site = try SiteFixture()
        family = try site.fixture.waiting()
    }

    private var path: String { "/families/\(family.ref)/voice" }

    private func enter(by browser: Browser, _ more: [String: String] = [:]) throws {
        browser.get("\(path)/new")
        let fields = [
            "kind": "own", "person": "household", "outcome": "held", "held_on_day": "20",
            "held_on_month": "11", "held_on_year": "2026", "unknown": secret,
        ]
        let answer = browser.post(path, fields.merging(more) { $1 })
        #expect(answer.status == .seeOther)
    }

    @Test("say to the coordinator that it was held, and to nobody of city or group what was said")
    func bytes() throws {
        let local = try site.browser(.local, in: site.fixture.nijmegen)
        try enter(by: local)
        local.get(path)
        #expect(local.page.contains("Gehouden") && local.page.contains("20 november"))
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        let pages = [
            "/", "/families", "/families/\(family.ref)", path, "\(path)/1", "\(path)/1/edit",
            "\(path)/new", "\(path)/sheet", "/tasks", "/tasks?role=local", "/week", "/changes",
            "/cities/\(site.fixture.nijmegen.ref)", "/voice",
        ]
        for page in pages {
            local.get(page)
            #expect(!local.page.contains("schuld"), "\(page)")
            officer.get(page)
            #expect(!officer.page.contains("schuld"), "\(page)")
        }
        officer.get("/families/\(family.ref)")
        #expect(!officer.page.contains("/voice"))
        #expect(officer.get(path).status == .forbidden)
        #expect(local.get("\(path)/1").status == .forbidden)
    }

    @Test("are opened by the safeguarding lead, by the network with a reason, shared ones by all")
    func opened() throws {
        let local = try site.browser(.local, in: site.fixture.nijmegen)
        try enter(by: local)
        let lead = try site.browser(.safeguarding)
        lead.get("\(path)/1")
        #expect(lead.page.contains(secret))
        let network = try site.browser(.network)
        network.get("\(path)/1")
        #expect(!network.page.contains(secret))
        #expect(network.post("\(path)/1/open", ["reason": ""]).status == .unprocessableContent)
        network.post("\(path)/1/open", ["reason": "Het gezin vroeg of wij wilden bellen."])
        #expect(network.page.contains(secret))
        try enter(by: local, ["is_shared": "1"])
        local.get("\(path)/2")
        #expect(local.page.contains(secret))
    }

    @Test("let the safeguarding lead listen where the family wishes it")
    func apart() throws {
        let local = try site.browser(.local, in: site.fixture.nijmegen)
        local.get(path)
        #expect(local.post("\(path)/apart", ["value": "yes"]).status == .seeOther)
        #expect(local.get("\(path)/new").status == .forbidden)
        let lead = try site.browser(.safeguarding)
        #expect(lead.get("\(path)/new").status == .ok)
    }

    @Test("print a sheet in the family's language, which says who translated it")
    func sheet() throws {
        let local = try site.browser(.local, in: site.fixture.nijmegen)
        local.get("\(path)/sheet")
        #expect(local.page.contains("lang=\"ar\" dir=\"rtl\""))
        #expect(local.page.contains("تُرجم هذا النص"))
        #expect(local.page.contains("Justice &amp; Peace Nederland"))
        #expect(!local.page.contains("<article class=\"panel sheet\" lang=\"nl\""))
        local.get("\(path)/sheet?language=sw")
        #expect(local.page.contains("lang=\"nl\"") && local.page.contains("How are you?"))
    }

    @Test("give the safeguarding lead a day and a desk, and say it where nobody is lead")
    func desk() throws {
        let network = try site.browser(.network)
        network.get("/")
        #expect(network.page.contains("Niemand heeft de rol aandachtsfunctionaris"))
        let lead = try site.browser(.safeguarding)
        #expect(lead.get("/").status == .ok)
        #expect(lead.page.contains("<h1>Vandaag</h1>"))
        #expect(lead.get("/voice").status == .ok)
        network.get("/")
        #expect(!network.page.contains("Niemand heeft de rol"))
    }

    @Test("a sheet says that a machine translated it, until somebody ticks it as checked")
    func checked() throws {
        let sheet = "\(path)/sheet?language=ti"
        let local = try site.browser(.local, in: site.fixture.nijmegen)
        local.get(sheet)
        let words = try #require(site.site.sheets["ti"])["sheet.machine"]
        #expect(local.page.contains(words) && !local.page.contains("Nagekeken"))
        let tick = ["language": "ti", "value": "yes"]
        #expect(local.post("\(path)/sheet", tick).status == .forbidden)
        let lead = try site.browser(.safeguarding)
        lead.get(sheet)
        #expect(lead.post("\(path)/sheet", tick).status == .seeOther)
        local.get(sheet)
        #expect(!local.page.contains(words))
        lead.get(sheet)
        #expect(lead.page.contains("nagekeken op"))
        #expect(lead.post("\(path)/sheet", ["language": "xx"]).status == .unprocessableContent)
        lead.get(sheet)
        lead.post("\(path)/sheet", ["language": "ti", "value": "no"])
        local.get(sheet)
        #expect(local.page.contains(words))
    }
}
