import Coalition
import HTTP
import Templates

/// What a family needs: writing it down, changing it, and saying that it is met.
enum NeedPages: Feature {
    static var routes: [Route] {
        [
            .get("/families/:ref/needs/new", .roles([.local], for: FamilyPolicy.programmes), new),
            .post("/families/:ref/needs", .roles([.local], for: FamilyPolicy.programmes), create),
            .get(
                "/families/:ref/needs/:id/edit", .roles([.local], for: FamilyPolicy.programmes),
                edit),
            .post(
                "/families/:ref/needs/:id", .roles([.local], for: FamilyPolicy.programmes), update),
            .post(
                "/families/:ref/needs/:id/met", .roles([.local], for: FamilyPolicy.programmes), meet
            ),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func new(_ context: Context) throws -> Response {
        try context.show(try newForm(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try newForm(context) }) { form, tx in
            let family = try FamilyMemberPages.editable(context, tx)
            let draft = read(form)
            try form.check()
            try draft.add(to: family, in: tx)
            return (family.path + "#doelen", Note("note.saved"))
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try editForm(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try editForm(context) }) { form, tx in
            let (family, need) = try found(context, tx)
            let draft = read(form)
            let version = try form.version()
            try form.check()
            try draft.update(need, of: family, version: version, in: tx)
            return (family.path + "#doelen", Note("note.saved"))
        }
    }

    static func meet(_ context: Context) throws -> Response {
        try context.act(again: { try FamilyPages.show(context, $0) }) { form, tx in
            let (family, need) = try found(context, tx)
            try need.setMet(form.values["value"] == "yes", of: family, in: tx)
            return (family.path + "#doelen", Note("note.saved"))
        }
    }

    private static func found(_ context: Context, _ tx: Transaction) throws -> (Family, Need) {
        let family = try FamilyMemberPages.editable(context, tx)
        return (family, try Need.find(try context.number("id"), of: family, in: tx))
    }

    private static func newForm(_ context: Context) throws -> FormView {
        let words = context.words
        let family = try context.read { try FamilyMemberPages.editable(context, $0) }
        return FormView(
            title: words("need.new.title"), lede: words("need.new.lede"),
            action: "\(family.path)/needs", fields: fields(words), submit: words("action.save"),
            cancel: family.path, values: values(NeedDraft()), draft: "need:\(family.ref)",
            crumbs: family.crumbs(words))
    }

    private static func editForm(_ context: Context) throws -> FormView {
        let words = context.words
        let (family, need) = try context.read { try found(context, $0) }
        return FormView(
            title: words("need.edit.title"), action: "\(family.path)/needs/\(need.id.value)",
            fields: fields(words), submit: words("action.save"), cancel: family.path,
            values: values(NeedDraft(need)), version: need.version,
            draft: "need:\(family.ref)/\(need.id.value)", crumbs: family.crumbs(words))
    }

    private static func fields(_ words: Words) -> [FieldSpec] {
        [
            .text("title").labelled("need.field.title"),
            .radioChips("theme", words.choices(Theme.self, "theme")),
            .radioChips(
                "priority", (1...3).map { Choice(String($0), words("need.priority.\($0)")) }),
            .radioChips("owner", words.choices(Need.Owner.self, "need.owner")),
            .day("due_on").labelled("need.field.due_on").optional,
        ]
    }

    private static func read(_ form: Form) -> NeedDraft {
        var draft = NeedDraft()
        draft.title = form.text("title", missing: "problem.title")
        draft.theme = form.choice("theme", isRequired: true)
        draft.priority = form.number("priority", 1...3, isRequired: true) ?? 2
        draft.owner = form.choice("owner", isRequired: true) ?? .group
        draft.dueOn = form.day("due_on")
        return draft
    }

    private static func values(_ draft: NeedDraft) -> Values {
        var values = Values()
        values.set("title", draft.title.isEmpty ? nil : draft.title)
        values.set("theme", draft.theme?.rawValue)
        values.set("priority", draft.priority)
        values.set("owner", draft.owner.rawValue)
        values.set("due_on", draft.dueOn)
        return values
    }
}
