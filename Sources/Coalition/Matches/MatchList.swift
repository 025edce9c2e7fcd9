import SQLite

/// Which matches a list shows, the latest first unless another order is asked.
public struct MatchList: RecordList {
    /// By when the year began, or by the last contact; those without the day first.
    public enum Sort: String, Code { case latest, since, contact }

    public var city: ID<City>?
    public var state: Match.State?
    public var sort: Sort = .latest
    /// The latest of the usual order stand first, whatever is asked.
    public var isTurned = false
    public var isDescending: Bool { sort == .latest || isTurned }

    public init() {}

    /// A match with the two that it is about.
    public struct Line: Sendable {
        public let match: Match
        public let family: Family
        /// Nil for a match with a host.
        public let group: Group?
    }

    package typealias Element = Match

    package var order: [SQL] {
        switch sort {
        case .latest: ["matches.id"]
        case .since: ["ifnull(matches.starts_on, '')", "matches.id"]
        case .contact: ["ifnull(matches.last_contact_on, '')", "matches.id"]
        }
    }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        guard let state else { return [] }
        return [
            isCount || sort == .latest ? "matches.state = \(state)" : "+matches.state = \(state)"
        ]
    }

    /// One page of the matches that the viewer may see, each with the two that it is about.
    public func lines(_ cursor: PageCursor?, in tx: Transaction) throws -> Page<Line> {
        let page = try page(cursor, in: tx)
        return Page(
            rows: try MatchList.lines(page.rows, in: tx), previous: page.previous,
            next: page.next, before: page.before)
    }

    /// Matches with their family and group, each kind read once.
    public static func lines(_ matches: [Match], in tx: Transaction) throws -> [Line] {
        let families = try Family.find(Array(Set(matches.map(\.family))), in: tx)
        let groups = try Group.find(Array(Set(matches.compactMap(\.group))), in: tx)
        return matches.compactMap { match in
            families[match.family].map { family in
                Line(match: match, family: family, group: match.group.flatMap { groups[$0] })
            }
        }
    }
}
