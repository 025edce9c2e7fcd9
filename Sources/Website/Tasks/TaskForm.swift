import Coalition
import Templates

/// The form of a free task, perhaps about a group or a family.
struct TaskForm: Sendable {
    private let cities: [City]
    private let roles: [Role]
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
        roles = cities.reduce(into: Set<Role>()) { roles, city in
            for programme in reachable {
                roles.formUnion(TaskPolicy.addressees(for: tx.viewer, of: programme, in: city.id))
            }
        }.sorted()
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
        var draft = TaskDraft.record.read(form, rights)
        draft.role = roles.count == 1 ? roles[0] : form.choice("role", isRequired: true) ?? .local
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
        let role =
            roles.count > 1
            ? [
                FieldSpec.radios(
                    "role", roles.map { Choice($0.rawValue, words("role.\($0.rawValue)")) }
                ).labelled("task.role.field")
            ] : []
        let programme =
            asksProgramme
            ? [
                FieldSpec.radios(
                    "programme", programmes.map { words.choice($0, "programme") }
                ).labelled("task.field.programme")
            ] : []
        let typed = TaskDraft.record.about.specs(words, rights)
        return typed.filter { $0.name == "title" } + city + role + programme
            + typed.filter { $0.name != "title" }
    }

    private func start(_ context: Context) -> Values {
        var values = Values()
        let mine = context.role.flatMap { roles.contains($0) ? $0 : nil } ?? roles.first
        values.set("role", mine?.rawValue)
        values.set("programme", programmes.first?.rawValue)
        return values
    }
}

/// The form in which more is said of an open task: of a free one everything that was typed, of one of a
/// rule what the rule does not say.
enum TaskEdit {
    static func view(_ context: Context) throws -> FormView {
        let (words, about) = (context.words, TaskDraft.record.about)
        let (task, stored) = try context.read { tx in
            let task = try found(context, tx)
            return (task, try TaskDraft.stored(task.id, in: tx).values)
        }
        return FormView(
            title: words("task.edit.title"), action: "/tasks/\(task.ref)",
            fields: about.specs(words, rights(task, context.viewer), only: names(of: task)),
            submit: words("action.save"), cancel: "/tasks/\(task.ref)",
            values: about.values(stored), version: task.version, draft: "task:\(task.ref)",
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

    /// The fields that are changed in the form; none when there is nothing to say of the task.
    static func names(of task: Task) -> Set<String> {
        let all = Set(TaskDraft.record.about.fields.map(\.name))
        return task.isOfRule ? all.subtracting(["title", "due_on"]) : all
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
