import Coalition
import Templates

/// The open concerns of a group, and where somebody says what was done about them, always with a
/// sentence: in the task that asks for it, or here where none of one's own does.
struct ConcernPanel: PageModel {
    let text: String
    /// The task that asks for it; nil where it stands above, and where there is none.
    let attend: LinkView?
    /// For who has no open task of his or her own.
    let form: SmallForm?
    let hasProblem: Bool

    /// Nil without an open concern, and for who may not settle one.
    init?(_ facts: GroupPageFacts, _ problems: [Problem], _ context: Context) {
        guard facts.group.concernCount > 0, facts.log.policy.maySettle else { return nil }
        let words = context.words
        let task = facts.now.all.first {
            $0.kind == .concern && TaskPolicy(facts.viewer, $0).mayComplete
        }
        text = words("concern.open", ["count": .number(facts.group.concernCount)])
        let isAbove = facts.now.tasks.contains { $0.id == task?.id }
        attend =
            isAbove
            ? nil
            : task.map { LinkView(words("task.act.concern"), "/tasks/\($0.ref)#afhandelen") }
        hasProblem = problems.contains { $0.field == "reason" }
        form = task == nil ? ConcernPanel.form(facts.group, problems, context) : nil
    }

    private static func form(
        _ group: Group, _ problems: [Problem], _ context: Context
    ) -> SmallForm {
        let words = context.words
        let values = problems.isEmpty ? Values() : Values(context.request).withoutTokens
        let builder = FieldBuilder(values: values, problems: problems, stored: nil, words: words)
        return SmallForm(
            path: "/groups/\(group.ref)/concerns", version: nil,
            fields: [builder.view(.area("reason", rows: 2).labelled("task.field.attended"))],
            submit: words("concern.end"))
    }

    static let fields: Fields<ConcernPanel> = [
        .text("text") { $0.text },
        .object("attend", LinkView.fields) { $0.attend },
        .object("form", SmallForm.fields) { $0.form },
        .flag("hasForm") { $0.form != nil },
        .flag("hasProblem") { $0.hasProblem },
    ]
}
