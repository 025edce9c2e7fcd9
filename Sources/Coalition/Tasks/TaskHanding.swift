import SQLite

extension Task {
    /// So long a task that was handed on stands on the list of today, whenever it is due.
    static let newSeconds = 7 * 86_400

    /// Gives the task to a colleague, to oneself, or to everybody with its role.
    ///
    /// - Parameters:
    ///   - assignee: The reference of an account; nil for everybody.
    ///   - remark: What is said with it; nil leaves the remark as it is.
    /// - Throws: `Refusal.forbidden` without the right; `.already` for a task that is done; `.invalid`
    ///   on `assignee` for somebody without its role in its city and programme, and on `remark`.
    public func hand(
        to assignee: String?, remark: String? = nil, in tx: Transaction
    ) throws {
        var draft = try TaskDraft.stored(id, in: tx).draft
        draft.assignee = assignee
        if let remark { draft.extras["remark"] = FieldValue(remark) }
        try draft.update(self, version: version, in: tx)
    }

    /// Writes down who gave the task to somebody else; what one takes was given by nobody.
    func noteHanding(to assignee: String?, in tx: Transaction) throws {
        let own: String? = try tx.db.value("SELECT \(Colleague.reference(of: tx.viewer))")
        let isHanded = assignee != nil && assignee != own
        try tx.db.run(
            """
            UPDATE tasks SET handed_at = \(isHanded ? tx.now : nil),
                handed_by = \(isHanded ? tx.viewer.userID : nil), absence_id = NULL
            WHERE id = \(id)
            """)
    }

    /// Nil for nobody, and for somebody who can be given this task: of a concern nobody whom it is about.
    func handingProblem(_ assignee: String?, _ tx: Transaction) throws -> Problem? {
        if let problem = try Task.assigneeProblem(assignee, role, programme, city, tx) {
            return problem
        }
        guard let assignee, let concern else { return nil }
        return try Concern.find(concern, in: tx).isKept(from: assignee, in: tx)
            ? Problem("assignee", "problem.assignee") : nil
    }

    /// Nil for nobody, and for somebody who can be given such a task.
    static func assigneeProblem(
        _ assignee: String?, _ role: Role, _ programme: Programme, _ city: ID<City>,
        _ tx: Transaction
    ) throws -> Problem? {
        guard let assignee, !assignee.isEmpty else { return nil }
        let isKnown = try Colleague.all(role, of: programme, in: city, tx)
            .contains { $0.ref == assignee }
        return isKnown ? nil : Problem("assignee", "problem.assignee")
    }

    /// Puts the task off to another day.
    ///
    /// - Parameter isTakenBack: Whether an earlier day is put back, which may have passed.
    /// - Throws: `Refusal.forbidden` without the right; `.already` for a task that is done; `.invalid`
    ///   on `due_on` for a day that has passed or lies years ahead, and for the task of a concern,
    ///   which waits for nobody.
    public func postpone(to day: Day, isTakenBack: Bool = false, in tx: Transaction) throws {
        try TaskPolicy(tx.viewer, self).requireComplete()
        if doneAt != nil { throw Refusal.already(nil) }
        if kind == .concern { throw Refusal.problem("due_on", "problem.concern_later") }
        let today = try City.find(city, in: tx).today(tx)
        if day < today, !isTakenBack {
            throw Refusal.problem("due_on", "problem.due_past", ["today": .day(today)])
        }
        try DayRange.around(today).require(day, "due_on")
        guard day != dueOn else { return }
        try tx.db.run(
            """
            UPDATE tasks SET due_on = \(day), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(.change, .task, ref, city: city, of: programme, fields: ["due_on"])
        try followGoal(to: day, in: tx)
    }
}
