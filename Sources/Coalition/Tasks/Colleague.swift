import SQLite

/// Somebody who can be given a task: an account with the role of the task where it is.
public struct Colleague: Hashable, Sendable {
    /// Of the account.
    public let ref: String
    public let name: String
    public let isViewer: Bool

    /// All who hold a role for a programme in a city today, by name; at most 200.
    public static func all(
        _ role: Role, of programme: Programme, in city: ID<City>, _ tx: Transaction
    ) throws -> [Colleague] {
        let place: ID<City>? = Role.ofACity.contains(role) ? city : nil
        let found = try tx.db.all(
            """
            SELECT DISTINCT users.ref, users.name, users.id FROM grants
            JOIN users ON users.id = grants.user_id
            WHERE grants.city_id IS \(place) AND grants.role = \(role) AND users.is_blocked = 0
            AND \(holds(programme: "\(programme)", on: tx.today)) LIMIT 200
            """
        ) { row in
            let (ref, name): (String, String) = (try row.next(), try row.next())
            let id: ID<User> = try row.next()
            return Colleague(ref: ref, name: name, isViewer: id == tx.viewer.userID)
        }
        return found.map { (SortKey.person($0.name), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// That a grant is for a programme and holds on a day.
    static func holds(programme: SQL, on day: Day) -> SQL {
        """
        (grants.programme IS NULL OR grants.programme = \(programme))
        AND grants.from_on <= \(day) AND (grants.until_on IS NULL OR grants.until_on > \(day))
        """
    }

    /// The reference of the viewer's account, in a statement; nothing for the program itself.
    static func reference(of viewer: Viewer) -> SQL {
        viewer.userID.map { "(SELECT ref FROM users WHERE id = \($0))" } ?? "NULL"
    }

    /// That a task is the viewer's: given to nobody else who still works there.
    ///
    /// What was given to somebody who left, or whose role ended, is everybody's again by itself; of who
    /// is away it is the deputy's.
    static func ownsTask(_ tx: Transaction) -> SQL {
        """
        (tasks.assignee IS NULL OR tasks.assignee = \(reference(of: tx.viewer))
        OR NOT EXISTS (
            SELECT 1 FROM users JOIN grants ON grants.user_id = users.id
            WHERE users.ref = tasks.assignee AND users.is_blocked = 0
            AND grants.role = tasks.role
            AND (grants.city_id IS NULL OR grants.city_id = tasks.city_id)
            AND \(holds(programme: "tasks.programme", on: tx.today)))
        OR \(Deputies.coverTask(tx)))
        """
    }
}

extension User {
    /// The names of accounts by their references.
    public static func names(
        refs: Set<String>, in tx: Transaction
    ) throws -> [String: String] {
        guard !refs.isEmpty else { return [:] }
        let rows = try tx.db.all(
            "SELECT ref, name FROM users WHERE ref IN \(list: refs.sorted())"
        ) { row in (try row.next() as String, try row.next() as String) }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}
