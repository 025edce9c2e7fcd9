import SQLite

/// When somebody is away, and who stands in. Being a deputy gives no right: it says who of those that
/// may do the work does it meanwhile.
public struct Absence: Sendable {
    public let id: ID<Absence>
    public let user: ID<User>
    /// Nil for nobody in particular: everybody with the same role.
    public let deputy: ID<User>?
    public let from: Day
    /// The day of coming back.
    public let until: Day
    public let version: Int

    static let columns: SQL = """
        absences.id, absences.user_id, absences.deputy_id, absences.from_on, absences.until_on,
        absences.version
        """

    init(_ row: inout Row) throws {
        id = try row.next()
        user = try row.next()
        deputy = try row.next()
        from = try row.next()
        until = try row.next()
        version = try row.next()
    }

    public func isRunning(on day: Day) -> Bool { from <= day && day < until }

    /// What runs and what is to come of somebody, the first first.
    public static func ahead(of user: ID<User>, in tx: Transaction) throws -> [Absence] {
        try tx.db.all(
            """
            SELECT \(columns) FROM absences
            WHERE absences.user_id = \(user) AND absences.until_on > \(tx.today)
            ORDER BY absences.until_on
            """, Absence.init)
    }

    /// The absence of somebody who is away today; nil for who is there.
    public static func running(of user: ID<User>, in tx: Transaction) throws -> Absence? {
        try tx.db.first(
            "SELECT \(columns) FROM absences WHERE absences.user_id = \(user) AND \(runs(on: tx.today))",
            Absence.init)
    }

    /// One of somebody's that is not over.
    ///
    /// - Throws: `Refusal.notFound` for any other.
    package static func find(
        _ id: Int64, of user: ID<User>, in tx: Transaction
    ) throws -> Absence {
        guard let found = try ahead(of: user, in: tx).first(where: { $0.id.value == id }) else {
            throw Refusal.notFound
        }
        return found
    }

    /// In a statement: that an absence runs on a day.
    static func runs(on day: Day, _ table: SQL = "absences") -> SQL {
        "(\(table).until_on > \(day) AND \(table).from_on <= \(day))"
    }

    /// Ends it: somebody is back sooner, or does not go. What the deputy took over and did not finish
    /// goes back.
    ///
    /// - Throws: `Refusal.forbidden` for who may not say so; `.conflict` when somebody else saved first.
    public func end(version seen: Int, in tx: Transaction) throws {
        let person = try AbsencePolicy.person(user, in: tx)
        try tx.requireVersion(seen, stands: version)
        if from >= tx.today {
            try tx.db.run("UPDATE tasks SET absence_id = NULL WHERE absence_id = \(id)")
            try tx.db.run("DELETE FROM absences WHERE id = \(id)")
        } else {
            try tx.db.run(
                """
                UPDATE absences SET until_on = \(tx.today), version = version + 1,
                    updated_at = \(tx.now)
                WHERE id = \(id)
                """)
            try Absence.giveBack(limit: 1000, in: tx)
        }
        try tx.audit(.change, .user, person.ref, fields: ["absence"])
    }
}

/// Who says that somebody is away: that person, or the network of one of the programmes that he or she
/// works in.
enum AbsencePolicy {
    /// The account, where the viewer may say when it is away.
    ///
    /// - Throws: `Refusal.notFound` for any other.
    static func person(_ id: ID<User>, in tx: Transaction) throws -> User {
        guard let user = try User.find(id, in: tx), try mayName(user, in: tx) else {
            throw Refusal.notFound
        }
        return user
    }

    static func mayName(_ user: User, in tx: Transaction) throws -> Bool {
        if user.id == tx.viewer.userID { return true }
        guard !user.isBlocked else { return false }
        return try user.isColleague(ofNetwork: tx.viewer, in: tx)
    }
}

extension User {
    /// The account with this reference.
    ///
    /// - Throws: `Refusal.notFound` without one.
    package static func find(ref: String, in tx: Transaction) throws -> User {
        guard let wanted = Ref(ref, .user),
            let found = try tx.db.first(
                "SELECT \(columns) FROM users WHERE ref = \(wanted)", User.init)
        else { throw Refusal.notFound }
        return found
    }

    /// The rights of today by which somebody does work in the cities or the network.
    func workGrants(in tx: Transaction) throws -> [Viewer.Grant] {
        try Viewer.grants(of: id, in: tx).filter { TaskPolicy.doers.contains($0.role) }
    }

    /// Whether somebody of the network looks after a programme that the account works in.
    func isColleague(ofNetwork viewer: Viewer, in tx: Transaction) throws -> Bool {
        guard viewer.roles.contains(.network) else { return false }
        return try workGrants(in: tx).contains { grant in
            let programmes = grant.programme.map { [$0] } ?? grant.role.programmes
            return viewer.holds([.network], for: programmes)
        }
    }
}
