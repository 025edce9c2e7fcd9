import Coalition
import Templates

/// Puts the days of a week into words.
struct WeekWriter {
    private let facts: WeekFacts
    private let context: Context
    private let names: [ID<City>: String]

    private var words: Words { context.words }

    init(_ facts: WeekFacts, _ context: Context) {
        (self.facts, self.context) = (facts, context)
        // Who looks at one city need not be told which.
        let cities = facts.asked.city == nil ? facts.cities : []
        names = Dictionary(
            uniqueKeysWithValues: cities.map { ($0.id, $0.name(context.language.rawValue)) })
    }

    /// Tasks of before this week that are still open; nil without any.
    var late: WeekDayView? {
        guard let plan = facts.plan, !plan.late.isEmpty else { return nil }
        return WeekDayView(
            title: words("week.late"), rows: plan.late.map { row($0, plan.subjects) },
            note: plan.isMoreLate ? words("week.more_late") : nil,
            link: LinkView(words("week.all_tasks"), "/tasks"))
    }

    /// Each day with something, and days in a row without anything as one.
    var days: [WeekDayView] {
        guard let plan = facts.plan else { return [] }
        var views: [WeekDayView] = []
        var idle: [Day] = []
        for day in plan.days {
            if day.lines.isEmpty, day.day != facts.today {
                idle.append(day.day)
                continue
            }
            views += nothing(idle)
            idle = []
            views.append(view(day, plan.subjects))
        }
        return views + nothing(idle)
    }

    private func view(_ day: WeekPlan.Day, _ subjects: TaskSubjects) -> WeekDayView {
        WeekDayView(
            title: title(day.day),
            today: day.day == facts.today ? words("task.today") : nil,
            rows: day.lines.map { row($0, subjects) },
            note: day.lines.isEmpty
                ? words("week.nothing") : day.isMore ? words("week.more") : nil)
    }

    private func nothing(_ days: [Day]) -> [WeekDayView] {
        guard let first = days.first, let last = days.last else { return [] }
        let title: String
        switch days.count {
        case 1: title = self.title(first)
        case 2: title = words.list(days.map(self.title))
        default:
            let isOneMonth = first.month == last.month
            let start =
                isOneMonth
                ? "\(words("weekday.\(first.weekday)")) \(first.day)" : self.title(first)
            title = words(
                "week.period", ["from": .text(start), "until": .text(self.title(last))])
        }
        return [WeekDayView(title: title, rows: [], note: words("week.nothing"))]
    }

    /// "maandag 23 november".
    private func title(_ day: Day) -> String {
        "\(words("weekday.\(day.weekday)")) \(day.day) \(words("month.\(day.month)"))"
    }

    private func row(_ line: WeekLine, _ subjects: TaskSubjects) -> WeekRow {
        switch line.event {
        case .talk(let talk): row(talk)
        case .task(let task): row(task, subjects)
        case .familyArrives(let family): arrival(family)
        case .familyMoved(let family):
            row("leave", "family_moved", family.title(words), family.path, line)
        case .stayBegins(let stay):
            row("arrive", "stay_begins", stay.title(words), "/stays/\(stay.ref)", line)
        case .stayEnds(let stay):
            row("leave", "stay_ends", stay.title(words), "/stays/\(stay.ref)", line)
        case .introduced(let match):
            row("introduce", "introduced", match.title(words), match.match.path, line)
        case .matchEnds(let match): end(match, line)
        case .review(let match):
            row("look", "review", match.title(words), match.match.path, line)
        case .clearance(let group):
            row("expire", "clearance", name(group), "/groups/\(group.ref)", line)
        case .pauseEnds(let group):
            row("end", "pause_ends", name(group), "/groups/\(group.ref)", line)
        }
    }

    private func row(
        _ label: String, _ key: String, _ name: String, _ path: String, _ line: WeekLine
    ) -> WeekRow {
        WeekRow(
            label: words("week.label.\(label)"),
            text: words("week.\(key)", ["name": .text(name)]), path: path, hint: names[line.city])
    }

    private func row(_ line: TalkLine) -> WeekRow {
        let talk = line.talk
        let zone = facts.cities.first { $0.id == talk.city }?.zone ?? .amsterdam
        let isTold = talk.outcome != nil || talk.isOver(at: context.now, in: zone)
        return WeekRow(
            label: talk.begins?.text ?? words("week.label.talk"), text: line.title(words),
            path: line.path, hint: names[talk.city],
            tags: isTold ? [line.tag(context, zone)] : [])
    }

    private func row(_ task: Task, _ subjects: TaskSubjects) -> WeekRow {
        let tag = TaskWords.tag(task, facts.today, words)
        let hints = [names[task.city], role(task)].compactMap { $0 }
        return WeekRow(
            label: words("week.label.task"), text: TaskWords.title(task, subjects, words),
            path: "/tasks/\(task.ref)",
            hint: hints.isEmpty ? nil : hints.joined(separator: ", "),
            tags: task.isOverdue(on: facts.today) ? [tag] : [])
    }

    /// For whom it is, where somebody has the tasks of several roles.
    private func role(_ task: Task) -> String? {
        let doers = context.viewer.roles.intersection(TaskPolicy.doers)
        return doers.count > 1 ? words("role.\(task.role.rawValue)") : nil
    }

    private func arrival(_ family: Family) -> WeekRow {
        let certainty = family.arrivalCertainty.map { words("certainty.\($0.rawValue)") }
        let people = words("family.people", ["count": .number(family.householdSize)])
        let hints = [names[family.city], people, certainty].compactMap { $0 }
        return WeekRow(
            label: words("week.label.arrive"),
            text: words("week.family_arrives", ["name": .text(family.title(words))]),
            path: family.path, hint: hints.joined(separator: ", "))
    }

    /// A trial, the stay with a host, or the year of a match.
    private func end(_ line: MatchList.Line, _ week: WeekLine) -> WeekRow {
        let (name, path) = (line.title(words), line.match.path)
        if line.match.state == .trial { return row("end", "trial_ends", name, path, week) }
        guard line.match.kind == .hostedStay else {
            return row("end", "year_ends", name, path, week)
        }
        return row("leave", "family_leaves", line.family.title(words), path, week)
    }

    private func name(_ group: Group) -> String {
        words("group.called", ["name": .text(group.name)])
    }
}

/// Messages of the week that no template names.
enum WeekKeys {
    static let all: [String] =
        [
            "arrive", "end", "expire", "introduce", "leave", "look", "talk", "task",
        ].map { "week.label.\($0)" }
        + [
            "clearance", "family_leaves", "family_moved", "introduced", "pause_ends", "review",
            "stay_begins", "stay_ends", "trial_ends", "year_ends",
        ].map { "week.\($0)" }
}
