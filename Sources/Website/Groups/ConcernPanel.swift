import Coalition
import Templates

/// The open concerns of a group, and where somebody says what was done about them: with a sentence,
/// and whether they are over, in one place only.
struct ConcernPanel: PageModel {
    let text: String
    /// Nil where an open task asks for it, which stands beside this, and where none ever did.
    let attend: LinkView?

    /// Nil without an open concern, and for who may not settle one.
    init?(_ facts: GroupPageFacts, _ words: Words) {
        guard facts.group.concernCount > 0, facts.log.policy.maySettle else { return nil }
        text = words("concern.open", ["count": .number(facts.group.concernCount)])
        attend = facts.attending.flatMap { task in
            task.doneAt == nil ? nil : LinkView(words("task.act.concern"), "/tasks/\(task.ref)")
        }
    }

    static let fields: Fields<ConcernPanel> = [
        .text("text") { $0.text },
        .object("attend", LinkView.fields) { $0.attend },
    ]
}
