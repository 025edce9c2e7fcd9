import SQLite

/// A goal of the municipality is its task: one of them done is both done.
extension Task {
    /// Days for a goal without a day of its own.
    static let goalDays = 28

    /// What the task of a goal follows from.
    private struct Goal {
        let programme: Programme
        let dueOn: Day?
        let status: Need.Status
        /// Whether it is one that the municipality does and may know of.
        let isAsked: Bool

        init?(_ id: ID<Need>, in tx: Transaction) throws {
            let found = try tx.db.first(
                """
                SELECT programme, due_on, status,
                    owner = \(Need.Owner.municipality) AND NOT \(NeedPolicy.isWithheld)
                FROM needs WHERE id = \(id)
                """
            ) { row in
                (
                    try row.next() as Programme, try row.next() as Day?,
                    try row.next() as Need.Status, try row.next() as Bool
                )
            }
            guard let found else { return nil }
            (programme, dueOn, status, isAsked) = found
        }
    }

    /// Keeps the task of a goal in line with it.
    ///
    /// - Parameter isMoved: Whether the goal has another day now.
    static func keepGoal(
        _ need: ID<Need>, of holder: PlanHolder, isMoved: Bool = false, in tx: Transaction
    ) throws {
        guard let goal = try Goal(need, in: tx) else { return }
        let task: (id: ID<Task>, isOpen: Bool)? = try tx.db.first(
            "SELECT id, done_at IS NULL FROM tasks WHERE need_id = \(need)"
        ) { row in (try row.next(), try row.next()) }
        let isAsked = goal.isAsked && !Need.Status.closed.contains(goal.status) && !holder.isOver
        switch (isAsked, task) {
        case (true, nil): try ask(need, goal, of: holder, in: tx)
        case (true, let task?):
            if !task.isOpen { try askAgain(task.id, in: tx) }
            if isMoved || !task.isOpen { try move(task.id, goal.dueOn, of: holder, in: tx) }
        case (false, let task?) where task.isOpen:
            try close(task.id, isDone: goal.isAsked && goal.status == .met, in: tx)
        case (false, _): break
        }
    }

    /// Keeps the tasks of all goals of a plan in line with them.
    static func keepGoals(of holder: PlanHolder, in tx: Transaction) throws {
        let goals: [ID<Need>] = try tx.db.values(
            "SELECT id FROM needs WHERE \(holder.condition) AND closed_on IS NULL")
        for goal in goals { try keepGoal(goal, of: holder, in: tx) }
    }

    private static func ask(
        _ need: ID<Need>, _ goal: Goal, of holder: PlanHolder, in tx: Transaction
    ) throws {
        let today = try City.find(holder.city, in: tx).today(tx)
        var draft = TaskDraft()
        (draft.kind, draft.dueOn) = (.goal, goal.dueOn ?? today + goalDays)
        let task = try insert(
            New(
                role: .municipality, programme: goal.programme, city: holder.city,
                subject: holder.record, causeOn: today),
            TaskDraft.record.trusted(draft), tx)
        try tx.db.run("UPDATE tasks SET need_id = \(need) WHERE id = \(task)")
    }

    private static func askAgain(_ task: ID<Task>, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE tasks SET done_at = NULL, done_by = NULL, outcome = NULL, cause_gone_on = NULL,
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(task)
            """)
    }

    private static func move(
        _ task: ID<Task>, _ day: Day?, of holder: PlanHolder, in tx: Transaction
    ) throws {
        let today = try City.find(holder.city, in: tx).today(tx)
        try tx.db.run(
            """
            UPDATE tasks SET due_on = \(day ?? today + goalDays), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(task)
            """)
    }

    /// Done with the goal, or no longer asked.
    private static func close(_ task: ID<Task>, isDone: Bool, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE tasks SET done_at = \(tx.now), done_by = \(isDone ? tx.viewer.userID : nil),
                outcome = \(isDone ? nil : Outcome.gone),
                cause_gone_on = \(isDone ? nil : tx.today), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(task)
            """)
    }

    /// What is said of the task is said of its goal.
    func followGoal(isDone: Bool, in tx: Transaction) throws {
        guard let need else { return }
        let holder = try Need.holder(of: need, in: tx)
        try Need.write(isDone ? .met : .open, need, of: holder, in: tx)
    }

    /// A task that is put off puts its goal off.
    func followGoal(to day: Day, in tx: Transaction) throws {
        guard let need else { return }
        try tx.db.run(
            """
            UPDATE needs SET due_on = \(day), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(need)
            """)
        try Need.holder(of: need, in: tx).note(.change, ["due_on"], in: tx)
    }
}

extension TaskSubjects {
    /// The titles of the goals that tasks are, as far as the viewer may read them.
    static func goals(of tasks: [Task], in tx: Transaction) throws -> [ID<Need>: String] {
        let asked = tasks.filter { $0.need != nil }
        guard !asked.isEmpty else { return [:] }
        let rows = try tx.db.all(
            """
            SELECT id, title_sealed, \(NeedPolicy.isWithheld) FROM needs
            WHERE id IN \(list: asked.compactMap(\.need))
            """
        ) { row in
            (try row.next() as ID<Need>, (try row.next() as [UInt8], try row.next() as Bool))
        }
        let found = Dictionary(uniqueKeysWithValues: rows)
        var titles: [ID<Need>: String] = [:]
        for task in asked {
            guard let need = task.need, let (sealed, isWithheld) = found[need] else { continue }
            let policy = NeedPolicy(tx.viewer, [task.programme], in: task.city)
            guard policy.sight == .whole || (policy.sight == .titles && !isWithheld) else {
                continue
            }
            let title: String = try tx.keys.open(sealed, Need.place("title", need))
            titles[need] = title
        }
        return titles
    }
}
