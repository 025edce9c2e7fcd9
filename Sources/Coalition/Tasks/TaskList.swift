import SQLite

/// Which tasks a list shows: open ones by due day, or done ones by when they were done.
public struct TaskList: RecordList {
    /// Overdue tasks come first by themselves, as their day is the earliest.
    public enum Status: String, Code { case open, done }

    /// When open tasks are due.
    public enum Due: String, Code {
        /// What stands on the list of today: due today or before, every concern, and what was handed
        /// to the viewer this week.
        case now
        case late, today, later
    }

    /// Whose open tasks.
    public enum Who: String, Code {
        /// The viewer's alone.
        case me
        /// Everybody's.
        case all
    }

    public var status: Status = .open
    public var city: ID<City>?
    /// Nil for the tasks of the roles that the viewer holds.
    public var role: Role?
    /// Nil for those of the viewer and those of nobody in particular; of another role for all.
    public var who: Who?
    /// Nil for any day. Has no effect on done tasks.
    public var due: Due?
    /// What counts as today; nil for the network's own day.
    public var today: Day?
    /// Whether only tasks about concerns are shown.
    var isOfConcerns = false
    /// The last day of the order first.
    public var isTurned = false
    public var limit = 50

    public init() {}

    package typealias Element = Task

    package var order: [SQL] {
        status == .open ? ["tasks.due_on", "tasks.id"] : ["tasks.done_at", "tasks.id"]
    }
    package var isDescending: Bool { (status == .done) != isTurned }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        guard status == .open else { return ["tasks.done_at IS NOT NULL"] }
        return ["tasks.done_at IS NULL"] + dueCondition(tx) + whoCondition(tx)
            + (isOfConcerns ? ["+tasks.kind = 'concern'"] : [])
    }

    private func dueCondition(_ tx: Transaction) -> [SQL] {
        let today = self.today ?? tx.today
        switch due {
        case .late: return ["tasks.due_on < \(today)"]
        case .today: return ["tasks.due_on = \(today)"]
        // A concern waits for nobody: it stands among what has to be done now.
        case .later: return ["tasks.due_on > \(today)", "+tasks.kind <> 'concern'"]
        case .now:
            let since = tx.now.adding(seconds: -Task.newSeconds)
            return [
                """
                (+tasks.due_on <= \(today) OR tasks.kind = 'concern'
                OR (+tasks.assignee = \(Colleague.reference(of: tx.viewer))
                    AND tasks.handed_at > \(since)))
                """
            ]
        case nil: return []
        }
    }

    private func whoCondition(_ tx: Transaction) -> [SQL] {
        switch who {
        case .me: return ["tasks.assignee = \(Colleague.reference(of: tx.viewer))"]
        case .all: return []
        case nil: return role == nil ? [Colleague.ownsTask(tx)] : []
        }
    }

    package func sight(_ tx: Transaction) -> SQL? {
        roleSight(tx).map { "\($0) AND \(ConcernSight(tx.viewer).tasks)" }
    }

    private func roleSight(_ tx: Transaction) -> SQL? {
        let roles = roles(of: tx.viewer)
        let reach = roles.map { ($0, self.reach(of: $0, tx.viewer)) }.filter { !$0.1.isEmpty }
        guard let first = reach.first else { return nil }
        // All roles reach equally far for nearly everybody; that keeps the city's index in use, or the
        // role's where all cities are within reach.
        if reach.allSatisfy({ $0.1 == first.1 }) {
            let within = first.1.condition("tasks.city_id", programme: "+tasks.programme")
            let isEverywhere = first.1.cities == .everywhere && reach.count == 1
            return isEverywhere
                ? "tasks.role = \(first.0) AND \(within)"
                : "\(within) AND +tasks.role IN \(list: reach.map(\.0).sorted())"
        }
        let each = reach.map { role, reach -> SQL in
            let within = reach.condition("+tasks.city_id", programme: "+tasks.programme")
            return "(+tasks.role = \(role) AND \(within))"
        }
        return "(" + each.joined(separator: " OR ") + ")"
    }

    /// A named role, or those of the viewer.
    private func roles(of viewer: Viewer) -> [Role] {
        if let role { return [role] }
        return viewer.roles.intersection(TaskPolicy.doers).sorted()
    }

    private func reach(of role: Role, _ viewer: Viewer) -> Reach {
        let readers = self.role == nil ? [role] : TaskPolicy.readers(ofTasksFor: role)
        return viewer.reach(of: readers, for: .any).narrowed(to: city)
    }
}

extension Task {
    /// The open tasks about a record that the viewer may see, the most urgent first; at most 50.
    public static func open(about record: RecordID, in tx: Transaction) throws -> [Task] {
        let open = try tx.db.all(
            """
            SELECT \(columns) FROM tasks
            WHERE subject_id = \(record.id) AND subject = \(record.kind) AND done_at IS NULL
            AND \(ConcernSight(tx.viewer).tasks) LIMIT 50
            """
        ) { try Task(&$0, tx.keys) }
        return open.filter { TaskPolicy(tx.viewer, $0).maySee }.sorted {
            ($0.dueOn, $0.id.value) < ($1.dueOn, $1.id.value)
        }
    }

    /// The task that the same rule made before this one, if the viewer may see it; nil for the first.
    public func formerTask(in tx: Transaction) throws -> Task? {
        guard let former else { return nil }
        let task = try tx.db.first(
            """
            SELECT \(Task.columns) FROM tasks
            WHERE id = \(former) AND \(ConcernSight(tx.viewer).tasks)
            """
        ) { row in try Task(&row, tx.keys) }
        return task.flatMap { TaskPolicy(tx.viewer, $0).maySee ? $0 : nil }
    }
}
