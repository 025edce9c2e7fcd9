import Coalition
import Templates

/// What can be done with an open task besides what it asks: put off, hand on, close.
struct TaskForms: PageModel {
    /// Nil for a concern, which waits for nobody.
    let later: LaterForm?
    /// Nil where there is nobody to give it to.
    let handing: SmallForm?
    /// Nil for a task that a person made, and for a concern.
    let closing: SmallForm?
    /// Whether its form is in sight at once: it is the only way, or something is wrong in it.
    let isClosingOpen: Bool

    init(_ facts: TaskFacts, _ problems: [Problem], _ context: Context) {
        let task = facts.task
        let actions = WorkAction.all(task, facts.subjects, back: "/", context)
        isClosingOpen =
            problems.contains { $0.field == "reason" }
            || actions.contains { $0.path.hasSuffix("#sluiten") }
        guard task.doneAt == nil, TaskPolicy(context.viewer, task).mayComplete else {
            (later, handing, closing) = (nil, nil, nil)
            return
        }
        let builder = FieldBuilder(
            values: TaskForms.values(facts, problems, context), problems: problems, stored: nil,
            words: context.words)
        let isConcern = task.kind == .concern
        later = isConcern ? nil : LaterForm(facts, problems, builder)
        handing = TaskForms.handing(facts, builder)
        closing = task.isOfRule && !isConcern ? TaskForms.closing(task, builder) : nil
    }

    /// The place on the page of what is wrong; the page itself where its form is not shown.
    func place(of problem: Problem) -> String {
        switch problem.field {
        case "reason" where closing != nil: "#reason"
        case "remark" where handing != nil: "#remark"
        case "due_on" where later != nil: "#due_on_day"
        case "assignee" where handing != nil: "#overdragen"
        default: "#inhoud"
        }
    }

    private static func values(
        _ facts: TaskFacts, _ problems: [Problem], _ context: Context
    ) -> Values {
        guard problems.isEmpty else { return Values(context.request).withoutTokens }
        var values = Values()
        values.set("remark", facts.task.remark)
        return values
    }

    private static func handing(_ facts: TaskFacts, _ builder: FieldBuilder) -> SmallForm? {
        let words = builder.words
        let others = facts.colleagues.filter { $0.ref != facts.task.assignee }
        let anyone = words(
            "task.anyone", ["role": .text(words("role.\(facts.task.role.rawValue)"))])
        let choices =
            others.map { Choice($0.ref, words.called($0)) }
            + (facts.task.assignee == nil ? [] : [Choice(TaskPages.anyone, anyone)])
        guard others.contains(where: { !$0.isViewer }) || facts.task.assignee != nil else {
            return nil
        }
        let spec =
            choices.count > 12
            ? FieldSpec.select("assignee", choices) : FieldSpec.radios("assignee", choices)
        return SmallForm(
            path: "/tasks/\(facts.task.ref)/hand", version: nil,
            fields: [
                builder.view(spec.labelled("task.field.colleague")),
                builder.view(FieldSpec.text("remark").labelled("task.remark")),
            ], submit: words("task.hand.submit"))
    }

    private static func closing(_ task: Task, _ builder: FieldBuilder) -> SmallForm {
        SmallForm(
            path: "/tasks/\(task.ref)/done", version: nil,
            fields: [builder.view(.area("reason", rows: 2).labelled("task.field.reason"))],
            submit: builder.words("task.close"))
    }

    static let fields: Fields<TaskForms> = [
        .object("later", LaterForm.fields) { $0.later },
        .object("handing", SmallForm.fields) { $0.handing },
        .object("closing", SmallForm.fields) { $0.closing },
        .flag("isClosingOpen") { $0.isClosingOpen },
        .flag("hasClosing") { $0.closing != nil },
    ]
}

/// To which day a task is put off: tomorrow and Monday in one tap, any other day typed.
struct LaterForm: PageModel {
    let path: String
    let days: [ButtonView]
    let other: SmallForm
    /// Whether something is wrong with the day that was typed.
    let isOtherOpen: Bool

    init(_ facts: TaskFacts, _ problems: [Problem], _ builder: FieldBuilder) {
        let (words, today) = (builder.words, facts.today)
        let path = "/tasks/\(facts.task.ref)/later"
        self.path = path
        isOtherOpen = problems.contains { $0.field == "due_on" }
        let monday = today + (8 - today.weekday)
        let tomorrow = ButtonView(
            text: words("task.later.tomorrow"), path: path, value: (today + 1).iso)
        let next = ButtonView(
            text: words("task.later.monday", ["day": .text(words.dayOfYear(monday, today))]),
            path: path, value: monday.iso)
        days = monday == today + 1 ? [next] : [tomorrow, next]
        other = SmallForm(
            path: path, version: nil,
            fields: [builder.view(.day("due_on").labelled("task.field.later"))],
            submit: words("task.later.submit"))
    }

    static let fields: Fields<LaterForm> = [
        .text("path") { $0.path },
        .list("days", ButtonView.fields) { $0.days },
        .object("other", SmallForm.fields) { $0.other },
        .flag("isOtherOpen") { $0.isOtherOpen },
    ]
}
