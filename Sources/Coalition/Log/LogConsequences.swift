import SQLite

extension Group {
    /// The match that a contact of today belongs to: the one that runs, else one that is coming.
    func matchToLog(in tx: Transaction) throws -> ID<Match>? {
        let live = try Match.live(ofGroup: id, in: tx)
        let running = live.first { [.active, .closing, .suspended].contains($0.state) }
        return (running ?? live.first)?.id
    }

    /// Brings all that is kept about the log in line, in the transaction that changed the log: the
    /// last contact of match and group, and the tasks about silence and concern.
    package func settleLog(match: ID<Match>?, raisesConcern: Bool, in tx: Transaction) throws {
        if let match { try Group.keepLastContact(of: match, in: tx) }
        try Group.refresh(id, in: tx)
        let group = try Group.find(id, in: tx)
        let today = try City.find(city, in: tx).today(tx)
        if !group.isSilent(on: today) { try Task.settle(.silence, about: .init(id), in: tx) }
        if raisesConcern { try group.raiseConcern(today, in: tx) }
        if group.concernCount == 0 { try Task.settle(.concern, about: .init(id), in: tx) }
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

    /// The city's coordinator and the network each see to it on the next working day at the latest.
    private func raiseConcern(_ today: Day, in tx: Transaction) throws {
        for role in [Role.local, .network] {
            try Task.raise(
                .concern, for: role, of: .samenHier, in: city, about: .init(id), since: today,
                due: today.nextWorkingDay, tx)
        }
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
