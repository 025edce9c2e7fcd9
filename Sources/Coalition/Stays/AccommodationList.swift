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
    ///
    /// - Parameter period: Only those that are free on each of its nights; all when nil.
    public static func plannable(
        during period: Period? = nil, in tx: Transaction
    ) throws -> [Accommodation] {
        let scope = tx.viewer.scope(of: StayPolicy.writers, for: StayPolicy.programmes)
        return try within(scope, where: period.map { isFree($0, on: tx.today) } ?? "1", in: tx)
    }

    static func within(
        _ scope: Scope, where condition: SQL = "1", in tx: Transaction
    ) throws -> [Accommodation] {
        try tx.db.all(
            """
            SELECT \(columns) FROM accommodations
            WHERE \(scope.membership("accommodations.city_id")) AND \(condition)
            ORDER BY accommodations.city_id, accommodations.sort_key, accommodations.id LIMIT 2000
            """, Accommodation.init)
    }
}
