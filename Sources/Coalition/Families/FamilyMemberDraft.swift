import SQLite

/// A person of a family as a coordinator types one.
public struct FamilyMemberDraft: RecordDraft, HasExtras {
    public typealias Entity = FamilyMember

    public var kind: FamilyMember.Kind?
    @TypedLine public var name: String? = nil
    public var isSingleName = false
    @TypedLine public var originalName: String? = nil
    public var birthYear: Int?
    /// Nil reads as `year` with a year and `unknown` without.
    public var birthPrecision: FamilyMember.Precision?
    public var joinedOn: Day?
    public var leftOn: Day?
    public var extras = Extras()

    public init() {}

    /// Every field, once. Any script and any number of words makes a name; none at all is fine too.
    public static let record = RecordKind<FamilyMemberDraft>(
        "family_member", table: "family_members", programmes: FamilyPolicy.programmes,
        [
            .choice("kind", \.kind).required("problem.choice").column("role"),
            .line("name", \.name).opened.found,
            .tick("is_single_name", \.isSingleName),
            .line("original_name", \.originalName).opened.found,
            .number("birth_year", \.birthYear, 1...9999),
            .choice("birth_precision", \.birthPrecision, of: [.year, .estimated]).settled
                .unless("problem.birth_precision") {
                    $0.birthYear != nil && $0.birthPrecision == .unknown
                },
            .day("joined_on", \.joinedOn).days { DayRange.past($0, from: born(nil)) },
            .day("left_on", \.leftOn).days { DayRange.past($0, from: born(nil)) },
        ])

    /// Adds somebody to a family.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` for each field.
    @discardableResult
    public func add(to family: Family, in tx: Transaction) throws -> ID<FamilyMember> {
        let programme = try FamilyPolicy(tx.viewer, family).writingProgramme()
        try family.requirePresent()
        let member = try checked(over: nil, of: family, tx)
        let id: ID<FamilyMember> = try tx.newID("family_members")
        try tx.db.run(
            """
            INSERT INTO family_members
                (id, family_id, programme, created_at, updated_at, \(member.columns))
            VALUES (\(id), \(family.id), \(programme), \(tx.now), \(tx.now),
                \(try member.bound(id.value, in: tx)))
            """)
        try member.writeFound(
            of: id.value, in: family.city, for: family.readersOfNames(of: programme), tx)
        try note(.create, family, id, member.filled, tx)
        return id
    }

    /// Saves what was changed of a person.
    ///
    /// - Throws: As ``add(to:in:)``; `Refusal.conflict` when somebody else saved first.
    public func update(
        _ member: FamilyMember, of family: Family, version: Int, in tx: Transaction
    ) throws {
        try FamilyPolicy(tx.viewer, family).requireEdit()
        try family.requirePresent()
        try tx.requireVersion(version, stands: member.version)
        let stored = try Self.stored(member.id, in: tx)
        let checked = try checked(over: stored, of: family, tx)
        let changes = try checked.changes(from: stored, member.id.value, in: tx)
        guard !changes.isEmpty else { return }
        try tx.db.run(
            """
            UPDATE family_members SET \(try checked.assigned(member.id.value, in: tx)),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(member.id)
            """)
        try checked.writeFound(
            of: member.id.value, in: family.city,
            for: family.readersOfNames(of: member.programme), tx)
        try note(.change, family, member.id, changes, tx)
    }

    private func checked(
        over stored: StoredRecord<FamilyMemberDraft>?, of family: Family, _ tx: Transaction
    ) throws -> CheckedDraft<FamilyMemberDraft> {
        let city = try City.find(family.city, in: tx)
        let today = city.today(tx)
        return try Self.record.checked(
            self, over: stored, in: city, tx,
            with: FieldRights(tx.viewer, for: family.programmes, in: city.id),
            settling: { draft in
                let precision: FamilyMember.Precision = draft.birthYear == nil ? .unknown : .year
                draft.birthPrecision = draft.birthPrecision ?? precision
            }, and: { [$0.birthProblem(today)] + $0.dayProblems(today) })
    }

    private func birthProblem(_ today: Day) -> Problem? {
        guard let birthYear else {
            return birthPrecision == .unknown
                ? nil : Problem("birth_year", "problem.birth_year_missing")
        }
        return (1900...today.year).contains(birthYear)
            ? nil : Problem("birth_year", "problem.birth_year", ["year": .number(today.year)])
    }

    /// Nobody lives in a household before the year of birth, as far as that is certain.
    private func dayProblems(_ today: Day) -> [Problem?] {
        let range = DayRange.past(
            today, from: FamilyMemberDraft.born(birthPrecision == .year ? birthYear : nil))
        let isTurned = joinedOn.flatMap { joined in leftOn.map { $0 < joined } } ?? false
        return [
            range.problem(joinedOn, "joined_on"), range.problem(leftOn, "left_on"),
            isTurned ? Problem("left_on", "problem.left_before_joined") : nil,
        ]
    }

    private static func born(_ year: Int?) -> DayRange.Bound {
        DayRange.Bound(Day(year: year ?? 1900, month: 1, day: 1), .born)
    }

    private func note(
        _ action: Action, _ family: Family, _ id: ID<FamilyMember>, _ fields: [String],
        _ tx: Transaction
    ) throws {
        let ref = "\(family.ref)/\(id.value)"
        try tx.audit(action, .family, ref, city: family.city, fields: fields)
        try tx.process(.support, .family, ref, fields: fields)
    }
}
