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
            SELECT id, theme, title_sealed, priority, owner, due_on, closed_on IS NOT NULL, version
            FROM needs
            WHERE family_id = \(family.id) AND programme IN \(list: policy.needProgrammes.sorted())
            ORDER BY closed_on IS NOT NULL, priority, id LIMIT 200
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
            SELECT count(*), count(closed_on) FROM needs
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
            UPDATE needs SET status = \(isMet ? "met" : "open"),
                closed_on = \(isMet ? tx.today : nil), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id) AND family_id = \(family.id)
            """)
        try tx.audit(.change, .family, family.ref, city: family.city, fields: ["need.is_met"])
    }
}
