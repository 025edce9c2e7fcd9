import SQLite

/// New rules as somebody fills them in, before they are a version.
public struct RuleProposal: Sendable {
    /// The values that were filled in, by key; what is missing stays as it is.
    public var values: [String: Int]
    /// The day from which they are to count.
    public var from: Day

    /// Who proposes rules.
    public static let makers: Set<Role> = [.network, .admin]
    /// Who sees all of them with their versions.
    public static let readers: Set<Role> = makers.union(SecondPerson.roles)

    public init(_ values: [String: Int], from: Day) {
        (self.values, self.from) = (values, from)
    }

    /// Makes a version, which counts from its day on; one that changes a rule of safety or privacy
    /// waits for a second person.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.invalid` on a rule's key for a value out of
    ///   bounds or at odds with another, on `from_on` for a day that is not ahead or while another
    ///   version is planned, and on `rules` when nothing differs.
    @discardableResult
    public func propose(in tx: Transaction) throws -> RuleVersion {
        try RuleProposal.requireMaker(tx)
        let current = try RuleVersion.current(in: tx)
        let rules = try current.rules(in: tx)
        let problems = try dayProblems(tx) + boundProblems(over: rules)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        let wished = rules.with(values)
        let changes = rules.changes(to: wished)
        guard !changes.isEmpty else { throw Refusal.problem("rules", "problem.rules_same") }
        let isOfSafety = changes.contains { $0.about?.isOfSafety ?? true }
        return try insert(wished, changes, waits: isOfSafety, tx)
    }

    static func requireMaker(_ tx: Transaction) throws {
        guard tx.viewer.holds(makers, for: .any) else {
            throw Refusal.forbidden("forbidden.rules")
        }
    }

    private func dayProblems(_ tx: Transaction) throws -> [Problem] {
        let versions = try RuleVersion.all(in: tx)
        if let ahead = versions.first(where: { $0.isAhead(on: tx.today) }) {
            return [Problem("from_on", "problem.rules_planned", ["day": .day(ahead.inForceFrom)])]
        }
        let newest = versions.first { $0.withdrawnAt == nil }?.inForceFrom ?? tx.today
        let first = max(tx.today, newest) + 1
        return [DayRange.ahead(of: first).problem(from, "from_on")].compactMap { $0 }
    }

    /// A value that is out of bounds is told at its own field, and of two that are at odds the one
    /// that was changed.
    private func boundProblems(over rules: Rules) throws -> [Problem] {
        let outside = RuleDescription.all.compactMap { rule in
            values[rule.key].flatMap {
                rule.bounds.contains($0) ? nil : Problem.outside(rule.key, rule.bounds)
            }
        }
        guard outside.isEmpty else { return outside }
        let wished = rules.with(values)
        return try RuleProposal.orders.compactMap { less, more in
            guard try wished.value(less) > wished.value(more) else { return nil }
            let isLess = try wished.value(less) != rules.value(less)
            return Problem(
                isLess ? less : more, isLess ? "problem.rule_above" : "problem.rule_below",
                ["rule": .word("rule.\(isLess ? more : less)")])
        }
    }

    /// Rules of which the first is never more than the second.
    private static let orders: [(String, String)] =
        Group.Kind.allCases.map { ("group.minimum.\($0.rawValue)", "group.maximum") } + [
            ("silence.first_days", "silence.days"),
            ("review.w2.from_days", "review.w2.until_days"),
            ("review.m1.from_days", "review.m1.until_days"),
            ("match.closing_from_month", "match.months"),
        ]

    private func insert(
        _ rules: Rules, _ changes: [RuleChange], waits: Bool, _ tx: Transaction
    ) throws -> RuleVersion {
        let last: Int? = try tx.db.value("SELECT max(version) FROM rule_versions")
        let number = (last ?? 0) + 1
        try tx.db.run(
            """
            INSERT INTO rule_versions
                (version, in_force_from_on, proposed_at, proposed_by, confirmed_at)
            VALUES (\(number), \(from), \(tx.now), \(tx.viewer.userID), \(waits ? nil : tx.now))
            """)
        for (key, value) in rules.all {
            try tx.db.run(
                "INSERT INTO rules (version, key, value) VALUES (\(number), \(key), \(value))")
        }
        try tx.audit(
            .create, .rules, String(number), fields: ["in_force_from_on"] + changes.map(\.key))
        if waits {
            try SecondPerson.ask(
                .rules, about: RecordID(.rules, Int64(number)), due: min(tx.today + 7, from), in: tx
            )
        }
        return try RuleVersion.find(number, in: tx)
    }
}

extension RuleVersion {
    /// Says as the second person that it may count: from its day on, or from today when that is past.
    ///
    /// - Throws: `Refusal.forbidden` for who proposed it or holds neither role; `.already` when it
    ///   does not wait.
    public func confirm(in tx: Transaction) throws {
        try SecondPerson.require(tx.viewer, after: proposedBy, for: .any)
        guard confirmedAt == nil, withdrawnAt == nil else { throw Refusal.already(nil) }
        try tx.db.run(
            """
            UPDATE rule_versions SET confirmed_at = \(tx.now), confirmed_by = \(tx.viewer.userID),
                in_force_from_on = \(max(inForceFrom, tx.today))
            WHERE version = \(number)
            """)
        try tx.audit(.change, .rules, String(number), fields: ["confirmed_at"])
        try settle(in: tx)
    }

    /// Takes it back, as long as it is not in force.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.invalid` on `rules` for one in force;
    ///   `.already` for one that was withdrawn.
    public func withdraw(in tx: Transaction) throws {
        guard mayWithdraw(tx.viewer) else { throw Refusal.forbidden("forbidden.rules") }
        guard withdrawnAt == nil else { throw Refusal.already(nil) }
        guard isAhead(on: tx.today) else {
            throw Refusal.problem("rules", "problem.rules_in_force")
        }
        try tx.db.run(
            """
            UPDATE rule_versions SET withdrawn_at = \(tx.now), withdrawn_by = \(tx.viewer.userID)
            WHERE version = \(number)
            """)
        try tx.audit(.change, .rules, String(number), fields: ["withdrawn_at"])
        try settle(in: tx)
    }

    /// Who proposes rules takes them back, and who could confirm says no that way.
    public func mayWithdraw(_ viewer: Viewer) -> Bool {
        viewer.holds(
            confirmedAt == nil ? RuleProposal.readers : RuleProposal.makers, for: .any)
    }

    private func settle(in tx: Transaction) throws {
        try Task.settle(.rules, about: RecordID(.rules, Int64(number)), in: tx)
    }
}
