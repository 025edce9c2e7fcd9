import SQLite

/// Somebody who speaks a family's language and Dutch, and is there for family and group.
public struct CommunityBuilder: Sendable {
    public let id: ID<CommunityBuilder>
    /// Nil for one of the network, whom every city may ask.
    public let city: ID<City>?
    /// Nil for who may know the languages only.
    public let name: String?
    /// Nil without one, and as the name.
    public let email: String?
    /// Nil without one, and as the name.
    public let phone: String?
    /// ISO 639 codes in their own order; Dutch, which all of them speak, need not be among them.
    public fileprivate(set) var languages: [String] = []
    /// The day from which nobody asks anymore; nil while somebody may.
    public let endedOn: Day?
    public let version: Int

    /// People of one keeper that are read at most.
    static let most = 500

    static let columns: SQL = """
        community_builders.id, community_builders.city_id, community_builders.name_sealed,
        community_builders.email_sealed, community_builders.phone_sealed,
        community_builders.ended_on, community_builders.version
        """

    init(_ row: inout Row, _ tx: Transaction) throws {
        let id: ID<CommunityBuilder> = try row.next()
        let city: ID<City>? = try row.next()
        (self.id, self.city) = (id, city)
        let isShown = BuilderPolicy(tx.viewer, of: city).maySeePerson
        func open(_ column: String) throws -> String? {
            let sealed: [UInt8]? = try row.next()
            return isShown ? try tx.keys.open(sealed, Self.place(column, id)) : nil
        }
        name = try open("name")
        email = try open("email")
        phone = try open("phone")
        endedOn = try row.next()
        version = try row.next()
    }

    static func place(_ column: String, _ id: ID<CommunityBuilder>) -> SealedPlace {
        SealedPlace("community_builders.\(column)", id.value)
    }

    /// Whether somebody may ask on a day.
    public func isAvailable(on day: Day) -> Bool { endedOn.map { day < $0 } ?? true }

    /// Those that a city keeps, or the network, by name; who is no longer asked comes last.
    ///
    /// - Parameter city: Nil for those of the network.
    /// - Throws: `Refusal.forbidden` for who has nothing to do with community builders.
    public static func all(
        of city: ID<City>?, in tx: Transaction
    ) throws -> [CommunityBuilder] {
        guard BuilderPolicy(tx.viewer, of: city).maySee else {
            throw Refusal.forbidden("forbidden.people")
        }
        return try read("community_builders.city_id IS \(city)", in: tx).sorted(by: comesBefore)
    }

    /// One of them.
    ///
    /// - Throws: `Refusal.notFound` for a missing one and for one of another city alike.
    public static func find(_ id: Int64, in tx: Transaction) throws -> CommunityBuilder {
        guard let found = try read("community_builders.id = \(id)", in: tx).first,
            BuilderPolicy(tx.viewer, of: found.city).maySee
        else { throw Refusal.notFound }
        return found
    }

    /// Whom a city may ask today: its own and those of the network, by name.
    public static func available(
        in city: City, _ tx: Transaction
    ) throws -> [CommunityBuilder] {
        let today = city.today(tx)
        return try read(PeopleKeeping.condition("community_builders.city_id", [city.id]), in: tx)
            .filter { $0.isAvailable(on: today) }.sorted(by: comesBefore)
    }

    /// How many a city may ask today, those of the network among them; nil for who has nothing to do
    /// with them there.
    public static func count(in city: City, _ tx: Transaction) throws -> Int? {
        guard BuilderPolicy(tx.viewer, of: city.id).maySee else { return nil }
        let keeper = PeopleKeeping.condition("city_id", [city.id])
        return try tx.db.value(
            """
            SELECT count(*) FROM community_builders
            WHERE \(keeper) AND ifnull(ended_on, '9999') > \(tx.today)
            """)
    }

    /// With what they speak, in no order.
    static func read(_ condition: SQL, in tx: Transaction) throws -> [CommunityBuilder] {
        let found = try tx.db.all(
            """
            SELECT \(columns) FROM community_builders WHERE \(condition) LIMIT \(2 * most)
            """
        ) { try CommunityBuilder(&$0, tx) }
        return try speaking(found, in: tx)
    }

    /// The same people with their languages.
    static func speaking(
        _ people: [CommunityBuilder], in tx: Transaction
    ) throws -> [CommunityBuilder] {
        let spoken = try languages(of: people.map(\.id), in: tx)
        return people.map { person in
            var person = person
            person.languages = spoken[person.id] ?? []
            return person
        }
    }

    /// What each of them speaks, as ISO 639 codes in their own order.
    static func languages(
        of people: [ID<CommunityBuilder>], in tx: Transaction
    ) throws -> [ID<CommunityBuilder>: [String]] {
        guard !people.isEmpty else { return [:] }
        var spoken: [ID<CommunityBuilder>: [String]] = [:]
        try tx.db.each(
            """
            SELECT builder_id, language FROM community_builder_languages
            WHERE builder_id IN \(list: people) ORDER BY builder_id, language
            """
        ) { row in spoken[try row.next(), default: []].append(try row.next()) }
        return spoken
    }

    private static func comesBefore(_ left: CommunityBuilder, _ right: CommunityBuilder) -> Bool {
        left.order < right.order
    }

    private var order: (Int, String, Int64) {
        (endedOn == nil ? 0 : 1, name.map(SortKey.person) ?? "", id.value)
    }
}

/// How many community builders a city has and what they speak: all that others know of them.
public struct BuilderCount: Sendable {
    public let city: ID<City>
    /// Those that may be asked.
    public let count: Int
    /// ISO 639 codes in their own order.
    public let languages: [String]

    /// Of every city that has any.
    ///
    /// - Throws: `Refusal.forbidden` for all but the network.
    public static func all(in tx: Transaction) throws -> [BuilderCount] {
        guard tx.viewer.holds([.network], for: PeopleKeeping.programmes) else {
            throw Refusal.forbidden("forbidden.people")
        }
        var counted: [ID<City>: (people: Set<Int64>, languages: Set<String>)] = [:]
        try tx.db.each(
            """
            SELECT community_builders.city_id, community_builders.id,
                community_builder_languages.language
            FROM community_builders CROSS JOIN community_builder_languages
                ON community_builder_languages.builder_id = community_builders.id
            WHERE community_builders.city_id > 0
                AND ifnull(community_builders.ended_on, '9999') > \(tx.today)
            """
        ) { row in
            let city: ID<City> = try row.next()
            counted[city, default: ([], [])].people.insert(try row.next())
            counted[city, default: ([], [])].languages.insert(try row.next())
        }
        return counted.map {
            BuilderCount(
                city: $0.key, count: $0.value.people.count, languages: $0.value.languages.sorted())
        }
    }
}
