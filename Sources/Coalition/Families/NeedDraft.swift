import SQLite

/// A need as a coordinator types one.
public struct NeedDraft: RecordDraft, HasExtras {
    public typealias Entity = Need

    @TypedLine public var title = ""
    public var theme: Theme?
    public var priority = 2
    public var owner = Need.Owner.group
    public var dueOn: Day?
    public var extras = Extras()

    public init() {}

    /// Every field, once.
    public static let record = RecordKind<NeedDraft>(
        "need", table: "needs", programmes: FamilyPolicy.programmes,
        [
            .line("title", \.title).required("problem.title").opened,
            .choice("theme", \.theme).required("problem.theme"),
            .level("priority", \.priority, 1...3),
            .choice("owner", \.owner),
            .day("due_on", \.dueOn),
        ])

    /// Adds a need to a family.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` for each field.
    @discardableResult
    public func add(to family: Family, in tx: Transaction) throws -> ID<Need> {
        let programme = try FamilyPolicy(tx.viewer, family).writingProgramme()
        try family.requirePresent()
        let need = try checked(over: nil, of: family, tx)
        let id: ID<Need> = try tx.newID("needs")
        try tx.db.run(
            """
            INSERT INTO needs (id, family_id, programme, created_at, updated_at, \(need.columns))
            VALUES (\(id), \(family.id), \(programme), \(tx.now), \(tx.now),
                \(try need.bound(id.value, in: tx)))
            """)
        try note(.create, family, need.filled, tx)
        return id
    }

    /// Saves what was changed of a need.
    ///
    /// - Throws: As ``add(to:in:)``; `Refusal.conflict` when somebody else saved first.
    public func update(
        _ need: Need, of family: Family, version: Int, in tx: Transaction
    ) throws {
        try FamilyPolicy(tx.viewer, family).requireEdit()
        try family.requirePresent()
        try tx.requireVersion(version, stands: need.version)
        let stored = try Self.stored(need.id, in: tx)
        let checked = try checked(over: stored, of: family, tx)
        let changes = try checked.changes(from: stored, need.id.value, in: tx)
        guard !changes.isEmpty else { return }
        try tx.db.run(
            """
            UPDATE needs SET \(try checked.assigned(need.id.value, in: tx)),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(need.id) AND family_id = \(family.id)
            """)
        try note(.change, family, changes, tx)
    }

    private func checked(
        over stored: StoredRecord<NeedDraft>?, of family: Family, _ tx: Transaction
    ) throws -> CheckedDraft<NeedDraft> {
        let city = try City.find(family.city, in: tx)
        return try Self.record.checked(
            self, over: stored, in: city, tx,
            with: FieldRights(tx.viewer, for: family.programmes, in: city.id))
    }

    private func note(
        _ action: Action, _ family: Family, _ fields: [String], _ tx: Transaction
    ) throws {
        let names = fields.map { "need.\($0)" }
        try tx.audit(action, .family, family.ref, city: family.city, fields: names)
        try tx.process(.support, .family, family.ref, fields: names)
    }
}
