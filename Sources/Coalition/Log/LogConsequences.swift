import SQLite

extension Group {
    /// The match that a contact of today belongs to: the one that runs, else one that is coming.
    func matchToLog(in tx: Transaction) throws -> ID<Match>? {
        let live = try Match.live(ofGroup: id, in: tx)
        let running = live.first { [.active, .closing, .suspended].contains($0.state) }
        return (running ?? live.first)?.id
    }

    /// Refuses a contact of a group that has no family, and whose last match is over for longer than
    /// it takes to say goodbye.
    ///
    /// - Throws: `Refusal.invalid` on `group`.
    func requireLoggable(in tx: Transaction) throws {
        if let problem = try loggingProblem("group", in: tx) { throw Refusal.invalid([problem]) }
    }

    /// The same as a problem of a field; nil for a group that has or lately had a family.
    func loggingProblem(_ field: String, in tx: Transaction) throws -> Problem? {
        try isLoggable(in: tx)
            ? nil
            : Problem(
                field, "problem.log_no_match", ["state": .word("group.state.\(state.rawValue)")])
    }

    /// Whether there is, or lately was, a family that the group can have been in contact with. Of a
    /// family that withdrew nothing more is written down.
    public func isLoggable(in tx: Transaction) throws -> Bool {
        let days = try Rules.value("log.after_days", of: ruleVersion, in: tx)
        let since = try City.find(city, in: tx).today(tx) - days
        return try tx.db.value(
            """
            SELECT 1 FROM matches JOIN families ON families.id = family_id
            WHERE group_id = \(id) AND families.state <> \(Family.State.withdrawn)
            AND (matches.state IN \(list: Match.State.live) OR ended_on >= \(since)) LIMIT 1
            """) as Int? != nil
    }

    /// The days on which a contact can have been: not before the group registered, or its first match
    /// was proposed when it was entered here later than that.
    func daysToLog(in tx: Transaction) throws -> DayRange {
        let proposed: Day? = try tx.db.value(
            """
            SELECT min(ifnull(proposed_on, starts_on)) FROM matches WHERE group_id = \(id)
            """)
        let first = max(Day.oldest, min(registeredOn, proposed ?? registeredOn))
        return .past(
            try City.find(city, in: tx).today(tx), from: DayRange.Bound(first, .registered))
    }

    /// Brings all that is kept about the log in line, in the transaction that changed the log: the
    /// last contact of match and group, and the tasks about silence.
    package func settleLog(match: ID<Match>?, in tx: Transaction) throws {
        if let match { try Group.keepLastContact(of: match, in: tx) }
        try Group.refresh(id, in: tx)
    }

    private static func keepLastContact(of match: ID<Match>, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE matches SET last_contact_on = (
                SELECT max(happened_on) FROM log_entries
                WHERE log_entries.match_id = \(match) AND log_entries.is_contact = 1)
            WHERE id = \(match)
            """)
    }
}

extension Day {
    /// The first day from Monday to Friday after this one; public holidays are not known.
    var nextWorkingDay: Day {
        switch weekday {
        case 5: self + 3
        case 6: self + 2
        default: self + 1
        }
    }
}
