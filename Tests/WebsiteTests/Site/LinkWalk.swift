import HTTP

/// Follows every link that a person finds, from the landing page on: each leads to a page that may be
/// opened, and to a place that is on it.
struct LinkWalk {
    private(set) var flaws: [String] = []
    /// How many pages were opened.
    private(set) var opened = 0
    private let browser: Browser
    /// Where each page was first found.
    private var sources: [String: String] = ["/": "a visitor"]
    private var waiting = ["/"]
    /// What is on each page to which a place was asked.
    private var places: [String: Set<String>] = [:]
    private var wanted: [(page: String, place: String, source: String)] = []

    init(_ browser: Browser) {
        self.browser = browser
        while let target = waiting.popLast() { open(target) }
        for (page, place, source) in wanted where places[page]?.contains(place) != true {
            flaws.append("\(source) leads to #\(place), which is not on \(page)")
        }
    }

    private mutating func open(_ target: String) {
        opened += 1
        let answer = browser.get(target)
        if answer.status == .seeOther, let next = browser.location(answer) {
            return find(PageLink.parts(next).target, target)
        }
        guard answer.status == .ok else {
            flaws.append("\(sources[target] ?? "") leads to \(target): \(answer.status.code)")
            return
        }
        let page = ReadPage(browser.page)
        places[target] = page.places
        for link in page.links where link.target.isEmpty || link.target.hasPrefix("/") {
            let next = link.target.isEmpty ? target : link.target
            if let place = link.fragment { wanted.append((next, place, target)) }
            if LinkWalk.isLookedThrough(target) { find(next, target) }
        }
    }

    private mutating func find(_ target: String, _ source: String) {
        guard sources[target] == nil else { return }
        sources[target] = source
        waiting.append(target)
    }

    /// A list is looked through page by page; in another order or narrowed it has nothing new, and a
    /// planner goes on for ever.
    private static func isLookedThrough(_ target: String) -> Bool {
        let parts = target.split(separator: "?", maxSplits: 1)
        guard parts.count > 1 else { return true }
        return parts[1].split(separator: "&").allSatisfy {
            ["after", "family", "group", "map"].contains($0.prefix { $0 != "=" })
        }
    }
}
