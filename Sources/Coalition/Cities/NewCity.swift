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
        self.nameNL = TypedText.line(nameNL)
        self.nameEN = TypedText.line(nameEN ?? nameNL)
        self.country = country
        self.province = province.map(TypedText.line)
        self.zone = zone
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Adds the city.
    ///
    /// - Throws: `Refusal.invalid` on `name` when the country already has a city of this name.
    @discardableResult
    public func create(in tx: Transaction) throws -> ID<City> {
        let ref = try City.newRef(in: tx)
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
        try City.words.write([nameNL, nameEN], of: id.value, in: id, tx.db)
        try tx.audit(.create, .city, ref.description, city: id, fields: ["name"])
        return id
    }
}
