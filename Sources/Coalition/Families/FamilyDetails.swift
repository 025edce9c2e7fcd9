import SQLite

extension Family {
    /// ISO 639 codes of what the family speaks, in their own order.
    public func languages(in tx: Transaction) throws -> [String] {
        try tx.db.values(
            "SELECT language FROM family_languages WHERE family_id = \(id) ORDER BY language")
    }

    /// What is still to be done about the family, as far as the viewer may see it; soonest first.
    public func openTasks(in tx: Transaction) throws -> [Task] {
        let open = try tx.db.all(
            """
            SELECT \(Task.columns) FROM tasks
            WHERE subject_id = \(id) AND subject = \(Subject.family) AND done_at IS NULL LIMIT 50
            """
        ) { row in try Task(&row, tx.keys) }
        return open.filter { TaskPolicy(tx.viewer, $0).maySee }.sorted {
            ($0.dueOn, $0.id.value) < ($1.dueOn, $1.id.value)
        }
    }

    /// The steps that the family took, the latest first.
    public func history(in tx: Transaction) throws -> [FamilyStep] {
        try tx.db.all(
            """
            SELECT to_state, at FROM state_changes
            WHERE subject = \(Subject.family) AND subject_id = \(id.value)
            ORDER BY at DESC, id DESC LIMIT 100
            """
        ) { row in FamilyStep(state: try row.next(), at: try row.next()) }
    }

    /// Asks the local coordinator for the intake that a municipality counts on.
    package func askForIntake(_ today: Day, in tx: Transaction) throws {
        let days = try Rules.inForce(on: today, in: tx).value("intake.days")
        try Task.raise(
            .intake, for: .local, of: route.programme, in: city, about: .init(id), since: today,
            due: today + days, tx)
    }
}

/// A state that a family entered, and when.
public struct FamilyStep: Sendable {
    public let state: Family.State
    public let at: Instant
}
