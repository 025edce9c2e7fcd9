import Coalition
import Templates

/// A task in words: what is to be done, about whom, and how urgent it is.
struct TaskView: PageModel {
    let title: String
    let path: String
    let hint: String?
    let tag: TagView
    /// Where "done" is posted in one tap; nil for viewers whose task it is not, and for a task of a
    /// rule, which asks why.
    let donePath: String?
    /// Where a task of a rule is closed with a reason; nil for viewers whose task it is not.
    let closePath: String?

    /// - Parameter back: The page to return to once it is done.
    init(
        _ task: Task, _ subjects: TaskSubjects, _ today: Day, back: String, _ context: Context
    ) {
        let words = context.words
        title = TaskView.title(task, subjects, words)
        path = "/tasks/\(task.ref)"
        hint = TaskView.hint(task, subjects, today, words)
        tag = TaskView.tag(task, today, words)
        let mayComplete = TaskPolicy(context.viewer, task).mayComplete && task.doneAt == nil
        donePath =
            mayComplete && !task.isOfRule ? "\(path)/done?back=\(Percent.encode(back))" : nil
        closePath = mayComplete && task.isOfRule ? "\(path)#sluiten" : nil
    }

    static func title(_ task: Task, _ subjects: TaskSubjects, _ words: Words) -> String {
        if let title = task.title { return title }
        let kind = task.kind.rawValue
        guard let name = subjects.name(of: task, words) else { return words("task.kind.\(kind)") }
        return words("task.title.\(kind)", ["name": .text(name)])
    }

    static func tag(_ task: Task, _ today: Day, _ words: Words) -> TagView {
        if task.doneAt != nil { return TagView(words("task.done"), .ok) }
        switch task.dueOn - today {
        case let days where days < 0:
            let span = words.span(Span(from: task.dueOn, to: today))
            return TagView(words("task.late", ["span": .text(span)]), .badDiamond)
        case 0: return TagView(words("task.today"), .warnHalf)
        default:
            return TagView(
                words("task.before", ["day": .text(words.dayOfYear(task.dueOn, today))]), .muteOpen)
        }
    }

    private static func hint(
        _ task: Task, _ subjects: TaskSubjects, _ today: Day, _ words: Words
    ) -> String? {
        let group = task.group.flatMap { subjects.groups[$0] }
        switch task.kind {
        case .silence:
            return group.flatMap(\.lastContactOn).map {
                words("task.hint.silence", ["day": .text(words.dayOfYear($0, today))])
            } ?? words("task.hint.no_contact")
        case .strength, .readiness:
            return group.map {
                words(
                    "task.hint.\(task.kind.rawValue)",
                    [
                        "count": .number($0.memberCount), "minimum": .number($0.minimum),
                        "cleared": .number($0.clearedCount),
                    ])
            }
        case .extending:
            return task.stay.flatMap { subjects.stays[$0] }?.extensionUntil.map {
                words("task.hint.extending", ["day": .text(words.day($0))])
            }
        case .intake, .programme, .concern, .waiting, .pause, .review, .fit, .promise:
            return words("task.hint.\(task.kind.rawValue)")
        case .free:
            let family = task.family.flatMap { subjects.families[$0] }
            return group.map { words("group.called", ["name": .text($0.name)]) }
                ?? family.map { words("family.called", ["name": .text(words.name($0.code))]) }
        }
    }

    static let fields: Fields<TaskView> = [
        .text("title") { $0.title },
        .text("path") { $0.path },
        .text("hint") { $0.hint },
        .object("tag", TagView.fields) { $0.tag },
        .text("donePath") { $0.donePath },
        .text("closePath") { $0.closePath },
    ]
}

extension TaskSubjects {
    /// What a task of a rule is about, by the name that its title has room for; nil for what the viewer
    /// may not see.
    func name(of task: Task, _ words: Words) -> String? {
        task.group.flatMap { groups[$0]?.name }
            ?? task.family.flatMap { families[$0] }.map { words.name($0.code) }
            ?? task.match.flatMap { matches[$0] }?.title(words)
            ?? task.stay.flatMap { stays[$0] }?.title(words)
    }

    /// What a task is about, with its page; nil for what the viewer may not see.
    func term(of task: Task, _ words: Words) -> TermView? {
        task.group.flatMap { groups[$0] }.map {
            TermView(words("task.group"), $0.name, link: "/groups/\($0.ref)")
        }
            ?? task.family.flatMap { families[$0] }.map {
                TermView(
                    words("task.family"), words.name($0.code),
                    link: task.kind == .programme && task.doneAt == nil
                        ? "\($0.path)/programmes/\(task.programme.rawValue)" : $0.path)
            }
            ?? task.match.flatMap { matches[$0] }.map {
                TermView(words("match.match"), $0.title(words), link: $0.match.path)
            }
            ?? task.stay.flatMap { stays[$0] }.map {
                TermView(words("task.stay"), $0.title(words), link: "/stays/\($0.ref)")
            }
    }
}
