import SQLite

/// A city as it enters the network.
public struct NewCity: Sendable {
    public let nameNL: String
    public let nameEN: String
    public let country: String
    public let province: String?
    public let zone: Zone
    public let latitude: Double
    public let longitude: Double

    public init(
        _ nameNL: String, english nameEN: String? = nil, country: String = "NL",
        province: String? = nil, zone: Zone = .amsterdam, latitude: Double, longitude: Double
    ) {
        self.nameNL = nameNL
        self.nameEN = nameEN ?? nameNL
        self.country = country
        self.province = province
        self.zone = zone
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Adds the city.
    ///
    /// - Throws: `Refusal.invalid` on `name` when the country already has a city of this name.
    @discardableResult
    public func create(in tx: Transaction) throws -> ID<City> {
        let ref = try tx.newRef(.city) { ref in
            try tx.db.value("SELECT 1 FROM cities WHERE ref = \(ref)") as Int? != nil
        }
        do {
            try tx.db.run(
                """
                INSERT INTO cities (ref, name_nl, name_en, sort_key, country, province, time_zone,
                    latitude, longitude, created_at, updated_at)
                VALUES (\(ref), \(nameNL), \(nameEN), \(SortKey.title(nameNL)), \(country),
                    \(province), \(zone.name), \(latitude), \(longitude), \(tx.now), \(tx.now))
                """)
        } catch SQLiteError.unique { throw Refusal.problem("name", "problem.city_taken") }
        let id = ID<City>(tx.db.lastInsertedRowID)
        try tx.audit(.create, .city, ref.description, city: id, fields: ["name"])
        return id
    }
}

extension CityProgramme {
    /// Higher after each change of a programme of the city.
    public static func version(of city: ID<City>, in tx: Transaction) throws -> Int {
        let sum: Int? = try tx.db.value(
            "SELECT ifnull(sum(version), 0) + 1 FROM city_programmes WHERE city_id = \(city)")
        return sum ?? 1
    }

    /// Refuses to change the programmes of a city when somebody else did so since.
    ///
    /// - Throws: `Refusal.conflict`.
    public static func requireVersion(
        _ seen: Int, of city: ID<City>, in tx: Transaction
    ) throws {
        try tx.requireVersion(seen, stands: try version(of: city, in: tx))
    }

    /// Puts a programme of a city in a state.
    public static func set(
        _ programme: Programme, _ state: State, since: Day?, of city: ID<City>, in tx: Transaction
    ) throws {
        try tx.db.run(
            """
            INSERT INTO city_programmes
                (city_id, programme, state, since_on, created_at, updated_at)
            VALUES (\(city), \(programme), \(state), \(since), \(tx.now), \(tx.now))
            ON CONFLICT (city_id, programme) DO UPDATE SET
                state = excluded.state, since_on = excluded.since_on,
                version = version + 1, updated_at = excluded.updated_at
            """)
        let id: Int64? = try tx.db.value(
            "SELECT id FROM city_programmes WHERE city_id = \(city) AND programme = \(programme)")
        try tx.recordState(.cityProgramme, id ?? 0, from: nil, to: state.rawValue)
    }
}
