import Coalition
import HTTP
import Templates

/// Contacts of several groups in one table: a row per active group, of which only the filled ones
/// are saved.
enum LogManyPages: Feature {
    private static let path = "/log/many"
    private static let draft = "log:many"
    /// Rows in a table; a coordinator has fewer groups than this.
    private static let most = 100

    static var routes: [Route] {
        [
            .get("/log/many", .roles(LogPolicy.writers, for: GroupPolicy.programmes), new),
            .post("/log/many", .roles(LogPolicy.writers, for: GroupPolicy.programmes), create),
        ]
    }
    static var pages: [any SitePage.Type] { [LogManyPage.self] }

    static func new(_ context: Context) throws -> Response {
        let rows = try context.read { tx in
            let kept = try Draft.find(draft, in: tx).map { Values(parsing: $0.body) }
            return try LogManyRows(kept, most: most, tx)
        }
        let form = try context.formBody(view(rows, context))
        return try context.show(LogManyPage(rows, form, context))
    }

    static func create(_ context: Context) throws -> Response {
        let typed = Values(context.request)
        let rows = try context.read { try LogManyRows(typed, most: most, $0) }
        return try context.submit(
            { view(rows, context) },
            again: { form, status in
                try context.show(LogManyPage(rows, form, context), status: status)
            }
        ) { form, tx in
            let table = LogTable(
                rows.groups.indices.map { .init(rows.groups[$0], rows.draft($0, typed)) })
            do {
                return note(try table.create(in: tx).count)
            } catch Refusal.invalid(let problems) {
                for problem in problems {
                    let field = problem.field.replacing("happened_on.", with: "day.")
                    form.note(field, problem.message, problem.values)
                }
                try form.check()
                return ("/", nil)
            }
        }
    }

    private static func note(_ count: Int) -> (path: String, note: Note?) {
        switch count {
        case 0: (path, Note("note.logged_none"))
        case 1: ("/", Note("note.logged_single"))
        default: ("/", Note("note.logged_many", ["number": String(count)]))
        }
    }

    private static func view(_ rows: LogManyRows, _ context: Context) -> FormView {
        let words = context.words
        return FormView(
            title: words("log.many"), lede: words("log.many.lede"), action: path,
            fields: rows.groups.indices.flatMap { rows.specs($0, words) },
            submit: words("action.save"), cancel: "/", values: rows.start, draft: draft)
    }
}

/// The groups of the table and the fields of each of them.
struct LogManyRows: Sendable {
    /// Days to choose from, today first.
    private static let days = 8

    let groups: [Group]
    let families: [ID<Group>: Family]
    let today: Day

    /// - Parameter typed: What was typed or kept before; its rows are then kept in their order.
    init(_ typed: Values?, most: Int, _ tx: Transaction) throws {
        let day = try ContactDay(for: LogPolicy.writers, tx)
        today = day.today
        var rows: [Group] = []
        for index in 0..<most {
            guard let ref = typed?.text("group.\(index)") else { break }
            rows.append(try Group.find(ref, in: tx))
        }
        groups = rows.isEmpty ? Array(day.groups.prefix(most)) : rows
        families =
            rows.isEmpty
            ? day.families : try Match.families(ofGroups: groups.map(\.id), in: tx)
    }

    func specs(_ index: Int, _ words: Words) -> [FieldSpec] {
        let days = (0..<LogManyRows.days).map { ago in
            let day = today - ago
            let name = ago < 2 ? words.relative(day, today) : words.weekdayAndDay(day)
            return Choice(day.iso, name)
        }
        return [
            .radioChips(
                "contact.\(index)",
                ["made", "tried"].map { Choice($0, words("log.many.contact.\($0)")) }
            ).labelled("log.many.contact"),
            .select("day.\(index)", days).labelled("log.many.day"),
            .text("duration.\(index)", width: "w8").labelled("log.many.duration"),
            .text("note.\(index)").labelled("log.many.note"),
        ]
    }

    var start: Values {
        groups.indices.reduce(into: Values()) { values, index in
            values.set("day.\(index)", today.iso)
        }
    }

    func draft(_ index: Int, _ typed: Values) -> LogDraft {
        var draft = LogDraft()
        draft.happenedOn = typed.text("day.\(index)").flatMap { Day(iso: $0) }
        draft.isContact = LogForm.contact(typed["contact.\(index)"])
        draft.duration = typed["duration.\(index)"] ?? ""
        draft.note = typed["note.\(index)"] ?? ""
        return draft
    }
}

/// The table itself.
struct LogManyPage: SitePage {
    static let template = "log/many"
    let form: FormBody
    var typing: Typing { rows.isEmpty ? .none : form.typing }
    let rows: [LogManyRow]
    /// Each problem with the group it is about, as a link to its field.
    let problems: [LinkView]

    init(_ rows: LogManyRows, _ form: FormBody, _ context: Context) {
        let words = context.words
        let fields = Dictionary(uniqueKeysWithValues: form.fields.map { ($0.name, $0) })
        self.form = form
        self.rows = rows.groups.enumerated().compactMap { index, group in
            LogManyRow(index, group, rows.families[group.id], fields, words)
        }
        problems = self.rows.flatMap { row in
            row.fields.compactMap { field in
                field.error.map { LinkView("\(row.name): \($0)", "#\(field.id)") }
            }
        }
    }

    static let fields: Fields<LogManyPage> = [
        .object("form", FormBody.fields) { $0.form },
        .list("rows", LogManyRow.fields) { $0.rows },
        .flag("isEmpty") { $0.rows.isEmpty },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
    ]
}

/// One group with its four fields.
struct LogManyRow: PageModel {
    let index: Int
    let ref: String
    let name: String
    let family: String?
    let ring: SafeHTML
    let contact: FieldView
    let day: FieldView
    let duration: FieldView
    let note: FieldView

    var fields: [FieldView] { [contact, day, duration, note] }

    init?(
        _ index: Int, _ group: Group, _ family: Family?, _ fields: [String: FieldView],
        _ words: Words
    ) {
        guard let contact = fields["contact.\(index)"], let day = fields["day.\(index)"],
            let duration = fields["duration.\(index)"], let note = fields["note.\(index)"]
        else { return nil }
        (self.contact, self.day, self.duration, self.note) = (contact, day, duration, note)
        self.index = index
        ref = group.ref
        name = group.name
        self.family = family.map { words("family.called", ["name": .text(words.name($0.code))]) }
        ring = group.ring(hasFamily: family != nil, words).small(28)
    }

    static let fields: Fields<LogManyRow> = [
        .number("index") { $0.index },
        .text("ref") { $0.ref },
        .text("name") { $0.name },
        .text("family") { $0.family },
        .html("ring") { $0.ring },
        .object("contact", FieldView.fields) { $0.contact },
        .object("day", FieldView.fields) { $0.day },
        .object("duration", FieldView.fields) { $0.duration },
        .object("note", FieldView.fields) { $0.note },
    ]
}
