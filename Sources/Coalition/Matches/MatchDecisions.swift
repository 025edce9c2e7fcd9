import SQLite

extension Match {
    /// Who decides; each for itself, recorded one by one.
    public enum Side: String, Code { case family, group }

    /// States in which a decision can be recorded.
    public static let undecided: Set<State> = [.proposed, .introduced, .trial]

    /// Writes down what one side decided. The second yes makes the match agreed, once both signed what
    /// they expect; a no of either declines it and frees both.
    ///
    /// - Parameter reason: Why not, in a neutral word; only kept with a no.
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.already` when just that was
    ///   written down; `.conflict` when somebody else saved first; `.invalid` on the side's field when nothing is left to decide, and on its day
    ///   after today or before the proposal.
    public func decide(
        _ side: Side, _ decision: Decision, on day: Day, reason: Reason? = nil, version seen: Int,
        in tx: Transaction
    ) throws {
        try MatchPolicy(tx.viewer, self).requireEdit()
        if decided(side) == (decision, day) { throw Refusal.already(nil) }
        try tx.requireVersion(seen, stands: version)
        guard Match.undecided.contains(state) else {
            throw Refusal.problem("\(side.rawValue)_decision", "problem.decided")
        }
        try checkDecided(side, day, in: tx)
        var match = self
        match.take(side, decision, day)
        if decision == .no { match.reason = reason }
        let former = try formerColumns(in: tx)
        try match.writeDecisions(in: tx)
        try tx.audit(
            .change, .match, ref, city: city, of: kind.programme,
            fields: ["\(side.rawValue)_decision"])
        if decision == .no { return try match.enter(.declined, in: tx) }
        try match.agree(over: former, in: tx)
    }

    /// Writes down that family and group signed what they expect of each other. With two decisions of
    /// yes the match is agreed.
    ///
    /// - Throws: As for a decision, on `expectations`.
    public func sign(on day: Day, version seen: Int, in tx: Transaction) throws {
        try MatchPolicy(tx.viewer, self).requireEdit()
        if expectationsOn != nil { throw Refusal.already(nil) }
        try tx.requireVersion(seen, stands: version)
        guard Match.undecided.contains(state) else {
            throw Refusal.problem("expectations", "problem.decided")
        }
        let today = try City.find(city, in: tx).today(tx)
        try DayRange.past(today, from: .init(proposedOn, .proposed)).require(day, "expectations")
        let former = try formerColumns(in: tx)
        try tx.db.run(
            """
            UPDATE matches SET expectations_on = \(day), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(
            .change, .match, ref, city: city, of: kind.programme, fields: ["expectations_on"])
        try Match.find(id, in: tx).agree(over: former, in: tx)
    }

    /// Two decisions of yes, and what both signed, make a match agreed.
    private func agree(over former: String?, in tx: Transaction) throws {
        guard familyDecision == .yes, groupDecision == .yes, expectationsOn != nil else { return }
        try enter(.agreed, over: former, in: tx)
    }

    /// Sets the day on which the year of the match begins; it may lie ahead.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.already` when it was that
    ///   day; `.conflict` when somebody else saved first; `.invalid` on `starts_on` once the match runs or before the proposal.
    public func plan(startsOn day: Day?, version seen: Int, in tx: Transaction) throws {
        try MatchPolicy(tx.viewer, self).requireEdit()
        if let day, day == startsOn { throw Refusal.already(nil) }
        try tx.requireVersion(seen, stands: version)
        guard Match.undecided.contains(state) || state == .agreed else {
            throw Refusal.problem("starts_on", "problem.started")
        }
        let today = try City.find(city, in: tx).today(tx)
        try DayRange.around(today, from: .init(proposedOn, .proposed)).require(day, "starts_on")
        try tx.db.run(
            """
            UPDATE matches SET starts_on = \(day), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(.change, .match, ref, city: city, of: kind.programme, fields: ["starts_on"])
        try Year.follow(try Match.find(id, in: tx), in: tx)
    }

    private func decided(_ side: Side) -> (decision: Decision?, day: Day?) {
        switch side {
        case .family: (familyDecision, familyDecidedOn)
        case .group: (groupDecision, groupDecidedOn)
        }
    }

    private func checkDecided(_ side: Side, _ day: Day, in tx: Transaction) throws {
        let (field, today) = (
            "\(side.rawValue)_decided_on", try City.find(city, in: tx).today(tx)
        )
        try DayRange.past(today, from: .init(proposedOn, .proposed)).require(day, field)
    }

    private mutating func take(_ side: Side, _ decision: Decision, _ day: Day) {
        switch side {
        case .family: (familyDecision, familyDecidedOn) = (decision, day)
        case .group: (groupDecision, groupDecidedOn) = (decision, day)
        }
    }

    private func writeDecisions(in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE matches SET family_decision = \(familyDecision),
                family_decided_on = \(familyDecidedOn), group_decision = \(groupDecision),
                group_decided_on = \(groupDecidedOn), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }
}
