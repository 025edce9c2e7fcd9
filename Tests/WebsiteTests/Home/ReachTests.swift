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
        // The first of the pages of what lacks, which lead to each other.
        "/missing",
        // What a sentence leads to while something changed, and what a record in its state offers.
        "/changes", "/stays/:ref/extend", "/groups/:ref/contact",
        "/groups/:ref/talks/:id/calendar", "/groups/:ref/talks/:id",
        "/matches/:ref/rules", "/groups/:ref/members/:id/exemption",
        // Where what the network keeps for all is changed, and what a talk apart is printed for.
        "/trainings/:id/edit", "/families/:ref/voice/sheet", "/families/:ref/voice/:id",
        "/families/:ref/voice/:id/edit",
        // What was said in a review of a year, and a plan on paper: each behind the plan.
        "/matches/:ref/reviews/:id", "/matches/:ref/plan/print",
        // What the network writes of a candidate and whom it proposes, each on a record in its state.
        "/guests/:ref/candidate/edit", "/guests/:ref/nominate", "/stays/:ref/nominate",
        // Whose a match is and who did what with it, which stand on its page.
        "/matches/:ref/coordinator", "/matches/:ref/history",
    ]

    @Test("is reached from Vandaag by three links at most", arguments: DemoPerson.roles)
    func three(_ person: DemoPerson) throws {
        let browser = try demo.browser(person)
        let wanted = try Features.routes(isDemo: true).filter { route in
            guard route.method == .get, !ReachTests.apart.contains(route.pattern),
                let path = try demo.path(route, in: person.city ?? "Nijmegen")
            else { return false }
            return browser.get(path).status == .ok
        }
        let left = PageWalk(browser, wanted: Set(wanted.map(\.pattern))).left
        #expect(left == [], "\(person)")
    }
}

/// The pages to which links lead from the landing page on, until each wanted kind was opened once.
private struct PageWalk {
    /// The patterns of the wanted routes that no page within three links opens.
    private(set) var left: Set<String>
    private let browser: Browser
    private let router = Router(Features.routes(isDemo: true))

    /// Most kinds are found on a few pages of a kind; what stands on one record only, such as the
    /// answer to a talk, is looked for on all.
    init(_ browser: Browser, wanted: Set<String>) {
        (self.browser, left) = (browser, wanted)
        for most in [10, .max] where !left.isEmpty { walk(depth: 3, opening: most) }
    }

    private mutating func walk(depth: Int, opening most: Int) {
        var (edge, seen, opened) = (["/"], Set(["/"]), [String: Int]())
        for step in 0...depth {
            var next: [String] = []
            for path in edge where !left.isEmpty {
                guard let kind = pattern(path), opened[kind, default: 0] < most,
                    step < depth || left.contains(kind)
                else { continue }
                opened[kind, default: 0] += 1
                guard browser.get(path).status == .ok else { continue }
                left.remove(kind)
                next += PageLinks.paths(of: browser.page).filter { seen.insert($0).inserted }
            }
            edge = next
        }
    }

    private func pattern(_ path: String) -> String? {
        let bare = String(path.prefix { $0 != "?" })
        guard case .found(let route, _) = router.find(.get, bare) else { return nil }
        return route.pattern
    }
}
