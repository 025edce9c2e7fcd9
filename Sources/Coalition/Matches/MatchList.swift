import SQLite

/// Which matches a list shows, the latest first.
public struct MatchList: Sendable {
    public var city: ID<City>?
    public var state: Match.State?
    public var isDescending = true

    public init() {}

    /// A match with the two that it is about.
    public struct Line: Sendable {
        public let match: Match
        public let family: Family
        /// Nil for a match with a host.
        public let group: Group?
    }

    /// One page of the matches that the viewer may see.
    public func page(_ cursor: PageCursor?, in tx: Transaction) throws -> Page<Line> {
        let page = try listing(in: tx).page(cursor, in: tx, ref: \.ref, Match.init)
        return Page(
            rows: try MatchList.lines(page.rows, in: tx), previous: page.previous, next: page.next)
    }

    /// How many matches the list has on all pages.
    public func count(in tx: Transaction) throws -> ListCount {
        try ListCount.of("matches", where: conditions(in: tx), in: tx)
    }

    /// Matches with their family and group, each kind read once.
    public static func lines(_ matches: [Match], in tx: Transaction) throws -> [Line] {
        let families = try Family.find(Array(Set(matches.map(\.family))), in: tx)
        let groups = try tx.db.all(
            """
            SELECT \(Group.columns) FROM groups
            WHERE groups.id IN \(list: Set(matches.compactMap(\.group)))
            """, Group.init)
        let byID = Dictionary(uniqueKeysWithValues: groups.map { ($0.id, $0) })
        return matches.compactMap { match in
            families[match.family].map { family in
                Line(match: match, family: family, group: match.group.flatMap { byID[$0] })
            }
        }
    }

    func listing(in tx: Transaction) -> Listing {
        Listing(
            select: "SELECT \(Match.columns) FROM matches", table: "matches",
            conditions: conditions(in: tx), order: ["matches.id"], isDescending: isDescending)
    }

    private func conditions(in tx: Transaction) -> [SQL] {
        let reach = tx.viewer.reach(of: MatchPolicy.readers).narrowed(to: city)
        var all = [reach.condition("matches.city_id", programme: "+matches.kind")]
        if let state { all.append("matches.state = \(state)") }
        return all
    }
}
