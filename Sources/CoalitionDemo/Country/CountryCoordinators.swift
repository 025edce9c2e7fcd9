import Coalition
import SQLite

/// Who coordinates what in a town of the country: each coordinator a share, and some of it nobody in
/// particular; now and then somebody is away, or about to leave.
enum CountryCoordinators {
    /// Of so many records one is nobody's in particular.
    private static let shares = 14

    static func write(in city: ID<City>, _ tx: Transaction) throws {
        let local = try people(.local, in: city, tx)
        try share("groups", among: local, in: city, tx)
        try tx.db.run(
            """
            UPDATE matches SET coordinator_id = (
                SELECT groups.coordinator_id FROM groups WHERE groups.id = matches.group_id)
            WHERE city_id = \(city) AND coordinator_id IS NULL
            """)
        try share("families", among: local, in: city, tx)
        try share("stays", among: try people(.shelter, in: city, tx), in: city, tx)
        try writeAbsence(of: local, in: city, tx)
    }

    private static func people(
        _ role: Role, in city: ID<City>, _ tx: Transaction
    ) throws -> [ID<User>] {
        try tx.db.values(
            """
            SELECT user_id FROM grants WHERE city_id = \(city) AND role = \(role) ORDER BY user_id
            """)
    }

    private static func share(
        _ table: SQL, among people: [ID<User>], in city: ID<City>, _ tx: Transaction
    ) throws {
        for (index, person) in people.enumerated() {
            try tx.db.run(
                """
                UPDATE \(table) SET coordinator_id = \(person)
                WHERE city_id = \(city) AND coordinator_id IS NULL AND id % \(shares) > 0
                AND id % \(shares) % \(people.count) = \(index)
                """)
        }
    }

    /// In every third town the second coordinator is away, and the third stands in.
    private static func writeAbsence(
        of people: [ID<User>], in city: ID<City>, _ tx: Transaction
    ) throws {
        guard city.value % 3 == 0, people.count > 2 else { return }
        try tx.db.run(
            """
            INSERT INTO absences (user_id, deputy_id, from_on, until_on, created_at, updated_at)
            SELECT \(people[1]), \(people[2]), \(tx.today - Int(city.value % 10)),
                \(tx.today + 11), \(tx.now), \(tx.now)
            WHERE NOT EXISTS (SELECT 1 FROM absences WHERE user_id = \(people[1]))
            """)
        guard city.value % 9 == 0 else { return }
        try tx.db.run(
            "UPDATE users SET leaving_on = \(tx.today + 40) WHERE id = \(people[2])")
    }
}
