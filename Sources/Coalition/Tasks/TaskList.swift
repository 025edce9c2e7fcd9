import SQLite

/// Which tasks a list shows: open ones by due day, or done ones by when they were done.
public struct TaskList: Sendable {
    /// Overdue tasks come first by themselves, as their day is the earliest.
    public enum Status: String, Code { case open, done }

    public var status: Status = .open
    public var city: ID<City>?
    /// Nil for the tasks of the roles that the viewer holds.
    public var role: Role?
    /// Only tasks that are due on this day or before; nil for all. Has no effect on done tasks.
    public var dueUntil: Day?
    public var limit = 50

    public init() {}

    /// One page of the tasks that the viewer may see.
    public func page(_ cursor: PageCursor?, in tx: Transaction) throws -> Page<Task> {
        guard let conditions = conditions(in: tx) else { return .empty }
        let order: [SQL] =
            status == .open ? ["tasks.due_on", "tasks.id"] : ["tasks.done_at", "tasks.id"]
        let listing = Listing(
            select: "SELECT \(Task.columns) FROM tasks", table: "tasks",
            conditions: conditions, order: order, isDescending: status == .done,
            limit: limit)
        return try listing.page(cursor, in: tx, ref: \.ref) { try Task(&$0, tx.keys) }
    }

    /// How many tasks the list has on all pages.
    public func count(in tx: Transaction) throws -> ListCount {
        guard let conditions = conditions(in: tx) else { return .zero }
        return try ListCount.of("tasks", where: conditions, in: tx)
    }

    /// Nil when the viewer sees no tasks at all.
    private func conditions(in tx: Transaction) -> [SQL]? {
        let roles = roles(of: tx.viewer)
        let reach = roles.map { ($0, self.reach(of: $0, tx.viewer)) }.filter { !$0.1.isEmpty }
        guard let first = reach.first else { return nil }
        // All roles reach equally far for nearly everybody; that keeps the city's index in use.
        if reach.allSatisfy({ $0.1 == first.1 }) {
            return state + [
                first.1.condition("tasks.city_id", programme: "+tasks.programme"),
                "+tasks.role IN \(list: reach.map(\.0).sorted())",
            ]
        }
        let each = reach.map { role, reach -> SQL in
            let within = reach.condition("+tasks.city_id", programme: "+tasks.programme")
            return "(+tasks.role = \(role) AND \(within))"
        }
        return state + ["(" + each.joined(separator: " OR ") + ")"]
    }

    private var state: [SQL] {
        guard status == .open else { return ["tasks.done_at IS NOT NULL"] }
        return ["tasks.done_at IS NULL"] + (dueUntil.map { ["tasks.due_on <= \($0)"] } ?? [])
    }

    /// A named role, or those of the viewer.
    private func roles(of viewer: Viewer) -> [Role] {
        if let role { return [role] }
        return viewer.roles.intersection(TaskPolicy.doers).sorted()
    }

    private func reach(of role: Role, _ viewer: Viewer) -> Reach {
        let readers = self.role == nil ? [role] : TaskPolicy.readers(ofTasksFor: role)
        return viewer.reach(of: readers).narrowed(to: city)
    }
}

extension Task {
    /// The task with this reference, if the viewer may see it.
    ///
    /// - Throws: `Refusal.notFound` for a missing task and for one of another city or role alike.
    public static func find(_ ref: String, in tx: Transaction) throws -> Task {
        guard let wanted = Ref(ref, .task) else { throw Refusal.notFound }
        let task = try find(wanted, in: tx)
        let isOwn = task.createdBy != nil && task.createdBy == tx.viewer.userID
        guard TaskPolicy(tx.viewer, task).maySee || isOwn else { throw Refusal.notFound }
        return task
    }

    static func find(_ ref: Ref, in tx: Transaction) throws -> Task {
        let task = try tx.db.first("SELECT \(columns) FROM tasks WHERE ref = \(ref)") { row in
            try Task(&row, tx.keys)
        }
        guard let task else { throw Refusal.notFound }
        return task
    }

    /// The open tasks about a group that the viewer may see, the most urgent first.
    public static func open(about group: Group, in tx: Transaction) throws -> [Task] {
        let open = try tx.db.all(
            """
            SELECT \(columns) FROM tasks
            WHERE subject_id = \(group.id) AND subject = \(Subject.group) AND done_at IS NULL
            """
        ) { try Task(&$0, tx.keys) }
        return open.filter { TaskPolicy(tx.viewer, $0).maySee }.sorted {
            ($0.dueOn, $0.id.value) < ($1.dueOn, $1.id.value)
        }
    }
}
