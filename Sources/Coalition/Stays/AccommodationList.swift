import SQLite

/// Which accommodations a list shows, by name.
public struct AccommodationList: RecordList {
    public var city: ID<City>?
    public var isDescending = false

    public init() {}

    package typealias Element = Accommodation

    package var order: [SQL] { ["accommodations.sort_key", "accommodations.id"] }
    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] { [] }
}

extension Accommodation {
    /// The accommodations in which the viewer may plan, by name; at most 2,000.
    public static func plannable(in tx: Transaction) throws -> [Accommodation] {
        try within(tx.viewer.scope(of: StayPolicy.writers, for: StayPolicy.programmes), in: tx)
    }

    static func within(_ scope: Scope, in tx: Transaction) throws -> [Accommodation] {
        try tx.db.all(
            """
            SELECT \(columns) FROM accommodations
            WHERE \(scope.membership("accommodations.city_id"))
            ORDER BY accommodations.city_id, accommodations.sort_key, accommodations.id LIMIT 2000
            """, Accommodation.init)
    }
}
