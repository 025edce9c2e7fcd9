import SQLite

/// A step that a record once took.
public struct StepTaken<State: Code>: Sendable {
    /// Nil for the first state of a record.
    public let from: State?
    public let state: State
    /// Codes of why: those of the guards that no longer held, for a step back by the program.
    public let reasons: [String]
    public let at: Instant
    /// Whether it was taken back later.
    public internal(set) var isTakenBack = false
    /// Whether it took another back, and so is none itself.
    public let isReturn: Bool

    /// The steps of a record, the latest first; at most 100.
    static func all(of record: RecordID, in tx: Transaction) throws -> [StepTaken] {
        var undone: Set<Int64> = []
        return try tx.db.all(
            """
            SELECT id, from_state, to_state, reason, at, undoes_id FROM state_changes
            WHERE subject = \(record.kind) AND subject_id = \(record.id)
            ORDER BY at DESC, id DESC LIMIT 100
            """
        ) { row in
            let id: Int64 = try row.next()
            let (from, state): (State?, State) = (try row.next(), try row.next())
            let reason: String? = try row.next()
            let at: Instant = try row.next()
            let undoes: Int64? = try row.next()
            if let undoes { undone.insert(undoes) }
            return StepTaken(
                from: from, state: state,
                reasons: reason?.split(separator: " ").map(String.init) ?? [], at: at,
                isTakenBack: undone.contains(id), isReturn: undoes != nil)
        }
    }
}

extension Sequence {
    /// The codes of guards as the reason of a step back.
    func reason<Guard: Code>() -> String where Element == GuardFinding<Guard> {
        map(\.rule.rawValue).joined(separator: " ")
    }
}
