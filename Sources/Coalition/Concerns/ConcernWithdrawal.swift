import SQLite

extension Concern {
    /// Whether somebody reported it.
    public func isReported(by viewer: Viewer) -> Bool {
        reporter != nil && reporter == viewer.userID
    }

    /// Takes a report back that was not written yet.
    ///
    /// - Throws: `Refusal.forbidden` for everybody but who made it; `.already` for one that is written
    ///   or closed.
    public func withdraw(in tx: Transaction) throws {
        try requireUnfinishedReport(in: tx)
        try withdrawn(in: tx)
    }

    /// Asks to be called rather than to write; the report stays open until somebody did.
    ///
    /// - Throws: As ``withdraw(in:)``.
    public func askForCall(in tx: Transaction) throws {
        try requireUnfinishedReport(in: tx)
        guard !wantsCall else { throw Refusal.already(nil) }
        try tx.db.run(
            """
            UPDATE concerns SET wants_call = 1, version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try note(.change, fields: ["wants_call"], in: tx)
    }

    private func requireUnfinishedReport(in tx: Transaction) throws {
        guard isReported(by: tx.viewer) else { throw Refusal.forbidden("forbidden.concern") }
        guard isUnfinished, isOpen else { throw Refusal.already(nil) }
    }

    private func withdrawn(in tx: Transaction) throws {
        try tx.db.run("UPDATE concerns SET outcome = \(Outcome.withdrawn) WHERE id = \(id)")
        try Concern.find(id, in: tx).step(to: .closed, in: tx)
    }

    /// The mark of a contact is gone: what its author did not write yet is taken back with it; what was
    /// written stands.
    static func unmark(_ entry: ID<LogEntry>, in tx: Transaction) throws {
        guard let concern = try reported(with: entry, in: tx), concern.isOpen else { return }
        let isOwn = concern.reporter == tx.viewer.userID
        if concern.isUnfinished, isOwn { try concern.withdrawn(in: tx) }
    }

    /// The mark of a contact is there again.
    func comeBack(in tx: Transaction) throws {
        guard outcome == .withdrawn else { return try follow(in: tx) }
        try tx.db.run(
            """
            UPDATE concerns SET state = \(State.reported), outcome = NULL, version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.recordState(
            .concern, id.value, from: state.rawValue, to: State.reported.rawValue)
        try note(.transition, fields: [State.reported.rawValue], in: tx)
        try Concern.find(id, in: tx).follow(in: tx)
    }
}

/// What its reporter has to look at first: a report that is not written yet, and an acute one that
/// nobody has seen for two hours.
public struct ConcernAlert: Sendable {
    public enum Kind: Sendable { case unfinished, unseen }

    /// So long an acute report may wait before its author is asked to call.
    static let waitSeconds = 2 * 3600

    public let kind: Kind
    public let concern: Concern

    /// Those of the viewer, what is acute first.
    public static func all(in tx: Transaction) throws -> [ConcernAlert] {
        guard let user = tx.viewer.userID else { return [] }
        let own = try tx.db.all(
            """
            SELECT \(Concern.columns) FROM concerns
            WHERE concerns.created_by = \(user) AND concerns.state <> 'closed'
            AND (concerns.is_unfinished = 1 OR concerns.severity = \(Concern.Severity.acute)
                AND concerns.seen_at IS NULL
                AND concerns.created_at <= \(tx.now.adding(seconds: -waitSeconds)))
            ORDER BY concerns.id LIMIT 10
            """, Concern.init)
        let alerts = own.map {
            ConcernAlert(kind: $0.isUnfinished ? .unfinished : .unseen, concern: $0)
        }
        return alerts.filter { $0.kind == .unseen } + alerts.filter { $0.kind == .unfinished }
    }
}
