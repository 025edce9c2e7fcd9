import Coalition
import Testing

@testable import Website

@Suite("A number that is a link")
struct FigureTests {
    let demo: DemoSite

    init() throws { demo = try DemoSite.shared.get() }

    private func pages(_ browser: Browser, in city: String) throws -> [String] {
        browser.get("/cities")
        let cities = Set(ReadPage(browser.page).links.map(\.target)).filter {
            $0.hasPrefix("/cities/C-")
        }
        let routes = try Features.routes(isDemo: true).filter { $0.method == .get }
            .compactMap { try demo.path($0, in: city) }
        return routes + ["/?map=shelter"] + cities.sorted()
    }

    @Test(
        "fault R43: says what the list has that it opens, for every role",
        arguments: DemoPerson.all)
    func figures(_ person: DemoPerson) throws {
        let browser = try demo.browser(person)
        let walk = FigureWalk(browser, pages: try pages(browser, in: person.city ?? "Nijmegen"))
        for flaw in walk.flaws { Issue.record("\(person): \(flaw)") }
        #expect((walk.followed > 0) == person.seesFigures)
    }

    @Test("fault R43: of groups in the making opens those and no others")
    func buildingUp() throws {
        let browser = demo.browser("lokaal.nijmegen")
        browser.get("/")
        let link = try #require(
            ReadPage(browser.page).links.first { $0.target == "/groups?state=building_up" })
        browser.get(link.target)
        #expect(ReadPage(browser.page).count == link.count)
        #expect(!browser.page.contains(#"<span class="tag ok">Actief</span>"#))
        #expect(browser.page.contains("In opbouw"))
    }

    @Test("fault R43: of groups by state adds up to the list of all groups")
    func phases() throws {
        let browser = demo.browser("gemeente.nijmegen")
        browser.get("/")
        let states = Set(
            ReadPage(browser.page).links.filter {
                $0.target.hasPrefix("/groups?state=") && Int($0.text) != nil
            })
        browser.get("/groups")
        let all = ReadPage(browser.page).count
        #expect(String(states.compactMap { Int($0.text) }.reduce(0, +)) == all)
    }
}

/// A person of the demo, or one that only tests have, from whose place a walk is made.
struct DemoPerson: Sendable, CustomTestStringConvertible {
    let name: String
    let city: String?
    /// What the person holds besides an account of the demo, which has its own; role and city.
    let grants: [(role: Role, city: String?)]
    /// Whether any page shows the person a number of a list.
    var seesFigures = true

    var testDescription: String { name }

    /// One for each role.
    static let roles = all.filter { $0.city != "Haarlem" && $0.grants.count < 2 }

    static let all: [DemoPerson] = [
        DemoPerson(name: "netwerk", city: nil, grants: []),
        DemoPerson(name: "lokaal.nijmegen", city: "Nijmegen", grants: []),
        DemoPerson(name: "gemeente.nijmegen", city: "Nijmegen", grants: []),
        DemoPerson(name: "shelter.nijmegen", city: "Nijmegen", grants: []),
        DemoPerson(name: "lokaal.haarlem", city: "Haarlem", grants: []),
        DemoPerson(name: "gemeente.haarlem", city: "Haarlem", grants: []),
        DemoPerson(name: "beheer", city: nil, grants: [], seesFigures: false),
        DemoPerson(name: "vertrouwen", city: nil, grants: [(.safeguarding, nil)]),
        DemoPerson(name: "toezicht", city: nil, grants: [(.auditor, nil)], seesFigures: false),
        DemoPerson(
            name: "twee.rollen", city: "Nijmegen",
            grants: [(.local, "Nijmegen"), (.municipality, "Haarlem")]),
        DemoPerson(
            name: "twee.steden", city: "Haarlem",
            grants: [(.local, "Haarlem"), (.local, "Nijmegen")]),
    ]
}

extension DemoSite {
    /// A browser in which the person is signed in; who is not in the demo gets an account.
    func browser(_ person: DemoPerson) throws -> Browser {
        guard !person.grants.isEmpty else { return browser(person.name) }
        let email = "\(person.name)@coalitie.example"
        let token = try records.write(as: .system) { tx in
            if try User.find(email: email, in: tx) == nil {
                let id = try User.create(email: email, name: "Fenna Smit", language: "nl", in: tx)
                let cities = try City.all(in: tx)
                for grant in person.grants {
                    let city = cities.first { $0.nameNL == grant.city }?.id
                    try User.grant(.init(grant.role, city: city), to: id, from: tx.today, in: tx)
                }
            }
            guard let user = try User.find(email: email, in: tx) else { throw Refusal.notFound }
            return try Session.start(for: user, device: "Firefox", in: tx)
        }
        return Browser(site, session: token)
    }
}
