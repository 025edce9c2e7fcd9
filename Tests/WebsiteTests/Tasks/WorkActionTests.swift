import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("What is done about a task of a rule")
struct WorkActionTests {
    let site: SiteFixture
    let browser: Browser
    let group: String

    init() throws {
        site = try SiteFixture()
        browser = try site.browser(.local, in: site.fixture.nijmegen)
        group = try ActiveGroup.make("Lent", in: site.fixture)
        _ = try site.fixture.write(.system) { try Task.raiseSilences(in: $0) }
    }

    private func path(_ kind: Task.Kind, for role: Role = .local) throws -> String {
        let ref: String? = try site.fixture.read(.system) {
            try $0.db.value("SELECT ref FROM tasks WHERE kind = \(kind) AND role = \(role)")
        }
        return "/tasks/\(try #require(ref))"
    }

    private func worry() {
        let form = browser.open("\(group)/log/new", "\(group)/log")
        browser.send(
            (form ?? PageForm(action: "", fields: []))
                .with(["contact": "made", "concern": "reported", "worry": "reported"]))
    }

    @Test("page P02 of silence is a contact, never Klaar; one tap takes it off the list and back")
    func silence() throws {
        browser.get("/")
        #expect(!browser.page.contains(">Klaar<"))
        let spoken = try #require(browser.form("\(group)/log/spoken?back=%2F"))
        browser.send(spoken)
        #expect(browser.note(at: "/").contains("Contact van vandaag met groep Lent"))
        #expect(!browser.page.contains("Bel groep Lent"))
        browser.get(try path(.silence))
        #expect(browser.page.contains("Er was weer contact"))
    }

    @Test("page P02 of silence stays after an attempt, which its row tells")
    func tried() throws {
        let task = try path(.silence)
        let tried = try #require(browser.open(task, "\(group)/log/tried?back=%2F"))
        browser.send(tried)
        browser.get("/")
        #expect(browser.page.contains("Bel groep Lent"))
        #expect(browser.page.contains("1 poging sindsdien"))
    }

    @Test("page P02 of a concern leads to it, for whose triage it is")
    func concern() throws {
        worry()
        let task = try path(.concern, for: .network)
        let network = try site.browser(.network)
        network.get("/")
        #expect(network.page.contains("Beoordeel zorgmelding Z-"))
        network.get(task)
        #expect(network.form("\(task)/later") == nil)
        let link = try #require(network.page.firstMatch(of: /href="(\/concerns\/Z-[^"]+)"/))
        #expect(network.get(String(link.1)).status == .ok)
        #expect(network.page.contains("Beoordeel de melding"))
    }

    @Test("page P02 that is closed by hand asks why, on its page")
    func byHand() throws {
        let task = try path(.silence)
        let form = try #require(browser.open(task, "\(task)/done"))
        #expect(browser.send(form).status == .unprocessableContent)
        #expect(browser.page.contains("<details class=\"fold2\" open>"))
        let answer = browser.send(form.with(["reason": "Zij zijn op vakantie"]))
        #expect(browser.location(answer) == "/")
        browser.get(task)
        #expect(browser.page.contains("Zij zijn op vakantie"))
    }

    @Test("is not offered to who only looks at the tasks of a role")
    func reader() throws {
        let network = try site.browser(.network)
        network.get("/tasks?role=local")
        #expect(network.page.contains("Bel groep Lent"))
        #expect(!network.page.contains("/log/spoken"))
        let task = try path(.silence)
        network.get(task)
        #expect(network.form("\(task)/hand") == nil && network.form("\(task)/later") == nil)
        #expect(network.post("\(task)/later", ["value": "2026-12-01"]).status == .forbidden)
    }
}
