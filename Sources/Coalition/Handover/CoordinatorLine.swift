import SQLite

/// The cities in which somebody coordinates, by name, a few on a page.
public struct CoordinatorCities: RecordList {
    /// Nil for all.
    public var city: ID<City>?
    public var limit = 10

    public init() {}

    package typealias Element = City

    package var order: [SQL] { ["cities.sort_key", "cities.id"] }

    /// - Returns: Nil for who is not of the network.
    package func sight(_ tx: Transaction) -> SQL? {
        guard let held = CoordinatorLine.held(by: tx.viewer, on: tx.today) else { return nil }
        return """
            \(City.sight(of: tx.viewer, in: city)) AND EXISTS (
                SELECT 1 FROM grants WHERE grants.city_id = cities.id AND \(held))
            """
    }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] { [] }
}

/// A colleague who coordinates in a city, with what is in hand there: told without judgement.
public struct CoordinatorLine: Sendable {
    /// Of the account.
    public let ref: String
    public let name: String
    public let role: Role
    public let city: ID<City>
    /// Open matches of a local coordinator, open stays of a Shelter City coordinator.
    public let matches: Int
    /// Open tasks that were given to him or her.
    public let tasks: Int
    /// Open acute concerns that he or she handles, as far as the viewer may know of them.
    public let acute: Int
    /// The absence under way; nil for who is there.
    public let absence: Absence?
    /// Who stands in; nil for nobody in particular.
    public let deputy: String?

    /// Roles that coordinate records.
    static let roles: Set<Role> = [.local, .shelter]

    /// In a statement: that a grant is of a coordinator of a programme that somebody of the network
    /// looks after; nil for who is not of the network.
    static func held(by viewer: Viewer, on day: Day) -> SQL? {
        let parts = roles.sorted().compactMap { role -> SQL? in
            let programmes = role.programmes.filter { viewer.holds([.network], for: [$0]) }
            guard !programmes.isEmpty else { return nil }
            return """
                (grants.role = \(role) AND (grants.programme IS NULL
                    OR grants.programme IN \(list: programmes.sorted())))
                """
        }
        guard !parts.isEmpty else { return nil }
        return """
            (\(parts.joined(separator: " OR "))) AND grants.from_on <= \(day)
            AND (grants.until_on IS NULL OR grants.until_on > \(day))
            """
    }

    /// Those of each of these cities, by name.
    public static func all(
        in cities: [City], _ tx: Transaction
    ) throws -> [ID<City>: [CoordinatorLine]] {
        guard !cities.isEmpty, let held = held(by: tx.viewer, on: tx.today) else { return [:] }
        let found = try tx.db.all(
            """
            SELECT DISTINCT users.id, users.ref, users.name, grants.role, grants.city_id,
                (SELECT count(*) FROM matches WHERE matches.coordinator_id = users.id
                    AND matches.city_id = grants.city_id AND \(Match.isOpen)),
                (SELECT count(*) FROM stays WHERE stays.coordinator_id = users.id
                    AND stays.city_id = grants.city_id AND \(Stay.isOpen)),
                (SELECT count(*) FROM tasks WHERE tasks.assignee = users.ref
                    AND tasks.done_at IS NULL AND tasks.city_id = grants.city_id
                    AND tasks.role = grants.role AND \(Task.Kind.goesAlong)),
                (SELECT count(*) FROM concerns WHERE concerns.handler = users.ref
                    AND concerns.city_id = grants.city_id AND concerns.severity = 'acute'
                    AND concerns.state <> 'closed' AND \(ConcernSight(tx.viewer).knowsHere))
            FROM grants JOIN users ON users.id = grants.user_id
            WHERE grants.city_id IN \(list: cities.map(\.id)) AND users.is_blocked = 0 AND \(held)
            """
        ) { row in
            Found(
                user: try row.next(), ref: try row.next(), name: try row.next(),
                role: try row.next(), city: try row.next(),
                matches: try row.next() as Int, stays: try row.next() as Int,
                tasks: try row.next(), acute: try row.next())
        }
        let away = try Absence.running(of: Set(found.map(\.user)), in: tx)
        let names = try User.names(Set(away.values.compactMap(\.deputy)), in: tx)
        let lines = found.map { line in
            let absence = away[line.user]
            return CoordinatorLine(
                ref: line.ref, name: line.name, role: line.role, city: line.city,
                matches: line.role == .shelter ? line.stays : line.matches, tasks: line.tasks,
                acute: line.acute, absence: absence, deputy: absence?.deputy.flatMap { names[$0] })
        }
        return Dictionary(grouping: lines, by: \.city).mapValues { lines in
            lines.map { (SortKey.person($0.name), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private struct Found {
        let user: ID<User>
        let ref: String
        let name: String
        let role: Role
        let city: ID<City>
        let matches: Int
        let stays: Int
        let tasks: Int
        let acute: Int
    }
}

extension Absence {
    /// The absences under way of these accounts.
    static func running(
        of users: Set<ID<User>>, in tx: Transaction
    ) throws -> [ID<User>: Absence] {
        guard !users.isEmpty else { return [:] }
        let found = try tx.db.all(
            """
            SELECT \(columns) FROM absences
            WHERE absences.user_id IN \(list: users.sorted { $0.value < $1.value })
            AND \(runs(on: tx.today))
            """, Absence.init)
        return Dictionary(found.map { ($0.user, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The reference of who stands in; nil for nobody in particular.
    public func deputyRef(in tx: Transaction) throws -> String? {
        try deputy.flatMap { try User.find($0, in: tx)?.ref }
    }

    /// Until when accounts with these references are away, for those that are; the viewer knows his or
    /// her own absence.
    public static func until(
        of refs: Set<String>, in tx: Transaction
    ) throws -> [String: Day] {
        guard !refs.isEmpty else { return [:] }
        let rows = try tx.db.all(
            """
            SELECT users.ref, absences.until_on FROM users
            CROSS JOIN absences ON absences.user_id = users.id
            WHERE users.ref IN \(list: refs.sorted()) AND \(runs(on: tx.today))
            AND users.id IS NOT \(tx.viewer.userID)
            """
        ) { row in (try row.next() as String, try row.next() as Day) }
        return Dictionary(rows, uniquingKeysWith: max)
    }

    /// For whom tasks were taken over, by the absences because of which.
    public static func principals(
        _ ids: Set<ID<Absence>>, in tx: Transaction
    ) throws -> [ID<Absence>: (name: String, until: Day)] {
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.db.all(
            """
            SELECT absences.id, users.name, absences.until_on
            FROM absences JOIN users ON users.id = absences.user_id
            WHERE absences.id IN \(list: ids.sorted { $0.value < $1.value })
            """
        ) { row in
            let id: ID<Absence> = try row.next()
            return (id, (name: try row.next() as String, until: try row.next() as Day))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

extension User {
    /// An account that the network looks after as a colleague.
    ///
    /// - Throws: `Refusal.notFound` for any other.
    package static func colleague(_ ref: String, in tx: Transaction) throws -> User {
        let user = try find(ref: ref, in: tx)
        guard !user.isBlocked, try user.isColleague(ofNetwork: tx.viewer, in: tx) else {
            throw Refusal.notFound
        }
        return user
    }
}
