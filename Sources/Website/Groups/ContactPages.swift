import Coalition
import HTTP
import Templates

/// Who of a group is called: one of its members.
enum ContactPages: Feature {
    static var routes: [Route] {
        [
            .get("/groups/:ref/contact", .roles([.local], for: GroupPolicy.programmes), edit),
            .post("/groups/:ref/contact", .roles([.local], for: GroupPolicy.programmes), update),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    /// A group without members gets some first.
    static func edit(_ context: Context) throws -> Response {
        let (group, members) = try context.read { try found(context, $0) }
        guard !members.isEmpty else {
            return context.redirect("/groups/\(group.ref)/members/many")
        }
        return try context.show(view(group, members, context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({
            let (group, members) = try context.read { try found(context, $0) }
            return view(group, members, context)
        }) { form, tx in
            let (group, members) = try found(context, tx)
            let ids = members.map { String($0.id.value) }
            let chosen = form.code("contact", of: ids, missing: "problem.contact_person")
            let version = try form.version()
            try form.check()
            try Member.requireVersion(version, of: members, in: tx)
            guard let member = members.first(where: { String($0.id.value) == chosen }) else {
                throw Refusal.notFound
            }
            try member.becomeContact(of: group, in: tx)
            return ("/groups/\(group.ref)", Note("note.contact_chosen", ["name": member.name]))
        }
    }

    private static func found(_ context: Context, _ tx: Transaction) throws -> (Group, [Member]) {
        let group = try Group.find(try context.parameter("ref"), in: tx)
        try GroupPolicy(tx.viewer, group).requireEdit()
        return (group, try Member.active(of: group.id, in: tx))
    }

    private static func view(_ group: Group, _ members: [Member], _ context: Context) -> FormView {
        let words = context.words
        var values = Values()
        values.set("contact", members.first(where: \.isContact).map { String($0.id.value) })
        let choices = members.map { member in
            let ways = [member.phone, member.email].compactMap { $0 }.joined(separator: ", ")
            return Choice(
                String(member.id.value), member.name,
                hint: ways.isEmpty ? words("contact.no_way") : ways)
        }
        return FormView(
            title: words("contact.title", ["name": .text(group.name)]),
            lede: words("contact.lede"), action: "/groups/\(group.ref)/contact",
            fields: [FieldSpec.radios("contact", choices).labelled("member.contact")],
            submit: words("action.save"), cancel: "/groups/\(group.ref)", values: values,
            version: Member.version(of: members),
            crumbs: [
                LinkView(words("nav.groups"), "/groups"),
                LinkView(group.name, "/groups/\(group.ref)"),
            ])
    }
}
