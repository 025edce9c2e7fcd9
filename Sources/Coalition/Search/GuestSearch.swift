import SQLite

/// Guests by their code names: the network's are all of them, those of who looks after safety the
/// guests of stays, a city's those of its own stays. No other guest is looked at.
enum GuestSearch {
    /// More guests than these are read for none of the names, and for all together.
    private static let most = 20
    private static let mostOfAll = 40

    /// Whether a viewer meets code names of guests at all.
    static func mayFind(_ viewer: Viewer) -> Bool { scope(of: viewer) != .cities([]) }

    private static func scope(of viewer: Viewer) -> Scope {
        viewer.scope(of: GuestPolicy.readers, for: StayPolicy.programmes)
    }

    static func named(_ query: SearchQuery, _ tx: Transaction) throws -> [SearchHit] {
        guard mayFind(tx.viewer) else { return [] }
        let stems = CodeNames.birds.stems(query)
        let found =
            switch scope(of: tx.viewer) {
            case .everywhere:
                try all(
                    stems,
                    tx.viewer.holds(GuestPolicy.writers, for: StayPolicy.programmes)
                        ? "" : "guests.is_placed = 1 AND ", tx)
            case .cities(let cities):
                try cities.sorted { $0.value < $1.value }.flatMap {
                    try ofStays(in: $0, Set(stems), tx)
                }
            }
        let once = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return once.values.compactMap { guest in query.rank(guest.code).map(guest.hit) }
    }

    private static func all(
        _ stems: [String], _ condition: SQL, _ tx: Transaction
    ) throws -> [Guest] {
        var found: [Guest] = []
        for stem in stems where found.count < mostOfAll {
            let range = CodeNames.range(of: stem)
            found += try tx.db.all(
                """
                SELECT \(Guest.columns) FROM guests
                WHERE \(condition)guests.code_nl >= \(range.from)
                    AND guests.code_nl < \(range.until)
                ORDER BY guests.code_nl, guests.id LIMIT \(most)
                """, Guest.init)
        }
        return found
    }

    /// The guests of a city's own stays, which are as many as the city had.
    private static func ofStays(
        in city: ID<City>, _ stems: Set<String>, _ tx: Transaction
    ) throws -> [Guest] {
        try tx.db.all(
            """
            SELECT \(Guest.columns) FROM stays CROSS JOIN guests ON guests.id = stays.guest_id
            WHERE stays.city_id = \(city) AND stays.state <> 'cancelled'
            """, Guest.init
        ).filter { guest in
            stems.contains(guest.code.nl.split(separator: " ").first.map(String.init) ?? "")
        }
    }
}
