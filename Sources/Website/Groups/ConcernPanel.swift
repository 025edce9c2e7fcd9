import Coalition
import Templates

/// The open concerns of a group, and the form that says they are settled.
struct ConcernPanel: PageModel {
    let text: String
    let form: SmallForm
    let hasProblem: Bool

    /// Nil without an open concern, and for who may not settle one.
    init?(_ facts: GroupPageFacts, _ problems: [Problem], _ words: Words) {
        guard facts.group.concernCount > 0, facts.log.policy.maySettle else { return nil }
        var values = Values()
        values.set("settled_on", facts.today)
        let builder = FieldBuilder(values: values, problems: problems, stored: nil, words: words)
        hasProblem = !problems.isEmpty
        text = words("concern.open", ["count": .number(facts.group.concernCount)])
        form = SmallForm(
            path: "/groups/\(facts.group.ref)/concerns", version: nil,
            fields: [builder.view(.day("settled_on"))], submit: words("concern.settle"))
    }

    static let fields: Fields<ConcernPanel> = [
        .text("text") { $0.text },
        .object("form", SmallForm.fields) { $0.form },
        .flag("hasProblem") { $0.hasProblem },
    ]
}
