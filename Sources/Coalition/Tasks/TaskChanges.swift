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
        if kind != .free,
            try Task.isOpen(kind, for: role, in: city, group: group, family: family, tx)
        {
            throw Refusal.problem("task", "problem.task_again")
        }
        try setDone(nil, by: nil, in: tx)
    }

    private func setDone(_ at: Instant?, by user: ID<User>?, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE tasks SET done_at = \(at), done_by = \(user), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(.change, .task, ref, city: city, fields: [at == nil ? "reopened" : "done"])
    }
}
