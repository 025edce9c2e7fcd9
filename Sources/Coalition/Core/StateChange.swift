import SQLite

/// A step that a record took: when, and by whom.
public struct StateChange: Equatable, Sendable {
    public let at: Instant
    /// The name of the account; nil when the program took the step by itself.
    public let by: String?

    public init(at: Instant, by: String?) { (self.at, self.by) = (at, by) }

    init(_ row: inout Row) throws {
        self.init(at: try row.next(), by: try row.next())
    }
}

extension Transaction {
    /// The refusal of a step to where a record stands already: it says when and by whom it got there.
    func standing(_ subject: Subject, _ id: Int64, _ state: String) throws -> Refusal {
        .already(
            try db.first(
                """
                SELECT state_changes.at, users.name FROM state_changes
                LEFT JOIN users ON users.id = state_changes.by_user_id
                WHERE subject = \(subject) AND subject_id = \(id) AND to_state = \(state)
                ORDER BY state_changes.at DESC LIMIT 1
                """, StateChange.init))
    }
}
