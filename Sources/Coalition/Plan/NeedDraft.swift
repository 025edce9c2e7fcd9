import SQLite

/// A goal as a coordinator types one.
public struct NeedDraft: RecordDraft, HasExtras {
    public typealias Entity = Need

    @TypedLine public var title = ""
    public var theme: Theme?
    public var priority = 2
    public var owner = Need.Owner.group
    /// The membership of who in the group does it; nil for the group as a whole.
    public var member: Int?
    /// The formal contact who does it; nil for nobody in particular.
    public var contact: Int?
    /// Whose of the family it is; nil for one of the household.
    public var person: Int?
    public var dueOn: Day?
    public var status = Need.Status.open
    public var isPrivate = false
    /// The day on which the person agreed that others see it; nil until then.
    public var sharedOn: Day?
    /// What is done to reach it, a line each; an empty one is none. Nil leaves what there is.
    public var steps: [String]?
    public var extras = Extras()

    public init() {}

    /// Every field, once.
    public static let record = RecordKind<NeedDraft>(
        "need", table: "needs", programmes: FamilyPolicy.programmes,
        [
            .line("title", \.title).required("problem.title").opened,
            .choice("theme", \.theme).required("problem.theme"),
            .choice("owner", \.owner),
            .number("member", \.member, 1...999_999_999).column("member_id"),
            .number("contact", \.contact, 1...999_999_999).column("contact_id"),
            .number("person", \.person, 1...999_999_999).column("person_id"),
            .day("due_on", \.dueOn),
            .level("priority", \.priority, 1...3),
            .choice("status", \.status),
            .lines("agreed", 1...1000).opened,
            .tick("is_private", \.isPrivate),
            .day("shared_on", \.sharedOn).past,
        ])

    /// Adds a goal to the plan of a family or group.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` for each field.
    @discardableResult
    public func add(to holder: PlanHolder, in tx: Transaction) throws -> ID<Need> {
        try holder.requireEdit(in: tx)
        let need = try checked(over: nil, of: holder, tx)
        let id: ID<Need> = try tx.newID("needs")
        try tx.db.run(
            """
            INSERT INTO needs (id, family_id, group_id, programme, closed_on, created_at, updated_at,
                \(need.columns))
            VALUES (\(id), \(holder.family?.id), \(holder.group?.id),
                \(try holder.writingProgramme(in: tx)), \(try closingDay(nil, of: holder, tx)),
                \(tx.now), \(tx.now), \(try need.bound(id.value, in: tx)))
            """)
        let hasSteps = try NeedStep.write(steps ?? [], of: id, in: tx)
        try holder.note(.create, need.filled + (hasSteps ? ["steps"] : []), in: tx)
        try Task.keepGoal(id, of: holder, in: tx)
        return id
    }

    /// The same for a family.
    @discardableResult
    public func add(to family: Family, in tx: Transaction) throws -> ID<Need> {
        try add(to: .family(family), in: tx)
    }

    /// Saves what was changed of a goal.
    ///
    /// - Throws: As ``add(to:in:)-(PlanHolder,_)``; `Refusal.conflict` when somebody else saved first.
    public func update(
        _ need: Need, of holder: PlanHolder, version: Int, in tx: Transaction
    ) throws {
        try holder.requireEdit(in: tx)
        try tx.requireVersion(version, stands: need.version)
        let stored = try Self.stored(need.id, in: tx)
        let checked = try checked(over: stored, of: holder, tx)
        let hasSteps = try steps.map { try NeedStep.write($0, of: need.id, in: tx) } ?? false
        let changes =
            try checked.changes(from: stored, need.id.value, in: tx) + (hasSteps ? ["steps"] : [])
        guard !changes.isEmpty else { return }
        try tx.db.run(
            """
            UPDATE needs SET \(try checked.assigned(need.id.value, in: tx)),
                closed_on = \(try closingDay(need, of: holder, tx)), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(need.id)
            """)
        try holder.note(.change, changes, in: tx)
        try Task.keepGoal(need.id, of: holder, isMoved: changes.contains("due_on"), in: tx)
    }

    /// The same for a family.
    public func update(
        _ need: Need, of family: Family, version: Int, in tx: Transaction
    ) throws { try update(need, of: .family(family), version: version, in: tx) }

    /// The day on which it was met or dropped: the one that stands, or today.
    private func closingDay(
        _ need: Need?, of holder: PlanHolder, _ tx: Transaction
    ) throws -> Day? {
        guard Need.Status.closed.contains(status) else { return nil }
        if let need, need.status == status { return need.closedOn }
        return try City.find(holder.city, in: tx).today(tx)
    }

    private func checked(
        over stored: StoredRecord<NeedDraft>?, of holder: PlanHolder, _ tx: Transaction
    ) throws -> CheckedDraft<NeedDraft> {
        let city = try City.find(holder.city, in: tx)
        let today = city.today(tx)
        return try Self.record.checked(
            self, over: stored, in: city, tx,
            with: FieldRights(tx.viewer, for: holder.programmes, in: city.id),
            settling: { draft in
                // Who in the group does what another carries is nobody.
                if draft.owner != .group { draft.member = nil }
                if holder.family == nil { draft.person = nil }
            },
            and: { draft in
                let old = stored?.draft
                return [
                    draft.dueOn == old?.dueOn ? nil : draft.dueProblem(today),
                    draft.member == old?.member ? nil : try draft.memberProblem(holder, tx),
                    draft.contact == old?.contact ? nil : try draft.contactProblem(holder, tx),
                    draft.person == old?.person ? nil : try draft.personProblem(holder, tx),
                    NeedStep.problem(steps ?? []),
                ]
            })
    }

    /// A day that has passed is no plan; what was reached may have had one.
    private func dueProblem(_ today: Day) -> Problem? {
        guard let dueOn, dueOn < today, !Need.Status.closed.contains(status) else { return nil }
        return Problem("due_on", "problem.due_past", ["today": .day(today)])
    }

    private func memberProblem(_ holder: PlanHolder, _ tx: Transaction) throws -> Problem? {
        guard let member else { return nil }
        let isKnown = try holder.members(in: tx).contains { $0.id.value == Int64(member) }
        return isKnown ? nil : Problem("member", "problem.choice")
    }

    private func contactProblem(_ holder: PlanHolder, _ tx: Transaction) throws -> Problem? {
        guard let contact else { return nil }
        let isKnown = try holder.contacts(in: tx).contains { $0.id.value == Int64(contact) }
        return isKnown ? nil : Problem("contact", "problem.choice")
    }

    private func personProblem(_ holder: PlanHolder, _ tx: Transaction) throws -> Problem? {
        guard let person else { return nil }
        let isKnown = try holder.adults(in: tx).contains { $0.id.value == Int64(person) }
        return isKnown ? nil : Problem("person", "problem.choice")
    }
}

extension PlanHolder {
    /// The members of today of the group that does it, by name; none without one, and for who may not
    /// see them.
    public func members(in tx: Transaction) throws -> [Member] {
        guard let group = try doer(in: tx), GroupPolicy(tx.viewer, group).maySeeMembers else {
            return []
        }
        return try Member.active(of: group.id, in: tx)
    }

    /// The formal contacts that can be chosen for a goal: first those whose work the family is, then
    /// the others of the city and of the network.
    public func contacts(in tx: Transaction) throws -> [FormalContact] {
        let own = try family.map { try FamilyContact.all(of: $0, in: tx).map(\.contact) } ?? []
        let known = Set(own.map(\.id))
        let others = try FormalContact.available(in: City.find(city, in: tx), tx)
        return own + others.filter { !known.contains($0.id) }
    }

    /// The adults of the family that live with it; none for a group.
    public func adults(in tx: Transaction) throws -> [FamilyMember] {
        guard let family, FamilyPolicy(tx.viewer, family).maySeeMembers else { return [] }
        let year = try City.find(family.city, in: tx).today(tx).year
        return try FamilyMember.all(of: family, in: tx).filter {
            $0.leftOn == nil && ($0.birthYear.map { year - $0 >= 18 } ?? ($0.kind != .child))
        }
    }

    /// The group that does it: the one around the family, or the one that plans; nil without one.
    func doer(in tx: Transaction) throws -> Group? {
        switch self {
        case .group(let group): return group
        case .family(let family):
            let match = try Match.live(.samenHier, ofFamily: family.id, in: tx)
            return try match?.group.map { try Group.find($0, in: tx) }
        }
    }
}
