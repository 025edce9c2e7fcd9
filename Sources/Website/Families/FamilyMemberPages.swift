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
            let draft = read(form)
            try form.check()
            try draft.add(to: family, in: tx)
            return (family.path, Note("note.saved"))
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
            let draft = read(form)
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
            action: "\(family.path)/members", fields: fields(words), submit: words("action.save"),
            cancel: family.path, draft: "family_member:\(family.ref)",
            crumbs: family.crumbs(words), aside: words("family_member.privacy"))
    }

    private static func editForm(_ context: Context) throws -> FormView {
        let words = context.words
        let (family, member) = try context.read { tx in
            let family = try editable(context, tx)
            return (
                family, try FamilyMember.find(try context.number("id"), of: family, in: tx)
            )
        }
        return FormView(
            title: words("family_member.edit.title"),
            action: "\(family.path)/members/\(member.id.value)", fields: fields(words),
            submit: words("action.save"), cancel: family.path,
            values: values(FamilyMemberDraft(member)), version: member.version,
            draft: "family_member:\(family.ref)/\(member.id.value)", crumbs: family.crumbs(words),
            aside: words("family_member.privacy"))
    }

    private static func fields(_ words: Words) -> [FieldSpec] {
        let precisions: [FamilyMember.Precision] = [.year, .estimated]
        return [
            .radios("kind", words.choices(FamilyMember.Kind.self, "family_member.kind"))
                .labelled("family_member.field.kind"),
            .text("name").labelled("family_member.field.name").optional.filled("off"),
            .tick("is_single_name"), .text("original_name").optional.filled("off"),
            .number("birth_year").optional,
            .radioChips(
                "birth_precision", precisions.map { words.choice($0, "birth_precision") }
            ).optional,
            .day("joined_on").labelled("family_member.field.joined_on").optional,
            .day("left_on").labelled("family_member.field.left_on").optional,
        ]
    }

    private static func read(_ form: Form) -> FamilyMemberDraft {
        var draft = FamilyMemberDraft()
        draft.kind = form.choice("kind", isRequired: true)
        draft.name = form.optionalText("name")
        draft.originalName = form.optionalText("original_name")
        draft.isSingleName = form.tick("is_single_name")
        draft.birthYear = form.number("birth_year", 1...9999)
        draft.birthPrecision = form.choice("birth_precision")
        draft.joinedOn = form.day("joined_on")
        draft.leftOn = form.day("left_on")
        return draft
    }

    private static func values(_ draft: FamilyMemberDraft) -> Values {
        var values = Values()
        values.set("kind", draft.kind?.rawValue)
        values.set("name", draft.name)
        values.set("original_name", draft.originalName)
        values.set("is_single_name", draft.isSingleName)
        values.set("birth_year", draft.birthYear)
        values.set(
            "birth_precision",
            draft.birthPrecision == .unknown ? nil : draft.birthPrecision?.rawValue)
        values.set("joined_on", draft.joinedOn)
        values.set("left_on", draft.leftOn)
        return values
    }
}
