import SQLite

/// Somebody of a family; a name is never required.
public struct FamilyMember: Sendable {
    public enum Kind: String, Code { case parent, partner, child, grandparent, relative, single }
    /// How sure a birth year is; of no one more than the year is kept.
    public enum Precision: String, Code { case year, estimated, unknown }

    /// How somebody is no longer in a household.
    public enum Ending: String, Code { case left, died }

    public let id: ID<FamilyMember>
    public let family: ID<Family>
    /// The programme that wrote the person down, and with which the name opens.
    public let programme: Programme
    /// Nil when not known.
    public let name: String?
    /// The name in its own script; nil when not known.
    public let originalName: String?
    /// Whether the one name is the whole name.
    public let isSingleName: Bool
    public let kind: Kind
    /// Nil exactly when the precision is `unknown`.
    public let birthYear: Int?
    public let birthPrecision: Precision
    /// Since when in the household; nil when not known.
    public let joinedOn: Day?
    /// Nil while in the household.
    public let leftOn: Day?
    /// How somebody left; nil while in the household, and when nobody said it.
    public let ending: Ending?
    public let version: Int

    static let columns: SQL = """
        id, family_id, programme, name_sealed, original_name_sealed, is_single_name, role, birth_year,
        birth_precision, joined_on, left_on, end_sealed, version
        """

    init(_ row: inout Row, _ keys: KeyRing) throws {
        let id: ID<FamilyMember> = try row.next()
        self.id = id
        family = try row.next()
        programme = try row.next()
        name = try keys.open(try row.next() as [UInt8]?, FamilyMember.place("name", id))
        originalName = try keys.open(
            try row.next() as [UInt8]?, FamilyMember.place("original_name", id))
        isSingleName = try row.next()
        kind = try row.next()
        birthYear = try row.next()
        birthPrecision = try row.next()
        joinedOn = try row.next()
        leftOn = try row.next()
        ending = try keys.open(try row.next() as [UInt8]?, FamilyMember.place("end", id))
            .flatMap(Ending.init)
        version = try row.next()
    }

    static func place(_ column: String, _ id: ID<FamilyMember>) -> SealedPlace {
        SealedPlace("family_members.\(column)", id.value)
    }

    /// Everybody of the family: who is in the household first, by name; nameless ones last.
    ///
    /// - Throws: `Refusal.forbidden` for who may know the family by its code name only.
    public static func all(of family: Family, in tx: Transaction) throws -> [FamilyMember] {
        let policy = FamilyPolicy(tx.viewer, family)
        let isOpened = try family.opening(in: tx).shows(.names)
        if !isOpened { try policy.requireMembers() }
        let programmes = isOpened ? policy.countedProgrammes : policy.memberProgrammes
        let members = try tx.db.all(
            """
            SELECT \(columns) FROM family_members
            WHERE family_id = \(family.id)
            AND programme IN \(list: programmes.sorted()) ORDER BY id LIMIT 200
            """
        ) { row in try FamilyMember(&row, tx.keys) }
        return members.sorted { $0.place < $1.place }
    }

    /// One person of a family.
    ///
    /// - Throws: `Refusal.notFound` when the family has no such member; `.forbidden` as for all.
    public static func find(
        _ id: Int64, of family: Family, in tx: Transaction
    ) throws -> FamilyMember {
        guard let member = try all(of: family, in: tx).first(where: { $0.id.value == id }) else {
            throw Refusal.notFound
        }
        return member
    }

    /// What people are ordered by: in the household, named, name, then as they were written down.
    private var place: (Int, Int, String, Int64) {
        let shown = name ?? originalName
        return (
            leftOn == nil ? 0 : 1, shown == nil ? 1 : 0, shown.map(SortKey.person) ?? "", id.value
        )
    }
}

extension Family {
    /// Who reads the names that one of its programmes wrote down without a reason: the coordinator,
    /// and the municipality for families that it announced or has a duty for.
    func readersOfNames(of programme: Programme) -> NameTokens.Readers {
        NameTokens.Readers(programme: programme, isOpenToMunicipality: isOpenToMunicipality)
    }

    /// Writes anew what its people are found by, as who may read their names has changed.
    func writeFoundPeople(in tx: Transaction) throws {
        let tokens = FamilyMemberDraft.record.about.nameTokens
        let people = try tx.db.all(
            """
            SELECT \(FamilyMember.columns) FROM family_members
            WHERE family_id = \(id) ORDER BY id LIMIT 1000
            """
        ) { row in try FamilyMember(&row, tx.keys) }
        for person in people {
            try tx.db.run(
                """
                DELETE FROM name_tokens
                WHERE kind = 'family_members' AND record_id = \(person.id)
                """)
            try tokens.write(
                [person.name, person.originalName], of: person.id.value, in: city,
                for: readersOfNames(of: person.programme), tx.db, tx.keys)
        }
    }
}
