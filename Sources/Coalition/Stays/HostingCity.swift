import SQLite

/// A city in which guests stay, with how many lines the planner has for it.
public struct HostingCity: Sendable {
    public let city: City
    /// Accommodations, and one for slots that have none yet; at least 1.
    public let lines: Int

    /// The cities with an accommodation or a stay that the viewer may see, by name.
    public static func all(in tx: Transaction) throws -> [HostingCity] {
        let scope = tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes)
        return try tx.db.all(
            """
            SELECT \(City.columns), (
                SELECT count(*) FROM accommodations WHERE accommodations.city_id = cities.id)
            FROM cities WHERE \(scope.condition("cities.id"))
            AND (EXISTS (SELECT 1 FROM accommodations WHERE accommodations.city_id = cities.id)
                OR EXISTS (SELECT 1 FROM stays WHERE stays.city_id = cities.id))
            ORDER BY cities.sort_key, cities.id
            """
        ) { row in HostingCity(city: try City(&row), lines: max(1, try row.next())) }
    }

    /// The cities cut into pages of at most so many lines; a city is never cut in two.
    public static func pages(_ cities: [HostingCity], lines most: Int) -> [[HostingCity]] {
        var pages: [[HostingCity]] = []
        var room = 0
        for hosting in cities {
            if hosting.lines > room || pages.isEmpty {
                pages.append([])
                room = most
            }
            pages[pages.count - 1].append(hosting)
            room -= hosting.lines
        }
        return pages
    }
}
