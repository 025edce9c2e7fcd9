import SQLite

extension Family {
    /// ISO 639 codes of what the family speaks, in their own order.
    public func languages(in tx: Transaction) throws -> [String] {
        try tx.db.values(
            "SELECT language FROM family_languages WHERE family_id = \(id) ORDER BY language")
    }

    /// What is still to be done about the family, as far as the viewer may see it; soonest first.
    public func openTasks(in tx: Transaction) throws -> [Task] {
        try Task.open(about: .init(id), in: tx)
    }

    /// The steps that the family took, the latest first.
    public func history(in tx: Transaction) throws -> [StepTaken<State>] {
        try StepTaken.all(of: .init(id), in: tx)
    }

    /// Asks the local coordinator for the intake that a municipality counts on.
    package func askForIntake(_ today: Day, in tx: Transaction) throws {
        let days = try Rules.value("intake.days", on: today, in: tx)
        try Task.raise(
            .intake, for: .local, of: route.programme, in: city, about: .init(id), since: today,
            due: today + days, tx)
    }
}
