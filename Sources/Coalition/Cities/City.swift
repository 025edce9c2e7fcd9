import SQLite

/// A town of the network, in the Netherlands or abroad.
public struct City: PlainRecord {
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

    package static let columns: SQL = """
        cities.id, cities.ref, cities.name_nl, cities.name_en, cities.country, cities.province,
        cities.time_zone, cities.latitude, cities.longitude
        """

    package init(_ row: inout Row) throws {
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

    package static let subject = Subject.city
    package static let refKind = Ref.Kind.city
    package static let table: SQL = "cities"

    /// Names and states of all cities are open to everybody who is signed in.
    package static func sight(of _: Viewer, in city: ID<City>?) -> SQL {
        city.map { "cities.id = \($0)" } ?? "1"
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
