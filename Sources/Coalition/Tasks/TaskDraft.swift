import SQLite

/// A task as somebody types it: a free one as a whole, one of a rule as far as people say more of it.
public struct TaskDraft: RecordDraft, HasExtras {
    public typealias Entity = Task

    /// Characters in a title.
    public static let titleLimit = 200

    /// Nil for a task of a rule, which says by its kind what it is.
    @TypedLine public var title: String? = nil
    public var dueOn: Day?
    /// Who is to do it.
    public var role = Role.local
    /// The reference of the account whose task it is; nil for everybody with its role.
    public var assignee: String?
    /// Of which programme a task is that is about nothing in particular; nil for that of its role.
    public var programme: Programme?
    /// The group it is about; nil without one.
    public var group: Group?
    /// The family it is about; nil without one.
    public var family: Family?
    public var extras = Extras()
    /// What is made by a rule has no title of its own.
    var kind = Task.Kind.free

    public init() {}

    /// The fields that are typed, once.
    public static let record = RecordKind<TaskDraft>(
        "task", table: "tasks", programmes: .any,
        [
            .line("title", \.title, 1...titleLimit).required().excused { $0.kind != .free }.opened
                // One character may be built from any number of scalars.
                .unless(
                    "problem.task_title", with: { _ in ["limit": .number(titleLimit)] },
                    { $0.title?.unicodeScalars.count ?? 0 > titleLimit }),
            .day("due_on", \.dueOn).required(),
            .person("assignee", \.assignee),
            .line("waiting_for").opened,
            .line("remark").opened,
        ])

    /// Makes the task.
    ///
    /// - Throws: `Refusal.invalid` for each field, `Refusal.forbidden` when the viewer may make no
    ///   task for this role in this city.
    @discardableResult
    public func create(in city: City, _ tx: Transaction) throws -> Task {
        let programme = try keptProgramme(tx)
        guard TaskPolicy.addressees(for: tx.viewer, of: programme, in: city.id).contains(role)
        else {
            throw Refusal.forbidden("forbidden.task")
        }
        let today = city.today(tx)
        let task = try Self.record.checked(
            self, over: nil, in: city, tx,
            with: FieldRights(tx.viewer, for: [programme], in: city.id),
            and: { draft in
                let isElsewhere = { (place: ID<City>?) in place.map { $0 != city.id } ?? false }
                return [
                    draft.dueProblem(today),
                    isElsewhere(group?.city) ? Problem("group", "problem.choice") : nil,
                    isElsewhere(family?.city) ? Problem("family", "problem.choice") : nil,
                    try Task.assigneeProblem(draft.assignee, role, programme, city.id, tx),
                ]
            })
        let id = try Task.insert(
            Task.New(
                role: role, programme: programme, city: city.id,
                subject: group.map { .init($0.id) } ?? family.map { .init($0.id) }), task, tx)
        let made = try Task.find(id, in: tx)
        if let assignee { try made.noteHanding(to: assignee, in: tx) }
        return made
    }

    /// Makes the task about a concern, for one who handles it: for the roles of its city and of the
    /// network.
    func create(about concern: Concern, in tx: Transaction) throws -> Task {
        let city = try City.find(concern.city, in: tx)
        guard role.programmes.contains(concern.programme), TaskPolicy.doers.contains(role) else {
            throw Refusal.problem("role", "problem.choice")
        }
        let checked = try Self.record.checked(
            self, over: nil, in: city, tx,
            with: FieldRights(tx.viewer, for: [concern.programme], in: city.id),
            and: { [$0.dueProblem(city.today(tx))] })
        let id = try Task.insert(
            Task.New(
                role: role, programme: concern.programme, city: city.id,
                subject: RecordID(concern.id)), checked, tx)
        return try Task.find(id, in: tx)
    }

    /// Saves what was changed of an open task.
    ///
    /// - Throws: `Refusal.forbidden` for who may not finish it; `.already` for a task that is done;
    ///   `.invalid` for each field; `.conflict` when somebody else saved first.
    public func update(_ task: Task, version: Int, in tx: Transaction) throws {
        try TaskPolicy(tx.viewer, task).requireComplete()
        if task.doneAt != nil { throw Refusal.already(nil) }
        try tx.requireVersion(version, stands: task.version)
        let city = try City.find(task.city, in: tx)
        let (today, stored) = (city.today(tx), try Self.stored(task.id, in: tx))
        let checked = try Self.record.checked(
            self, over: stored, in: city, tx,
            with: FieldRights(tx.viewer, for: task.programmes, in: city.id),
            settling: { $0.kind = task.kind },
            and: { draft in
                [
                    draft.dueOn == stored.draft.dueOn ? nil : draft.dueProblem(today),
                    draft.assignee == stored.draft.assignee
                        ? nil
                        : try task.handingProblem(draft.assignee, tx),
                ]
            })
        let changes = try checked.changes(from: stored, task.id.value, in: tx)
        guard !changes.isEmpty else { return }
        try tx.db.run(
            """
            UPDATE tasks SET \(try checked.assigned(task.id.value, in: tx)),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(task.id)
            """)
        if changes.contains("due_on"), let dueOn { try task.followGoal(to: dueOn, in: tx) }
        if changes.contains("assignee") { try task.noteHanding(to: assignee, in: tx) }
        try tx.audit(
            .change, .task, task.ref, city: task.city, of: task.programme, fields: changes)
    }

    private func dueProblem(_ today: Day) -> Problem? {
        guard let dueOn, dueOn < today else { return nil }
        return Problem("due_on", "problem.due_past", ["today": .day(today)])
    }

    /// A task has the programme of what it is about.
    private func keptProgramme(_ tx: Transaction) throws -> Programme {
        if group != nil { return .samenHier }
        guard let family else {
            return programme ?? (role == .shelter ? .shelterCity : .samenHier)
        }
        let held = tx.viewer.programmes(of: TaskPolicy.doers, in: family.city)
            .intersection(family.programmes)
        return held.contains(family.route.programme)
            ? family.route.programme : held.min() ?? family.route.programme
    }
}
