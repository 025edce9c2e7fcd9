import Fixtures
import HTTP
import HTTPTypes
import SQLite
import Testing

@testable import Coalition
@testable import Website

/// One account for each role and programme, in Nijmegen where the role is of a city, on the demo with
/// a family of hosted stays beside those of Samen Hier.
@Suite("A right of one role for one programme")
struct RightsTests {
    fileprivate static let world = Result { try RightsWorld() }

    @Test(
        "fault R01 leads to pages that answer, and to nothing of another programme or city",
        arguments: Role.allCases.flatMap { role in Programme.allCases.map { (role, $0) } })
    func walk(_ role: Role, _ programme: Programme) throws {
        let world = try RightsTests.world.get()
        let browser = try world.browser(role, programme)
        let hidden = try world.hidden(from: role, programme)
        var (waiting, seen) = (["/", "/tasks", "/account"], Set<String>())
        while let path = waiting.popLast() {
            guard seen.insert(path).inserted, seen.count < 120 else { continue }
            let answer = browser.get(path)
            let isEntrance = path == "/tasks"
            #expect(
                [200, 303].contains(answer.status.code)
                    || (isEntrance && answer.status == .forbidden),
                "\(role) \(programme) \(path): \(answer.status.code)")
            guard answer.status == .ok else { continue }
            let page = browser.page
            for word in hidden where page.contains(word) {
                Issue.record("\(role) \(programme) \(path) holds \(word)")
            }
            waiting += PageLinks.paths(of: page).filter { !seen.contains($0) }
        }
        #expect(seen.count > 2)
    }

    @Test(
        "opens no route of another programme, whatever the record",
        arguments: Role.allCases.flatMap { role in Programme.allCases.map { (role, $0) } })
    func routes(_ role: Role, _ programme: Programme) throws {
        let world = try RightsTests.world.get()
        let browser = try world.browser(role, programme)
        browser.get("/")
        for route in Features.routes(isDemo: true) {
            guard case .roles(let roles, for: let programmes) = route.access,
                let path = try world.demo.path(route, in: "Nijmegen")
            else { continue }
            let answer = route.method == .get ? browser.get(path) : browser.post(path)
            let isAdmitted = roles.contains(role) && programmes.contains(programme)
            let name = "\(role) \(programme) \(route.method) \(path): \(answer.status.code)"
            if !isAdmitted { #expect(answer.status == .forbidden, "\(name)") }
            #expect(answer.status.code != 500, "\(name)")
            if route.method == .get { browser.get("/") }
        }
    }

    @Test("fault R02 shows a role the numbers that its records give, and no others")
    func numbers() throws {
        let world = try RightsTests.world.get()
        let city = try #require(try world.demo.ref("/cities", "Nijmegen"))
        let cases: [(Role, Programme, groups: Bool, families: Bool, stays: Bool)] = [
            (.local, .samenHier, true, true, false), (.local, .hostedStay, false, true, false),
            (.shelter, .shelterCity, false, false, true), (.admin, .samenHier, false, false, false),
            (.municipality, .shelterCity, false, false, true),
            (.network, .samenHier, true, true, false), (.network, .shelterCity, false, false, true),
            (.auditor, .samenHier, false, false, false),
        ]
        for (role, programme, groups, families, stays) in cases {
            let browser = try world.browser(role, programme)
            browser.get("/cities/\(city)")
            let name = "\(role) \(programme)"
            #expect(browser.page.contains("/groups?") == groups, "\(name)")
            #expect(browser.page.contains("/families?") == families, "\(name)")
            #expect(browser.page.contains("/stays?") == stays, "\(name)")
        }
    }
}

extension RightsTests {
    @Test(
        "fault R04, edge case: Small numbers identify - an auditor reads sums without a list")
    func sums() throws {
        let browser = try RightsTests.world.get().browser(.auditor, .samenHier)
        browser.get("/")
        for list in ["/groups", "/families", "/stays", "/guests"] {
            #expect(!browser.page.contains("href=\"\(list)"))
        }
        #expect(browser.page.contains("actieve groepen"))
    }
}

/// The demo with an account for each role and programme, and what none but some may find.
private final class RightsWorld: Sendable {
    let demo: DemoSite
    private let sessions: [String: SessionToken]

    init() throws {
        demo = try DemoSite()
        sessions = try demo.records.write(as: .system) { tx in
            let nijmegen = try City.all(in: tx).first { $0.nameNL == "Nijmegen" }
            guard let nijmegen else { throw Refusal.notFound }
            var sessions: [String: SessionToken] = [:]
            for role in Role.allCases {
                for programme in Programme.allCases {
                    let city = Role.ofACity.contains(role) ? nijmegen.id : nil
                    let email = "\(role.rawValue).\(programme.rawValue)@coalitie.example"
                    let id = try User.create(email: email, name: "Iemand", in: tx)
                    // Also rights that nobody gives any more, such as a shelter's for Samen Hier.
                    try tx.db.run(
                        """
                        INSERT INTO grants (user_id, role, city_id, programme, from_on, created_at)
                        VALUES (\(id), \(role), \(city), \(programme), \(tx.today), \(tx.now))
                        """)
                    guard let user = try User.find(id, in: tx) else { continue }
                    sessions["\(role) \(programme)"] = try Session.start(
                        for: user, device: "", in: tx)
                }
            }
            return sessions
        }
        try addHostedFamily()
    }

    func browser(_ role: Role, _ programme: Programme) throws -> Browser {
        guard let session = sessions["\(role) \(programme)"] else { throw Refusal.notFound }
        return Browser(demo.site, session: session)
    }

    /// A family that waits for a host family, with a name, a need and a note of that programme.
    private func addHostedFamily() throws {
        let city = try demo.records.read(as: .system) { tx in
            try City.all(in: tx).first { $0.nameNL == "Nijmegen" }
        }
        let nijmegen = try #require(city)
        try demo.records.write(as: .system) { tx in
            try CityProgramme.set(.hostedStay, .pilot, since: tx.today, of: nijmegen.id, in: tx)
        }
        let local = Viewer(
            userID: nil, name: "Coördinator logeren",
            grants: [.init(.local, city: nijmegen.id, programme: .hostedStay)])
        try demo.records.write(as: local) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize, draft.languages) = (.hostedStay, 2, ["ar"])
            let family = try draft.create(in: nijmegen, tx)
            var member = FamilyMemberDraft()
            (member.name, member.kind) = (RightsWorld.hostedName, .parent)
            try member.add(to: family, in: tx)
            var need = NeedDraft()
            (need.theme, need.title) = (.housing, RightsWorld.hostedNeed)
            try need.add(to: family, in: tx)
        }
    }

    private static let hostedName = "Basel Haddouti"
    private static let hostedNeed = "Een kamer voor de winter"

    /// References and texts that no page of this role and programme may hold.
    func hidden(from role: Role, _ programme: Programme) throws -> [String] {
        let isOfACity = Role.ofACity.contains(role)
        func refs(_ table: SQL, _ own: SQL, _ isRead: Bool) throws -> [String] {
            try demo.records.database.read { db in
                let nijmegen: SQL = "(SELECT id FROM cities WHERE name_nl = 'Nijmegen')"
                let condition: SQL =
                    !isRead
                    ? "1" : isOfACity ? "NOT (\(own)) OR city_id <> \(nijmegen)" : "NOT (\(own))"
                return try db.values("SELECT ref FROM \(table) WHERE \(condition)")
            }
        }
        let families: SQL = "programmes LIKE '%' || \(programme) || '%'"
        return try refs(
            "groups", "1", GroupPolicy.readers.contains(role) && programme == .samenHier)
            + refs("families", families, FamilyPolicy.readers.contains(role))
            + refs("matches", "kind = \(programme)", MatchPolicy.readers.contains(role))
            + refs("stays", "1", StayPolicy.readers.contains(role) && programme == .shelterCity)
            + refs(
                "accommodations", "1",
                AccommodationPolicy.readers.contains(role) && programme == .shelterCity)
            + (role == .local && programme == .hostedStay ? [] : [RightsWorld.hostedName])
            + ([.local, .municipality, .safeguarding].contains(role) && programme == .hostedStay
                ? [] : [RightsWorld.hostedNeed])
    }
}

/// The places that a page leads to.
enum PageLinks {
    /// The paths of its links within the site, without fragments and without those that end a session.
    static func paths(of page: String) -> [String] {
        // By bytes: a walk reads some thousand pages.
        let parts = page.utf8.split(
            separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        return zip(parts, parts.dropFirst()).compactMap { before, value in
            guard before.suffix(5).elementsEqual("href=".utf8), value.first == UInt8(ascii: "/")
            else { return nil }
            let path = String(Substring(value)).replacing("&amp;", with: "&").prefix { $0 != "#" }
            return path.hasPrefix("/assets/") ? nil : String(path)
        }
    }
}
