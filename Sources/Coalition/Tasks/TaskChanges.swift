import SQLite

extension Task {
    /// Marks it as done.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.already` for a task that is done.
    public func complete(in tx: Transaction) throws {
        try TaskPolicy(tx.viewer, self).requireComplete()
        if let doneAt { throw Refusal.already(StateChange(at: doneAt, by: try doneBy(tx))) }
        try setDone(tx.now, by: tx.viewer.userID, in: tx)
    }

    /// Takes "done" back.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.already` for a task that is open; `.invalid`
    ///   on `task` when the same rule has made a new one since.
    public func reopen(in tx: Transaction) throws {
        try TaskPolicy(tx.viewer, self).requireComplete()
        if doneAt == nil { throw Refusal.already(nil) }
        do {
            try setDone(nil, by: nil, in: tx)
        } catch SQLiteError.unique { throw Refusal.problem("task", "problem.task_again") }
    }

    /// The name of who finished it; nil for the program, and for a task that is open.
    private func doneBy(_ tx: Transaction) throws -> String? {
        try tx.db.value(
            """
            SELECT users.name FROM tasks JOIN users ON users.id = tasks.done_by
            WHERE tasks.id = \(id)
            """)
    }

    private func setDone(_ at: Instant?, by user: ID<User>?, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE tasks SET done_at = \(at), done_by = \(user),
                outcome = \(at == nil || kind == .free ? nil : Outcome.hand), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(
            .change, .task, ref, city: city, of: programme,
            fields: [at == nil ? "reopened" : "done"])
    }
}
