import HTTP

@testable import Website

/// Follows every number that is a link, and compares it with the number of the list to which it leads.
struct FigureWalk {
    private(set) var flaws: [String] = []
    /// How many numbers were followed.
    private(set) var followed = 0
    private let browser: Browser
    /// What the title of each list said.
    private var counts: [String: String] = [:]

    private static let lists: Set = [
        "/groups", "/families", "/matches", "/stays", "/tasks", "/accommodations", "/guests",
    ]

    /// - Parameters:
    ///   - pages: Where to look for numbers.
    ///   - stride: Of the numbers of single cities one in so many is followed.
    init(_ browser: Browser, pages: [String], stride: Int = 1) {
        self.browser = browser
        for page in pages where browser.get(page).status == .ok {
            let read = ReadPage(browser.page)
            compareNeighbours(read, page)
            let links = Set(read.links).filter { FigureWalk.isFigure($0) }
                .sorted { $0.target < $1.target }
            for (index, link) in links.enumerated() {
                guard !link.isOfOneCity || index % stride == 0 else { continue }
                follow(link, page)
            }
        }
    }

    /// Whether a link says how many a list has, or says a number and leads to a list.
    private static func isFigure(_ link: PageLink) -> Bool {
        // What others changed goes on changing while this walks; its own test looks at it.
        if link.path == "/changes" { return false }
        return link.count != nil
            || (lists.contains(link.path) && !link.isFilter && link.text.contains(/\d/))
    }

    private mutating func follow(_ link: PageLink, _ page: String) {
        guard let number = link.count ?? Int(link.text).map(String.init) else {
            flaws.append("\(page): \"\(link.text)\" leads to \(link.target) and is not its number")
            return
        }
        followed += 1
        let found = counts[link.target] ?? count(of: link.target)
        counts[link.target] = found
        if !FigureWalk.isSame(number, found) {
            flaws.append("\(page): \(number) leads to \(link.target), which has \(found)")
        }
    }

    private func count(of target: String) -> String {
        let status = browser.get(target).status
        guard status == .ok else { return "status \(status.code)" }
        return ReadPage(browser.page).count ?? "no number"
    }

    /// "1.000+" of a list is any number above a thousand, or one of which no more was counted.
    private static func isSame(_ number: String, _ found: String) -> Bool {
        guard found.hasSuffix("+") else { return number == found }
        return number == "1000+" || (Int(number) ?? 0) > 1000
    }

    /// Numbers that stand beside each other: of a heading and its link, and of all cities and each.
    private mutating func compareNeighbours(_ read: ReadPage, _ page: String) {
        for pair in read.pairs where pair.heading != pair.link {
            flaws.append("\(page): \(pair.heading) stands beside \(pair.link)")
        }
        let figures = read.links.filter { FigureWalk.isFigure($0) }
        // A number may stand on a page twice, such as in a table and on a map.
        let ofOneCity = Dictionary(
            figures.filter(\.isOfOneCity).map { ($0.target, $0) }, uniquingKeysWith: { $1 })
        let cities = Dictionary(grouping: ofOneCity.values) { link in
            "\(link.path)?\(link.queryOfAllCities ?? "")"
        }
        for whole in figures where !whole.isOfOneCity {
            guard let parts = cities[whole.target] else { continue }
            let sum = parts.compactMap { Int($0.count ?? $0.text) }.reduce(0, +)
            if (whole.count ?? whole.text) != String(sum) {
                flaws.append(
                    "\(page): \(whole.target) has \(whole.count ?? whole.text), its cities \(sum)")
            }
        }
    }
}
