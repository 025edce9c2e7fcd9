import SQLite

extension Transaction {
    /// The states that a record was in, one after the other, as far as its last hundred changes tell.
    ///
    /// - Parameters:
    ///   - subject: The kind of record; its states are those that the caller asks for.
    ///   - id: A record that the viewer has already found in his or her scope.
    public func statesPassed<State: Code>(
        by subject: Subject, _ id: Int64, as _: State.Type = State.self
    ) throws -> [State] {
        let changes = try db.all(
            """
            SELECT from_state, to_state FROM state_changes
            WHERE subject = \(subject) AND subject_id = \(id) AND undoes_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM state_changes AS later WHERE later.undoes_id = state_changes.id)
            ORDER BY at DESC, id DESC LIMIT 100
            """
        ) { row in (try row.next() as State?, try row.next() as State) }
        return changes.reversed().reduce(into: []) { passed, change in
            for case let state? in [change.0, change.1] where passed.last != state {
                passed.append(state)
            }
        }
    }
}
