import SQLite

/// A group as a coordinator types it, before it is one.
public struct GroupDraft: RecordDraft, HasExtras {
    public typealias Entity = Group

    @TypedLine public var name = ""
    public var kind = Group.Kind.welcome
    @TypedLine public var neighbourhood: String? = nil
    /// The day of the intake talk; nil before it.
    public var intakeOn: Day?
    /// People in the largest household that the group feels up to; nil when not asked yet.
    public var maxHousehold: Int?
    /// 1 light to 3 intensive; nil when not asked yet.
    public var supportLevel: Int?
    public var availableFrom: Day?
    /// Hours a week that the group offers together; nil when not asked yet.
    public var hoursOffered: Int?
    public var extras = Extras()

    public init() {}

    /// Every field, once.
    public static let record = RecordKind<GroupDraft>(
        "group", table: "groups", programmes: [.samenHier],
        [
            .line("name", \.name).required("problem.name").found,
            .choice("kind", \.kind),
            .line("neighbourhood", \.neighbourhood),
            .day("intake_on", \.intakeOn).past,
            .number("max_household", \.maxHousehold, 1...30),
            .level("support_level", \.supportLevel, 1...3),
            .day("available_from_on", \.availableFrom),
            .number("hours_offered", \.hoursOffered, 1...100),
            .choices("meeting_days", of: Weekday.self).codes(called: "weekday"),
            .line("good_to_know", 1...200).opened.seen(by: [.local]),
        ])

    /// Registers a group in a city; with an intake talk it is already forming.
    @discardableResult
    public func create(
        in city: City, registeredOn: Day? = nil, _ tx: Transaction
    ) throws -> Group {
        guard tx.viewer.holds(GroupPolicy.writers, for: GroupPolicy.programmes, in: city.id) else {
            throw Refusal.forbidden("forbidden.group_edit")
        }
        try CityProgramme.requireTakesPart(.samenHier, in: city, tx)
        let today = city.today(tx)
        let group = try Self.record.checked(self, over: nil, in: city, tx)
        let rules = try Rules.inForce(on: today, in: tx)
        let ref = try Group.newRef(in: tx)
        let id: ID<Group> = try tx.newID("groups")
        try tx.db.run(
            """
            INSERT INTO groups (id, ref, city_id, sort_key, state, rule_version, registered_on,
                minimum_count, created_at, created_by, updated_at, \(group.columns))
            VALUES (\(id), \(ref), \(city.id), \(SortKey.title(group.draft.name)),
                \(Group.State.interest), \(rules.version), \(registeredOn ?? today),
                \(try rules.minimum(of: group.draft.kind)), \(tx.now), \(tx.viewer.userID),
                \(tx.now), \(try group.bound(id.value, in: tx)))
            """)
        try group.writeFound(of: id.value, in: city.id, tx)
        try tx.recordState(.group, id.value, from: nil, to: Group.State.interest.rawValue)
        try tx.audit(.create, .group, ref.description, city: city.id, fields: group.filled)
        let made = try Group.find(id, in: tx)
        try made.beginCoordinated(in: tx)
        return made
    }

    /// Saves what was changed.
    ///
    /// - Throws: `Refusal.forbidden`, `.invalid`, and `.conflict` when somebody else saved first.
    public func update(_ group: Group, version: Int, in tx: Transaction) throws {
        try GroupPolicy(tx.viewer, group).requireEdit()
        try tx.requireVersion(version, stands: group.version)
        let (id, city) = (group.id, try City.find(group.city, in: tx))
        let stored = try Self.stored(id, in: tx)
        let checked = try Self.record.checked(self, over: stored, in: city, tx)
        let changes = try checked.changes(from: stored, id.value, in: tx)
        guard !changes.isEmpty else { return }
        let minimum = try Rules.of(group.ruleVersion, in: tx).minimum(of: checked.draft.kind)
        try tx.db.run(
            """
            UPDATE groups SET \(try checked.assigned(id.value, in: tx)),
                sort_key = \(SortKey.title(checked.draft.name)), minimum_count = \(minimum),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try checked.writeFound(of: id.value, in: city.id, tx)
        try tx.audit(.change, .group, group.ref, city: city.id, fields: changes)
        // Another kind may ask for more members, and a family may be too large for it now.
        try Group.refresh(id, in: tx)
        for match in try Match.live(ofGroup: id, in: tx) { try match.followFit(in: tx) }
    }
}
