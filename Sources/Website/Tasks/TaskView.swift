import Coalition
import Templates

/// A task in words: what is to be done, about whom, and how urgent it is.
struct TaskView: PageModel {
    let title: String
    let path: String
    let hint: String?
    let tag: TagView
    /// Where "done" is posted; nil for viewers whose task it is not.
    let donePath: String?

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
        donePath = mayComplete ? "\(path)/done?back=\(Percent.encode(back))" : nil
    }

    static func title(_ task: Task, _ subjects: TaskSubjects, _ words: Words) -> String {
        if let title = task.title { return title }
        let kind = task.kind.rawValue
        let group = task.group.flatMap { subjects.groups[$0]?.name }
        let family = task.family.flatMap { subjects.families[$0] }.map { words.name($0.code) }
        guard let name = group ?? family else { return words("task.kind.\(kind)") }
        return words("task.title.\(kind)", ["name": .text(name)])
    }

    static func tag(_ task: Task, _ today: Day, _ words: Words) -> TagView {
        if task.doneAt != nil { return TagView(words("task.done"), .ok) }
        switch task.dueOn - today {
        case let days where days < 0:
            return TagView(words("task.late", ["count": .number(-days)]), .badDiamond)
        case 0: return TagView(words("task.today"), .warnHalf)
        default:
            return TagView(
                words("task.before", ["day": .text(words.dayOfYear(task.dueOn))]), .muteOpen)
        }
    }

    private static func hint(
        _ task: Task, _ subjects: TaskSubjects, _ today: Day, _ words: Words
    ) -> String? {
        let group = task.group.flatMap { subjects.groups[$0] }
        switch task.kind {
        case .silence:
            return group.flatMap(\.lastContactOn).map {
                words("task.hint.silence", ["day": .text(words.dayOfYear($0))])
            } ?? words("task.hint.no_contact")
        case .strength:
            return group.map {
                words(
                    "task.hint.strength",
                    ["count": .number($0.memberCount), "minimum": .number($0.minimum)])
            }
        case .intake: return words("task.hint.intake")
        case .programme: return words("task.hint.programme")
        case .concern: return words("task.hint.concern")
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
    ]
}
