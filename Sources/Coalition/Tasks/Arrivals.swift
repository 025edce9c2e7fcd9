import SQLite

/// A family that is about to arrive, with the group that waits for it.
public struct Arrival: Sendable {
    public let family: Family
    /// Nil while no group is found.
    public let group: Group?
    public let on: Day

    /// The first families of such a list, with the groups around them.
    public static func first(of list: FamilyList, in tx: Transaction) throws -> [Arrival] {
        let families = try list.page(nil, in: tx).rows
        let groups = try groups(around: families.map(\.id), in: tx)
        return families.compactMap { family in
            family.arrivalOn.map { Arrival(family: family, group: groups[family.id], on: $0) }
        }
    }

    private static func groups(
        around families: [ID<Family>], in tx: Transaction
    ) throws -> [ID<Family>: Group] {
        let pairs = try tx.db.all(
            """
            SELECT family_id, \(Group.columns) FROM matches
            JOIN groups ON groups.id = matches.group_id
            WHERE family_id IN \(list: families) AND matches.state IN \(list: Match.State.live)
            """
        ) { row in (try row.next() as ID<Family>, try Group(&row)) }
        let visible = pairs.filter { GroupPolicy(tx.viewer, $0.1).holds(GroupPolicy.readers) }
            .map { ($0.0, $0.1.shown(to: tx.viewer)) }
        return Dictionary(visible, uniquingKeysWith: { first, _ in first })
    }
}
