import SQLite

extension LogDraft {
    /// What it ticks that its year does not hold; what the entry ticked before stands anyway.
    func tickProblems(
        for group: Group, _ entry: LogEntry?, in tx: Transaction
    ) throws -> [Problem] {
        let added = done.subtracting((entry?.ticks ?? []).map(\.item))
        guard !added.isEmpty else { return [] }
        let year = try LogYear(group, of: entry?.match, in: tx)
        return try year.unknown(added, in: tx).isEmpty
            ? [] : [Problem("done", "problem.log_tick")]
    }

    /// Ticks what was added to an entry and takes back what it no longer says; all move along with its
    /// day.
    func settleTicks(of entry: LogEntry, _ group: Group, in tx: Transaction) throws {
        let before = Set(entry.ticks.map(\.item))
        try LogEntry.takeBack(before.subtracting(done), with: entry.id, in: tx)
        if let happenedOn, happenedOn != entry.happenedOn {
            try LogEntry.moveTicks(of: entry.id, to: happenedOn, in: tx)
        }
        try LogEntry.tick(
            done.subtracting(before), with: entry.id, of: entry.match, group, on: happenedOn,
            in: tx)
    }
}

extension LogEntry {
    /// Ticks lines and steps that were checked; what somebody else ticked meanwhile stays theirs.
    static func tick(
        _ items: Set<LogTick.Item>, with entry: ID<LogEntry>, of match: ID<Match>?, _ group: Group,
        on day: Day?, in tx: Transaction
    ) throws {
        guard !items.isEmpty else { return }
        let subject = try LogYear(group, of: match, in: tx).subject
        for item in items.sorted(by: { $0.code < $1.code }) {
            do {
                switch item {
                case .line(let id):
                    guard let subject else { continue }
                    let line = try subject.line(id.value, in: tx)
                    try subject.tick(line, on: day, with: entry, tx)
                case .step(let id):
                    try step(id, in: tx)?.tick(isDone: true, on: day, entry: entry, in: tx)
                }
            } catch Refusal.already { continue }
        }
    }

    /// Takes back what an entry ticked and nobody else ticked again. What is over stays as it was.
    static func takeBack(
        _ items: Set<LogTick.Item>, with entry: ID<LogEntry>, in tx: Transaction
    ) throws {
        for item in items.sorted(by: { $0.code < $1.code }) {
            switch item {
            case .line(let id): try takeBack(line: id, with: entry, in: tx)
            case .step(let id):
                // From here on it is nobody's, so that the entry is not changed by what it does itself.
                let own = try tx.db.run(
                    "UPDATE need_steps SET entry_id = NULL WHERE id = \(id) AND entry_id = \(entry)"
                )
                guard own > 0 else { continue }
                try step(id, in: tx)?.tick(isDone: false, in: tx)
            }
        }
    }

    private static func takeBack(
        line: ID<ChecklistLine>, with entry: ID<LogEntry>, in tx: Transaction
    ) throws {
        let found = try tx.db.first(
            """
            SELECT id, group_id, match_id FROM checklist_ticks
            WHERE entry_id = \(entry) AND line_id = \(line)
            """
        ) { row in
            (
                id: try row.next() as ID<ChecklistTick>, group: try row.next() as ID<Group>?,
                match: try row.next() as ID<Match>?
            )
        }
        guard let found else { return }
        try tx.db.run("UPDATE checklist_ticks SET entry_id = NULL WHERE id = \(found.id)")
        let subject: YearSubject
        if let match = found.match {
            subject = try YearSubject(try Match.find(match, in: tx), in: tx)
        } else if let group = found.group {
            subject = try YearSubject(try Group.find(group, in: tx), in: tx)
        } else {
            return
        }
        guard subject.isGoingOn, let known = try ChecklistLine.find([line], in: tx)[line] else {
            return
        }
        try subject.untick(known, in: tx)
    }

    /// What was finished with an entry was so on its day, and so is what was reached by it.
    static func moveTicks(of entry: ID<LogEntry>, to day: Day, in tx: Transaction) throws {
        try tx.db.run("UPDATE need_steps SET done_on = \(day) WHERE entry_id = \(entry)")
        try tx.db.run("UPDATE checklist_ticks SET done_on = \(day) WHERE entry_id = \(entry)")
        try tx.db.run(
            """
            UPDATE milestones SET reached_on = \(day), version = version + 1, updated_at = \(tx.now)
            WHERE tick_id IN (SELECT id FROM checklist_ticks WHERE entry_id = \(entry))
            """)
    }

    /// What is left of a deleted entry stands by itself.
    static func letGo(_ entry: ID<LogEntry>, in tx: Transaction) throws {
        try tx.db.run("UPDATE need_steps SET entry_id = NULL WHERE entry_id = \(entry)")
        try tx.db.run("UPDATE checklist_ticks SET entry_id = NULL WHERE entry_id = \(entry)")
    }

    /// What a contact finished is taken back elsewhere: the entry is another than who changes it saw.
    ///
    /// - Parameter entry: A query for the entry; nothing is changed where it finds none.
    static func changed(_ entry: SQL, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE log_entries SET version = version + 1, updated_at = \(tx.now)
            WHERE id = (\(entry))
            """)
    }

    /// A step with its goal; nil for one that is gone or in whose plan the viewer writes no more.
    private static func step(_ id: ID<NeedStep>, in tx: Transaction) throws -> PlannedStep? {
        let need: ID<Need>? = try tx.db.value("SELECT need_id FROM need_steps WHERE id = \(id)")
        guard let need else { return nil }
        let holder = try Need.holder(of: need, in: tx)
        guard holder.mayEdit(tx.viewer), !holder.isOver else { return nil }
        return PlannedStep(id: id, need: try Need.find(need.value, of: holder, in: tx), holder)
    }
}

/// A step with the goal that it is of.
private struct PlannedStep {
    let id: ID<NeedStep>
    let need: Need
    let holder: PlanHolder

    init(id: ID<NeedStep>, need: Need, _ holder: PlanHolder) {
        (self.id, self.need, self.holder) = (id, need, holder)
    }

    func tick(
        isDone: Bool, on day: Day? = nil, entry: ID<LogEntry>? = nil, in tx: Transaction
    ) throws {
        try need.tick(id.value, isDone: isDone, of: holder, on: day, entry: entry, in: tx)
    }
}
