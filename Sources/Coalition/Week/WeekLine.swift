import SQLite

/// One thing that happens, or has to be done, on a day of a week.
public struct WeekLine: Sendable {
    /// What it is, in the order in which a day tells it.
    public enum Event: Sendable {
        case talk(TalkLine)
        case familyArrives(Family)
        case familyMoved(Family)
        case stayBegins(Stay)
        case stayEnds(Stay)
        case introduced(MatchList.Line)
        /// The trial, or the year, of a match ends; of a hosted family its stay.
        case matchEnds(MatchList.Line)
        /// The first certificate or training of a group runs out.
        case clearance(Group)
        case pauseEnds(Group)
        /// A match that rests is looked at again.
        case review(MatchList.Line)
        case task(Task)

        var rank: Int {
            switch self {
            case .talk: 0
            case .familyArrives, .stayBegins: 1
            case .familyMoved, .stayEnds: 2
            case .introduced: 3
            case .matchEnds: 4
            case .clearance: 5
            case .pauseEnds, .review: 6
            case .task: 7
            }
        }
    }

    public let day: Day
    public let city: ID<City>
    public let event: Event

    /// Talks come first, by their hour.
    var order: Int {
        guard case .talk(let line) = event else { return event.rank * 10_000 }
        return line.talk.begins?.minutes ?? ClockTime.range.upperBound + 1
    }
}

/// What a viewer may see of a week, in one city or in all within reach.
public struct WeekPlan: Sendable {
    /// A day with what happens on it.
    public struct Day: Sendable {
        public let day: Coalition.Day
        public let lines: [WeekLine]
        /// Whether there is more than is told.
        public let isMore: Bool
    }

    public let days: [Day]
    /// Tasks that were due before the week and are still open, the oldest first; only of the week of
    /// today.
    public let late: [Task]
    public let isMoreLate: Bool
    /// What the tasks are about.
    public let subjects: TaskSubjects

    /// Of each kind so many are read for a day, and of all kinds so many are told.
    static let most = 20
    /// So many late tasks are told.
    static let mostLate = 6

    /// - Parameters:
    ///   - city: Nil for all cities within reach.
    ///   - today: In the city; the network's own for several.
    public init(
        _ week: Week, in city: ID<City>?, today: Coalition.Day, _ tx: Transaction
    ) throws {
        let lines = try WeekReader(week, city, tx).lines()
        let byDay = Dictionary(grouping: lines, by: \.day)
        days = week.days.map { day in
            let all = (byDay[day] ?? []).enumerated()
                .sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
                .map(\.element)
            return Day(
                day: day, lines: Array(all.prefix(WeekPlan.most)), isMore: all.count > WeekPlan.most
            )
        }
        var tasks = TaskList.late(on: week.monday)
        (tasks.city, tasks.limit) = (city, WeekPlan.mostLate)
        let page = week.contains(today) ? try tasks.page(nil, in: tx) : .empty
        (late, isMoreLate) = (page.rows, page.next != nil)
        let told = days.flatMap(\.lines).compactMap { line in
            if case .task(let task) = line.event { task } else { nil }
        }
        subjects = try TaskSubjects(of: late + told, in: tx)
    }

    public var isEmpty: Bool { late.isEmpty && days.allSatisfy(\.lines.isEmpty) }
}

extension TaskList {
    /// Open tasks of the viewer and of nobody in particular that are due before a day.
    fileprivate static func late(on day: Day) -> TaskList {
        var list = TaskList()
        (list.due, list.today) = (.late, day)
        return list
    }
}
