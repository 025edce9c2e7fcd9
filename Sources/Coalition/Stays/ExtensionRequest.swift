import SQLite

/// A later end of a stay as it was once asked for, and what became of it.
public struct ExtensionRequest: Sendable {
    public enum Outcome: String, Code {
        case approved, refused, withdrawn
        /// The stay ended or its dates were changed before anybody decided.
        case lapsed
    }

    public let until: Day
    public let reason: Stay.ExtensionReason
    public let askedAt: Instant
    /// Nil for the program itself, and for what was asked before this was kept.
    public let askedBy: ID<User>?
    /// Nil while it waits for the network.
    public let outcome: Outcome?
    public let decidedAt: Instant?
    public let decidedBy: ID<User>?

    /// All that was asked for a stay, the latest first.
    public static func all(of stay: Stay, in tx: Transaction) throws -> [ExtensionRequest] {
        try tx.db.all(
            """
            SELECT until_on, reason, asked_at, asked_by, outcome, decided_at, decided_by
            FROM stay_extensions WHERE stay_id = \(stay.id) ORDER BY id DESC LIMIT 50
            """
        ) { row in
            ExtensionRequest(
                until: try row.next(), reason: try row.next(), askedAt: try row.next(),
                askedBy: try row.next(), outcome: try row.next(), decidedAt: try row.next(),
                decidedBy: try row.next())
        }
    }
}

extension Stay {
    /// Keeps what is asked, in place of a wish that nobody decided on.
    func noteWish(_ until: Day, _ reason: ExtensionReason, in tx: Transaction) throws {
        try close(.withdrawn, in: tx)
        try tx.db.run(
            """
            INSERT INTO stay_extensions (stay_id, until_on, reason, asked_at, asked_by)
            VALUES (\(id), \(until), \(reason), \(tx.now), \(tx.viewer.userID))
            """)
    }

    /// Asks the network for a decision within the days of the rules, and before the stay ends.
    func askForDecision(in tx: Transaction) throws {
        let today = try City.find(city, in: tx).today(tx)
        let days = try Rules.value("stay.extension_days", of: ruleVersion, in: tx)
        try Task.raise(
            .extending, for: .network, of: .shelterCity, in: city, about: .init(id), since: today,
            due: max(today, min(today + days, period.until)), tx)
    }

    /// Stays that somebody asked to last longer and on which the viewer decides, the first to end first;
    /// at most 50.
    public static func wishing(in tx: Transaction) throws -> [Stay] {
        let scope = tx.viewer.scope(of: [.network], for: StayPolicy.programmes)
        return try tx.db.all(
            """
            SELECT \(columns) FROM \(source)
            WHERE stays.extension_until_on IS NOT NULL AND \(scope.condition("+stays.city_id"))
            ORDER BY stays.extension_until_on LIMIT 50
            """, Stay.init)
    }

    /// The day before which the network is to decide on a wished extension; nil without one.
    public func decisionDue(in tx: Transaction) throws -> Day? {
        try tx.db.value(
            """
            SELECT due_on FROM tasks WHERE subject_id = \(id) AND subject = \(Subject.stay)
            AND kind = \(Task.Kind.extending) AND done_at IS NULL
            """)
    }

    /// Writes down what became of a wish, and that nobody has to decide any more.
    func decided(_ outcome: ExtensionRequest.Outcome, in tx: Transaction) throws {
        guard extensionUntil != nil else { return }
        try close(outcome, in: tx)
        try Task.settle(.extending, about: .init(id), in: tx)
    }

    private func close(_ outcome: ExtensionRequest.Outcome, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE stay_extensions SET outcome = \(outcome), decided_at = \(tx.now),
                decided_by = \(tx.viewer.userID)
            WHERE stay_id = \(id) AND outcome IS NULL
            """)
    }
}
