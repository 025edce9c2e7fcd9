import Coalition
import HTTP
import Templates

/// The people of a family: writing them down and changing them.
enum FamilyMemberPages: Feature {
    static var routes: [Route] {
        [
            .get("/families/:ref/members/new", .roles([.local], for: FamilyPolicy.programmes), new),
            .post("/families/:ref/members", .roles([.local], for: FamilyPolicy.programmes), create),
            .get(
                "/families/:ref/members/:id/edit", .roles([.local], for: FamilyPolicy.programmes),
                edit),
            .post(
                "/families/:ref/members/:id", .roles([.local], for: FamilyPolicy.programmes), update
            ),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func new(_ context: Context) throws -> Response {
        try context.show(try newForm(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try newForm(context) }) { form, tx in
            let family = try editable(context, tx)
            let draft = FamilyMemberDraft.record.read(form, family.fieldRights(of: tx.viewer))
            try form.check()
            try draft.add(to: family, in: tx)
            guard let double = try family.doubles(in: tx).first else {
                return (family.path, Note("note.saved"))
            }
            return (
                family.path,
                Note("note.family_double", ["name": context.words.name(double.code)])
            )
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try editForm(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try editForm(context) }) { form, tx in
            let family = try editable(context, tx)
            let member = try FamilyMember.find(
                try context.number("id"), of: family, in: tx)
            let draft = FamilyMemberDraft.record.read(form, family.fieldRights(of: tx.viewer))
            let version = try form.version()
            try form.check()
            try draft.update(member, of: family, version: version, in: tx)
            return (family.path, Note("note.saved"))
        }
    }

    /// The family in the path, for those who change families.
    static func editable(_ context: Context, _ tx: Transaction) throws -> Family {
        let family = try Family.find(try context.parameter("ref"), in: tx)
        try FamilyPolicy(tx.viewer, family).requireEdit()
        return family
    }

    private static func newForm(_ context: Context) throws -> FormView {
        let words = context.words
        let family = try context.read { try editable(context, $0) }
        return FormView(
            title: words("family_member.new.title"), lede: words("family_member.new.lede"),
            action: "\(family.path)/members", fields: fields(context, family),
            submit: words("action.save"), cancel: family.path, draft: "family_member:\(family.ref)",
            crumbs: family.crumbs(words), aside: words("family_member.privacy"))
    }

    private static func editForm(_ context: Context) throws -> FormView {
        let words = context.words
        let (family, member, stored) = try context.read { tx in
            let family = try editable(context, tx)
            let member = try FamilyMember.find(try context.number("id"), of: family, in: tx)
            return (family, member, try FamilyMemberDraft.stored(member.id, in: tx).values)
        }
        return FormView(
            title: words("family_member.edit.title"),
            action: "\(family.path)/members/\(member.id.value)",
            fields: fields(context, family), submit: words("action.save"), cancel: family.path,
            values: FamilyMemberDraft.record.about.values(stored), version: member.version,
            draft: "family_member:\(family.ref)/\(member.id.value)", crumbs: family.crumbs(words),
            aside: words("family_member.privacy"),
            links: member.leftOn == nil
                ? [
                    LinkView(
                        words("member_end.link"), "\(family.path)/members/\(member.id.value)/end")
                ] : [])
    }

    private static func fields(_ context: Context, _ family: Family) -> [FieldSpec] {
        FamilyMemberDraft.record.about
            .specs(context.words, family.fieldRights(of: context.viewer))
            .changing("name") { $0.filled("off") }
            .changing("original_name") { $0.filled("off") }
            .changing("birth_precision") { $0.asChips }
    }
}
