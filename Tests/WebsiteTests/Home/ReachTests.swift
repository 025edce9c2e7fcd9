import Coalition
import HTTP
import Testing

@testable import Website

@Suite("Every page that a role may open")
struct ReachTests {
    let demo: DemoSite

    init() throws { demo = try DemoSite.shared.get() }

    /// Pages that no link of the site opens: the demo's own, those before sign-in, and what a search
    /// answers.
    private static let apart: Set<String> = [
        "/components", "/login", "/invitations/:token", "/search", "/drafts",
        // What a sentence leads to while something changed, and what a record in its state offers.
        "/changes", "/stays/:ref/extend", "/groups/:ref/contact",
        "/groups/:ref/talks/:id/calendar", "/groups/:ref/talks/:id",
        "/matches/:ref/rules", "/groups/:ref/members/:id/exemption",
        // Where what the network keeps for all is changed, and what a talk apart is printed for.
        "/trainings/:id/edit", "/families/:ref/voice/sheet", "/families/:ref/voice/:id",
        "/families/:ref/voice/:id/edit",
        // What was said in a review of a year, and a plan on paper: each behind the plan.
        "/matches/:ref/reviews/:id", "/matches/:ref/plan/print",
        // Whose a match is and who did what with it, which stand on its page.
        "/matches/:ref/coordinator", "/matches/:ref/history",
    ]

    @Test("is reached from Vandaag by three links at most", arguments: DemoPerson.roles)
    func three(_ person: DemoPerson) throws {
        let browser = try demo.browser(person)
        let walk = PageWalk(browser, depth: 3)
        for route in Features.routes(isDemo: true) where route.method == .get {
            guard !ReachTests.apart.contains(route.pattern), !walk.patterns.contains(route.pattern),
                let path = try demo.path(route, in: person.city ?? "Nijmegen"),
                browser.get(path).status == .ok
            else { continue }
            Issue.record("\(person): \(route.pattern) is not reached (\(path))")
        }
    }
}

/// The pages to which links lead from the landing page on, a few of each kind.
private struct PageWalk {
    /// The patterns of the routes that answered.
    private(set) var patterns: Set<String> = ["/"]

    /// Pages of a kind that are opened at most.
    private static let most = 60

    init(_ browser: Browser, depth: Int) {
        let router = Router(Features.routes(isDemo: true))
        var (edge, seen, opened) = (["/"], Set(["/"]), [String: Int]())
        for _ in 0...depth {
            var next: [String] = []
            for path in edge {
                let kind = PageWalk.pattern(path, router)
                guard let kind, opened[kind, default: 0] < PageWalk.most else { continue }
                opened[kind, default: 0] += 1
                guard browser.get(path).status == .ok else { continue }
                patterns.insert(kind)
                for link in PageLinks.paths(of: browser.page) where seen.insert(link).inserted {
                    next.append(link)
                }
            }
            edge = next
        }
    }

    private static func pattern(_ path: String, _ router: Router) -> String? {
        let bare = String(path.prefix { $0 != "?" })
        guard case .found(let route, _) = router.find(.get, bare) else { return nil }
        return route.pattern
    }
}
