import SQLite

/// Somebody whose work the family is: kept once and chosen by every family that has to do with them,
/// so that a changed number shows everywhere.
public struct FormalContact: Sendable {
    /// What the person is for families.
    public enum Function: String, Code {
        case guidance, coa, guardian, other
        case clientManager = "client_manager"

        /// The order in which they are shown.
        public static let shown: [Function] = [
            .clientManager, .guidance, .coa, .guardian, .other,
        ]
    }

    public let id: ID<FormalContact>
    /// Nil for one of the network, whom every city may choose.
    public let city: ID<City>?
    public let function: Function
    /// Nil for who may know function and organisation only, and where nobody is named.
    public let name: String?
    public let email: String?
    public let phone: String?
    public let organisation: String
    /// The day from which nobody chooses the contact anymore; nil while somebody may.
    public let endedOn: Day?
    public let version: Int

    /// Contacts of one keeper that are read at most.
    static let most = 500

    static let columns: SQL = """
        formal_contacts.id, formal_contacts.city_id, formal_contacts.function,
        formal_contacts.organisation, formal_contacts.name_sealed, formal_contacts.email_sealed,
        formal_contacts.phone_sealed, formal_contacts.ended_on, formal_contacts.version
        """

    init(_ row: inout Row, _ tx: Transaction) throws {
        let (id, city): (ID<FormalContact>, ID<City>?) = (try row.next(), try row.next())
        let function: Function = try row.next()
        (self.id, self.city, self.function) = (id, city, function)
        organisation = try row.next()
        let isShown = ContactPolicy(tx.viewer, of: city, function).maySeePerson
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

    static func place(_ column: String, _ id: ID<FormalContact>) -> SealedPlace {
        SealedPlace("formal_contacts.\(column)", id.value)
    }

    /// Whether somebody may choose it on a day.
    public func isAvailable(on day: Day) -> Bool { endedOn.map { day < $0 } ?? true }

    /// Those that a city keeps, or the network, by function and organisation; what is no longer
    /// chosen comes last.
    ///
    /// - Parameter city: Nil for those of the network.
    /// - Throws: `Refusal.forbidden` for who has nothing to do with formal contacts there.
    public static func all(of city: ID<City>?, in tx: Transaction) throws -> [FormalContact] {
        guard ContactPolicy.sees(tx.viewer, city) else {
            throw Refusal.forbidden("forbidden.people")
        }
        return try read("formal_contacts.city_id IS \(city)", in: tx)
    }

    /// One of them.
    ///
    /// - Throws: `Refusal.notFound` for a missing one and for one of another city alike.
    public static func find(_ id: Int64, in tx: Transaction) throws -> FormalContact {
        guard let found = try read("formal_contacts.id = \(id)", in: tx).first,
            ContactPolicy.sees(tx.viewer, found.city)
        else { throw Refusal.notFound }
        return found
    }

    /// Those of goals that the viewer works on.
    static func find(
        _ ids: Set<ID<FormalContact>>, in tx: Transaction
    ) throws -> [ID<FormalContact>: FormalContact] {
        guard !ids.isEmpty else { return [:] }
        let wanted = ids.sorted { $0.value < $1.value }
        let found = try read("formal_contacts.id IN \(list: wanted)", in: tx)
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Which a family of a city may choose today: those of the city and of the network.
    static func available(in city: City, _ tx: Transaction) throws -> [FormalContact] {
        let today = city.today(tx)
        return try read(PeopleKeeping.condition("formal_contacts.city_id", [city.id]), in: tx)
            .filter { $0.isAvailable(on: today) }
    }

    /// How many somebody knows of that a city may choose today, those of the network among them; nil
    /// for who has nothing to do with them there.
    public static func count(in city: City, _ tx: Transaction) throws -> Int? {
        guard ContactPolicy.sees(tx.viewer, city.id) else { return nil }
        let keeper: SQL =
            ContactPolicy.sees(tx.viewer, nil)
            ? PeopleKeeping.condition("city_id", [city.id]) : "city_id = \(city.id)"
        return try tx.db.value(
            """
            SELECT count(*) FROM formal_contacts
            WHERE \(keeper) AND ifnull(ended_on, '9999') > \(tx.today)
            """)
    }

    private static func read(_ condition: SQL, in tx: Transaction) throws -> [FormalContact] {
        try tx.db.all(
            """
            SELECT \(columns) FROM formal_contacts WHERE \(condition) LIMIT \(2 * most)
            """
        ) { try FormalContact(&$0, tx) }.sorted { $0.order < $1.order }
    }

    /// By which contacts stand beside each other.
    var order: (Int, Int, String, String, Int64) {
        (
            endedOn == nil ? 0 : 1, Function.shown.firstIndex(of: function) ?? 0,
            SortKey.title(organisation), name.map(SortKey.person) ?? "", id.value
        )
    }
}

/// How many formal contacts a city has: all that the network knows of them.
public struct ContactCount: Sendable {
    public let city: ID<City>
    /// Those that may be chosen.
    public let count: Int

    /// Of every city that has any.
    ///
    /// - Throws: `Refusal.forbidden` for all but the network.
    public static func all(in tx: Transaction) throws -> [ContactCount] {
        guard tx.viewer.holds([.network], for: ContactPolicy.programmes) else {
            throw Refusal.forbidden("forbidden.people")
        }
        return try tx.db.all(
            """
            SELECT city_id, count(*) FROM formal_contacts
            WHERE city_id IS NOT NULL AND ifnull(ended_on, '9999') > \(tx.today)
            GROUP BY city_id
            """
        ) { row in ContactCount(city: try row.next(), count: try row.next()) }
    }
}
