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
            let draft = NeedDraft.record.read(form, family.fieldRights(of: tx.viewer))
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
            let draft = NeedDraft.record.read(form, family.fieldRights(of: tx.viewer))
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
            action: "\(family.path)/needs", fields: fields(context, family),
            submit: words("action.save"), cancel: family.path, values: NeedDraft.record.start,
            draft: "need:\(family.ref)",
            crumbs: family.crumbs(words))
    }

    private static func editForm(_ context: Context) throws -> FormView {
        let words = context.words
        let (family, need, stored) = try context.read { tx in
            let (family, need) = try found(context, tx)
            return (family, need, try NeedDraft.stored(need.id, in: tx).values)
        }
        return FormView(
            title: words("need.edit.title"), action: "\(family.path)/needs/\(need.id.value)",
            fields: fields(context, family), submit: words("action.save"), cancel: family.path,
            values: NeedDraft.record.about.values(stored), version: need.version,
            draft: "need:\(family.ref)/\(need.id.value)", crumbs: family.crumbs(words))
    }

    private static func fields(_ context: Context, _ family: Family) -> [FieldSpec] {
        NeedDraft.record.about.specs(context.words, family.fieldRights(of: context.viewer))
            .changing("theme") { $0.asChips }
            .changing("owner") { $0.asChips }
    }
}
