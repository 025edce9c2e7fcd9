import Coalition
import Templates

/// A row of work: what is to be done, about whom, how urgent it is, and the one thing that does it.
/// The list of today, the tasks, the round and the week are made of the same rows.
struct WorkRow: PageModel {
    let title: String
    let path: String
    /// Of which programme and city it is, where the viewer's rows differ in that, and what is known of
    /// it; nil for nothing.
    let hint: String?
    let tag: TagView
    /// "+2": what else has to be done about the same record, on its page; nil for nothing.
    let more: ButtonView?
    /// Nil for a viewer whose work it is not.
    let action: WorkAction?

    /// - Parameter back: The page to return to once it is done.
    init(_ item: WorkItem, _ facts: WorkFacts, back: String, _ context: Context) {
        let words = context.words
        let record: LinkView?
        switch item.cause {
        case .task(let task):
            title = TaskWords.title(task, facts.subjects, words)
            path = "/tasks/\(task.ref)"
            hint = TaskWords.joined([
                facts.place(item, context), TaskWords.hint(task, facts, words),
            ])
            tag = TaskWords.tag(task, facts.today, words)
            // What leads to the page on which it stands leads nowhere.
            action = WorkAction.all(task, facts.subjects, back: back, context).first {
                $0.isButton || !$0.leads(to: back)
            }
            record = facts.subjects.term(of: task, words).flatMap { term in
                term.link.map { LinkView(term.text, $0) }
            }
        case .talk(let line):
            let zone = facts.zones[line.talk.city] ?? .amsterdam
            title = line.title(words)
            path = line.path
            hint = TaskWords.joined([
                facts.place(item, context), line.talk.when(words, facts.today),
            ])
            tag = line.tag(context, zone)
            action = WorkAction(line, zone, context)
            record = LinkView(line.subject.name(words), line.subject.path)
        }
        let others = item.others.count
        more =
            others == 0
            ? nil
            : record.map {
                ButtonView(
                    text: "+\(others)", path: $0.path,
                    detail: words("work.more", ["name": .text($0.text)]))
            }
    }

    static let fields: Fields<WorkRow> = [
        .text("title") { $0.title },
        .text("path") { $0.path },
        .text("hint") { $0.hint },
        .flag("hasHint") { $0.hint != nil || $0.more != nil },
        .object("tag", TagView.fields) { $0.tag },
        .object("more", ButtonView.fields) { $0.more },
        .object("action", WorkAction.fields) { $0.action },
    ]
}
