import SQLite

/// A step that a record once took.
public struct StepTaken<State: Code>: Sendable {
    /// Nil for the first state of a record.
    public let from: State?
    public let state: State
    /// Codes of why: those of the guards that no longer held, for a step back by the program.
    public let reasons: [String]
    public let at: Instant

    /// The steps of a record, the latest first; at most 100.
    static func all(of record: RecordID, in tx: Transaction) throws -> [StepTaken] {
        try tx.db.all(
            """
            SELECT from_state, to_state, reason, at FROM state_changes
            WHERE subject = \(record.kind) AND subject_id = \(record.id)
            ORDER BY at DESC, id DESC LIMIT 100
            """
        ) { row in
            let (from, state): (State?, State) = (try row.next(), try row.next())
            let reason: String? = try row.next()
            return StepTaken(
                from: from, state: state,
                reasons: reason?.split(separator: " ").map(String.init) ?? [], at: try row.next())
        }
    }
}

extension Sequence {
    /// The codes of guards as the reason of a step back.
    func reason<Guard: Code>() -> String where Element == GuardFinding<Guard> {
        map(\.rule.rawValue).joined(separator: " ")
    }
}
