import Foundation

/// A link of a page, as a reader finds it.
struct PageLink: Hashable {
    /// Up to the fragment; empty for a link to a place on the same page.
    let target: String
    /// Nil for a link to a page as a whole.
    let fragment: String?
    /// What the link says of the list to which it leads: "13", "1000+".
    let count: String?
    private let inside: String
    /// Whether it takes a filter away, which it names.
    let isFilter: Bool

    /// The path without the query.
    var path: String { String(target.prefix { $0 != "?" }) }

    /// The query without the city; nil when there is none.
    var queryOfAllCities: String? {
        guard let mark = target.firstIndex(of: "?") else { return nil }
        let rest = target[target.index(after: mark)...].split(separator: "&")
            .filter { !$0.hasPrefix("city=") }
        return rest.joined(separator: "&")
    }

    var text: String { inside.replacing(/<[^>]*>/, with: "") }

    var isOfOneCity: Bool { target.contains("city=") }

    /// An address, and the place on its page.
    static func parts(_ href: String) -> (target: String, fragment: String?) {
        let halves = href.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(halves[0]), halves.count > 1 ? String(halves[1]) : nil)
    }
}

/// A page as a reader finds it: its links, and the places on it to which links can lead.
struct ReadPage {
    let links: [PageLink]
    let places: Set<String>
    /// The number beside the title: "13", "1.000+"; nil without one.
    let count: String?
    /// The numbers beside the headings of parts, each with the number of the link that follows.
    let pairs: [(heading: String, link: String)]

    init(_ html: String) {
        links = html.components(separatedBy: "<a ").dropFirst().compactMap { PageLink($0) }
        places = Set(html.components(separatedBy: " id=\"").dropFirst().map(ReadPage.value))
        let title = html.components(separatedBy: "<h1").dropFirst().first?
            .components(separatedBy: "</h1>").first
        count = title?.components(separatedBy: "<span class=\"count\">").dropFirst().first
            .map { String($0.prefix { $0 != "<" }) }
        pairs = html.components(separatedBy: "<h2").dropFirst().compactMap { part in
            let halves = part.components(separatedBy: "</span></h2><a ")
            guard halves.count > 1,
                let heading = halves[0].components(separatedBy: "class=\"count\">").last,
                let link = PageLink(halves[1])?.count
            else { return nil }
            return (heading, link)
        }
    }

    /// What stands before the next quotation mark.
    fileprivate static func value(_ text: String) -> String { String(text.prefix { $0 != "\"" }) }
}

extension PageLink {
    /// - Parameter part: From the first attribute on.
    fileprivate init?(_ part: String) {
        let tag = part.prefix { $0 != ">" }
        guard let href = PageLink.attribute("href", tag)?.replacing("&amp;", with: "&") else {
            return nil
        }
        (target, fragment) = PageLink.parts(href)
        count = PageLink.attribute("data-count", tag)
        inside = part.dropFirst(tag.count + 1).components(separatedBy: "</a>")[0]
        isFilter = PageLink.attribute("class", tag) == "fx"
    }

    private static func attribute(_ name: String, _ tag: Substring) -> String? {
        (" " + tag).components(separatedBy: " \(name)=\"").dropFirst().first.map(ReadPage.value)
    }
}
