import Coalition
import HTTP
import HTTPTypes
import Testing

@testable import Website

@Suite("Every route")
struct RouteTests {
    private static let routes = Features.routes(isDemo: true)
    private static let accounts: [(account: String, role: Role, city: String?)] = [
        ("netwerk", .network, nil), ("lokaal.nijmegen", .local, "Nijmegen"),
        ("gemeente.nijmegen", .municipality, "Nijmegen"),
        ("shelter.nijmegen", .shelter, "Nijmegen"), ("lokaal.haarlem", .local, "Haarlem"),
        ("gemeente.haarlem", .municipality, "Haarlem"), ("beheer", .admin, nil),
        ("aandacht", .safeguarding, nil),
    ]
    /// Records of one city, whose absence and another city's presence look the same.
    private static let scoped = ["/groups/", "/families/", "/matches/", "/stays/", "/tasks/"]

    let demo: DemoSite

    init() throws { demo = try DemoSite.shared.get() }

    @Test("is there once, and is found by its own path")
    func found() throws {
        let names = RouteTests.routes.map { "\($0.method) \($0.pattern)" }
        #expect(Set(names).count == names.count)
        let router = Router(RouteTests.routes)
        for route in RouteTests.routes {
            let path = route.pattern.replacing(":ref", with: "G-7K3Q").replacing(":id", with: "12")
                .replacing(":token", with: "abc")
            guard case .found(let found, _) = router.find(route.method, path) else {
                Issue.record("\(route.pattern) is not found")
                continue
            }
            #expect(found.pattern == route.pattern)
        }
    }

    @Test("asks for sign-in, unless it is open to anyone")
    func signIn() throws {
        let stranger = Browser(demo.site)
        for route in RouteTests.routes where route.access != .anyone {
            guard let path = try demo.path(route, in: "Nijmegen") else { continue }
            let answer = route.method == .get ? stranger.get(path) : stranger.post(path)
            #expect(answer.status == .seeOther, "\(route.pattern)")
            #expect(stranger.location(answer) == "/login", "\(route.pattern)")
        }
    }

    @Test("answers each role with a page, a way on or a refusal, and never with a fault")
    func roles() throws {
        for person in RouteTests.accounts {
            let browser = demo.browser(person.account)
            browser.get("/")
            for route in RouteTests.routes where route.method == .get {
                guard let path = try demo.path(route, in: person.city ?? "Nijmegen") else {
                    continue
                }
                let status = browser.get(path).status.code
                let name = "\(person.account) \(path): \(status)"
                #expect([200, 303, 403, 404].contains(status), "\(name)")
                if case .roles(let roles, for: _) = route.access {
                    #expect((status == 403) >= !roles.contains(person.role), "\(name)")
                }
            }
        }
    }

    @Test("edge case: Leaks - another city's records do not exist, by whatever route")
    func otherCity() throws {
        for person in RouteTests.accounts where person.city != nil {
            let other = person.city == "Nijmegen" ? "Haarlem" : "Nijmegen"
            let browser = demo.browser(person.account)
            browser.get("/")
            for route in RouteTests.routes {
                guard let path = try demo.path(route, in: other), path.contains("-"),
                    RouteTests.scoped.contains(where: path.hasPrefix)
                else { continue }
                let answer = route.method == .get ? browser.get(path) : browser.post(path)
                #expect(
                    [403, 404].contains(answer.status.code),
                    "\(person.account) \(route.method) \(path): \(answer.status.code)")
            }
        }
    }

    @Test("refuses a form without its token")
    func token() throws {
        for person in RouteTests.accounts {
            let browser = demo.browser(person.account)
            for route in RouteTests.routes where route.method == .post {
                guard let path = try demo.path(route, in: person.city ?? "Nijmegen") else {
                    continue
                }
                let answer = browser.post(path, [], withToken: false)
                #expect(answer.status == .forbidden, "\(path)")
            }
        }
    }
}

extension Bool {
    /// Whether the left follows from the right.
    fileprivate static func >= (left: Bool, right: Bool) -> Bool { left || !right }
}
