import SQLite

extension Group {
    /// Groups that are looked at in the write that changes what is asked of all of them; the others
    /// follow with the daily round.
    private static let atOnce = 300

    /// Looks at every group again, as what is required of all of them changed.
    static func refreshEvery(in tx: Transaction) throws {
        try tx.db.run("INSERT OR IGNORE INTO group_refreshes (group_id) SELECT id FROM groups")
        _ = try refreshNoted(limit: atOnce, in: tx.bySystem)
    }

    /// Looks at groups that were noted for it.
    ///
    /// - Returns: How many there were; call it again until it gives 0.
    static func refreshNoted(limit: Int, in tx: Transaction) throws -> Int {
        let ids: [ID<Group>] = try tx.db.values(
            "SELECT group_id FROM group_refreshes ORDER BY group_id LIMIT \(limit)")
        for id in ids {
            try tx.db.run("DELETE FROM group_refreshes WHERE group_id = \(id)")
            try refresh(id, in: tx)
        }
        return ids.count
    }
}
