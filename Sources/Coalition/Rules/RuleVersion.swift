import SQLite

/// One version of the rules: from when it counts, who proposed it and who looked at it.
public struct RuleVersion: Sendable {
    /// How a version stands on a day.
    public enum Stand: String, Code {
        /// In force, and no later one is.
        case current
        /// In force once; records that began under it may still keep it.
        case former
        /// Comes into force on its day.
        case planned
        /// Waits for a second person and counts for nobody.
        case waiting
        case withdrawn
    }

    public let number: Int
    /// The day from which it counts; for one that waits, the day that was asked.
    public let inForceFrom: Day
    /// Nil for the first rules of all.
    public let proposedAt: Instant?
    /// Nil for the program itself.
    public let proposedBy: ID<User>?
    /// Nil while it waits for a second person.
    public let confirmedAt: Instant?
    /// Nil while it waits, and for one that takes no second person.
    public let confirmedBy: ID<User>?
    public let withdrawnAt: Instant?
    public let withdrawnBy: ID<User>?

    private static let columns: SQL = """
        version, in_force_from_on, proposed_at, proposed_by, confirmed_at, confirmed_by,
        withdrawn_at, withdrawn_by
        """

    private init(_ row: inout Row) throws {
        number = try row.next()
        inForceFrom = try row.next()
        let proposed: Instant? = try row.next()
        proposedAt = proposed.flatMap { $0.milliseconds == 0 ? nil : $0 }
        proposedBy = try row.next()
        confirmedAt = try row.next()
        confirmedBy = try row.next()
        withdrawnAt = try row.next()
        withdrawnBy = try row.next()
    }

    /// Every version, the newest first; there is one for each time that somebody changed the rules.
    public static func all(in tx: Transaction) throws -> [RuleVersion] {
        try tx.db.all(
            "SELECT \(columns) FROM rule_versions ORDER BY version DESC LIMIT 200",
            RuleVersion.init)
    }

    /// - Throws: `Refusal.notFound` for a number that no version has.
    public static func find(_ number: Int, in tx: Transaction) throws -> RuleVersion {
        let found = try tx.db.first(
            "SELECT \(columns) FROM rule_versions WHERE version = \(number)", RuleVersion.init)
        guard let found else { throw Refusal.notFound }
        return found
    }

    /// The version in force today.
    public static func current(in tx: Transaction) throws -> RuleVersion {
        try find(try Rules.version(on: tx.today, in: tx), in: tx)
    }

    /// Whether it is still to come: planned, or waiting for a second person.
    public func isAhead(on day: Day) -> Bool {
        withdrawnAt == nil && (confirmedAt == nil || inForceFrom > day)
    }

    /// How it stands among all versions.
    ///
    /// - Parameter current: The number of the one in force.
    public func stand(on day: Day, current: Int) -> Stand {
        if withdrawnAt != nil { return .withdrawn }
        if confirmedAt == nil { return .waiting }
        if inForceFrom > day { return .planned }
        return number == current ? .current : .former
    }

    public func rules(in tx: Transaction) throws -> Rules { try Rules.of(number, in: tx) }

    /// The version that stood when this one was proposed.
    public func former(in tx: Transaction) throws -> RuleVersion? {
        try tx.db.first(
            """
            SELECT \(RuleVersion.columns) FROM rule_versions
            WHERE version < \(number) AND withdrawn_at IS NULL ORDER BY version DESC LIMIT 1
            """, RuleVersion.init)
    }

    /// What it says otherwise than the one before it; nothing for the first.
    public func changes(in tx: Transaction) throws -> [RuleChange] {
        try former(in: tx)?.rules(in: tx).changes(to: try rules(in: tx)) ?? []
    }
}
