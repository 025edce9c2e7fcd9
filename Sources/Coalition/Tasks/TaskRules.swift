import SQLite

extension Task {
    /// Where a new task comes from and who does it.
    struct New {
        let role: Role
        let programme: Programme
        let city: ID<City>
        let subject: RecordID?
        /// The day on which the cause of a rule's task began; nil for a person's task.
        var causeOn: Day?
        /// The task that the same rule made for the same record before.
        var former: ID<Task>?
    }

    /// Makes a task of a rule, once for as long as its cause lasts: while the former one is open, and
    /// after somebody closed it by hand, until the cause has gone and come back.
    ///
    /// - Parameter since: The day on which the cause began.
    static func raise(
        _ kind: Kind, for role: Role, of programme: Programme, in city: ID<City>,
        about subject: RecordID, since: Day, due: Day, _ tx: Transaction
    ) throws {
        let former = try tx.db.first(
            """
            SELECT id, cause_gone_on IS NULL FROM tasks
            WHERE subject_id = \(subject.id) AND subject = \(subject.kind) AND kind = \(kind)
            AND role = \(role) ORDER BY id DESC LIMIT 1
            """
        ) { row in (id: try row.next() as ID<Task>, lasts: try row.next() as Bool) }
        if former?.lasts == true { return }
        try insert(
            New(
                role: role, programme: programme, city: city, subject: subject, causeOn: since,
                former: former?.id), of: kind, due: due, tx)
    }

    /// The cause of a rule's tasks about a record is gone: those that are open are closed by that.
    static func settle(_ kind: Kind, about subject: RecordID, in tx: Transaction) throws {
        try settle([kind], about: subject, in: tx)
    }

    /// The same for tasks of several rules.
    static func settle(_ kinds: [Kind], about subject: RecordID, in tx: Transaction) throws {
        guard !kinds.isEmpty else { return }
        try tx.db.run(
            """
            UPDATE tasks SET cause_gone_on = \(tx.today),
                outcome = ifnull(outcome, \(Outcome.gone)),
                done_at = ifnull(done_at, \(tx.now)), version = version + 1,
                updated_at = \(tx.now)
            WHERE subject_id = \(subject.id) AND subject = \(subject.kind)
            AND kind IN \(list: kinds) AND cause_gone_on IS NULL
            """)
    }

    /// Closes what rules asked about a group and what is no longer so, and asks for a member as soon
    /// as one lacks.
    static func follow(
        _ group: Group, _ members: [Member], _ today: Day, in tx: Transaction
    ) throws {
        try settle(gone(for: group, members, on: today), about: .init(group.id), in: tx)
        if group.lacksMembers { try raiseStrength(group, today, in: tx) }
    }

    /// What no rule asks about a group as it stands.
    private static func gone(
        for group: Group, _ members: [Member], on today: Day
    ) -> [Kind] {
        let isPauseOver = group.state == .paused && (group.pausedUntil.map { $0 <= today } ?? false)
        let lasting: [Kind: Bool] = [
            .strength: group.lacksMembers, .silence: group.isSilent(on: today),
            .readiness: group.state == .preparing,
            .pause: isPauseOver, .goal: !Group.State.over.contains(group.state),
            .clearance: group.needsClearance(by: today),
            .exemption: members.contains { $0.vog.status == .exemptionAsked },
        ]
        return Kind.allCases.filter { lasting[$0] == false }
    }

    /// Below strength asks for a fifth member within the term of the rules.
    private static func raiseStrength(_ group: Group, _ today: Day, in tx: Transaction) throws {
        let days = try Rules.value("group.repair_days", of: group.ruleVersion, in: tx)
        try raise(
            .strength, for: .local, of: .samenHier, in: group.city, about: .init(group.id),
            since: today, due: today + days, tx)
    }

    /// A task of a rule, which has no title.
    static func insert(_ new: New, of kind: Kind, due: Day, _ tx: Transaction) throws {
        var draft = TaskDraft()
        (draft.kind, draft.dueOn) = (kind, due)
        try insert(new, TaskDraft.record.trusted(draft), tx)
    }

    @discardableResult
    static func insert(
        _ new: New, _ task: CheckedDraft<TaskDraft>, _ tx: Transaction
    ) throws -> ID<Task> {
        let ref = try Task.newRef(in: tx)
        let id: ID<Task> = try tx.newID("tasks")
        try tx.db.run(
            """
            INSERT INTO tasks (id, ref, city_id, programme, kind, role, subject, subject_id,
                cause_on, former_id, created_at, created_by, updated_at, \(task.columns))
            VALUES (\(id), \(ref), \(new.city), \(new.programme), \(task.draft.kind),
                \(new.role), \(new.subject?.kind), \(new.subject?.id), \(new.causeOn),
                \(new.former), \(tx.now), \(tx.viewer.userID), \(tx.now),
                \(try task.bound(id.value, in: tx)))
            """)
        try tx.audit(
            .create, .task, ref.description, city: new.city, of: new.programme,
            fields: [task.draft.kind.rawValue] + (task.draft.kind == .free ? task.filled : []))
        return id
    }
}
