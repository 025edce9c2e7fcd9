import SQLite

/// A milestone as somebody writes it down.
public struct MilestoneDraft: RecordDraft {
    public typealias Entity = Milestone

    public var kind: Milestone.Kind?
    public var reachedOn: Day?
    /// How much of the day was filled in.
    public var precision = Milestone.Precision.day
    public var source = Milestone.Source.group
    /// Who of the family; nil for all.
    public var person: ID<FamilyMember>?

    public init() {}

    /// Every field that is typed, once.
    public static let record = RecordKind<MilestoneDraft>(
        "milestone", table: "milestones", programmes: FamilyPolicy.programmes,
        [
            .choice("kind", \.kind).column("code").required("problem.milestone"),
            .day("reached_on", \.reachedOn).required().past,
            .choice("precision", \.precision).settled,
            .choice("source", \.source),
        ])

    /// Writes it down.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` for each field, and
    ///   on `kind` for what is written down already.
    @discardableResult
    public func add(to family: Family, in tx: Transaction) throws -> ID<Milestone> {
        let programme = try FamilyPolicy(tx.viewer, family).writingProgramme()
        try family.requirePresent()
        let checked = try checked(over: nil, of: family, tx)
        do {
            try tx.db.run(
                """
                INSERT INTO milestones (family_id, programme, person_id, created_at, created_by,
                    updated_at, \(checked.columns))
                VALUES (\(family.id), \(programme), \(person), \(tx.now), \(tx.viewer.userID),
                    \(tx.now), \(try checked.bound(in: tx)))
                """)
        } catch SQLiteError.unique { throw Refusal.problem("kind", "problem.milestone_twice") }
        let id = ID<Milestone>(tx.db.lastInsertedRowID)
        try note(.create, family, checked.filled, tx)
        return id
    }

    /// Saves what was changed; it is no longer a tick's from then on.
    ///
    /// - Throws: As ``add(to:in:)``; `Refusal.conflict` when somebody else saved first.
    public func update(
        _ milestone: Milestone, of family: Family, version: Int, in tx: Transaction
    ) throws {
        try FamilyPolicy(tx.viewer, family).requireEdit()
        try family.requirePresent()
        try tx.requireVersion(version, stands: milestone.version)
        let stored = try Self.stored(milestone.id, in: tx)
        let checked = try checked(over: stored, of: family, tx)
        var changes = try checked.changes(from: stored, milestone.id.value, in: tx)
        if person != milestone.person { changes.append("person") }
        guard !changes.isEmpty else { return }
        do {
            try tx.db.run(
                """
                UPDATE milestones SET \(try checked.assigned(milestone.id.value, in: tx)),
                    person_id = \(person), tick_id = NULL, version = version + 1,
                    updated_at = \(tx.now)
                WHERE id = \(milestone.id)
                """)
        } catch SQLiteError.unique { throw Refusal.problem("kind", "problem.milestone_twice") }
        try note(.change, family, changes, tx)
    }

    private func checked(
        over stored: StoredRecord<MilestoneDraft>?, of family: Family, _ tx: Transaction
    ) throws -> CheckedDraft<MilestoneDraft> {
        let city = try City.find(family.city, in: tx)
        return try Self.record.checked(
            self, over: stored, in: city, tx,
            with: FieldRights(tx.viewer, for: family.programmes, in: city.id),
            and: { draft in
                guard let person = draft.person else { return [] }
                let isKnown = try FamilyMember.all(of: family, in: tx).contains { $0.id == person }
                return [isKnown ? nil : Problem("person", "problem.choice")]
            })
    }

    private func note(
        _ action: Action, _ family: Family, _ fields: [String], _ tx: Transaction
    ) throws {
        let names = fields.map { "milestone.\($0)" }
        try tx.audit(action, .family, family.ref, city: family.city, fields: names)
        try tx.process(.support, .family, family.ref, fields: names)
    }
}
