import SQLite

extension Task {
    /// Characters in the sentence that says why a rule's task is closed by hand.
    public static let reasonLengths = 3...500

    /// Marks it as done; a task that is done already stays as it is, so a double click has one effect.
    ///
    /// A rule's task is closed by itself when its cause is gone. Closed by hand it stays so until the
    /// cause has gone and come back.
    ///
    /// - Parameter reason: Why it is closed while its cause lasts; asked for a rule's task only.
    /// - Throws: `Refusal.forbidden` without the right; `.invalid` on `reason` for a rule's task
    ///   without a sentence.
    public func complete(reason: String? = nil, in tx: Transaction) throws {
        try TaskPolicy(tx.viewer, self).requireComplete()
        guard doneAt == nil else { return }
        let words = TypedText.lines(reason ?? "")
        if isOfRule, !Task.reasonLengths.contains(words.count) {
            throw Refusal.problem(
                "reason", "problem.task_reason",
                [
                    "minimum": .number(Task.reasonLengths.lowerBound),
                    "maximum": .number(Task.reasonLengths.upperBound),
                ])
        }
        try setDone(tx.now, by: tx.viewer.userID, isOfRule ? words : nil, in: tx)
    }

    /// Takes "done" back; an open task stays as it is.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `Refusal.invalid` on `task` when its cause is
    ///   gone, or the same rule has made a new one since.
    public func reopen(in tx: Transaction) throws {
        try TaskPolicy(tx.viewer, self).requireComplete()
        guard doneAt != nil else { return }
        if try isCauseGone(tx) { throw Refusal.problem("task", "problem.task_gone") }
        do {
            try setDone(nil, by: nil, nil, in: tx)
        } catch SQLiteError.unique { throw Refusal.problem("task", "problem.task_again") }
    }

    /// Whether what a rule's task was about is no longer so.
    private func isCauseGone(_ tx: Transaction) throws -> Bool {
        try tx.db.value("SELECT 1 FROM tasks WHERE id = \(id) AND cause_gone_on IS NOT NULL")
            as Int? != nil
    }

    private func setDone(
        _ at: Instant?, by user: ID<User>?, _ reason: String?, in tx: Transaction
    ) throws {
        try tx.db.run(
            """
            UPDATE tasks SET done_at = \(at), done_by = \(user),
                outcome = \(at == nil || !isOfRule ? nil : Outcome.hand),
                reason_sealed = \(try tx.keys.seal(reason, Task.place("reason", id))),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(
            .change, .task, ref, city: city, of: programme,
            fields: [at == nil ? "reopened" : "done"])
    }
}
