import SQLite

/// A family that is about to arrive, with the group that waits for it.
public struct Arrival: Sendable {
    public let family: Family
    /// Nil while no group is found.
    public let group: Group?
    public let on: Day

    /// Families expected within a number of days, the first to arrive first; at most 50.
    ///
    /// A date that has passed and is not confirmed as realised stays in the list for a month: nobody
    /// is overdue, but somebody must say what happened.
    public static func expected(
        within days: Int, of today: Day, for roles: Set<Role>, in tx: Transaction
    ) throws -> [Arrival] {
        let families = try coming(
            from: today - 30, until: today + days,
            reach: tx.viewer.reach(
                of: roles.intersection(FamilyPolicy.readers), for: FamilyPolicy.programmes),
            in: tx)
        let groups = try groups(around: families.map(\.id), in: tx)
        return families.compactMap { family in
            family.arrivalOn.map { Arrival(family: family, group: groups[family.id], on: $0) }
        }
    }

    private static func coming(
        from first: Day, until last: Day, reach: Reach, in tx: Transaction
    ) throws -> [Family] {
        let states: [Family.State] = [.announced, .intake, .waiting, .reserved, .matched]
        return try tx.db.all(
            """
            SELECT \(Family.columns) FROM families
            WHERE \(reach.condition("families.city_id", programmes: "+families.programmes"))
            AND ifnull(families.arrival_on, '9999') BETWEEN \(first) AND \(last)
            AND +families.state IN \(list: states) AND +families.arrival_certainty <> 'realised'
            ORDER BY ifnull(families.arrival_on, '9999'), families.id LIMIT 50
            """, Family.init)
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
        return Dictionary(visible, uniquingKeysWith: { first, _ in first })
    }
}
