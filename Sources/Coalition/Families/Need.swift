import SQLite

/// Something a family needs or wants to reach, with a theme.
public struct Need: Sendable {
    /// Who carries it.
    public enum Owner: String, Code { case group, municipality, partner, family }

    public let id: ID<Need>
    public let theme: Theme
    public let title: String
    /// 1 is the most urgent, 3 the least.
    public let priority: Int
    public let owner: Owner
    public let dueOn: Day?
    public let isMet: Bool
    public let version: Int

    init(_ row: inout Row, _ keys: KeyRing) throws {
        let id: ID<Need> = try row.next()
        self.id = id
        theme = try row.next()
        title = try keys.open(try row.next() as [UInt8], Need.place(id))
        priority = try row.next()
        owner = try row.next()
        dueOn = try row.next()
        isMet = try row.next()
        version = try row.next()
    }

    static func place(_ id: ID<Need>) -> SealedPlace { SealedPlace("needs.title", id.value) }

    /// What the family needs: open ones first, the most urgent on top.
    ///
    /// - Throws: `Refusal.forbidden` for who sees totals only.
    public static func all(of family: Family, in tx: Transaction) throws -> [Need] {
        let policy = FamilyPolicy(tx.viewer, family)
        try policy.requireNeeds()
        return try tx.db.all(
            """
            SELECT id, theme, title_sealed, priority, owner, due_on, is_met, version FROM needs
            WHERE family_id = \(family.id) AND programme IN \(list: policy.needProgrammes.sorted())
            ORDER BY is_met, priority, id LIMIT 200
            """
        ) { row in try Need(&row, tx.keys) }
    }

    /// One need of a family.
    ///
    /// - Throws: `Refusal.notFound` when the family has no such need; `.forbidden` as for all.
    public static func find(_ id: Int64, of family: Family, in tx: Transaction) throws -> Need {
        guard let need = try all(of: family, in: tx).first(where: { $0.id.value == id }) else {
            throw Refusal.notFound
        }
        return need
    }

    /// How many needs a family has in the programmes of the viewer, and how many of these are met; for
    /// who may not read them.
    public static func count(
        of family: Family, in tx: Transaction
    ) throws -> (all: Int, met: Int) {
        let programmes = FamilyPolicy(tx.viewer, family).countedProgrammes.sorted()
        let found = try tx.db.first(
            """
            SELECT count(*), ifnull(sum(is_met), 0) FROM needs
            WHERE family_id = \(family.id) AND programme IN \(list: programmes)
            """
        ) { row in (all: try row.next() as Int, met: try row.next() as Int) }
        return found ?? (0, 0)
    }

    /// Whether a need of the family was written down at all.
    static func isAny(of family: ID<Family>, in tx: Transaction) throws -> Bool {
        try tx.db.value("SELECT 1 FROM needs WHERE family_id = \(family) LIMIT 1") as Int? != nil
    }

    /// Says whether the need is met; it can be opened again.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.already` when it was said.
    public func setMet(_ isMet: Bool, of family: Family, in tx: Transaction) throws {
        try FamilyPolicy(tx.viewer, family).requireEdit()
        try family.requirePresent()
        if self.isMet == isMet { throw Refusal.already(nil) }
        try tx.db.run(
            """
            UPDATE needs SET is_met = \(isMet), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id) AND family_id = \(family.id)
            """)
        try tx.audit(.change, .family, family.ref, city: family.city, fields: ["need.is_met"])
    }
}

/// A need as a coordinator types one.
public struct NeedDraft: Sendable {
    public var theme: Theme?
    @TypedLine public var title = ""
    public var priority = 2
    public var owner = Need.Owner.group
    public var dueOn: Day?

    public init() {}

    /// The draft that shows a need as it is.
    public init(_ need: Need) {
        theme = need.theme
        title = need.title
        priority = need.priority
        owner = need.owner
        dueOn = need.dueOn
    }

    /// Adds a need to a family.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` for each field.
    @discardableResult
    public func add(to family: Family, in tx: Transaction) throws -> ID<Need> {
        let programme = try FamilyPolicy(tx.viewer, family).writingProgramme()
        try family.requirePresent()
        let theme = try checkedTheme(try City.find(family.city, in: tx).today(tx))
        let id: ID<Need> = try tx.newID("needs")
        try tx.db.run(
            """
            INSERT INTO needs (id, family_id, programme, theme, title_sealed, priority, owner, due_on,
                created_at, updated_at)
            VALUES (\(id), \(family.id), \(programme), \(theme),
                \(try tx.keys.seal(title, Need.place(id))), \(priority), \(owner), \(dueOn), \(tx.now), \(tx.now))
            """)
        try note(.create, family, tx)
        return id
    }

    /// Saves what was changed of a need.
    ///
    /// - Throws: As ``add(to:in:)``; `Refusal.conflict` when somebody else saved first.
    public func update(
        _ need: Need, of family: Family, version: Int, in tx: Transaction
    ) throws {
        try FamilyPolicy(tx.viewer, family).requireEdit()
        try family.requirePresent()
        try tx.requireVersion(version, stands: need.version)
        let theme = try checkedTheme(try City.find(family.city, in: tx).today(tx))
        try tx.db.run(
            """
            UPDATE needs SET theme = \(theme),
                title_sealed = \(try tx.keys.seal(title, Need.place(need.id))),
                priority = \(priority), owner = \(owner), due_on = \(dueOn),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(need.id) AND family_id = \(family.id)
            """)
        try note(.change, family, tx)
    }

    private func checkedTheme(_ today: Day) throws -> Theme {
        var problems: [Problem] = []
        if theme == nil { problems.append(Problem("theme", "problem.theme")) }
        if !(1...200).contains(title.count) { problems.append(Problem("title", "problem.title")) }
        if !(1...3).contains(priority) { problems.append(Problem("priority", "problem.choice")) }
        problems += [DayRange.around(today).problem(dueOn, "due_on")].compactMap { $0 }
        guard problems.isEmpty, let theme else { throw Refusal.invalid(problems) }
        return theme
    }

    private func note(_ action: Action, _ family: Family, _ tx: Transaction) throws {
        try tx.audit(action, .family, family.ref, city: family.city, fields: ["need"])
        try tx.process(.support, .family, family.ref, fields: ["need"])
    }
}
