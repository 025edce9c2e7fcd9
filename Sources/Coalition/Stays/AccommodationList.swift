import SQLite

/// Which accommodations a list shows, by name.
public struct AccommodationList: Sendable {
    public var city: ID<City>?

    public init() {}

    /// One page of the accommodations that the viewer may see.
    public func page(_ cursor: PageCursor?, in tx: Transaction) throws -> Page<Accommodation> {
        try Listing(
            select: "SELECT \(Accommodation.columns) FROM accommodations", table: "accommodations",
            conditions: [condition(in: tx)],
            order: ["accommodations.sort_key", "accommodations.id"]
        ).page(cursor, in: tx, ref: \.ref, Accommodation.init)
    }

    /// How many the list has on all pages.
    public func count(in tx: Transaction) throws -> ListCount {
        try ListCount.of("accommodations", where: [condition(in: tx)], in: tx)
    }

    private func condition(in tx: Transaction) -> SQL {
        tx.viewer.scope(of: AccommodationPolicy.readers, for: StayPolicy.programmes).narrowed(
            to: city
        )
        .condition("accommodations.city_id")
    }
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
