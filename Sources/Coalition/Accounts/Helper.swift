import SQLite

/// A colleague who can help somebody on: who gives roles, who leads the network, who works in the city.
public struct Helper: Sendable, Hashable {
    public let name: String
    public let email: String
    public let role: Role

    /// Administrators give roles and links.
    public static func administrators(in tx: Transaction) throws -> [Helper] {
        try found("grants.city_id IS NULL AND grants.role = \(Role.admin)", in: tx)
    }

    /// Administrators, then the network coordinators of the viewer's programmes, then who coordinates
    /// one of them in the viewer's own city. The viewer is not among them.
    public static func all(in tx: Transaction) throws -> [Helper] {
        let programmes = Set<Programme>.any.filter {
            tx.viewer.holds(Set(Role.allCases), for: [$0])
        }
        let within: SQL = """
            (grants.programme IS NULL OR grants.programme IN \(list: programmes.sorted()))
            """
        let network = try found(
            "grants.city_id IS NULL AND grants.role = \(Role.network) AND \(within)", in: tx)
        let city = try tx.viewer.scope(of: Role.ofACity, for: .any).single.map { city in
            try found(
                """
                grants.city_id = \(city) AND grants.role IN \(list: [Role.local, .shelter])
                AND \(within)
                """, in: tx)
        }
        return try administrators(in: tx) + network + (city ?? [])
    }

    /// The first few that can sign in, by name.
    private static func found(_ condition: SQL, in tx: Transaction) throws -> [Helper] {
        try tx.db.all(
            """
            SELECT DISTINCT users.name, users.email, grants.role
            FROM grants JOIN users ON users.id = grants.user_id
            WHERE \(condition) AND users.is_blocked = 0 AND users.id IS NOT \(tx.viewer.userID)
            AND grants.from_on <= \(tx.today)
            AND (grants.until_on IS NULL OR grants.until_on > \(tx.today)) LIMIT 20
            """
        ) { row in Helper(name: try row.next(), email: try row.next(), role: try row.next()) }
        .sorted { SortKey.person($0.name) < SortKey.person($1.name) }.prefix(5).map { $0 }
    }
}
