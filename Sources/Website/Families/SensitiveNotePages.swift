import Coalition
import HTTP
import HTTPTypes
import Templates

/// Sensitive notes: shown on request, on a page of their own, and every look is written down.
enum SensitiveNotePages: Feature {
    static var routes: [Route] {
        [
            .get(
                "/families/:ref/notes",
                .roles([.local, .safeguarding], for: FamilyPolicy.programmes), index),
            .post("/families/:ref/notes", .roles([.local], for: FamilyPolicy.programmes), create),
            .get(
                "/families/:ref/notes/:id/remove", .roles([.local], for: FamilyPolicy.programmes),
                removeForm),
            .post(
                "/families/:ref/notes/:id/remove", .roles([.local], for: FamilyPolicy.programmes),
                remove),
        ]
    }
    static var pages: [any SitePage.Type] { [SensitiveNotePage.self] }

    static func index(_ context: Context) throws -> Response {
        let form = try newForm(context)
        return try page(context, try context.formBody(form), .ok)
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit(
            { try newForm(context) }, again: { try page(context, $0, $1) }
        ) { form, tx in
            let family = try FamilyMemberPages.editable(context, tx)
            let kind: SensitiveNote.Kind? = form.choice("kind", isRequired: true)
            let text = form.area("text", max: SensitiveNote.longest)
            if form.values.text("text") == nil { form.note("text", "problem.required") }
            try form.check()
            try SensitiveNote.add(kind, text ?? "", to: family, in: tx)
            return ("\(family.path)/notes", Note("note.saved"))
        }
    }

    static func removeForm(_ context: Context) throws -> Response {
        try context.show(try removal(context))
    }

    static func remove(_ context: Context) throws -> Response {
        try context.submit({ try removal(context) }) { _, tx in
            let family = try FamilyMemberPages.editable(context, tx)
            try SensitiveNote.remove(try context.number("id"), of: family, in: tx)
            return (family.path, Note("note.note_removed"))
        }
    }

    /// Reads in a write transaction: without the row of the log there is no answer.
    private static func page(
        _ context: Context, _ form: FormBody, _ status: HTTPResponse.Status
    ) throws -> Response {
        let words = context.words
        let (family, city, notes) = try context.write { tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            return (
                family, try City.named(family.city, in: tx),
                try SensitiveNote.open(of: family, in: tx)
            )
        }
        // A note can be removed for good at any time; none is added of a family that has left.
        let mayEdit = FamilyPolicy(context.viewer, family).mayEdit
        let mayAdd = mayEdit && !Family.State.over.contains(family.state)
        let rows = notes.map { note in
            SensitiveNoteView(
                kind: words("note_kind.\(note.kind.rawValue)"), text: note.text,
                day: words.day(city.zone.day(of: note.writtenAt)),
                removal: mayEdit ? "\(family.path)/notes/\(note.id.value)/remove" : nil)
        }
        return try context.show(
            SensitiveNotePage(
                title: words("note_kind.title"), crumbs: family.crumbs(words), notes: rows,
                form: mayAdd ? form : nil),
            status: status)
    }

    private static func newForm(_ context: Context) throws -> FormView {
        let words = context.words
        let family = try context.read { try Family.find(try context.parameter("ref"), in: $0) }
        return FormView(
            title: words("note_kind.new"), action: "\(family.path)/notes",
            fields: [
                .radioChips("kind", words.choices(SensitiveNote.Kind.self, "note_kind"))
                    .labelled("note_kind.field.kind"),
                .area("text", rows: 4).labelled("note_kind.field.text"),
            ], submit: words("action.save"), cancel: family.path)
    }

    private static func removal(_ context: Context) throws -> FormView {
        let words = context.words
        let family = try context.read { try FamilyMemberPages.editable(context, $0) }
        return FormView(
            title: words("note_kind.remove.title"), lede: words("note_kind.remove.lede"),
            action: "\(family.path)/notes/\(try context.number("id"))/remove", fields: [],
            submit: words("note_kind.remove.submit"), cancel: "\(family.path)/notes",
            crumbs: family.crumbs(words))
    }
}

/// The notes of a family, and the form for one more.
struct SensitiveNotePage: SitePage {
    static let template = "families/notes"
    let title: String
    let crumbs: [LinkView]
    let notes: [SensitiveNoteView]
    let form: FormBody?
    var typing: Typing { form?.typing ?? .none }

    static let fields: Fields<SensitiveNotePage> = [
        .text("title") { $0.title },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .list("notes", SensitiveNoteView.fields) { $0.notes },
        .flag("isEmpty") { $0.notes.isEmpty },
        .object("form", FormBody.fields) { $0.form },
        .flag("hasProblems") { $0.form.map { !$0.problems.isEmpty } ?? false },
    ]
}

/// One note.
struct SensitiveNoteView: PageModel {
    let kind: String
    let text: String
    let day: String
    /// Where it is removed; nil for who may only read.
    let removal: String?

    static let fields: Fields<SensitiveNoteView> = [
        .text("kind") { $0.kind },
        .text("text") { $0.text },
        .text("day") { $0.day },
        .text("removal") { $0.removal },
    ]
}
