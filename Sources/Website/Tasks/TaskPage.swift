import Coalition
import Templates

/// What the page of a task is made of.
struct TaskFacts: Sendable {
    let task: Task
    let city: City
    let subjects: TaskSubjects
    /// The task that the same rule made before; nil for the first, and for who may not see it.
    let former: Task?
    /// Who closed it; nil while it is open, and when its rule did.
    let closer: String?
    /// What a group lacks that was ready; empty for every other task.
    let lacking: [GuardFinding<Group.Guard>]
    let today: Day
    /// What stands in the fields for which the page has no words of its own; nil without any.
    let others: [FieldValue]?

    init(_ task: Task, _ tx: Transaction) throws {
        self.task = task
        others = try TaskDraft.others(of: task.id, besides: TaskPage.told, in: tx)
        let city = try City.named(task.city, in: tx)
        let (day, subjects) = (city.today(tx), try TaskSubjects(of: [task], in: tx))
        (self.city, self.subjects, today) = (city, subjects, day)
        former = try task.formerTask(in: tx)
        closer = try task.doneBy.flatMap { try User.names([$0], in: tx)[$0] }
        let group = task.kind == .readiness ? task.group.flatMap { subjects.groups[$0] } : nil
        lacking =
            try group.map {
                Group.lacking($0, members: try Member.active(of: $0.id, in: tx), on: day)
            } ?? []
    }
}

/// One task.
struct TaskPage: SitePage {
    static let template = "tasks/show"
    let task: TaskView
    let problems: [LinkView]
    let guards: [GuardView]
    let terms: [TermView]
    /// The form that closes a task of a rule; nil for every other.
    let closing: SmallForm?
    /// Where "not done yet" is posted; nil for an open task.
    let reopenPath: String?
    /// Where more is said of it; nil for a task that is done, and for who only reads it.
    let editPath: String?

    /// The fields that the page tells in words of its own.
    static let told: Set<String> = ["title", "due_on"]

    init(_ facts: TaskFacts, _ problems: [Problem], _ context: Context) {
        let (words, task) = (context.words, facts.task)
        let view = TaskView(task, facts.subjects, facts.today, back: "/tasks", context)
        self.task = view
        self.problems = problems.map {
            LinkView(words.problem($0), $0.field == "reason" ? "#reason" : "#inhoud")
        }
        guards =
            task.doneAt != nil
            ? []
            : facts.lacking.map {
                GuardView(text: words.finding($0, of: "group"), isMet: false)
            }
        terms =
            TaskPage.terms(facts, words, context) + TaskPage.further(facts, context)
            + TaskPage.ending(facts, words)
        closing = view.closePath == nil ? nil : TaskPage.closing(facts, problems, context)
        let mayReopen =
            task.doneAt != nil && task.outcome != .gone
            && TaskPolicy(context.viewer, task).mayComplete
        reopenPath = mayReopen ? "/tasks/\(task.ref)/open" : nil
        let mayEdit =
            task.doneAt == nil && TaskPolicy(context.viewer, task).mayComplete
            && !TaskEdit.names(of: task).isEmpty
        editPath = mayEdit ? "/tasks/\(task.ref)/edit" : nil
    }

    private static func terms(
        _ facts: TaskFacts, _ words: Words, _ context: Context
    ) -> [TermView] {
        let task = facts.task
        return [
            TermView(words("task.role"), words("role.\(task.role.rawValue)")),
            TermView(words("field.city"), facts.city.name(context.language.rawValue)),
            TermView(words("task.due"), words.longDay(task.dueOn)),
        ]
            + [
                facts.subjects.term(of: task, words),
                task.causeOn.map { TermView(words("task.cause_on"), words.longDay($0)) },
                facts.former.map {
                    TermView(
                        words("task.former"),
                        words(
                            "task.former_since",
                            ["day": .text(words.day($0.causeOn ?? $0.dueOn))]),
                        link: "/tasks/\($0.ref)")
                },
            ].compactMap { $0 }
    }

    private static func further(_ facts: TaskFacts, _ context: Context) -> [TermView] {
        let about = TaskDraft.record.about
        let rights = FieldRights(
            context.viewer, for: [facts.task.programme], in: facts.task.city)
        return facts.others.map { about.terms($0, context.words, rights, besides: told) } ?? []
    }

    /// When and by what it was closed, and why by hand.
    private static func ending(_ facts: TaskFacts, _ words: Words) -> [TermView] {
        let task = facts.task
        guard let done = task.doneAt else { return [] }
        let how: TermView? =
            switch task.outcome {
            case .gone:
                TermView(words("task.closed"), words("task.gone.\(task.kind.rawValue)"))
            case .hand:
                TermView(
                    words("task.closed"), task.reason ?? words("task.no_reason"),
                    hint: facts.closer)
            case nil: nil
            }
        return [TermView(words("task.done_on"), words.longDay(facts.city.zone.day(of: done)))]
            + (how.map { [$0] } ?? [])
    }

    private static func closing(
        _ facts: TaskFacts, _ problems: [Problem], _ context: Context
    ) -> SmallForm {
        let values = problems.isEmpty ? Values() : Values(context.request).withoutTokens
        let builder = FieldBuilder(
            values: values, problems: problems, stored: nil, words: context.words)
        let spec = FieldSpec.area("reason", rows: 2).labelled("task.field.reason")
        return SmallForm(
            path: "/tasks/\(facts.task.ref)/done", version: nil, fields: [builder.view(spec)],
            submit: context.words("task.close"))
    }

    static let fields: Fields<TaskPage> = [
        .object("task", TaskView.fields) { $0.task },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .list("guards", GuardView.fields) { $0.guards },
        .flag("hasGuards") { !$0.guards.isEmpty },
        .list("terms", TermView.fields) { $0.terms },
        .object("closing", SmallForm.fields) { $0.closing },
        .text("reopenPath") { $0.reopenPath },
        .text("editPath") { $0.editPath },
    ]
}
