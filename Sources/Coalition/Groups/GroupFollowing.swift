import SQLite

extension Group {
    /// Looks again at all that rests on the group as it now is: a state that its guards no longer
    /// carry, and the tasks of rules whose cause began or is gone.
    func follow(_ members: [Member], _ today: Day, in tx: Transaction) throws {
        if try fall(members, today, in: tx) { return }
        try Task.follow(self, members, today, in: tx)
    }

    /// Steps back from a state that rests on what no longer holds, and asks to mend it.
    ///
    /// - Returns: Whether it did; entering the other state has looked at the rest by then.
    private func fall(_ members: [Member], _ today: Day, in tx: Transaction) throws -> Bool {
        guard let step = Group.lifecycle.fall(from: state) else { return false }
        let facts = GroupFacts(
            group: self, members: members, hasMatch: false, isPlanned: true, today: today)
        let lost = step.footing.map(facts.finding).filter { !$0.isMet }
        guard !lost.isEmpty else { return false }
        try enter(step.to, reason: lost.reason(), in: tx.bySystem)
        let days = try Rules.value("ready.repair_days", of: ruleVersion, in: tx)
        try Task.raise(
            .readiness, for: .local, of: .samenHier, in: city, about: .init(id), since: today,
            due: today + days, tx.bySystem)
        return true
    }

    /// The steps that the group took, the latest first.
    public func history(in tx: Transaction) throws -> [StepTaken<State>] {
        try StepTaken.all(of: .init(id), in: tx)
    }

    /// Looks again at ready groups of which a kept count says that something lacks, such as those from
    /// before this was looked at by itself.
    ///
    /// - Returns: How many there were; call it again until it gives 0.
    static func refreshUnready(limit: Int, in tx: Transaction) throws -> Int {
        let ids: [ID<Group>] = try tx.db.values(
            """
            SELECT groups.id FROM groups
            WHERE groups.state = \(State.ready) AND (groups.member_count < groups.minimum_count
                OR groups.cleared_count < groups.member_count
                OR groups.max_household IS NULL OR groups.support_level IS NULL)
            LIMIT \(limit)
            """)
        for id in ids { try refresh(id, in: tx) }
        return ids.count
    }
}
