import SQLite

/// A record of which who took a step may take it back, for a day and while nothing was built on it
/// (<doc:Lifecycles>).
package protocol Returning: Stepping {
    /// Whether a step is never taken back.
    static func isFinal(_ step: LastStep) -> Bool
    /// Whether a step that the table gives to the program is one of whoever caused it here.
    static var ownsAutomaticSteps: Bool { get }
    /// Records whose state followed from the step of this one.
    func followers(in tx: Transaction) throws -> [any Returning]
    /// Whether something stands on what the record is since a moment.
    func isBuiltOn(since moment: Instant, in tx: Transaction) throws -> Bool
    /// What rests on the record is looked at again, once all have their states back.
    ///
    /// - Parameter moment: At which the step was taken.
    func returned(since moment: Instant, in tx: Transaction) throws
}

extension Returning {
    package static var ownsAutomaticSteps: Bool { false }
    package func followers(in tx: Transaction) throws -> [any Returning] { [] }
    package func isBuiltOn(since moment: Instant, in tx: Transaction) throws -> Bool { false }
}

/// The last step that a record took.
public struct LastStep: Sendable {
    /// Codes of the states.
    public let from: String
    public let to: String
    /// Why, as the history keeps it; nil for no reason.
    let reason: String?
    public let at: Instant
    /// Nil when the program took it by itself.
    let by: ID<User>?
    /// Whether it took back another.
    let isReturn: Bool
}

extension Stepping {
    /// What stands in ``stepColumns``, as JSON; nil for a record whose steps stay taken.
    func formerColumns(in tx: Transaction) throws -> String? {
        guard !Self.stepColumns.isEmpty else { return nil }
        let columns = Self.stepColumns.map { name -> SQL in
            let column = SQL(stringLiteral: name)
            return "'\(column)', \(column)"
        }
        return try tx.db.value(
            """
            SELECT json_object(\(columns.joined(separator: ", "))) FROM \(Self.table)
            WHERE id = \(id)
            """)
    }

    /// Nil for a record in its first state.
    func lastStep(in tx: Transaction) throws -> LastStep? {
        try tx.db.first(
            """
            SELECT from_state, to_state, reason, at, by_user_id, undoes_id IS NOT NULL
            FROM state_changes WHERE subject = \(Self.subject) AND subject_id = \(id)
                AND from_state IS NOT NULL
            ORDER BY at DESC, id DESC LIMIT 1
            """
        ) { row in
            LastStep(
                from: try row.next(), to: try row.next(), reason: try row.next(),
                at: try row.next(), by: try row.next(), isReturn: try row.next())
        }
    }
}

extension Returning {
    /// The last step where the viewer may take it back; nil otherwise.
    package func returnable(in tx: Transaction) throws -> LastStep? {
        guard let step = try lastStep(in: tx), let user = tx.viewer.userID, step.by == user,
            step.to == state.rawValue, !step.isReturn, !Self.isFinal(step),
            Self.ownsAutomaticSteps || !Self.lifecycle.isAutomatic(step),
            grants(Self.lifecycle.takers, to: tx.viewer)
        else { return nil }
        let hours = try Rules.value("step.back_hours", on: tx.today, in: tx)
        guard tx.now < step.at.adding(seconds: hours * 3600),
            try !isBuiltOn(since: step.at, in: tx),
            try followers(in: tx).allSatisfy({ try $0.followed(step.at, in: tx) })
        else { return nil }
        return step
    }

    /// Takes the last step back: this record and those that followed stand where they stood.
    ///
    /// - Throws: `Refusal.invalid` on `state` for a step that the viewer may not take back, or no
    ///   longer.
    package func takeBack(in tx: Transaction) throws {
        let record = try Self.find(id, in: tx)
        guard let step = try record.returnable(in: tx) else {
            throw Refusal.problem("state", "problem.step_stays")
        }
        let all = [record as any Returning] + (try record.followers(in: tx))
        for each in all { try each.restore(from: step.at, in: tx) }
        for each in all { try each.returned(since: step.at, in: tx) }
    }

    /// Whether nothing but what a step of another record brought along was the last of this one.
    private func followed(_ moment: Instant, in tx: Transaction) throws -> Bool {
        guard let last = try lastStep(in: tx), last.at >= moment else { return true }
        return last.at == moment && !last.isReturn && !Self.isFinal(last)
    }

    /// Puts back what the steps of a moment changed, each with its line in the history.
    private func restore(from moment: Instant, in tx: Transaction) throws {
        let steps = try tx.db.all(
            """
            SELECT id, from_state, to_state, former FROM state_changes
            WHERE subject = \(Self.subject) AND subject_id = \(id) AND at = \(moment)
                AND from_state IS NOT NULL ORDER BY id
            """
        ) { row in
            (
                id: try row.next() as Int64, from: try row.next() as State,
                to: try row.next() as State, former: try row.next() as String?
            )
        }
        guard let first = steps.first else { return }
        guard let former = first.former else {
            throw Refusal.problem("state", "problem.step_stays")
        }
        try put(first.from, former, in: tx)
        for step in steps.reversed() {
            try tx.recordState(
                Self.subject, id.value, from: step.to.rawValue, to: step.from.rawValue,
                undoes: step.id)
        }
        try tx.audit(
            .transition, Self.subject, ref, city: city, of: auditProgramme,
            fields: [first.from.rawValue, "taken_back"])
        try reopen(since: moment, in: tx)
    }

    private func put(_ state: State, _ former: String, in tx: Transaction) throws {
        let columns = Self.stepColumns.map { name -> SQL in
            let column = SQL(stringLiteral: name)
            return ", \(column) = json_extract(\(former), '$.\(column)')"
        }
        try tx.db.run(
            """
            UPDATE \(Self.table) SET state = \(state)\(columns.joined(separator: "")),
                version = version + 1, updated_at = \(tx.now) WHERE id = \(id)
            """)
    }

    /// Tasks and talks that the step ended are there again.
    private func reopen(since moment: Instant, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE tasks SET cause_gone_on = NULL, outcome = NULL,
                done_at = iif(done_at = \(moment), NULL, done_at), version = version + 1,
                updated_at = \(tx.now)
            WHERE subject_id = \(id) AND subject = \(Self.subject)
                AND (done_at = \(moment) OR updated_at = \(moment))
                AND outcome = \(Task.Outcome.gone)
            """)
        try tx.db.run(
            """
            UPDATE talks SET outcome = NULL, outcome_at = NULL, outcome_by = NULL,
                version = version + 1, updated_at = \(tx.now)
            WHERE subject_id = \(id) AND subject = \(Self.subject) AND outcome_at = \(moment)
                AND outcome = \(Talk.Outcome.cancelled) AND outcome_by IS NULL
            """)
    }
}

extension Lifecycle {
    /// Who may take some step.
    var takers: Set<Role> { transitions.reduce(into: []) { $0.formUnion($1.roles) } }

    /// Whether a step follows from something else.
    func isAutomatic(_ step: LastStep) -> Bool {
        guard let from = State(rawValue: step.from), let to = State(rawValue: step.to) else {
            return true
        }
        return transition(from, to)?.roles.isEmpty ?? true
    }
}
