import SQLite

/// A person of a family as a coordinator types one.
public struct FamilyMemberDraft: Sendable {
    @TypedLine public var name: String? = nil
    @TypedLine public var originalName: String? = nil
    public var isSingleName = false
    public var kind: FamilyMember.Kind?
    public var birthYear: Int?
    /// Nil reads as `year` with a year and `unknown` without.
    public var birthPrecision: FamilyMember.Precision?
    public var joinedOn: Day?
    public var leftOn: Day?

    public init() {}

    /// The draft that shows a person as he or she is.
    public init(_ member: FamilyMember) {
        name = member.name
        originalName = member.originalName
        isSingleName = member.isSingleName
        kind = member.kind
        birthYear = member.birthYear
        birthPrecision = member.birthPrecision
        joinedOn = member.joinedOn
        leftOn = member.leftOn
    }

    /// Adds somebody to a family.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` for each field.
    @discardableResult
    public func add(to family: Family, in tx: Transaction) throws -> ID<FamilyMember> {
        let programme = try FamilyPolicy(tx.viewer, family).writingProgramme()
        try family.requirePresent()
        let kind = try checkedKind(try City.find(family.city, in: tx).today(tx))
        let id: ID<FamilyMember> = try tx.newID("family_members")
        try tx.db.run(
            """
            INSERT INTO family_members
                (id, family_id, programme, role, birth_precision, created_at, updated_at)
            VALUES (\(id), \(family.id), \(programme), \(kind), \(FamilyMember.Precision.unknown), \(tx.now),
                \(tx.now))
            """)
        try overwrite(id, kind, tx)
        try note(.create, family, id, tx)
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
        let kind = try checkedKind(try City.find(family.city, in: tx).today(tx))
        try overwrite(member.id, kind, tx)
        try note(.change, family, member.id, tx)
    }

    private func overwrite(
        _ id: ID<FamilyMember>, _ kind: FamilyMember.Kind, _ tx: Transaction
    ) throws {
        let original = try tx.keys.seal(originalName, FamilyMember.place("original_name", id))
        try tx.db.run(
            """
            UPDATE family_members SET version = version + 1,
                name_sealed = \(try tx.keys.seal(name, FamilyMember.place("name", id))),
                original_name_sealed = \(original), is_single_name = \(isSingleName),
                role = \(kind), birth_year = \(birthYear), birth_precision = \(precision),
                joined_on = \(joinedOn), left_on = \(leftOn), updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }

    private var precision: FamilyMember.Precision {
        birthYear == nil ? .unknown : birthPrecision ?? .year
    }

    private func checkedKind(_ today: Day) throws -> FamilyMember.Kind {
        let problems = nameProblems() + birthProblems(today) + dayProblems(today)
        guard let kind else {
            throw Refusal.invalid(problems + [Problem("kind", "problem.choice")])
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        return kind
    }

    /// Any script and any number of words; no name at all is fine too.
    private func nameProblems() -> [Problem] {
        [("name", name), ("original_name", originalName)].compactMap { field, text in
            guard let text, !(1...200).contains(text.count) else { return nil }
            return Problem(field, "problem.name")
        }
    }

    private func birthProblems(_ today: Day) -> [Problem] {
        guard let birthYear else {
            let isNamed = birthPrecision == .year || birthPrecision == .estimated
            return isNamed ? [Problem("birth_year", "problem.birth_year_missing")] : []
        }
        guard (1900...today.year).contains(birthYear) else {
            return [Problem("birth_year", "problem.birth_year", ["year": .number(today.year)])]
        }
        return birthPrecision == .unknown
            ? [Problem("birth_precision", "problem.birth_precision")] : []
    }

    private func dayProblems(_ today: Day) -> [Problem] {
        // Nobody lives in a household before the year of birth, as far as that is certain.
        let year = precision == .year ? birthYear ?? 1900 : 1900
        let birth = DayRange.Bound(Day(year: year, month: 1, day: 1), .born)
        var all = [("joined_on", joinedOn), ("left_on", leftOn)].compactMap {
            DayRange.past(today, from: birth).problem($0.1, $0.0)
        }
        if all.isEmpty, let joinedOn, let leftOn, leftOn < joinedOn {
            all.append(Problem("left_on", "problem.left_before_joined"))
        }
        return all
    }

    private func note(
        _ action: Action, _ family: Family, _ id: ID<FamilyMember>, _ tx: Transaction
    ) throws {
        let (ref, fields) = ("\(family.ref)/\(id.value)", ["name", "original_name", "birth_year"])
        try tx.audit(action, .family, ref, city: family.city, fields: fields)
        try tx.process(.support, .family, ref, fields: fields)
    }
}
