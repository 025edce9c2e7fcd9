import SQLite

/// A volunteer in a group, for as long as the membership lasted.
public struct Member: Sendable {
    public enum LeftReason: String, Code { case moved, time, health, disagreement, other }

    /// The membership's id, as it stands in URLs.
    public let id: ID<Member>
    public let group: ID<Group>
    public let volunteer: ID<Volunteer>
    public let name: String
    public let email: String?
    public let phone: String?
    public let birthYear: Int?
    /// Ticked when the birth year is unknown or exactly eighteen years ago.
    public let isAdultDeclared: Bool
    public let isContact: Bool
    public let codeOfConductOn: Day?
    public let joinedOn: Day
    /// Nil while the person is a member.
    public let leftOn: Day?
    public let leftReason: LeftReason?
    public let vog: Vog
    /// Higher after each change of the membership or of the person: the sum of both versions.
    public let version: Int
    /// ISO 639 codes.
    public var languages: [String] = []
    public var skills: [Theme] = []
    /// For each required training the day until which it holds; nil without end.
    public var trainings: [Int: Day?] = [:]
    public var requiredTrainings = 0

    /// What a member is called in a line of the log: the name up to its first space.
    public var firstName: String { Member.firstName(of: name) }

    static func firstName(of name: String) -> String {
        name.firstIndex(of: " ").map { String(name[..<$0]) } ?? name
    }

    /// What each of several people is called for short: by the first name; with the first letter of the
    /// last where two share it, and by the whole name where that is no help either.
    package static func short<Key: Hashable>(_ names: [Key: String]) -> [Key: String] {
        func longer(_ name: String) -> String {
            let initial = name.split(separator: " ").dropFirst().last?.prefix(1)
            return initial.map { "\(firstName(of: name)) \($0)." } ?? name
        }
        let first = Dictionary(grouping: names.values, by: firstName(of:)).mapValues(\.count)
        let second = Dictionary(grouping: names.values, by: longer).mapValues(\.count)
        return names.mapValues { name in
            guard first[firstName(of: name), default: 0] > 1 else { return firstName(of: name) }
            return second[longer(name), default: 0] > 1 ? name : longer(name)
        }
    }

    /// What the members of a group are called for short, see ``firstNames(of:in:known:_:)``.
    public static func shortNames(_ members: [Member]) -> [ID<Member>: String] {
        short(Dictionary(members.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }))
    }

    /// Whether every required training holds on a day.
    public func isTrained(on day: Day) -> Bool {
        let held = trainings.values.filter { $0.map { $0 > day } ?? true }
        return held.count >= requiredTrainings
    }

    /// Certainly or declared eighteen or over; unknown without a tick is not.
    public func isAdult(on day: Day) -> Bool {
        guard let birthYear else { return isAdultDeclared }
        return day.year - birthYear > 18 || (day.year - birthYear == 18 && isAdultDeclared)
    }

    /// Trained, and with a VOG that holds.
    public func isCleared(on day: Day) -> Bool { isTrained(on: day) && vog.holds(on: day) }

    /// The first day on which a training or the VOG runs out; nil when none does.
    public var clearanceUntil: Day? {
        (trainings.values.compactMap { $0 } + [vog.endsOn].compactMap { $0 }).min()
    }

    static let columns: SQL = """
        memberships.id, memberships.group_id, memberships.volunteer_id, volunteers.name_sealed,
        volunteers.email_sealed, volunteers.phone_sealed, volunteers.birth_year,
        volunteers.is_adult, memberships.is_contact, memberships.code_of_conduct_on,
        memberships.joined_on, memberships.left_on, memberships.left_reason, volunteers.vog_sealed,
        memberships.version + volunteers.version
        """

    init(_ row: inout Row, _ keys: KeyRing) throws {
        id = try row.next()
        group = try row.next()
        let volunteer: ID<Volunteer> = try row.next()
        self.volunteer = volunteer
        name = try keys.open(try row.next() as [UInt8], Volunteer.place("name", volunteer))
        email = try keys.open(try row.next() as [UInt8]?, Volunteer.place("email", volunteer))
        phone = try keys.open(try row.next() as [UInt8]?, Volunteer.place("phone", volunteer))
        birthYear = try row.next()
        isAdultDeclared = try row.next()
        isContact = try row.next()
        codeOfConductOn = try row.next()
        joinedOn = try row.next()
        leftOn = try row.next()
        leftReason = try row.next()
        let sealed: [UInt8]? = try row.next()
        vog = try keys.open(sealed, Volunteer.place("vog", volunteer)).map(Vog.init(text:)) ?? Vog()
        version = try row.next()
    }
}

/// A person who gives time, of one city; memberships tell in which groups and when.
public enum Volunteer {
    /// Who reads a name without a reason: the coordinators of the city's groups.
    static let readers = NameTokens.Readers(programme: .samenHier)

    static func place(_ column: String, _ id: ID<Volunteer>) -> SealedPlace {
        SealedPlace("volunteers.\(column)", id.value)
    }
}

extension Member {
    /// Members of today, sorted by name.
    public static func active(of group: ID<Group>, in tx: Transaction) throws -> [Member] {
        try read("memberships.group_id = \(group) AND memberships.left_on IS NULL", in: tx)
    }

    /// The contact person of a group, or several.
    public static func contacts(of group: ID<Group>, in tx: Transaction) throws -> [Member] {
        try read(
            """
            memberships.group_id = \(group) AND memberships.left_on IS NULL
            AND memberships.is_contact = 1
            """, in: tx)
    }

    /// Members of today of several groups, sorted by name.
    static func active(ofAll groups: [ID<Group>], in tx: Transaction) throws -> [Member] {
        guard !groups.isEmpty else { return [] }
        return try read(
            "memberships.group_id IN \(list: groups) AND memberships.left_on IS NULL", in: tx)
    }

    /// People who were members before, the last to leave first.
    public static func former(of group: ID<Group>, in tx: Transaction) throws -> [Member] {
        try read("memberships.group_id = \(group) AND memberships.left_on IS NOT NULL", in: tx)
            .sorted { ($0.leftOn ?? $0.joinedOn) > ($1.leftOn ?? $1.joinedOn) }
    }

    /// Whether a group has a contact person.
    public static func hasContact(_ group: ID<Group>, in tx: Transaction) throws -> Bool {
        try tx.db.value(
            """
            SELECT 1 FROM memberships
            WHERE group_id = \(group) AND is_contact = 1 AND left_on IS NULL
            """) == 1
    }

    /// How many people were members before.
    public static func formerCount(of group: ID<Group>, in tx: Transaction) throws -> Int {
        try tx.db.value(
            """
            SELECT count(*) FROM memberships WHERE group_id = \(group) AND left_on IS NOT NULL
            """) ?? 0
    }

    /// First names of members of a group, active or former, told apart where two are the same; those of
    /// `known` are not read again.
    public static func firstNames(
        of wanted: Set<ID<Member>>, in group: ID<Group>, known: [Member], _ tx: Transaction
    ) throws -> [ID<Member>: String] {
        var names = Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0.name) })
        let missing = wanted.filter { names[$0] == nil }
        guard !missing.isEmpty else { return short(names) }
        try tx.db.each(
            """
            SELECT memberships.id, volunteers.id, volunteers.name_sealed FROM memberships
            JOIN volunteers ON volunteers.id = memberships.volunteer_id
            WHERE memberships.group_id = \(group) AND memberships.id IN \(list: missing)
            """
        ) { row in
            let (id, volunteer): (ID<Member>, ID<Volunteer>) = (try row.next(), try row.next())
            names[id] = try tx.keys.open(try row.next(), Volunteer.place("name", volunteer))
        }
        return short(names)
    }

    /// One membership of a group.
    ///
    /// - Throws: `Refusal.notFound` when the group has no such member.
    public static func find(_ id: Int64, of group: ID<Group>, in tx: Transaction) throws -> Member {
        let found = try read(
            "memberships.group_id = \(group) AND memberships.id = \(id)", in: tx)
        guard let member = found.first else { throw Refusal.notFound }
        return member
    }

    private static func read(_ condition: SQL, in tx: Transaction) throws -> [Member] {
        var members = try tx.db.all(
            """
            SELECT \(columns) FROM memberships
            JOIN volunteers ON volunteers.id = memberships.volunteer_id WHERE \(condition)
            """
        ) { row in try Member(&row, tx.keys) }
        guard !members.isEmpty else { return [] }
        try MemberDetails(condition, in: tx).add(to: &members)
        // A key is worth keeping: making one costs more than all the comparing.
        return members.map { (SortKey.person($0.name), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

/// Languages, skills and trainings of the members that a condition finds, each read in one query.
///
/// They are joined rather than asked for by a list of ids, which SQLite would put in a table first,
/// and sorted here, where they are few.
private struct MemberDetails {
    private var languages: [ID<Volunteer>: [String]] = [:]
    private var skills: [ID<Volunteer>: [Theme]] = [:]
    private var trainings: [ID<Volunteer>: [Int: Day?]] = [:]
    private let required: Int

    init(_ condition: SQL, in tx: Transaction) throws {
        required = try tx.db.value("SELECT count(*) FROM trainings WHERE is_required = 1") ?? 0
        try tx.db.each(
            """
            SELECT volunteer_languages.volunteer_id, volunteer_languages.language
            FROM memberships CROSS JOIN volunteer_languages
            ON volunteer_languages.volunteer_id = memberships.volunteer_id WHERE \(condition)
            """
        ) { row in languages[try row.next(), default: []].append(try row.next()) }
        try tx.db.each(
            """
            SELECT volunteer_skills.volunteer_id, volunteer_skills.theme
            FROM memberships CROSS JOIN volunteer_skills
            ON volunteer_skills.volunteer_id = memberships.volunteer_id WHERE \(condition)
            """
        ) { row in skills[try row.next(), default: []].append(try row.next()) }
        try readTrainings(condition, in: tx)
    }

    func add(to members: inout [Member]) {
        for index in members.indices {
            let id = members[index].volunteer
            members[index].languages = languages[id]?.sorted() ?? []
            members[index].skills = skills[id]?.sorted { $0.rawValue < $1.rawValue } ?? []
            members[index].trainings = trainings[id] ?? [:]
            members[index].requiredTrainings = required
        }
    }

    /// Of several attendances of one training the one that holds longest counts.
    private mutating func readTrainings(_ condition: SQL, in tx: Transaction) throws {
        try tx.db.each(
            """
            SELECT training_attendances.volunteer_id, trainings.id,
                training_attendances.valid_until_on
            FROM memberships CROSS JOIN training_attendances
            ON training_attendances.volunteer_id = memberships.volunteer_id
            CROSS JOIN trainings ON trainings.id = training_attendances.training_id
            WHERE trainings.is_required = 1 AND \(condition)
            """
        ) { row in
            let (volunteer, training): (ID<Volunteer>, Int) = (try row.next(), try row.next())
            let until: Day? = try row.next()
            trainings[volunteer, default: [:]].merge([training: until], uniquingKeysWith: longest)
        }
    }
}
