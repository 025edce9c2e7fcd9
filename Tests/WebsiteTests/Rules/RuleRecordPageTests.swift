import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Records under older rules, on their pages")
struct RuleRecordPageTests {
    let site: SiteFixture
    let group: Group
    let network: Browser

    /// A ready group of five, and rules in force since then that ask for six.
    init() throws {
        let site = try SiteFixture()
        self.site = site
        group = try site.fixture.ready()
        try site.fixture.write(site.fixture.network) { tx in
            _ = try RuleProposal(["group.minimum.welcome": 6], from: tx.today + 1).propose(in: tx)
        }
        site.fixture.clock.now = site.fixture.clock.now.adding(seconds: 86_400)
        network = try site.browser(.network)
    }

    @Test("the network reads which groups would have too few, the administrator only how many")
    func falling() throws {
        network.get("/rules/2/records")
        #expect(network.page.contains("1 groep heeft nu genoeg leden"))
        #expect(network.page.contains("Bottendaal"))
        #expect(network.page.contains("Van 5 mensen naar 6 mensen"))
        let admin = try site.browser(.admin)
        admin.get("/rules/2/records")
        #expect(admin.page.contains("1 groep heeft nu genoeg leden"))
        #expect(!admin.page.contains("Bottendaal"))
        #expect(admin.post("/rules/2/records", ["records": "groups"]).status == .forbidden)
    }

    @Test("all of a kind are moved with one form, and the group falls back")
    func all() throws {
        network.get("/rules/2/records")
        #expect(network.post("/rules/2/records").status == .unprocessableContent)
        #expect(
            network.post("/rules/2/records", ["records": "dogs"]).status == .unprocessableContent)
        let answer = network.post("/rules/2/records", ["records": "groups", "city": ""])
        #expect(network.location(answer) == "/rules/2/records")
        network.get("/rules/2/records")
        #expect(network.page.contains("Overgezet: 1 groep."))
        #expect(network.page.contains("Alles wat loopt, heeft deze regels"))
        let moved = try site.fixture.read(.system) { try Group.find(group.id, in: $0) }
        #expect(moved.ruleVersion == 2)
        #expect(moved.state == .preparing)
    }

    @Test("a group's own page says which rules it has, and moves it after showing what changes")
    func one() throws {
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        browser.get("/groups/\(group.ref)")
        #expect(browser.page.contains("Regels van 1 januari 2019"))
        browser.get("/groups/\(group.ref)/rules")
        #expect(browser.page.contains("Van 5 mensen naar 6 mensen"))
        #expect(browser.page.contains("er zijn 5 leden, en daarna zijn er minstens 6 nodig"))
        let version = browser.value(of: "version") ?? ""
        #expect(version == "2")
        let path = "/groups/\(group.ref)/rules"
        #expect(browser.post(path, ["version": "1"]).status.code >= 400)
        browser.get(path)
        #expect(
            browser.location(browser.post(path, ["version": version])) == "/groups/\(group.ref)")
        browser.get(path)
        #expect(browser.page.contains("Hier gelden de nieuwste regels"))
        #expect(!browser.page.contains("Overzetten naar"))
    }

    @Test("another city's group is not found, and other roles move nothing")
    func scope() throws {
        let path = "/groups/\(group.ref)/rules"
        let haarlem = try site.browser(.local, in: site.fixture.haarlem)
        #expect(haarlem.get(path).status == .notFound)
        #expect(haarlem.post(path, ["version": "2"]).status == .notFound)
        for role in [Role.municipality, .shelter, .admin, .safeguarding, .auditor] {
            let city = Role.ofACity.contains(role) ? site.fixture.nijmegen : nil
            let browser = try site.browser(role, in: city)
            #expect(browser.get(path).status == .forbidden, "\(role)")
        }
    }
}
