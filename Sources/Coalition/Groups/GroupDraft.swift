import SQLite

/// A group as a coordinator types it, before it is one.
public struct GroupDraft: Sendable {
    public var name = ""
    public var kind = Group.Kind.welcome
    public var neighbourhood: String?
    public var maxHousehold: Int?
    public var supportLevel: Int?
    public var availableFrom: Day?
    public var intakeOn: Day?

    public init() {}

    /// The draft that shows a group as it is.
    public init(_ group: Group) {
        name = group.name
        kind = group.kind
        neighbourhood = group.neighbourhood
        maxHousehold = group.maxHousehold
        supportLevel = group.supportLevel
        availableFrom = group.availableFrom
        intakeOn = group.intakeOn
    }

    /// Registers a group in a city; with an intake talk it is already forming.
    @discardableResult
    public func create(
        in city: City, registeredOn: Day? = nil, _ tx: Transaction
    ) throws -> Group {
        guard tx.viewer.holds(GroupPolicy.writers, for: GroupPolicy.programmes, in: city.id) else {
            throw Refusal.forbidden("forbidden.group_edit")
        }
        let today = city.today(tx)
        try check(today)
        let rules = try Rules.inForce(on: today, in: tx)
        let ref = try tx.newRef(.group) { ref in
            try tx.db.value("SELECT 1 FROM groups WHERE ref = \(ref)") as Int? != nil
        }
        try tx.db.run(
            """
            INSERT INTO groups (ref, city_id, name, sort_key, kind, state, rule_version,
                neighbourhood, max_household, support_level, available_from_on, registered_on,
                intake_on, minimum_count, created_at, created_by, updated_at)
            VALUES (\(ref), \(city.id), \(name), \(SortKey.title(name)), \(kind),
                \(Group.State.interest), \(rules.version), \(neighbourhood), \(maxHousehold),
                \(supportLevel), \(availableFrom), \(registeredOn ?? today), \(intakeOn),
                \(try rules.minimum(of: kind)), \(tx.now), \(tx.viewer.userID), \(tx.now))
            """)
        let id = ID<Group>(tx.db.lastInsertedRowID)
        try tx.recordState(.group, id.value, from: nil, to: Group.State.interest.rawValue)
        try tx.audit(.create, .group, ref.description, city: city.id, fields: ["name", "kind"])
        return try Group.find(id, in: tx)
    }

    /// Saves what was changed.
    ///
    /// - Throws: `Refusal.forbidden`, `.invalid`, and `.conflict` when somebody else saved first.
    public func update(_ group: Group, version: Int, in tx: Transaction) throws {
        try GroupPolicy(tx.viewer, group).requireEdit()
        try tx.requireVersion(version, stands: group.version)
        try check(try City.find(group.city, in: tx).today(tx))
        let minimum = try Rules.of(group.ruleVersion, in: tx).minimum(of: kind)
        try tx.db.run(
            """
            UPDATE groups SET name = \(name), sort_key = \(SortKey.title(name)), kind = \(kind),
                neighbourhood = \(neighbourhood), max_household = \(maxHousehold),
                support_level = \(supportLevel), available_from_on = \(availableFrom),
                intake_on = \(intakeOn), minimum_count = \(minimum),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(group.id)
            """)
        try tx.audit(.change, .group, group.ref, city: group.city, fields: ["group"])
    }

    private func check(_ today: Day) throws {
        var problems: [Problem] = []
        if !(1...200).contains(name.count) { problems.append(Problem("name", "problem.name")) }
        if let intakeOn, intakeOn > today {
            problems.append(Problem("intake_on", "problem.day_future", ["today": .day(today)]))
        }
        if !problems.isEmpty { throw Refusal.invalid(problems) }
    }
}
