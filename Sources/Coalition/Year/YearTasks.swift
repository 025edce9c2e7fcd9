import SQLite

/// What follows in a year by itself.
public enum Year {
    /// Brings the tasks of a match in line with it: a line of the municipality is its task from the day
    /// on which both said yes, due when the line is; what is about a match that ended is gone.
    public static func follow(_ match: Match, in tx: Transaction) throws {
        guard match.kind == .samenHier, match.group != nil else { return }
        guard Match.State.years.contains(match.state) else { return try end(match, in: tx) }
        let subject = try YearSubject(match, in: tx)
        let today = try City.find(match.city, in: tx).today(tx)
        let ticks = try ChecklistTick.all(of: subject, in: tx)
        let known = try LineTask.all(of: match, in: tx)
        for list in try subject.lists(in: tx) {
            let anchor = subject.anchor(of: list.version.kind)
            for line in list.lines where line.owner == .municipality {
                let due = line.due(from: anchor)
                if let task = known[line.id] {
                    try task.follow(due, isTicked: ticks[line.id] != nil, in: tx)
                } else if let due, ticks[line.id] == nil {
                    try Task.raise(line, due: due, about: match, today, in: tx)
                }
            }
        }
    }

    /// What a group ticked before it had a match, goes along into that.
    public static func takeAlong(_ match: Match, in tx: Transaction) throws {
        guard let group = try match.group.map({ try Group.find($0, in: tx) }) else { return }
        try pass(from: YearSubject(group, in: tx), to: YearSubject(match, in: tx), in: tx)
    }

    /// The same taken back with the step that both agreed.
    static func giveBack(_ match: Match, in tx: Transaction) throws {
        guard let group = try match.group.map({ try Group.find($0, in: tx) }),
            group.preparesItself
        else { return }
        try pass(from: YearSubject(match, in: tx), to: YearSubject(group, in: tx), in: tx)
    }

    /// A tick of one year becomes that of the line with the same code in another.
    private static func pass(
        from before: YearSubject, to subject: YearSubject, in tx: Transaction
    ) throws {
        let ticks = try ChecklistTick.all(of: before, in: tx)
        guard !ticks.isEmpty else { return }
        let codes = try ChecklistLine.find(Set(ticks.keys), in: tx).mapValues(\.code)
        let lines = Dictionary(
            try subject.lists(in: tx).flatMap(\.lines).map { ($0.code, $0) },
            uniquingKeysWith: { first, _ in first })
        let match = subject.match?.id
        for tick in ticks.values.sorted(by: { $0.id.value < $1.id.value }) {
            guard let line = codes[tick.line].flatMap({ lines[$0] }) else { continue }
            try tx.db.run(
                """
                UPDATE OR IGNORE checklist_ticks
                SET match_id = \(match), group_id = \(match == nil ? subject.group.id : nil),
                    line_id = \(line.id)
                WHERE id = \(tick.id)
                """)
        }
    }

    /// Whether the last review was held.
    static func hasFinalReview(_ match: Match, in tx: Transaction) throws -> Bool {
        try tx.db.value(
            """
            SELECT 1 FROM reviews WHERE match_id = \(match.id) AND kind = \(Review.Kind.m12)
            """) as Int? != nil
    }

    /// Whether every line of the plan for after the year is done or not needed.
    static func exitPlanIsDone(_ match: Match, in tx: Transaction) throws -> Bool {
        guard match.group != nil else { return true }
        let subject = try YearSubject(match, in: tx)
        let ticks = try ChecklistTick.all(of: subject, in: tx)
        return try subject.lists(in: tx).filter { $0.version.kind == .exitPlan }
            .flatMap(\.lines).allSatisfy { ticks[$0.id] != nil }
    }

    private static func end(_ match: Match, in tx: Transaction) throws {
        try Task.settle(.yearReview, about: .init(match.id), in: tx)
        try tx.db.run(
            """
            UPDATE tasks SET cause_gone_on = \(tx.today), outcome = \(Task.Outcome.gone),
                done_at = \(tx.now), version = version + 1, updated_at = \(tx.now)
            WHERE subject_id = \(match.id) AND subject = \(Subject.match)
            AND kind = \(Task.Kind.line) AND done_at IS NULL
            """)
    }
}

/// The task that a line of the municipality is.
private struct LineTask {
    let id: ID<Task>
    let dueOn: Day
    let causeOn: Day?
    let isOpen: Bool
    let isGone: Bool

    /// Those of a match.
    static func all(
        of match: Match, in tx: Transaction
    ) throws -> [ID<ChecklistLine>: LineTask] {
        let found = try tx.db.all(
            """
            SELECT line_id, id, due_on, cause_on, done_at IS NULL, cause_gone_on IS NOT NULL FROM tasks
            WHERE subject_id = \(match.id) AND subject = \(Subject.match) AND line_id IS NOT NULL
            """
        ) { row in
            let line: ID<ChecklistLine> = try row.next()
            return (
                line,
                LineTask(
                    id: try row.next(), dueOn: try row.next(), causeOn: try row.next(),
                    isOpen: try row.next(), isGone: try row.next())
            )
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// Moves along with the line; comes back when its match or its day does, and waits while there is
    /// no day.
    func follow(_ due: Day?, isTicked: Bool, in tx: Transaction) throws {
        if isTicked || !isOpen && !isGone { return }
        guard let due = due.map({ Task.humane($0, since: causeOn) }) else {
            guard isOpen else { return }
            try tx.db.run(
                """
                UPDATE tasks SET cause_gone_on = \(tx.today), outcome = \(Task.Outcome.gone),
                    done_at = \(tx.now), version = version + 1, updated_at = \(tx.now)
                WHERE id = \(id)
                """)
            return
        }
        if isOpen, due == dueOn { return }
        try tx.db.run(
            """
            UPDATE tasks SET due_on = \(due), cause_gone_on = NULL, outcome = NULL, done_at = NULL,
                done_by = NULL, version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }
}

extension Task {
    /// A line whose day has passed when its task is made still has a week.
    private static let leastDays = 7

    fileprivate static func humane(_ due: Day, since made: Day?) -> Day {
        made.map { max(due, $0 + leastDays) } ?? due
    }

    fileprivate static func raise(
        _ line: ChecklistLine, due: Day, about match: Match, _ today: Day, in tx: Transaction
    ) throws {
        var draft = TaskDraft()
        (draft.kind, draft.dueOn) = (.line, humane(due, since: today))
        let task = try insert(
            New(
                role: .municipality, programme: .samenHier, city: match.city,
                subject: .init(match.id), causeOn: today),
            TaskDraft.record.trusted(draft), tx.bySystem)
        try tx.db.run("UPDATE tasks SET line_id = \(line.id) WHERE id = \(task)")
    }

    /// A ticked line's task is done by that.
    static func close(
        _ line: ChecklistLine, of subject: YearSubject, in tx: Transaction
    ) throws {
        guard let match = subject.match, line.owner == .municipality else { return }
        try tx.db.run(
            """
            UPDATE tasks SET done_at = \(tx.now), done_by = \(tx.viewer.userID),
                version = version + 1, updated_at = \(tx.now)
            WHERE subject_id = \(match.id) AND subject = \(Subject.match) AND line_id = \(line.id)
            AND done_at IS NULL
            """)
    }

    /// A line that is open again is to be done again.
    static func reopen(
        _ line: ChecklistLine, of subject: YearSubject, in tx: Transaction
    ) throws {
        guard let match = subject.match, line.owner == .municipality else { return }
        try tx.db.run(
            """
            UPDATE tasks SET done_at = NULL, done_by = NULL, version = version + 1,
                updated_at = \(tx.now)
            WHERE subject_id = \(match.id) AND subject = \(Subject.match) AND line_id = \(line.id)
            AND cause_gone_on IS NULL
            """)
        try Year.follow(match, in: tx)
    }

    /// What was said of the task is said of the line that it is.
    func followLine(isDone: Bool, in tx: Transaction) throws {
        guard kind == .line, let match, let line else { return }
        let subject = try YearSubject(try Match.find(match, in: tx), in: tx)
        guard let found = try ChecklistLine.find([line], in: tx)[line] else { return }
        let isTicked = try ChecklistTick.all(of: subject, in: tx)[line] != nil
        if isDone, !isTicked { try subject.tick(found, tx) }
        if !isDone, isTicked { try subject.untick(found, in: tx) }
    }
}
