import Coalition
import Templates

/// The form of a free task, perhaps about a group or a family.
struct TaskForm: Sendable {
    private let cities: [City]
    private let doers: TaskDoers
    /// The programmes that a task about nothing in particular can be of; one is not asked.
    private let programmes: [Programme]
    private let group: Group?
    private let family: Family?
    private let rights: FieldRights

    init(_ context: Context) throws {
        let query = context.query
        self = try context.read { tx in
            try TaskForm(
                group: query.text("group").map { try Group.find($0, in: tx) },
                family: query.text("family").map { try Family.find($0, in: tx) }, tx)
        }
    }

    private init(group: Group?, family: Family?, _ tx: Transaction) throws {
        self.group = group
        self.family = family
        rights = TaskDraft.record.about.rights(of: tx.viewer, in: nil)
        let reach = try City.within(tx.viewer.scope(of: TaskPolicy.doers, for: .any), in: tx)
        let about = group?.city ?? family?.city
        let cities = reach.filter { about == nil || $0.id == about }
        self.cities = cities
        let reachable = TaskForm.programmes(of: group, family).filter { programme in
            cities.contains { city in
                !TaskPolicy.addressees(for: tx.viewer, of: programme, in: city.id).isEmpty
            }
        }
        programmes = reachable
        doers = try TaskDoers(of: reachable, in: cities, tx)
    }

    private static func programmes(of group: Group?, _ family: Family?) -> [Programme] {
        if group != nil { return GroupPolicy.programmes.sorted() }
        return family?.programmes.sorted() ?? Programme.allCases
    }

    /// The page of what it is about; nil for a task about nothing in particular.
    var back: String? {
        group.map { "/groups/\($0.ref)" } ?? family.map { "/families/\($0.ref)" }
    }

    func view(_ context: Context) -> FormView {
        let words = context.words
        let about =
            group.map { words("group.called", ["name": .text($0.name)]) }
            ?? family.map { words("family.called", ["name": .text(words.name($0.code))]) }
        return FormView(
            title: words("task.new"),
            lede: about.map { words("task.new.about", ["name": .text($0)]) },
            action: "/tasks" + subject, fields: fields(context), submit: words("action.save"),
            cancel: back ?? "/tasks", values: start(context), draft: "task:new" + subject,
            crumbs: [LinkView(words("nav.tasks"), "/tasks")])
    }

    func read(_ form: Form) -> TaskDraft {
        let names = Set(TaskDraft.record.about.fields.map(\.name)).subtracting(["assignee"])
        var draft = TaskDraft.record.read(form, rights, only: names)
        (draft.role, draft.assignee) = doers.read(form)
        draft.programme =
            asksProgramme
            ? form.choice("programme") ?? programmes.first : programmes.first
        draft.group = group
        draft.family = family
        return draft
    }

    func city(_ form: Form, _ tx: Transaction) throws -> City {
        if cities.count == 1 { return cities[0] }
        return try City.chosen(
            form.values.text("city"), for: TaskPolicy.doers, of: .any, in: tx)
    }

    private var asksProgramme: Bool { group == nil && family == nil && programmes.count > 1 }

    private var subject: String {
        group.map { "?group=\($0.ref)" } ?? family.map { "?family=\($0.ref)" } ?? ""
    }

    private func fields(_ context: Context) -> [FieldSpec] {
        let words = context.words
        let city = cities.count > 1 ? [CityChoice.field(cities, context)] : []
        let programme =
            asksProgramme
            ? [
                FieldSpec.radios(
                    "programme", programmes.map { words.choice($0, "programme") }
                ).labelled("task.field.programme")
            ] : []
        let typed = TaskDraft.record.about.specs(words, rights)
        let rest = typed.filter { !["title", "assignee"].contains($0.name) }
        return typed.filter { $0.name == "title" } + city + doers.fields(words) + programme + rest
    }

    private func start(_ context: Context) -> Values {
        var values = Values()
        values.set("assignee", doers.usual(context.viewer))
        values.set("programme", programmes.first?.rawValue)
        return values
    }
}
