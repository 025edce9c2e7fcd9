import SQLite

extension Task {
    /// Keeps the task of what was agreed at a contact in line with its log: one with a day has an open
    /// task, another has none. What was done stays done.
    static func keepPromise(
        of entry: ID<LogEntry>, on made: Day?, by day: Day?, _ group: Group, in tx: Transaction
    ) throws {
        let known = try tx.db.first(
            "SELECT id, cause_gone_on IS NOT NULL FROM tasks WHERE entry_id = \(entry)"
        ) { row in (id: try row.next() as ID<Task>, isGone: try row.next() as Bool) }
        switch (known, day) {
        case (nil, nil): break
        case (nil, let day?): try promise(entry, on: made ?? day, by: day, group, in: tx)
        case (let task?, let day?):
            try tx.db.run(
                """
                UPDATE tasks SET due_on = \(day), version = version + 1, updated_at = \(tx.now),
                    done_at = iif(\(task.isGone), NULL, done_at),
                    outcome = iif(\(task.isGone), NULL, outcome), cause_gone_on = NULL
                WHERE id = \(task.id) AND (due_on <> \(day) OR \(task.isGone))
                """)
        case (let task?, nil):
            try tx.db.run(
                """
                UPDATE tasks SET cause_gone_on = \(tx.today), done_at = \(tx.now),
                    outcome = \(Outcome.gone), version = version + 1, updated_at = \(tx.now)
                WHERE id = \(task.id) AND done_at IS NULL
                """)
        }
    }

    private static func promise(
        _ entry: ID<LogEntry>, on made: Day, by day: Day, _ group: Group, in tx: Transaction
    ) throws {
        var draft = TaskDraft()
        (draft.kind, draft.dueOn) = (.promise, day)
        let task = try insert(
            New(
                role: .local, programme: .samenHier, city: group.city, subject: .init(group.id),
                causeOn: made),
            TaskDraft.record.trusted(draft), tx)
        try tx.db.run("UPDATE tasks SET entry_id = \(entry) WHERE id = \(task)")
    }
}

/// What was agreed at a contact and still has to be done.
public struct OpenPromise: Sendable {
    public let text: String
    public let dueOn: Day
    public let madeOn: Day
    public let task: ID<Task>
    /// Of the task.
    public let ref: String

    /// Those of a group, the most urgent first; at most so many. Empty for who does not read the log.
    public static func all(
        of group: Group, limit: Int, in tx: Transaction
    ) throws -> [OpenPromise] {
        guard LogPolicy(tx.viewer, group).depth == .everything else { return [] }
        return try tx.db.all(
            """
            SELECT log_entries.id, log_entries.promise_sealed, tasks.due_on,
                log_entries.happened_on, tasks.id, tasks.ref
            FROM tasks JOIN log_entries ON log_entries.id = tasks.entry_id
            WHERE tasks.subject_id = \(group.id) AND tasks.kind = 'promise'
            AND tasks.done_at IS NULL AND log_entries.group_id = \(group.id)
            ORDER BY tasks.due_on, tasks.entry_id LIMIT \(limit)
            """
        ) { row in
            let place = LogEntry.promisePlace(try row.next())
            return OpenPromise(
                text: try tx.keys.open(try row.next() as [UInt8]?, place) ?? "",
                dueOn: try row.next(), madeOn: try row.next(), task: try row.next(),
                ref: try row.next())
        }
    }
}

extension LogEntry {
    /// Since when the coordinator keeps an eye on a group: the day of the last answer when that was
    /// so; nil otherwise, and for all who do not log.
    public static func watchedOn(_ group: Group, in tx: Transaction) throws -> Day? {
        guard LogPolicy(tx.viewer, group).mayWrite else { return nil }
        let last = try tx.db.first(
            """
            SELECT happened_on, worry FROM log_entries INDEXED BY log_entries_answered
            WHERE group_id = \(group.id) AND worry IS NOT NULL
            ORDER BY happened_on DESC, id DESC LIMIT 1
            """
        ) { row in (on: try row.next() as Day, worry: try row.next() as Worry) }
        return last?.worry == .watched ? last?.on : nil
    }
}
