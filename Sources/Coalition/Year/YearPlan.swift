import SQLite

/// A year in order of time: its lists with what was ticked, and its reviews.
public struct YearPlan: Sendable {
    /// How many days ahead the next lines stand open.
    public static let nearDays = 14

    public let subject: YearSubject
    public let periods: [YearPeriod]
    /// Empty before the match begins.
    public let reviews: [ReviewSlot]
    public let today: Day
    /// The names of those who ticked.
    public let names: [ID<User>: String]

    /// Reads a year.
    ///
    /// - Parameter today: In the city.
    public init(_ subject: YearSubject, today: Day, in tx: Transaction) throws {
        self.subject = subject
        self.today = today
        let ticks = try ChecklistTick.all(of: subject, in: tx)
        let mayTickLate = subject.isGoingOn
        periods = try subject.lists(in: tx).compactMap { list in
            let anchor = subject.anchor(of: list.version.kind)
            let lines = list.lines.map {
                YearLine($0, anchor, ticks[$0.id], today: mayTickLate ? today : nil)
            }
            return lines.isEmpty
                ? nil : YearPeriod(kind: list.version.kind, begins: anchor, lines: lines)
        }
        reviews = try subject.match.map { try ReviewSlot.all(of: $0, today: today, in: tx) } ?? []
        let users = Set(ticks.values.compactMap(\.by))
        names = users.isEmpty ? [:] : try User.names(users, in: tx)
    }

    /// What is due within a fortnight or late, the earliest first: open lines that have a day.
    public var near: [YearLine] {
        periods.flatMap(\.lines)
            .filter { $0.tick == nil && $0.dueOn.map { $0 <= today + YearPlan.nearDays } ?? false }
            .sorted { $0.order < $1.order }
    }

    /// How many lines there are that are needed, and how many of these are done.
    public var count: (all: Int, done: Int) {
        (periods.reduce(0) { $0 + $1.all }, periods.reduce(0) { $0 + $1.done })
    }
}

/// A list of a year.
public struct YearPeriod: Sendable {
    public let kind: Checklist.Kind
    /// The day from which it is reckoned; nil while that is not known.
    public let begins: Day?
    public let lines: [YearLine]

    /// Lines that are needed.
    public var all: Int { lines.count { $0.tick?.notNeeded == nil } }
    public var done: Int { lines.count { $0.tick.map { $0.notNeeded == nil } ?? false } }
    /// Whether nothing is left to do.
    public var isDone: Bool { lines.allSatisfy { $0.tick != nil } }
}

/// A line of a year.
public struct YearLine: Sendable {
    public let line: ChecklistLine
    /// Nil while the day is not known, and for what is the family's, which has no day.
    public let dueOn: Day?
    /// Nil while it is open.
    public let tick: ChecklistTick?
    /// Whether its day has passed; a grey word, never an alarm.
    public let isLate: Bool

    /// By its day, and what has none last.
    package var order: (Day, Int64) { (dueOn ?? .last, line.id.value) }

    /// - Parameter today: Nil once the year is over, when nothing is late any more.
    init(_ line: ChecklistLine, _ anchor: Day?, _ tick: ChecklistTick?, today: Day?) {
        self.line = line
        self.tick = tick
        dueOn = line.due(from: anchor)
        isLate = tick == nil && (dueOn.flatMap { due in today.map { due < $0 } } ?? false)
    }
}

extension ChecklistLine {
    /// The day before which it is to be done; nil for what is the family's: for a family nothing is
    /// ever late.
    func due(from anchor: Day?) -> Day? {
        guard owner != .family, let dueDays else { return nil }
        return anchor.map { $0 + dueDays }
    }
}

extension YearSubject {
    /// The lists of this year in order of time, each with the lines for its family and group; before a
    /// match only what comes before an arrival.
    func lists(in tx: Transaction) throws -> [Checklist] {
        let kinds = match == nil ? [.beforeArrival] : Checklist.Kind.lists
        return try Checklist.all(of: city, at: templatesAt, kinds: kinds, in: tx).map { list in
            Checklist(
                version: list.version,
                lines: list.lines.filter { $0.isFor(family?.route, group.kind) })
        }
    }
}
