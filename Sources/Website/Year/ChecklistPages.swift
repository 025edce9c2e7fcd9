import Coalition
import HTTP
import HTTPTypes
import Templates

/// The lists of a year: the network's, and what a city makes of them.
enum ChecklistPages: Feature {
    static var routes: [Route] {
        let editors = Access.roles(YearPolicy.editors, for: GroupPolicy.programmes)
        return [
            .get("/checklists", editors, index),
            .get("/checklists/:kind", editors, edit),
            .post("/checklists/:kind", editors, save),
            .post("/checklists/:kind/network", editors, giveBack),
        ]
    }
    static var pages: [any SitePage.Type] { [ChecklistIndexPage.self, ChecklistPage.self] }

    static func index(_ context: Context) throws -> Response {
        let (city, cities, lists) = try context.read { tx in
            let (city, cities) = try place(context, tx)
            return (city, cities, try Checklist.all(of: city?.id, at: tx.now, in: tx))
        }
        return try context.show(ChecklistIndexPage(city, cities, lists, context))
    }

    static func edit(_ context: Context) throws -> Response {
        let rows = try context.read { tx in
            let rows = try ChecklistForm(context, nil, tx)
            let kept = try Draft.find(rows.draft, in: tx).map { Values(parsing: $0.body) }
            return try kept.map { try ChecklistForm(context, $0, tx) } ?? rows
        }
        let form = try context.formBody(rows.view(context))
        return try context.show(ChecklistPage(rows, form, context))
    }

    static func save(_ context: Context) throws -> Response {
        let typed = Values(context.request)
        let rows = try context.read { try ChecklistForm(context, typed, $0) }
        return try context.submit(
            { rows.view(context) },
            again: { form, status in
                try context.show(ChecklistPage(rows, form, context), status: status)
            }
        ) { form, tx in
            let version = try form.version()
            let draft = rows.read(form)
            try form.check()
            try draft.save(seen: version, in: tx)
            return (rows.indexPath, Note("note.checklist_saved"))
        }
    }

    static func giveBack(_ context: Context) throws -> Response {
        try context.act { form, tx in
            let rows = try ChecklistForm(context, nil, tx)
            let version = try form.version()
            let words = context.words
            try Confirmation.require(
                form,
                Confirmation(
                    title: words("checklist.network.title"), text: words("checklist.network.text"),
                    submit: words("checklist.network"), cancel: rows.path))
            try ChecklistDraft(rows.list.version.kind, of: rows.city).giveBack(
                seen: version, in: tx)
            return (rows.indexPath, Note("note.checklist_network"))
        }
    }

    /// Whose lists are meant: those of the city that is named, else the network's for the network, and
    /// for a coordinator those of the first city.
    static func place(
        _ context: Context, _ tx: Transaction
    ) throws -> (city: City?, cities: [City]) {
        let scope = tx.viewer.scope(of: [.local], for: GroupPolicy.programmes)
        let isNetwork = ChecklistDraft.isEditor(tx.viewer, of: nil)
        let cities = scope == .everywhere ? [] : try City.within(scope, in: tx)
        if let ref = context.query.text("city") {
            guard let city = cities.first(where: { $0.ref == ref }) else { throw Refusal.notFound }
            return (city, cities)
        }
        if isNetwork { return (nil, cities) }
        guard let first = cities.first else { throw Refusal.notFound }
        return (first, cities)
    }
}

/// Every list, with how many lines it has and whose it is.
struct ChecklistIndexPage: SitePage {
    static let template = "checklists/index"
    let title: String
    let rows: [LinkRow]
    let others: [LinkView]

    /// A list in a row.
    struct LinkRow: PageModel {
        let name: String
        let path: String
        let hint: String

        static let fields: Fields<LinkRow> = [
            .text("name") { $0.name },
            .text("path") { $0.path },
            .text("hint") { $0.hint },
        ]
    }

    init(_ city: City?, _ cities: [City], _ lists: [Checklist], _ context: Context) {
        let words = context.words
        let language = context.language.rawValue
        title =
            city.map { words("checklist.title.city", ["city": .text($0.name(language))]) }
            ?? words("checklist.title")
        let query = city.map { "?city=\($0.ref)" } ?? ""
        rows = lists.map { list in
            let version = list.version
            let whose =
                city == nil
                ? "checklist.version" : version.isOwn ? "checklist.own" : "checklist.given"
            return LinkRow(
                name: words("checklist.kind.\(version.kind.rawValue)"),
                path: "/checklists/\(version.kind.rawValue)\(query)",
                hint: [
                    words("checklist.count", ["count": .number(list.lines.count)]),
                    words(whose, ["number": .number(version.number)]),
                ].joined(separator: ", "))
        }
        others = cities.filter { $0.id != city?.id }.map {
            LinkView($0.name(language), "/checklists?city=\($0.ref)")
        }
    }

    static let fields: Fields<ChecklistIndexPage> = [
        .text("title") { $0.title },
        .list("rows", LinkRow.fields) { $0.rows },
        .list("others", LinkView.fields) { $0.others },
        .flag("hasOthers") { !$0.others.isEmpty },
    ]
}
