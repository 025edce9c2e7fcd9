import SQLite

/// Who changed a record last, for somebody whose own change met it.
public struct LastChange: Sendable {
    /// The colleague's name.
    public let name: String
    public let at: Instant

    /// The last change by somebody else in one of these fields; nil when the log has none among the
    /// latest.
    ///
    /// - Parameter ref: Of a record that was found in the viewer's scope.
    public static func of(
        _ ref: String, in fields: Set<String>, _ tx: Transaction
    ) throws -> LastChange? {
        try tx.db.all(
            """
            SELECT users.name, audit_log.at, audit_log.fields
            FROM audit_log JOIN users ON users.id = audit_log.user_id
            WHERE audit_log.ref = \(ref) AND audit_log.action = \(Action.change)
            AND audit_log.user_id IS NOT \(tx.viewer.userID)
            ORDER BY audit_log.id DESC LIMIT 10
            """
        ) { row -> (LastChange, String) in
            (LastChange(name: try row.next(), at: try row.next()), try row.next())
        }.first { !fields.isDisjoint(with: $0.1.split(separator: " ").map(String.init)) }?.0
    }
}
