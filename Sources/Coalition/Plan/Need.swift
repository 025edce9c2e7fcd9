import SQLite

/// A goal of a plan: something that a family needs or wants to reach, or that a group prepares.
public struct Need: Sendable {
    /// Who carries it.
    public enum Owner: String, Code { case group, municipality, partner, family }

    /// How it stands.
    public enum Status: String, Code {
        case open, busy, met, dropped

        /// Nothing is to be done any more.
        public static let closed: Set<Status> = [.met, .dropped]
    }

    public let id: ID<Need>
    /// Nil while a group plans for a family that it does not know yet.
    public let family: ID<Family>?
    /// The group that wrote it before it knew the family; nil for any other.
    public let group: ID<Group>?
    /// Whose of the family it is; nil for one of all, and for who reads titles only.
    public let person: ID<FamilyMember>?
    /// Whether it is of one of the family, so that it stands on no paper that others share.
    public let isOfOne: Bool
    public let programme: Programme
    public let theme: Theme
    public let title: String
    /// 1 is the most urgent, 3 the least.
    public let priority: Int
    public let owner: Owner
    /// Who in the group does it; nil for all of it, and for who reads titles only.
    public let member: ID<Member>?
    /// Who formally does it; nil for nobody in particular, and for who reads titles only of what another
    /// than the municipality carries.
    public let contact: ID<FormalContact>?
    /// The day of the goal, or of its task; nil for none.
    public let dueOn: Day?
    public let status: Status
    /// The day on which it was met or dropped; nil until then.
    public let closedOn: Day?
    /// Marked private by hand.
    public let isPrivate: Bool
    /// The day on which the person agreed that others see it; nil until then.
    public let sharedOn: Day?
    /// What was agreed about it; nil for nothing, and for who reads titles only.
    public let agreed: String?
    public let version: Int
    public let createdAt: Instant
    /// The reference of its open task; nil for a goal that is none.
    public let task: String?

    /// Whether it was reached.
    public var isMet: Bool { status == .met }

    /// Whether nothing is to be done any more.
    public var isClosed: Bool { Status.closed.contains(status) }

    /// Whether it is kept from all but coordinator and safeguarding until the person agrees.
    public var isWithheld: Bool {
        sharedOn == nil
            && (isPrivate || (family != nil && NeedPolicy.privateThemes.contains(theme)))
    }

    /// What is read of a goal; the sealed columns only as far as a policy opens them.
    static func columns(_ policy: NeedPolicy) -> SQL {
        """
        needs.id, needs.theme, iif(\(policy.readsTitle), needs.title_sealed, NULL),
        \(policy.readsWhole), needs.family_id, needs.group_id, needs.person_id, needs.programme,
        needs.priority, needs.owner, needs.member_id, needs.contact_id, ifnull(needs.due_on, tasks.due_on),
        needs.status, needs.closed_on, needs.is_private, needs.shared_on,
        iif(\(policy.readsWhole), needs.agreed_sealed, NULL), needs.version, needs.created_at,
        tasks.ref
        """
    }

    static let source: SQL = """
        needs LEFT JOIN tasks ON tasks.need_id = needs.id AND tasks.done_at IS NULL
        """

    /// A row of ``columns(_:)``: the goal, or its theme where the title is withheld.
    static func read(_ row: inout Row, _ keys: KeyRing) throws -> (theme: Theme, goal: Need?) {
        let (id, theme): (ID<Need>, Theme) = (try row.next(), try row.next())
        guard let sealed: [UInt8] = try row.next() else { return (theme, nil) }
        return (theme, try Need(id, theme, sealed, &row, keys))
    }

    private init(
        _ id: ID<Need>, _ theme: Theme, _ sealed: [UInt8], _ row: inout Row, _ keys: KeyRing
    ) throws {
        (self.id, self.theme) = (id, theme)
        title = try keys.open(sealed, Need.place("title", id))
        let isWhole: Bool = try row.next()
        family = try row.next()
        group = try row.next()
        let person: ID<FamilyMember>? = try row.next()
        self.person = isWhole ? person : nil
        isOfOne = person != nil
        programme = try row.next()
        priority = try row.next()
        owner = try row.next()
        let member: ID<Member>? = try row.next()
        self.member = isWhole ? member : nil
        let (contact, due): (ID<FormalContact>?, Day?) = (try row.next(), try row.next())
        // Who and when is for who works on it: the coordinator, and the municipality on its own task.
        let isWorkedOn = isWhole || owner == .municipality
        self.contact = isWorkedOn ? contact : nil
        dueOn = isWorkedOn ? due : nil
        status = try row.next()
        closedOn = try row.next()
        isPrivate = try row.next()
        sharedOn = try row.next()
        agreed = try keys.open(try row.next() as [UInt8]?, Need.place("agreed", id))
        version = try row.next()
        createdAt = try row.next()
        task = try row.next()
    }

    static func place(_ column: String, _ id: ID<Need>) -> SealedPlace {
        SealedPlace("needs.\(column)", id.value)
    }
}

extension Need {
    /// What the viewer reads of the goals of a family: open ones first, the most urgent on top.
    ///
    /// - Throws: `Refusal.forbidden` for who sees totals only.
    public static func all(of family: Family, in tx: Transaction) throws -> [Need] {
        let holder = PlanHolder.family(family)
        let policy = NeedPolicy(tx.viewer, holder)
        try policy.requireTitles()
        return try known(of: holder, policy, tx).goals
    }

    /// The goals of a plan, and the themes of those whose titles are withheld.
    static func known(
        of holder: PlanHolder, _ policy: NeedPolicy, _ tx: Transaction
    ) throws -> (goals: [Need], themes: Set<Theme>) {
        let rows = try tx.db.all(
            """
            SELECT \(columns(policy)) FROM \(source)
            WHERE \(holder.condition) AND \(policy.isKnown)
            ORDER BY needs.closed_on, needs.priority, needs.id LIMIT 200
            """
        ) { row in try read(&row, tx.keys) }
        return (rows.compactMap(\.goal), Set(rows.filter { $0.goal == nil }.map(\.theme)))
    }

    /// One goal of a plan, for who writes in it.
    ///
    /// - Throws: `Refusal.notFound` when the plan has no such goal; `.forbidden` for who sees totals
    ///   only.
    public static func find(
        _ id: Int64, of holder: PlanHolder, in tx: Transaction
    ) throws -> Need {
        let policy = NeedPolicy(tx.viewer, holder)
        try policy.requireTitles()
        let found = try tx.db.first(
            """
            SELECT \(columns(policy)) FROM \(source)
            WHERE needs.id = \(id) AND \(holder.condition) AND \(policy.isKnown)
            """
        ) { row in try read(&row, tx.keys) }
        guard let need = found?.goal else { throw Refusal.notFound }
        return need
    }

    /// How many goals a plan has that count for the viewer, and how many of these are reached.
    public static func count(
        of holder: PlanHolder, _ policy: NeedPolicy, in tx: Transaction
    ) throws -> (all: Int, met: Int) {
        let found = try tx.db.first(
            """
            SELECT count(*), count(needs.closed_on) FROM needs
            WHERE \(holder.condition) AND \(policy.isCounted)
            """
        ) { row in (all: try row.next() as Int, met: try row.next() as Int) }
        return found ?? (0, 0)
    }

    /// Whether a goal of the family was written down at all.
    static func isAny(of family: ID<Family>, in tx: Transaction) throws -> Bool {
        try tx.db.value("SELECT 1 FROM needs WHERE family_id = \(family) LIMIT 1") as Int? != nil
    }

    /// Whether a group that knows no family yet has a goal to work on.
    public static func isPlanned(_ group: ID<Group>, in tx: Transaction) throws -> Bool {
        try tx.db.value(
            """
            SELECT 1 FROM needs
            WHERE group_id = \(group) AND family_id IS NULL AND closed_on IS NULL LIMIT 1
            """) as Int? != nil
    }
}
