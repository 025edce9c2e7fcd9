import SQLite

/// A town of the network, in the Netherlands or abroad.
public struct City: Sendable {
    public let id: ID<City>
    public let ref: String
    public let nameNL: String
    public let nameEN: String
    /// ISO 3166-1 alpha-2.
    public let country: String
    /// Nil abroad.
    public let province: String?
    public let zone: Zone
    public let latitude: Double
    public let longitude: Double

    static let columns: SQL = """
        cities.id, cities.ref, cities.name_nl, cities.name_en, cities.country, cities.province,
        cities.time_zone, cities.latitude, cities.longitude
        """

    init(_ row: inout Row) throws {
        id = try row.next()
        ref = try row.next()
        nameNL = try row.next()
        nameEN = try row.next()
        country = try row.next()
        province = try row.next()
        guard let zone = Zone(try row.next()) else { throw Damaged.zone }
        self.zone = zone
        latitude = try row.next()
        longitude = try row.next()
    }

    /// The name in a language, `nl` or `en`.
    public func name(_ language: String) -> String { language == "en" ? nameEN : nameNL }

    /// Today in this city.
    public func today(_ tx: Transaction) -> Day { zone.day(of: tx.now) }

    /// Every city, by name; names and states of all cities are open to everybody who is signed in.
    public static func all(in tx: Transaction) throws -> [City] {
        try tx.db.all("SELECT \(columns) FROM cities ORDER BY sort_key, id", City.init)
    }

    /// - Throws: `Refusal.notFound` without such a city.
    public static func find(_ ref: String, in tx: Transaction) throws -> City {
        guard let wanted = Ref(ref, .city),
            let city = try tx.db.first(
                "SELECT \(columns) FROM cities WHERE ref = \(wanted)", City.init)
        else { throw Refusal.notFound }
        return city
    }

    package static func find(_ id: ID<City>, in tx: Transaction) throws -> City {
        guard
            let city = try tx.db.first("SELECT \(columns) FROM cities WHERE id = \(id)", City.init)
        else { throw Refusal.notFound }
        return city
    }

    /// The city of a record that the viewer has already found in his or her scope.
    public static func named(_ id: ID<City>, in tx: Transaction) throws -> City {
        try find(id, in: tx)
    }

    /// The cities of a scope, by name.
    public static func within(_ scope: Scope, in tx: Transaction) throws -> [City] {
        try tx.db.all(
            """
            SELECT \(columns) FROM cities WHERE \(scope.condition("cities.id"))
            ORDER BY sort_key, id
            """, City.init)
    }

    /// The city that a form names, if the viewer holds one of the roles there for one of these
    /// programmes.
    ///
    /// - Throws: `Refusal.invalid` on `city` when it is missing or out of reach.
    public static func chosen(
        _ ref: String?, for roles: Set<Role>, of programmes: Set<Programme>, in tx: Transaction
    ) throws -> City {
        let reach = try within(tx.viewer.scope(of: roles, for: programmes), in: tx)
        if ref == nil || ref == "", reach.count == 1 { return reach[0] }
        guard let wanted = Ref(ref ?? "", .city),
            let city = reach.first(where: { $0.ref == wanted.description })
        else { throw Refusal.problem("city", "problem.city") }
        return city
    }
}

/// One programme in one city, with the state of its coalition.
public struct CityProgramme: Sendable {
    /// Where a coalition is on the blueprint (spec: lifecycles, City coalition).
    public enum State: String, Code {
        case exploring, forming, agreed, pilot, active, paused, leaving, former
    }

    public let id: ID<CityProgramme>
    public let city: ID<City>
    public let programme: Programme
    public let state: State
    /// When the state began; nil when nobody knows.
    public let since: Day?

    static let columns: SQL = "id, city_id, programme, state, since_on"

    init(_ row: inout Row) throws {
        id = try row.next()
        city = try row.next()
        programme = try row.next()
        state = try row.next()
        since = try row.next()
    }

    /// The programmes of every city.
    public static func all(in tx: Transaction) throws -> [CityProgramme] {
        try tx.db.all(
            "SELECT \(columns) FROM city_programmes ORDER BY city_id, programme", CityProgramme.init
        )
    }

    /// The programmes of one city.
    public static func of(_ city: ID<City>, in tx: Transaction) throws -> [CityProgramme] {
        try tx.db.all(
            "SELECT \(columns) FROM city_programmes WHERE city_id = \(city) ORDER BY programme",
            CityProgramme.init)
    }
}
