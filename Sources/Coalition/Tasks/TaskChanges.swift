import SQLite

extension Task {
    /// Marks it as done; a task that is done already stays as it is, so a double click has one effect.
    ///
    /// - Throws: `Refusal.forbidden` without the right.
    public func complete(in tx: Transaction) throws {
        try TaskPolicy(tx.viewer, self).requireComplete()
        guard doneAt == nil else { return }
        try setDone(tx.now, by: tx.viewer.userID, in: tx)
    }

    /// Takes "done" back; an open task stays as it is.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `Refusal.invalid` on `task` when the same
    ///   rule has made a new one since.
    public func reopen(in tx: Transaction) throws {
        try TaskPolicy(tx.viewer, self).requireComplete()
        guard doneAt != nil else { return }
        do {
            try setDone(nil, by: nil, in: tx)
        } catch SQLiteError.unique { throw Refusal.problem("task", "problem.task_again") }
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
