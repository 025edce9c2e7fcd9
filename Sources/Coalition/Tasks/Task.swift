import SQLite

/// Something to be done by somebody of a city, before a day.
public struct Task: Sendable {
    /// What a task of a rule is about; a free one has a typed title.
    public enum Kind: String, Code { case free, intake, strength, silence, concern }

    public let id: ID<Task>
    public let ref: String
    public let city: ID<City>
    public let kind: Kind
    /// Nil unless the task is free.
    public let title: String?
    /// Who does it: the people with this role in the city.
    public let role: Role
    public let group: ID<Group>?
    public let family: ID<Family>?
    public let dueOn: Day
    public let doneAt: Instant?
    /// Nil while it is open, and when the rule that made it ended it.
    public let doneBy: ID<User>?
    public let createdAt: Instant
    /// Nil for a task of a rule that runs by itself.
    public let createdBy: ID<User>?
    public let version: Int

    /// Whether it should have been done before a day.
    public func isOverdue(on day: Day) -> Bool { doneAt == nil && dueOn < day }

    static let columns: SQL = """
        tasks.id, tasks.ref, tasks.city_id, tasks.kind, tasks.title_sealed, tasks.role,
        tasks.group_id, tasks.family_id, tasks.due_on, tasks.done_at, tasks.done_by,
        tasks.created_at, tasks.created_by, tasks.version
        """

    init(_ row: inout Row, _ keys: KeyRing) throws {
        id = try row.next()
        ref = try row.next()
        city = try row.next()
        kind = try row.next()
        title = try keys.open(try row.next() as [UInt8]?, SealedPlace("tasks.title", id.value))
        role = try row.next()
        group = try row.next()
        family = try row.next()
        dueOn = try row.next()
        doneAt = try row.next()
        doneBy = try row.next()
        createdAt = try row.next()
        createdBy = try row.next()
        version = try row.next()
    }

    /// Makes a task of a rule, unless the same one is open already.
    static func raise(
        _ kind: Kind, for role: Role, in city: ID<City>, group: ID<Group>? = nil,
        family: ID<Family>? = nil, due: Day, _ tx: Transaction
    ) throws {
        if try isOpen(kind, for: role, in: city, group: group, family: family, tx) { return }
        try insert(kind, title: nil, role, city, group, family, due, tx)
    }

    /// Whether a rule has made this task and it is still to be done.
    static func isOpen(
        _ kind: Kind, for role: Role, in city: ID<City>, group: ID<Group>?, family: ID<Family>?,
        _ tx: Transaction
    ) throws -> Bool {
        let open: Int? = try tx.db.value(
            """
            SELECT 1 FROM tasks WHERE +city_id = \(city) AND role = \(role) AND done_at IS NULL
            AND kind = \(kind) AND group_id IS \(group) AND family_id IS \(family) LIMIT 1
            """)
        return open != nil
    }

    /// Ends the open tasks of a rule that has been met.
    static func settle(
        _ kind: Kind, group: ID<Group>? = nil, family: ID<Family>? = nil, in tx: Transaction
    ) throws {
        try tx.db.run(
            """
            UPDATE tasks SET done_at = \(tx.now), done_by = \(tx.viewer.userID),
                version = version + 1, updated_at = \(tx.now)
            WHERE kind = \(kind) AND group_id IS \(group) AND family_id IS \(family)
            AND done_at IS NULL
            """)
    }

    /// Below strength asks for a fifth member within the term of the rules; at strength it is done.
    package static func watchStrength(of id: ID<Group>, _ today: Day, in tx: Transaction) throws {
        let group = try Group.find(id, in: tx)
        guard group.isBelowStrength else {
            return try settle(.strength, group: id, in: tx)
        }
        let days = try Rules.of(group.ruleVersion, in: tx).value("group.repair_days")
        try raise(.strength, for: .local, in: group.city, group: id, due: today + days, tx)
    }

    @discardableResult
    static func insert(
        _ kind: Kind, title: String?, _ role: Role, _ city: ID<City>, _ group: ID<Group>?,
        _ family: ID<Family>?, _ due: Day, _ tx: Transaction
    ) throws -> Ref {
        let ref = try tx.newRef(.task) { ref in
            try tx.db.value("SELECT 1 FROM tasks WHERE ref = \(ref)") as Int? != nil
        }
        let id: ID<Task> = try tx.newID("tasks")
        try tx.db.run(
            """
            INSERT INTO tasks (id, ref, city_id, kind, title_sealed, role, group_id, family_id,
                due_on, created_at, created_by, updated_at)
            VALUES (\(id), \(ref), \(city), \(kind),
                \(try tx.keys.seal(title, SealedPlace("tasks.title", id.value))), \(role), \(group),
                \(family), \(due), \(tx.now), \(tx.viewer.userID), \(tx.now))
            """)
        try tx.audit(.create, .task, ref.description, city: city, fields: [kind.rawValue])
        return ref
    }
}
