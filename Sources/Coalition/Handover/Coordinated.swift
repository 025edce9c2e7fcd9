import SQLite

/// A record that somebody coordinates: a colleague with a right where it is, or everybody with its role.
package protocol Coordinated: CityRecord {
    /// The role of those who coordinate such a record.
    static var coordinatorRole: Role { get }
    /// That there is still something to do about a row of the table.
    static var isOpen: SQL { get }
}

extension Group: Coordinated {
    package static let coordinatorRole = Role.local
    package static let isOpen: SQL = "groups.state NOT IN \(list: State.over.sorted())"
}

extension Family: Coordinated {
    package static let coordinatorRole = Role.local
    package static let isOpen: SQL = "families.state NOT IN \(list: State.over.sorted())"
}

extension Match: Coordinated {
    package static let coordinatorRole = Role.local
    package static let isOpen: SQL = "matches.state IN \(list: State.live.sorted())"
}

extension Stay: Coordinated {
    package static let coordinatorRole = Role.shelter
    package static let isOpen: SQL = "stays.state NOT IN \(list: State.settled.sorted())"
}

/// The colleague who coordinates a record.
public struct Coordinator: Hashable, Sendable {
    /// Of the account.
    public let ref: String
    public let name: String
    public let isViewer: Bool
    /// The day of coming back of somebody who is away; nil for who is there.
    public let awayUntil: Day?
    /// Who stands in for somebody who is away; nil for nobody in particular.
    public let deputy: String?

    init(_ row: inout Row, _ viewer: Viewer) throws {
        let id: ID<User> = try row.next()
        ref = try row.next()
        name = try row.next()
        awayUntil = try row.next()
        deputy = try row.next()
        isViewer = id == viewer.userID
    }
}

extension Coordinated {
    /// Who coordinates the record; nil for everybody with its role, also once the one who did is
    /// blocked or has no right there any more.
    package func coordinator(in tx: Transaction) throws -> Coordinator? {
        try tx.db.first(
            """
            SELECT users.id, users.ref, users.name, absences.until_on, deputies.name
            FROM \(Self.table) JOIN users ON users.id = \(Self.table).coordinator_id
            LEFT JOIN absences ON absences.user_id = users.id
                AND absences.until_on > \(tx.today) AND absences.from_on <= \(tx.today)
            LEFT JOIN users AS deputies ON deputies.id = absences.deputy_id
            WHERE \(Self.table).id = \(id) AND users.is_blocked = 0
            AND EXISTS (
                SELECT 1 FROM grants WHERE grants.user_id = users.id
                AND grants.role = \(Self.coordinatorRole) AND grants.city_id = \(city)
                AND (grants.programme IS NULL OR grants.programme IN \(list: programmes.sorted()))
                AND grants.from_on <= \(tx.today)
                AND (grants.until_on IS NULL OR grants.until_on > \(tx.today)))
            """
        ) { try Coordinator(&$0, tx.viewer) }
    }

    /// Colleagues of the same city, role and programme, by name.
    package func coordinators(in tx: Transaction) throws -> [Colleague] {
        var found: [Colleague] = []
        for programme in programmes.sorted() {
            found += try Colleague.all(Self.coordinatorRole, of: programme, in: city, tx)
                .filter { !found.contains($0) }
        }
        return found
    }

    /// Whether somebody hands the record on: who could coordinate it, and the network.
    package func mayHand(_ viewer: Viewer) -> Bool {
        grants([Self.coordinatorRole, .network], to: viewer)
    }

    /// Changes whenever the record is handed on: a number of who coordinates it, 0 for nobody in
    /// particular.
    package func coordinatorVersion(in tx: Transaction) throws -> Int {
        try tx.db.value("SELECT coordinator_id FROM \(Self.table) WHERE id = \(id)") ?? 0
    }

    /// Refuses to hand on what somebody else handed on since.
    ///
    /// - Throws: `Refusal.conflict`.
    package func requireCoordinator(_ seen: Int, in tx: Transaction) throws {
        try tx.requireVersion(seen, stands: coordinatorVersion(in: tx))
    }

    /// Gives the record to a colleague, to oneself, or to everybody with its role. The colleague finds
    /// it on the list of today, with what is said with it.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.already` for whose it is; `.invalid` on
    ///   `coordinator` for somebody without its role in its city and programme, and on `remark`.
    package func hand(to ref: String?, remark: String? = nil, in tx: Transaction) throws {
        guard mayHand(tx.viewer) else { throw Refusal.forbidden("forbidden.coordinator") }
        guard try coordinator(in: tx)?.ref != ref else { throw Refusal.already(nil) }
        if let ref, try !coordinators(in: tx).contains(where: { $0.ref == ref }) {
            throw Refusal.problem("coordinator", "problem.assignee")
        }
        let remark = try Task.checkedRemark(remark)
        try setCoordinator(ref, in: tx)
        try Task.tellHanded(
            to: ref, about: .init(id), for: Self.coordinatorRole, of: programmes, in: city, remark,
            tx)
    }

    /// Writes down whose it is from now on.
    func setCoordinator(_ ref: String?, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE \(Self.table) SET coordinator_id = (SELECT id FROM users WHERE ref = \(ref)),
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(
            .change, Self.subject, self.ref, city: city,
            of: programmes.count == 1 ? programmes.first : nil, fields: ["coordinator"])
    }

    /// A new record is coordinated by who makes it, where that is a coordinator there.
    func beginCoordinated(in tx: Transaction) throws {
        guard let user = tx.viewer.userID, grants([Self.coordinatorRole], to: tx.viewer) else {
            return
        }
        try tx.db.run(
            "UPDATE \(Self.table) SET coordinator_id = \(user) WHERE id = \(id)")
    }

    /// The open records of an account that the viewer may see; at most 200.
    package static func open(of user: ID<User>, in tx: Transaction) throws -> [Self] {
        // Who sees nothing of a kind need not look for it.
        let sight = sight(of: tx.viewer, in: nil)
        guard sight.text != "0" else { return [] }
        return try tx.db.all(
            """
            SELECT \(columns) FROM \(source)
            WHERE \(table).coordinator_id = \(user) AND \(isOpen) AND \(sight) LIMIT 200
            """
        ) { try read(&$0, tx.keys).shown(to: tx.viewer) }
    }
}

extension Set where Element: Code {
    /// In the order of their codes, so that a statement reads the same each time.
    fileprivate func sorted() -> [Element] { sorted { $0.rawValue < $1.rawValue } }
}
