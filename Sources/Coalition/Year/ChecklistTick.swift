import SQLite

/// That a line was done, or is not needed.
public struct ChecklistTick: Sendable {
    /// Why a line is not needed.
    public enum Reason: String, Code {
        case arrangedAlready = "arranged_already"
        case notApplicable = "not_applicable"
        case notWished = "not_wished"
        case elsewhere
    }

    public let id: ID<ChecklistTick>
    public let line: ID<ChecklistLine>
    public let doneOn: Day
    /// Nil for a line that was done.
    public let notNeeded: Reason?
    public let at: Instant
    /// Nil for the program.
    public let by: ID<User>?

    private static let columns: SQL = "id, line_id, done_on, not_needed, ticked_at, ticked_by"

    private init(_ row: inout Row) throws {
        id = try row.next()
        line = try row.next()
        doneOn = try row.next()
        notNeeded = try row.next()
        at = try row.next()
        by = try row.next()
    }

    /// Every tick of a year, by its line.
    static func all(
        of subject: YearSubject, in tx: Transaction
    ) throws -> [ID<ChecklistLine>: ChecklistTick] {
        let found = try tx.db.all(
            "SELECT \(columns) FROM checklist_ticks WHERE \(subject.owns)", ChecklistTick.init)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.line, $0) })
    }
}

extension YearSubject {
    /// That a tick is of this year.
    fileprivate var owns: SQL {
        match.map { "match_id = \($0.id)" } ?? "group_id = \(group.id)"
    }

    /// The line of this year with an id, as a form sends it.
    ///
    /// - Throws: `Refusal.invalid` on `line` for one of another year's lists, and `.forbidden` for
    ///   one that the viewer may not tick.
    public func line(_ id: Int64?, in tx: Transaction) throws -> ChecklistLine {
        let lines = try lists(in: tx).flatMap(\.lines)
        guard let line = lines.first(where: { $0.id.value == id }) else {
            throw Refusal.problem("line", "problem.year_line")
        }
        guard policy(tx.viewer).mayTick(line) else { throw Refusal.forbidden("forbidden.tick") }
        return line
    }

    /// Says that a line was done today, or is not needed. What it reaches, and the task that it is,
    /// follow at once.
    ///
    /// - Parameters:
    ///   - reason: Why it is not needed; nil for one that was done.
    ///   - day: When it was done; today when nil.
    ///   - review: The review in which it was ticked.
    ///   - entry: The contact in whose log it was ticked.
    /// - Throws: `Refusal.forbidden` without the right; `.already` for one that is ticked; `.invalid`
    ///   on `state` for a year that has ended.
    public func tick(
        _ line: ChecklistLine, notNeeded reason: ChecklistTick.Reason? = nil, on day: Day? = nil,
        in review: ID<Review>? = nil, with entry: ID<LogEntry>? = nil, _ tx: Transaction
    ) throws {
        try require(line, tx)
        if let stands = try ticks(line, tx) { throw Refusal.already(try stands.change(in: tx)) }
        let today = try City.find(city, in: tx).today(tx)
        try pinLists(in: tx)
        try tx.db.run(
            """
            INSERT INTO checklist_ticks (group_id, match_id, line_id, done_on, not_needed, review_id,
                entry_id, ticked_at, ticked_by)
            VALUES (\(match == nil ? group.id : nil), \(match?.id), \(line.id), \(day ?? today),
                \(reason), \(review), \(entry), \(tx.now), \(tx.viewer.userID))
            """)
        let tick = ID<ChecklistTick>(tx.db.lastInsertedRowID)
        if reason == nil, let kind = line.milestone, let family {
            try Milestone.reach(kind, by: tick, line.owner, on: day ?? today, family, in: tx)
        }
        try Task.close(line, of: self, in: tx)
        try note("tick.\(line.code)", tx)
    }

    /// Takes a tick back, and what followed from it.
    ///
    /// - Throws: As ``tick(_:notNeeded:on:in:with:_:)``; `.already` for a line that is open.
    public func untick(_ line: ChecklistLine, in tx: Transaction) throws {
        try require(line, tx)
        guard let stands = try ticks(line, tx) else { throw Refusal.already(nil) }
        try LogEntry.changed(
            "SELECT entry_id FROM checklist_ticks WHERE id = \(stands.id)", in: tx)
        try Milestone.takeBack(stands.id, in: tx)
        try tx.db.run("DELETE FROM checklist_ticks WHERE id = \(stands.id)")
        try Task.reopen(line, of: self, in: tx)
        try note("untick.\(line.code)", tx)
    }

    private func require(_ line: ChecklistLine, _ tx: Transaction) throws {
        guard policy(tx.viewer).mayTick(line) else { throw Refusal.forbidden("forbidden.tick") }
        try requireGoingOn()
    }

    private func ticks(_ line: ChecklistLine, _ tx: Transaction) throws -> ChecklistTick? {
        try ChecklistTick.all(of: self, in: tx)[line.id]
    }

    /// A group that ticks keeps its lists from then on, and takes them along.
    private func pinLists(in tx: Transaction) throws {
        guard match == nil else { return }
        try tx.db.run(
            """
            UPDATE groups SET templates_at = ifnull(templates_at, \(templatesAt))
            WHERE id = \(group.id)
            """)
    }

    private func note(_ field: String, _ tx: Transaction) throws {
        try tx.audit(
            .change, record.kind, ref, city: city, of: .samenHier, fields: [field])
    }
}

extension ChecklistTick {
    /// Who ticked it, and when.
    fileprivate func change(in tx: Transaction) throws -> StateChange {
        StateChange(at: at, by: try by.flatMap { try User.names([$0], in: tx)[$0] })
    }
}
