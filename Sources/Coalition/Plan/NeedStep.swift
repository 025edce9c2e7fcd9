import SQLite

/// Something that is done to reach a goal, in one line.
public struct NeedStep: Sendable {
    /// Lines in the form of a goal.
    public static let most = 8
    /// Characters in a line.
    public static let titleLengths = 1...200

    public let id: ID<NeedStep>
    public let need: ID<Need>
    public let title: String
    /// Nil until it is done.
    public let doneOn: Day?
    /// Nil until it is done, and for the program itself.
    public let doneBy: ID<User>?

    private init(_ row: inout Row, _ keys: KeyRing) throws {
        let id: ID<NeedStep> = try row.next()
        self.id = id
        need = try row.next()
        title = try keys.open(try row.next() as [UInt8], NeedStep.place(id))
        doneOn = try row.next()
        doneBy = try row.next()
    }

    static func place(_ id: ID<NeedStep>) -> SealedPlace {
        SealedPlace("need_steps.title", id.value)
    }

    /// The steps of goals that the viewer reads whole, each goal's in their order.
    static func all(
        of needs: [ID<Need>], in tx: Transaction
    ) throws -> [ID<Need>: [NeedStep]] {
        guard !needs.isEmpty else { return [:] }
        let steps = try tx.db.all(
            """
            SELECT id, need_id, title_sealed, done_on, done_by FROM need_steps
            WHERE need_id IN \(list: needs) ORDER BY need_id, position
            """
        ) { row in try NeedStep(&row, tx.keys) }
        return Dictionary(grouping: steps, by: \.need)
    }

    /// The steps of one goal, for who writes in its plan.
    public static func all(of need: Need, in tx: Transaction) throws -> [NeedStep] {
        try all(of: [need.id], in: tx)[need.id] ?? []
    }

    /// What is wrong with the lines of a form; nil when nothing is.
    static func problem(_ lines: [String]) -> Problem? {
        let titles = titles(lines)
        if titles.count > most {
            return Problem("steps", "problem.need_steps", ["limit": .number(most)])
        }
        return titles.first { $0.count > titleLengths.upperBound }
            .map { Problem.tooLong("steps", $0, titleLengths.upperBound) }
    }

    /// The lines in which something can be seen.
    private static func titles(_ lines: [String]) -> [String] {
        lines.map(TypedText.line).filter { !$0.isEmpty }
    }

    /// Writes the lines of a form. A line that stands as it stood is the same step, wherever it stands
    /// now; one that was reworded in its place stays done.
    ///
    /// - Returns: Whether anything changed.
    static func write(_ lines: [String], of need: ID<Need>, in tx: Transaction) throws -> Bool {
        let known = try all(of: [need], in: tx)[need] ?? []
        let titles = titles(lines)
        if titles == known.map(\.title) { return false }
        var free = known
        var steps: [ID<NeedStep>?] = titles.map { title in
            guard let place = free.firstIndex(where: { $0.title == title }) else { return nil }
            return free.remove(at: place).id
        }
        for (index, title) in titles.enumerated() where steps[index] == nil {
            let old = index < known.count ? known[index].id : nil
            if let old, let place = free.firstIndex(where: { $0.id == old }) {
                free.remove(at: place)
                try reword(old, title, in: tx)
                steps[index] = old
            } else {
                steps[index] = try make(title, of: need, in: tx)
            }
        }
        for step in free { try tx.db.run("DELETE FROM need_steps WHERE id = \(step.id)") }
        for (index, step) in steps.enumerated() {
            try tx.db.run("UPDATE need_steps SET position = \(index + 1) WHERE id = \(step)")
        }
        return true
    }

    private static func reword(
        _ step: ID<NeedStep>, _ title: String, in tx: Transaction
    ) throws {
        try tx.db.run(
            """
            UPDATE need_steps SET title_sealed = \(try tx.keys.seal(title, place(step))),
                updated_at = \(tx.now)
            WHERE id = \(step)
            """)
    }

    private static func make(
        _ title: String, of need: ID<Need>, in tx: Transaction
    ) throws -> ID<NeedStep> {
        let id: ID<NeedStep> = try tx.newID("need_steps")
        try tx.db.run(
            """
            INSERT INTO need_steps (id, need_id, position, title_sealed, created_at, updated_at)
            VALUES (\(id), \(need), \(most), \(try tx.keys.seal(title, place(id))), \(tx.now),
                \(tx.now))
            """)
        return id
    }
}

extension Need {
    /// Ticks one of its steps, or takes that back; with the first the work on an open goal has begun.
    ///
    /// - Parameters:
    ///   - day: When it was done; today when nil.
    ///   - entry: The contact in whose log it was ticked; nil for none.
    /// - Throws: As ``setStatus(_:of:in:)``; `Refusal.notFound` for a step of another goal.
    public func tick(
        _ step: Int64, isDone: Bool, of holder: PlanHolder, on day: Day? = nil,
        entry: ID<LogEntry>? = nil, in tx: Transaction
    ) throws {
        try holder.requireEdit(in: tx)
        guard let found = try NeedStep.all(of: self, in: tx).first(where: { $0.id.value == step })
        else { throw Refusal.notFound }
        if (found.doneOn != nil) == isDone { throw Refusal.already(nil) }
        let today = try City.find(holder.city, in: tx).today(tx)
        if !isDone {
            try LogEntry.changed(
                "SELECT entry_id FROM need_steps WHERE id = \(found.id)", in: tx)
        }
        try tx.db.run(
            """
            UPDATE need_steps SET done_on = \(isDone ? day ?? today : nil),
                done_by = \(isDone ? tx.viewer.userID : nil), entry_id = \(isDone ? entry : nil),
                updated_at = \(tx.now)
            WHERE id = \(found.id)
            """)
        try holder.note(.change, ["steps"], in: tx)
        if isDone, status == .open { try Need.write(.busy, id, of: holder, in: tx) }
    }
}
