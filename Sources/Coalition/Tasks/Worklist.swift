import SQLite

/// Something that somebody has to do: a row of the list of today, of the tasks, of the round and of
/// the week. Each of them filters the same rows otherwise.
public struct WorkItem: Sendable {
    /// Why it has to be done.
    public enum Cause: Sendable {
        case task(Task)
        /// A talk of today, or one of which nobody has said what became of it.
        case talk(TalkLine)
    }

    /// How much it presses, the most urgent first.
    public enum Urgency: Int, Comparable, Sendable {
        case concern, late, today
        /// Somebody handed it on lately; it is due later.
        case handed
        case later

        public static func < (left: Urgency, right: Urgency) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    public let cause: Cause
    public let urgency: Urgency
    /// The record that it is about; nil for something about nothing in particular.
    public let about: RecordID?
    public let city: ID<City>
    public let programme: Programme
    public let dueOn: Day
    /// What else has to be done about the same record, the most urgent first.
    public internal(set) var others: [WorkItem] = []

    /// - Parameter today: In the city of the task.
    public init(_ task: Task, today: Day) {
        cause = .task(task)
        (about, city, programme, dueOn) = (task.subject, task.city, task.programme, task.dueOn)
        urgency =
            switch task.dueOn - today {
            case _ where task.kind == .concern: .concern
            case ..<0: .late
            case 0: .today
            default: task.handedAt == nil ? .later : .handed
            }
    }

    /// A talk to be held or answered.
    public init(_ line: TalkLine, today: Day) {
        let talk = line.talk
        cause = .talk(line)
        (about, city, programme, dueOn) = (talk.subject, talk.city, talk.programme, talk.on)
        urgency = talk.on < today ? .late : talk.on == today ? .today : .later
    }

    /// The task, where it is one.
    public var task: Task? { if case .task(let task) = cause { task } else { nil } }
    /// The talk, where it is one.
    public var talk: TalkLine? { if case .talk(let line) = cause { line } else { nil } }

    /// What has an hour comes before the rest of its day.
    fileprivate var order: (Int, Day, Int, Int64) {
        let hour = talk?.talk.begins?.minutes ?? 1440
        return (urgency.rawValue, dueOn, hour, task?.id.value ?? talk?.talk.id.value ?? 0)
    }
}

/// What somebody has to do today, for all rights that he or she has: each record once, with what
/// presses most.
public struct Worklist: Sendable {
    /// The rows, the most urgent first.
    public let items: [WorkItem]
    /// What is behind the rows and their others, so that each is counted once.
    public let rest: Int
    /// How many of the tasks are late, for today and handed on; nil when there are too many to tell
    /// apart.
    public let parts: Parts?
    /// How many talks there are besides.
    public let talks: Int

    public struct Parts: Hashable, Sendable {
        public let late: Int
        /// Due today, and concerns that are due later, which wait for nobody either.
        public let today: Int
        /// Handed on lately and due later.
        public let handed: Int
    }

    /// So many are read; hardly anybody has more for one day.
    private static let most = 120

    /// Tasks and talks, put together by what they are about.
    ///
    /// - Parameter rows: How many at most.
    public init(_ tasks: [Task], _ talks: [TalkLine] = [], today: Day, rows: Int) {
        let todo = tasks.map { WorkItem($0, today: today) }
        let all = (todo + talks.map { WorkItem($0, today: today) }).sorted { $0.order < $1.order }
        var places: [RecordID: Int] = [:]
        var items: [WorkItem] = []
        for item in all {
            if let about = item.about, let place = places[about] {
                items[place].others.append(item)
                continue
            }
            if let about = item.about { places[about] = items.count }
            items.append(item)
        }
        self.items = Array(items.prefix(rows))
        rest = all.count - self.items.reduce(0) { $0 + 1 + $1.others.count }
        self.talks = talks.count
        parts =
            todo.count > Worklist.most
            ? nil
            : Parts(
                late: todo.count { $0.dueOn < today },
                today: todo.count { $0.dueOn >= today && $0.urgency < .handed },
                handed: todo.count { $0.urgency == .handed })
    }

    /// The list of today.
    ///
    /// - Parameters:
    ///   - today: What counts as today.
    ///   - rows: How many records at most.
    public static func read(today: Day, rows: Int = 15, in tx: Transaction) throws -> Worklist {
        var list = TaskList()
        (list.due, list.today, list.limit) = (.now, today, most + 1)
        let found = try list.page(nil, in: tx)
        var tasks = found.rows
        if found.next != nil { tasks += try concerns(besides: Set(tasks.map(\.id)), tx) }
        return Worklist(tasks, try TalkLine.due(limit: rows, in: tx), today: today, rows: rows)
    }

    /// Concerns come first, also where they stand behind more than is read.
    private static func concerns(
        besides known: Set<ID<Task>>, _ tx: Transaction
    ) throws -> [Task] {
        var list = TaskList()
        (list.isOfConcerns, list.limit) = (true, most)
        return try list.page(nil, in: tx).rows.filter { !known.contains($0.id) }
    }

    /// The records of the rows.
    public var records: Set<RecordID> { Set(items.compactMap(\.about)) }
}
