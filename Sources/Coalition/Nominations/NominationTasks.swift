import SQLite

/// What has to be done about nominations because a day has come.
extension Nomination {
    private static func open(_ condition: SQL, _ limit: Int, _ tx: Transaction) throws
        -> [Nomination]
    {
        try tx.db.all(
            """
            SELECT \(columns) FROM nominations
            WHERE nominations.outcome IS NULL AND \(condition)
            ORDER BY nominations.answer_by_on, nominations.id LIMIT \(limit)
            """, Nomination.init)
    }

    /// Asks the city where nobody was asked yet.
    static func raiseAnswers(limit: Int, in tx: Transaction) throws -> Int {
        let found = try open(
            Task.lacks(.nomination, of: .nomination, "nominations.id"), limit, tx)
        for nomination in found {
            let stay = try Stay.find(nomination.stay, in: tx)
            try nomination.ask(stay, since: try City.find(stay.city, in: tx).today(tx), in: tx)
        }
        return found.count
    }

    /// Reminds the city so many days before the term ends: from then on its answer is due.
    static func remind(limit: Int, in tx: Transaction) throws -> Int {
        let days = try Rules.value("stay.remind_days", on: tx.today, in: tx)
        let found = try open(
            """
            nominations.reminded_at IS NULL AND nominations.answer_by_on <= \(tx.today + days)
            """, limit, tx)
        for nomination in found {
            try tx.db.run(
                """
                UPDATE nominations SET reminded_at = \(tx.now), version = version + 1,
                    updated_at = \(tx.now)
                WHERE id = \(nomination.id)
                """)
            let stay = try Stay.find(nomination.stay, in: tx)
            let today = try City.find(stay.city, in: tx).today(tx)
            try tx.db.run(
                """
                UPDATE tasks SET due_on = min(due_on, \(today)), version = version + 1,
                    updated_at = \(tx.now)
                WHERE subject_id = \(nomination.id) AND subject = \(Subject.nomination)
                AND kind = \(Task.Kind.nomination) AND done_at IS NULL
                """)
            try nomination.note(["reminded"], stay, tx)
        }
        return found.count
    }

    /// Tells the network of a city that let its term pass.
    static func escalate(limit: Int, in tx: Transaction) throws -> Int {
        let found = try open(
            """
            nominations.answer_by_on < \(tx.today)
            AND \(Task.lacks(.unanswered, of: .nomination, "nominations.id"))
            """, limit, tx)
        for nomination in found {
            let stay = try Stay.find(nomination.stay, in: tx)
            try Task.raise(
                .unanswered, for: .network, of: .shelterCity, in: stay.city,
                about: nomination.record, since: nomination.answerBy + 1, due: tx.today, tx)
        }
        return found.count
    }
}

/// A nomination as tasks tell of it.
public struct NominationLine: Sendable {
    public let nomination: Nomination
    public let stay: Stay

    /// Those with these numbers that the viewer may know of: of the own city while the slot is that
    /// guest's, of the network all.
    static func find(
        _ ids: [ID<Nomination>], in tx: Transaction
    ) throws -> [ID<Nomination>: NominationLine] {
        guard !ids.isEmpty else { return [:] }
        let found = try tx.db.all(
            """
            SELECT \(Nomination.columns) FROM nominations WHERE nominations.id IN \(list: ids)
            """, Nomination.init)
        var lines: [ID<Nomination>: NominationLine] = [:]
        for nomination in found where nomination.endedAt == nil {
            let stay = try Stay.find(nomination.stay, in: tx)
            guard StayPolicy(tx.viewer, stay).holds(StayPolicy.readers) else { continue }
            lines[nomination.id] = NominationLine(nomination: nomination, stay: stay)
        }
        return lines
    }
}
