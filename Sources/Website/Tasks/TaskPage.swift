import Coalition
import Templates

/// What the page of a task is made of.
struct TaskFacts: Sendable {
    let task: Task
    let city: City
    let work: WorkFacts
    /// The task that the same rule made before; nil for the first, and for who may not see it.
    let former: Task?
    /// Who closed it; nil while it is open, and when its rule did.
    let closer: String?
    /// What a group lacks that was ready; empty for every other task.
    let lacking: [GuardFinding<Group.Guard>]
    /// Whom to call, where the task is to speak with a group; nil for every other, and for who may not
    /// know.
    let contact: Member?
    /// Those to whom it can be given.
    let colleagues: [Colleague]
    /// What stands in the fields for which the page has no words of its own; nil without any.
    let others: [FieldValue]?

    var today: Day { work.today }
    var subjects: TaskSubjects { work.subjects }

    init(_ task: Task, _ tx: Transaction) throws {
        self.task = task
        others = try TaskDraft.others(of: task.id, besides: TaskPage.told, in: tx)
        city = try City.named(task.city, in: tx)
        let day = city.today(tx)
        work = try WorkFacts(of: [task], today: day, tellsPlace: false, tx)
        former = try task.formerTask(in: tx)
        closer = try task.doneBy.flatMap { try User.names([$0], in: tx)[$0] }
        let group = task.group.flatMap { [work] in work.subjects.groups[$0] }
        let isCalled = [.silence, .promise, .pause].contains(task.kind)
        let members =
            task.doneAt == nil && (isCalled || task.kind == .readiness)
            ? try group.map { try Member.active(of: $0.id, in: tx) } ?? [] : []
        lacking =
            task.kind == .readiness
            ? group.map { Group.lacking($0, members: members, on: day) } ?? [] : []
        let maySee = group.map { GroupPolicy(tx.viewer, $0).maySeeMembers } ?? false
        contact =
            isCalled && maySee ? members.first(where: \.isContact) : nil
        colleagues =
            task.doneAt == nil && TaskPolicy(tx.viewer, task).mayComplete
            ? try Colleague.all(task.role, of: task.programme, in: task.city, tx) : []
    }
}

/// One task.
struct TaskPage: SitePage {
    static let template = "tasks/show"
    let row: WorkRow
    /// What does it, the usual way first.
    let action: WorkAction?
    let others: [WorkAction]
    /// Whom to call; nil unless the task is to call.
    let contact: ReachView?
    let problems: [LinkView]
    let guards: [GuardView]
    let terms: [TermView]
    /// What can be done with it besides.
    let forms: TaskForms
    /// Where "not done yet" is posted; nil for an open task.
    let reopenPath: String?
    /// Where more is said of it; nil for a task that is done, and for who only reads it.
    let editPath: String?

    /// The fields that the page tells in words of its own.
    static let told: Set<String> = ["title", "due_on", "assignee"]

    init(_ facts: TaskFacts, _ problems: [Problem], _ context: Context) {
        let (words, task) = (context.words, facts.task)
        row = WorkRow(
            WorkItem(task, today: facts.today), facts.work, back: "/tasks", context)
        forms = TaskForms(facts, problems, context)
        let actions = WorkAction.all(task, facts.subjects, back: "/", context)
        action = actions.first
        others = Array(actions.dropFirst())
        contact = facts.contact.map {
            ReachView($0, role: words("member.contact"), words)
        }
        self.problems = problems.map { [forms] in
            LinkView(words.problem($0), forms.place(of: $0))
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
        let mayComplete = TaskPolicy(context.viewer, task).mayComplete
        reopenPath =
            task.doneAt != nil && task.outcome != .gone && mayComplete
            ? "/tasks/\(task.ref)/open" : nil
        let mayEdit = task.doneAt == nil && mayComplete && !TaskEdit.names(of: task).isEmpty
        editPath = mayEdit ? "/tasks/\(task.ref)/edit" : nil
    }

    private static func terms(
        _ facts: TaskFacts, _ words: Words, _ context: Context
    ) -> [TermView] {
        let task = facts.task
        return [
            who(facts, words), TermView(words("task.due"), words.longDay(task.dueOn)),
        ]
            + [
                Task.Kind.ofNetwork.contains(task.kind)
                    ? nil
                    : TermView(words("field.city"), facts.city.name(context.language.rawValue)),
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

    /// The person whose task it is, else everybody of its role.
    private static func who(_ facts: TaskFacts, _ words: Words) -> TermView {
        let role = words("role.\(facts.task.role.rawValue)")
        guard let name = facts.task.assignee.flatMap({ facts.work.assignees[$0] }) else {
            return TermView(words("task.role"), role)
        }
        return TermView(words("task.role"), name, hint: role)
    }

    static let fields: Fields<TaskPage> = [
        .object("row", WorkRow.fields) { $0.row },
        .object("action", WorkAction.fields) { $0.action },
        .list("others", WorkAction.fields) { $0.others },
        .flag("hasActions") { $0.action != nil || $0.editPath != nil },
        .object("contact", ReachView.fields) { $0.contact },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .list("guards", GuardView.fields) { $0.guards },
        .flag("hasGuards") { !$0.guards.isEmpty },
        .list("terms", TermView.fields) { $0.terms },
        .object("forms", TaskForms.fields) { $0.forms },
        .text("reopenPath") { $0.reopenPath },
        .text("editPath") { $0.editPath },
    ]
}
