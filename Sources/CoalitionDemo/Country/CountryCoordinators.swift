import Coalition
import SQLite

/// Who coordinates what in a town of the country: each coordinator a share, and some of it nobody in
/// particular; now and then somebody is away, or about to leave.
enum CountryCoordinators {
    static func write(in city: ID<City>, _ tx: Transaction) throws {
        let local = share("local", of: "groups.id")
        try tx.db.run(
            """
            UPDATE groups SET coordinator_id = \(local)
            WHERE city_id = \(city) AND coordinator_id IS NULL
            """)
        try tx.db.run(
            """
            UPDATE matches SET coordinator_id = (
                SELECT groups.coordinator_id FROM groups WHERE groups.id = matches.group_id)
            WHERE city_id = \(city) AND coordinator_id IS NULL
            """)
        try tx.db.run(
            """
            UPDATE families SET coordinator_id = \(share("local", of: "families.id"))
            WHERE city_id = \(city) AND coordinator_id IS NULL
            """)
        try tx.db.run(
            """
            UPDATE stays SET coordinator_id = \(share("shelter", of: "stays.id"))
            WHERE city_id = \(city) AND coordinator_id IS NULL
            """)
        try writeAbsence(in: city, tx)
    }

    /// One of the town's accounts with a role, by a number; nobody for one in fourteen.
    private static func share(_ role: SQL, of number: SQL) -> SQL {
        """
        (SELECT grants.user_id FROM grants
        WHERE grants.city_id = \(number.cityColumn) AND grants.role = '\(role)'
        ORDER BY grants.user_id LIMIT 1 OFFSET \(number) % 14 % max(1, (
            SELECT count(*) + (\(number) % 14 = 13) FROM grants
            WHERE grants.city_id = \(number.cityColumn) AND grants.role = '\(role)')))
        """
    }

    /// In every third town the second coordinator is away, and the first stands in.
    private static func writeAbsence(in city: ID<City>, _ tx: Transaction) throws {
        guard city.value % 3 == 0 else { return }
        let people: [ID<User>] = try tx.db.values(
            """
            SELECT user_id FROM grants WHERE city_id = \(city) AND role = 'local'
            ORDER BY user_id LIMIT 3
            """)
        guard people.count == 3 else { return }
        try tx.db.run(
            """
            INSERT INTO absences (user_id, deputy_id, from_on, until_on, created_at, updated_at)
            VALUES (\(people[1]), \(people[2]), \(tx.today - Int(city.value % 10)),
                \(tx.today + 11), \(tx.now), \(tx.now))
            """)
        guard city.value % 9 == 0 else { return }
        try tx.db.run(
            "UPDATE users SET leaving_on = \(tx.today + 40) WHERE id = \(people[2])")
    }
}

extension SQL {
    /// The city of the row that such a number is of.
    fileprivate var cityColumn: SQL {
        switch text {
        case "groups.id": "groups.city_id"
        case "families.id": "families.city_id"
        default: "stays.city_id"
        }
    }
}
