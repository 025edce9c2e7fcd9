import SQLite

/// A plan in which nothing moved for longer than the rules say: no goal was written or changed, and no
/// step of one was made.
public enum PlanRest {
    /// Whether it rests so; never without open goals, and only while the year of its match runs.
    ///
    /// - Parameter today: In the city of the match.
    public static func isFound(in match: Match, on today: Day, _ tx: Transaction) throws -> Bool {
        guard match.state == .active || match.state == .closing, let start = match.startsOn else {
            return false
        }
        let days = try Rules.value("plan.rest_days", of: match.ruleVersion, in: tx)
        guard start + days <= today else { return false }
        let last: Instant? = try tx.db.value(
            """
            SELECT max(max(needs.updated_at, ifnull((
                SELECT max(need_steps.updated_at) FROM need_steps
                WHERE need_steps.need_id = needs.id), 0)))
            FROM needs WHERE needs.family_id = \(match.family) AND needs.closed_on IS NULL
            """)
        guard let last else { return false }
        return last < tx.now.adding(seconds: -days * 86_400)
    }
}
