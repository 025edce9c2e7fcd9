import SQLite

extension Family {
    /// Looks again at all that rests on a family as it now is, in the transaction of the change: its
    /// waiting, the tasks of rules whose cause is gone, and how it fits its matches.
    static func follow(_ id: ID<Family>, in tx: Transaction) throws {
        let family = try find(id, in: tx)
        if try family.fall(in: tx) { return }
        try Task.settle(family.gone, about: .init(id), in: tx)
        for match in try Match.live(ofFamily: id, in: tx) { try match.followFit(in: tx) }
    }

    /// What no rule asks about the family as it stands.
    private var gone: [Task.Kind] {
        let lasting: [Task.Kind: Bool] = [
            .intake: state == .announced, .waiting: state == .intake,
            .programme: !State.over.contains(state), .goal: !State.over.contains(state),
            .transferAnswer: !State.over.contains(state),
        ]
        return Task.Kind.allCases.filter { lasting[$0] == false }
    }

    /// Takes a family from the list whose waiting rests on what was taken back, and asks to mend it. The
    /// day on which the waiting began stays known.
    ///
    /// - Returns: Whether it did; entering the other state has looked at the rest by then.
    private func fall(in tx: Transaction) throws -> Bool {
        guard let step = Family.lifecycle.fall(from: state) else { return false }
        let lost = try step.footing.map { try finding($0, in: tx) }.filter { !$0.isMet }
        guard !lost.isEmpty else { return false }
        try enter(step.to, reason: lost.reason(), in: tx.bySystem)
        let today = try City.find(city, in: tx).today(tx)
        let days = try Rules.value("intake.days", on: today, in: tx)
        try Task.raise(
            .waiting, for: .local, of: route.programme, in: city, about: .init(id), since: today,
            due: today + days, tx.bySystem)
        return true
    }

    /// Looks again at families that wait without having been told, having consented or wanting to, such
    /// as those from before this was looked at by itself.
    ///
    /// - Returns: How many there were; call it again until it gives 0.
    static func refreshUnwilling(limit: Int, in tx: Transaction) throws -> Int {
        let ids: [ID<Family>] = try tx.db.values(
            """
            SELECT families.id FROM families
            WHERE families.state = \(State.waiting) AND (families.info_given_on IS NULL
                OR families.consent_on IS NULL OR families.wants_group IS NOT 1)
            LIMIT \(limit)
            """)
        for id in ids { try follow(id, in: tx) }
        return ids.count
    }

    /// Refuses to write about a family that has left.
    ///
    /// - Throws: `Refusal.invalid` on `state`, saying how it left.
    public func requirePresent() throws {
        guard State.over.contains(state) else { return }
        throw Refusal.problem(
            "state", "problem.family_over", ["state": .word("family.state.\(state.rawValue)")])
    }
}
