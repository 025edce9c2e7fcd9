import SQLite

/// Tasks for what is computed of groups, made by a job that runs daily.
extension Task {
    /// Tells the network of each group that has looked for members for longer than its rules say: what
    /// it asks itself is late by then.
    @discardableResult
    static func raiseWeaknesses(limit: Int, in tx: Transaction) throws -> Int {
        let groups = try tx.db.all(
            """
            SELECT \(Group.columns) FROM tasks INDEXED BY tasks_of_strength
            CROSS JOIN groups ON groups.id = tasks.subject_id
            WHERE tasks.kind = 'strength' AND tasks.done_at IS NULL
            AND tasks.due_on < \(tx.today) AND tasks.role = 'local' AND tasks.subject = 'group'
            AND \(lacks(.strength, of: .group, "groups.id", for: .network)) LIMIT \(limit)
            """, Group.init)
        for group in groups {
            try raise(
                .strength, for: .network, of: .samenHier, in: group.city, about: .init(group.id),
                since: tx.today, due: tx.today.nextWorkingDay, tx)
        }
        return groups.count
    }

    /// Asks for a new VOG or training in time, once for as long as something of the group ends.
    @discardableResult
    static func raiseClearances(limit: Int, in tx: Transaction) throws -> Int {
        let groups = try tx.db.all(
            """
            SELECT \(Group.columns) FROM groups INDEXED BY groups_by_end
            WHERE groups.clearance_until_on <= \(tx.today + ClearanceEnd.soonDays)
            AND groups.state NOT IN ('interest', 'forming', 'completed', 'stopped')
            AND \(lacks(.clearance, of: .group, "groups.id")) LIMIT \(limit)
            """, Group.init)
        for group in groups {
            let today = try City.find(group.city, in: tx).today(tx)
            guard let until = group.clearanceUntil else { continue }
            try raise(
                .clearance, for: .local, of: .samenHier, in: group.city, about: .init(group.id),
                since: today, due: max(today, until), tx)
        }
        return groups.count
    }
}

extension Group {
    /// Whether a VOG or training of it ends within ``ClearanceEnd/soonDays``, while that matters.
    func needsClearance(by today: Day) -> Bool {
        guard ![.interest, .forming].contains(state), !State.over.contains(state) else {
            return false
        }
        return clearanceUntil.map { $0 <= today + ClearanceEnd.soonDays } ?? false
    }
}
