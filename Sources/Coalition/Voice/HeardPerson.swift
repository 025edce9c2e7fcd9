import SQLite

/// Somebody of a family who can be heard apart: every adult, and a child from twelve who wishes it.
public struct HeardPerson: Sendable {
    public enum Age: Hashable, Sendable {
        case adult, child
        /// A child of whom nobody knows the year of birth.
        case unknown
    }

    /// Children from this age may be heard.
    static let leastAge = 12

    public let id: ID<FamilyMember>
    public let kind: FamilyMember.Kind
    /// Nil when not known.
    public let birthYear: Int?
    public let age: Age
    /// Nil when not known, and for who knows the family by its code name only.
    public let name: String?

    /// Everybody of the household who can be heard, adults first.
    public static func all(of family: Family, in tx: Transaction) throws -> [HeardPerson] {
        let policy = try VoicePolicy(family, in: tx)
        try policy.requireSight()
        let seesNames = FamilyPolicy(tx.viewer, family).maySeeMembers
        return try read(family.id, policy.programmes, seesNames: seesNames, in: tx)
    }

    private static func read(
        _ family: ID<Family>, _ programmes: [Programme]?, seesNames: Bool, in tx: Transaction
    ) throws -> [HeardPerson] {
        let written: SQL = programmes.map { "programme IN \(list: $0)" } ?? "1"
        let members = try tx.db.all(
            """
            SELECT id, role, birth_year, name_sealed FROM family_members
            WHERE family_id = \(family) AND \(written)
            AND (left_on IS NULL OR left_on > \(tx.today)) ORDER BY id LIMIT 60
            """
        ) { row -> HeardPerson? in
            let id: ID<FamilyMember> = try row.next()
            let (kind, year): (FamilyMember.Kind, Int?) = (try row.next(), try row.next())
            guard let age = age(kind, year, in: tx.today.year) else { return nil }
            let sealed: [UInt8]? = try row.next()
            let name =
                seesNames
                ? try tx.keys.open(sealed, FamilyMember.place("name", id)) : nil
            return HeardPerson(id: id, kind: kind, birthYear: year, age: age, name: name)
        }
        let heard = members.compactMap { $0 }
        return heard.filter { $0.age == .adult } + heard.filter { $0.age != .adult }
    }

    /// Nil for a child that is too young.
    static func age(_ kind: FamilyMember.Kind, _ birthYear: Int?, in year: Int) -> Age? {
        guard let birthYear else { return kind == .child ? .unknown : .adult }
        switch year - birthYear {
        case 18...: return .adult
        case leastAge...: return .child
        default: return nil
        }
    }

    /// Whether the household, or each of its adults, was offered the talk of a period.
    static func isAnswered(
        _ kind: CheckIn.Kind, of match: Match, in tx: Transaction
    ) throws -> Bool {
        let heard: [ID<FamilyMember>?] = try tx.db.all(
            """
            SELECT person_id FROM check_ins
            WHERE match_id = \(match.id) AND kind = \(kind) AND kind <> 'own'
            """
        ) { try $0.next() }
        if heard.contains(nil) { return true }
        let adults = try read(match.family, nil, seesNames: false, in: tx)
            .filter { $0.age == .adult }
        return !adults.isEmpty && adults.allSatisfy { heard.contains($0.id) }
    }
}
