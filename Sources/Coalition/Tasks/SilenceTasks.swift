import SQLite

extension Task {
    /// Makes a task for the coordinator of each group that has become silent, once per silence.
    ///
    /// For a job that runs daily. A task that was done stays done until the group has been heard and
    /// falls silent again.
    ///
    /// - Parameter limit: How many at most, so that no write takes long; call it again until it
    ///   gives 0.
    /// - Returns: How many tasks were made.
    @discardableResult
    public static func raiseSilences(limit: Int = 200, in tx: Transaction) throws -> Int {
        let unseen = try unseenSilences(limit: limit, in: tx)
        for group in unseen {
            guard let begun = group.silentOn else { continue }
            let days = try Rules.value("silence.call_days", of: group.ruleVersion, in: tx)
            try raise(
                .silence, for: .local, of: .samenHier, in: group.city, about: .init(group.id),
                since: begun, due: begun + days, tx)
        }
        return unseen.count
    }

    /// Silent groups without a task about the silence that lasts.
    static func unseenSilences(limit: Int, in tx: Transaction) throws -> [Group] {
        // No zone is more than a day ahead of the network's own; what is early is left for tomorrow.
        let candidates = try tx.db.all(
            """
            SELECT \(Group.columns) FROM groups
            WHERE groups.silent_on IS NOT NULL AND groups.silent_on <= \(tx.today + 1)
            AND \(lacks(.silence, of: .group, "groups.id"))
            LIMIT \(limit)
            """, Group.init)
        return try candidates.filter {
            $0.isSilent(on: try City.find($0.city, in: tx).today(tx))
        }
    }
}
