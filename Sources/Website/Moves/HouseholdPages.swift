import Coalition
import HTTP
import Templates

/// Somebody joins a family, or is no longer there.
enum HouseholdPages: Feature {
    static var routes: [Route] {
        let writers = Access.roles([.local], for: FamilyPolicy.programmes)
        let end = "/families/:ref/members/:id/end"
        return [
            .get("/families/:ref/growth", writers) { try $0.show(try growthForm($0)) },
            .post("/families/:ref/growth", writers, grow),
            .get(end, writers) { try $0.show(try endForm($0)) },
            .post(end, writers, endMember),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    /// What is asked of somebody who joins.
    private static let asked: Set<String> = [
        "name", "is_single_name", "original_name", "kind", "birth_year", "joined_on",
    ]

    static func grow(_ context: Context) throws -> Response {
        try context.submit({ try growthForm(context) }) { form, tx in
            let family = try FamilyMemberPages.editable(context, tx)
            let way: HouseholdGrowth.Way? = form.choice("way")
            let person = FamilyMemberDraft.record.read(
                form, family.fieldRights(of: tx.viewer), only: asked)
            // Who is born is a child, whatever else is said.
            if way != .birth { try form.check() }
            let excess = try HouseholdGrowth(way, person).add(to: family, in: tx)
            guard let excess else { return (family.path, Note("note.family_grew")) }
            return (
                family.path,
                Note(
                    "note.family_grew_over",
                    ["name": excess.group, "most": String(excess.maximum)])
            )
        }
    }

    static func endMember(_ context: Context) throws -> Response {
        try context.submit({ try endForm(context) }) { form, tx in
            let family = try FamilyMemberPages.editable(context, tx)
            let member = try FamilyMember.find(try context.number("id"), of: family, in: tx)
            let ending: FamilyMember.Ending? = form.choice("ending")
            let (day, version) = (form.day("left_on"), try form.version())
            try form.check()
            try member.end(ending, on: day, of: family, version: version, in: tx)
            return (family.path + "#mensen", Note("note.saved"))
        }
    }

    private static func growthForm(_ context: Context) throws -> FormView {
        let words = context.words
        let family = try context.read { tx in
            let family = try FamilyMemberPages.editable(context, tx)
            try family.requireHere()
            return family
        }
        let way = FieldSpec.radioChips("way", words.choices(HouseholdGrowth.Way.self, "growth.way"))
            .labelled("growth.way")
        return FormView(
            title: words("growth.title", ["name": .text(words.name(family.code))]),
            lede: words("growth.lede"), action: "\(family.path)/growth",
            fields: [way]
                + FamilyMemberDraft.record.about
                .specs(words, family.fieldRights(of: context.viewer), only: asked)
                .changing("joined_on") { $0.labelled("growth.joined_on") }
                .changing("kind") { $0.labelled("growth.kind").optional }
                .changing("name") { $0.filled("off") }
                .changing("original_name") { $0.filled("off") },
            submit: words("action.save"), cancel: family.path, crumbs: family.crumbs(words),
            aside: words("family_member.privacy"))
    }

    private static func endForm(_ context: Context) throws -> FormView {
        let words = context.words
        let (family, member) = try context.read { tx in
            let family = try FamilyMemberPages.editable(context, tx)
            try family.requireHere()
            let member = try FamilyMember.find(try context.number("id"), of: family, in: tx)
            guard member.leftOn == nil else { throw Refusal.notFound }
            return (family, member)
        }
        let name = member.name ?? member.originalName ?? words("family_member.nameless")
        return FormView(
            title: words("member_end.title"), lede: words("member_end.lede", ["name": .text(name)]),
            action: "\(family.path)/members/\(member.id.value)/end",
            fields: [
                .radioChips("ending", words.choices(FamilyMember.Ending.self, "member_end.how"))
                    .labelled("member_end.how"),
                .day("left_on").labelled("member_end.on"),
            ],
            submit: words("action.save"), cancel: family.path, version: member.version,
            crumbs: family.crumbs(words), aside: words("member_end.aside"))
    }
}
