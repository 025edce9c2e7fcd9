import SQLite

/// Something that a family, or one of it, has reached.
public struct Milestone: Sendable {
    public enum Kind: String, Code {
        case ownHome = "own_home"
        case gp, pip
        case childrenInSchool = "children_in_school"
        case languageStarted = "language_started"
        case a2, b1, work, education, club
        case readsMail = "reads_mail"
        case friends, reunited
    }

    /// How exactly the day is known.
    public enum Precision: String, Code { case day, month, year }
    /// Who told it.
    public enum Source: String, Code { case group, municipality, family }

    public let id: ID<Milestone>
    public let kind: Kind
    /// The first day of the month or the year, where no more is known.
    public let reachedOn: Day
    public let precision: Precision
    public let source: Source
    /// Who of the family; nil for all.
    public let person: ID<FamilyMember>?
    public let version: Int

    private static let columns: SQL = "id, code, reached_on, precision, source, person_id, version"

    private init(_ row: inout Row) throws {
        id = try row.next()
        kind = try row.next()
        reachedOn = try row.next()
        precision = try row.next()
        source = try row.next()
        person = try row.next()
        version = try row.next()
    }

    /// What a family has reached, the first first; empty for who sees totals only.
    public static func all(of family: Family, in tx: Transaction) throws -> [Milestone] {
        let policy = FamilyPolicy(tx.viewer, family)
        guard policy.maySeeNeeds else { return [] }
        return try tx.db.all(
            """
            SELECT \(columns) FROM milestones
            WHERE family_id = \(family.id) AND +programme IN \(list: policy.milestoneProgrammes.sorted())
            ORDER BY reached_on, id LIMIT 200
            """, Milestone.init)
    }

    /// How many kinds a family has reached, for who may not read which.
    public static func count(of family: Family, in tx: Transaction) throws -> Int {
        let programmes = FamilyPolicy(tx.viewer, family).countedProgrammes.sorted()
        let kinds: [Kind] = try tx.db.values(
            """
            SELECT code FROM milestones
            WHERE family_id = \(family.id) AND +programme IN \(list: programmes)
            """)
        return Set(kinds).count
    }

    /// One of a family's.
    ///
    /// - Throws: `Refusal.notFound` when the family has no such one, or the viewer may not read it.
    public static func find(
        _ id: Int64, of family: Family, in tx: Transaction
    ) throws -> Milestone {
        guard let found = try all(of: family, in: tx).first(where: { $0.id.value == id }) else {
            throw Refusal.notFound
        }
        return found
    }

    /// Takes out one that was written down by mistake.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator.
    public func remove(of family: Family, in tx: Transaction) throws {
        try FamilyPolicy(tx.viewer, family).requireEdit()
        try tx.db.run("DELETE FROM milestones WHERE id = \(id) AND family_id = \(family.id)")
        try tx.audit(
            .delete, .family, family.ref, city: family.city,
            fields: ["milestone.\(kind.rawValue)"])
    }
}

extension Milestone {
    /// Sets what a ticked line reaches, unless the family has it already.
    static func reach(
        _ kind: Kind, by tick: ID<ChecklistTick>, _ owner: Checklist.Owner, on day: Day,
        _ family: Family, in tx: Transaction
    ) throws {
        let source: Source =
            switch owner {
            case .municipality: .municipality
            case .family: .family
            case .group, .partner, .coordinator: .group
            }
        try tx.db.run(
            """
            INSERT INTO milestones (family_id, programme, code, reached_on, precision, source, tick_id,
                created_at, created_by, updated_at)
            SELECT \(family.id), \(Programme.samenHier), \(kind), \(day), \(Precision.day), \(source),
                \(tick), \(tx.now), \(tx.viewer.userID), \(tx.now)
            WHERE NOT EXISTS (
                SELECT 1 FROM milestones WHERE family_id = \(family.id) AND code = \(kind))
            """)
    }

    /// Takes back what a tick set; what somebody wrote down or changed by hand stays.
    static func takeBack(_ tick: ID<ChecklistTick>, in tx: Transaction) throws {
        try tx.db.run("DELETE FROM milestones WHERE tick_id = \(tick)")
    }
}
