import Coalition
import Templates

/// The form in which more is said of an open task: of a free one everything that was typed, of one of a
/// rule what the rule does not say.
enum TaskEdit {
    static func view(_ context: Context) throws -> FormView {
        let (words, about) = (context.words, TaskDraft.record.about)
        let (task, stored, people) = try context.read { tx in
            let task = try found(context, tx)
            return (
                task, try TaskDraft.stored(task.id, in: tx).values,
                try Colleague.all(task.role, of: task.programme, in: task.city, tx)
            )
        }
        let asked = names(of: task).subtracting(
            people.count < 2 && task.assignee == nil ? ["assignee"] : [])
        let fields = about.specs(words, rights(task, context.viewer), only: asked)
        var values = about.values(stored)
        if values["assignee"] == nil { values.set("assignee", "") }
        return FormView(
            title: words("task.edit.title"), action: "/tasks/\(task.ref)",
            fields: fields.changing("assignee") {
                var spec = $0.controlled(doer(people, of: task, words))
                spec.isOptional = false
                return spec
            },
            submit: words("action.save"), cancel: "/tasks/\(task.ref)",
            values: values, version: task.version, draft: "task:\(task.ref)",
            crumbs: [LinkView(words("nav.tasks"), "/tasks")])
    }

    static func save(_ form: Form, _ context: Context, _ tx: Transaction) throws -> Task {
        let task = try found(context, tx)
        let draft = TaskDraft.record.read(
            form, rights(task, tx.viewer), only: names(of: task),
            over: try TaskDraft.stored(task.id, in: tx).values)
        let version = try form.version()
        try form.check()
        try draft.update(task, version: version, in: tx)
        return task
    }

    /// Everybody with the role, or one of those who hold it.
    private static func doer(
        _ people: [Colleague], of task: Task, _ words: Words
    ) -> FieldSpec.Control {
        let role = MessageValue.text(words("role.\(task.role.rawValue)"))
        let choices =
            [Choice("", words("task.anyone", ["role": role]))]
            + people.map { Choice($0.ref, words.called($0)) }
        return choices.count > 7 ? .select(choices) : .radios(choices)
    }

    /// The fields that are changed in the form; none when there is nothing to say of the task.
    static func names(of task: Task) -> Set<String> {
        let all = Set(TaskDraft.record.about.fields.map(\.name))
        if task.kind == .free { return all }
        return all.subtracting(task.isOfRule ? ["title", "due_on"] : ["title"])
    }

    private static func found(_ context: Context, _ tx: Transaction) throws -> Task {
        let task = try Task.find(try context.parameter("ref"), in: tx)
        try TaskPolicy(tx.viewer, task).requireComplete()
        guard task.doneAt == nil, !names(of: task).isEmpty else { throw Refusal.notFound }
        return task
    }

    private static func rights(_ task: Task, _ viewer: Viewer) -> FieldRights {
        FieldRights(viewer, for: [task.programme], in: task.city)
    }
}
