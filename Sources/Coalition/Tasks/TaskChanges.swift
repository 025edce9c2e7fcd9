import SQLite

extension Task {
    /// Characters in the sentence that says why a rule's task is closed by hand.
    public static let reasonLengths = 3...500

    /// Marks it as done.
    ///
    /// A rule's task is closed by itself when its cause is gone. Closed by hand it stays so until the
    /// cause has gone and come back.
    ///
    /// - Parameter reason: Why it is closed while its cause lasts; asked for a rule's task only.
    /// - Throws: `Refusal.forbidden` without the right; `.already` for a task that is done; `.invalid`
    ///   on `reason` for a rule's task without a sentence.
    public func complete(reason: String? = nil, in tx: Transaction) throws {
        try TaskPolicy(tx.viewer, self).requireComplete()
        if let doneAt { throw Refusal.already(StateChange(at: doneAt, by: try doneBy(tx))) }
        try finish(reason, in: tx)
    }

    /// The same without asking whose task it is, for who may say that its cause is over.
    func finish(_ reason: String?, in tx: Transaction) throws {
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

    /// Takes "done" back.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.already` for a task that is open; `.invalid`
    ///   on `task` when its cause is gone, or the same rule has made a new one since.
    public func reopen(in tx: Transaction) throws {
        try TaskPolicy(tx.viewer, self).requireComplete()
        if doneAt == nil { throw Refusal.already(nil) }
        if try isCauseGone(tx) { throw Refusal.problem("task", "problem.task_gone") }
        do {
            try setDone(nil, by: nil, nil, in: tx)
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
        try followLine(isDone: at != nil, in: tx)
        try followGoal(isDone: at != nil, in: tx)
    }
}
