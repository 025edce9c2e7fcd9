import Coalition
import HTTP
import Templates

/// A family that becomes two.
enum SplitPages: Feature {
    static var routes: [Route] {
        let writers = Access.roles([.local], for: FamilyPolicy.programmes)
        return [
            .get("/families/:ref/split", writers, form),
            .post("/families/:ref/split", writers, split),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func form(_ context: Context) throws -> Response {
        try context.show(try view(context))
    }

    /// After safety nothing leads from the one record to the other, not even where the form leads.
    static func split(_ context: Context) throws -> Response {
        try context.submit({ try view(context) }) { form, tx in
            let family = try FamilyMemberPages.editable(context, tx)
            var draft = SplitDraft()
            draft.kind = form.choice("kind")
            draft.members = Set(form.values.all("members").compactMap { Int64($0) })
            draft.on = form.day("on")
            draft.match = form.choice("match")
            draft.notes = Set(form.values.all("notes").compactMap { Int64($0) })
            let version = try form.version()
            try form.check()
            let part = try draft.split(family, version: version, in: tx)
            let name = ["name": context.words.name(part.code)]
            return (
                draft.kind == .safety ? "/families" : part.path, Note("note.family_split", name)
            )
        }
    }

    private struct Facts: Sendable {
        let family: Family
        let members: [FamilyMember]
        let matches: [MatchList.Line]
        let notes: [(id: Int64, kind: SensitiveNote.Kind, on: Day)]
    }

    private static func facts(_ context: Context, _ tx: Transaction) throws -> Facts {
        let family = try FamilyMemberPages.editable(context, tx)
        try family.requireHere()
        let zone = try City.named(family.city, in: tx).zone
        return Facts(
            family: family,
            members: try FamilyMember.all(of: family, in: tx).filter { $0.leftOn == nil },
            matches: try MatchList.lines(Match.live(ofFamily: family.id, in: tx), in: tx),
            notes: try SensitiveNote.headings(of: family, in: tx).map {
                ($0.id, $0.kind, zone.day(of: $0.writtenAt))
            })
    }

    private static func view(_ context: Context) throws -> FormView {
        let words = context.words
        let facts = try context.read { try self.facts(context, $0) }
        let family = facts.family
        return FormView(
            title: words("split.title", ["name": .text(words.name(family.code))]),
            lede: words(facts.members.count < 2 ? "split.lede.few" : "split.lede"),
            action: "\(family.path)/split", fields: fields(facts, words),
            submit: words("split.submit"), cancel: family.path, version: family.version,
            crumbs: family.crumbs(words), aside: words("split.aside"),
            links: facts.members.count < 2
                ? [LinkView(words("family_member.new.title"), "\(family.path)/members/new")] : [])
    }

    private static func fields(_ facts: Facts, _ words: Words) -> [FieldSpec] {
        var fields: [FieldSpec] = [
            .radios("kind", words.choices(FamilyParting.Kind.self, "split.kind"))
                .labelled("split.kind"),
            FieldSpec("members", .checks(facts.members.map { member(of: $0, words) }))
                .labelled("split.members"),
            .day("on").labelled("split.on"),
        ]
        if let line = facts.matches.first {
            let sides = SplitDraft.Side.allCases.map { side in
                Choice(
                    side.rawValue,
                    words("split.match.\(side.rawValue)", ["name": .text(line.partner(words))]))
            }
            fields.append(.radios("match", sides).labelled("split.match"))
        }
        if !facts.notes.isEmpty {
            fields.append(
                FieldSpec("notes", .checks(facts.notes.map { note($0.id, $0.kind, $0.on, words) }))
                    .labelled("split.notes").optional)
        }
        return fields
    }

    private static func member(of person: FamilyMember, _ words: Words) -> Choice {
        let name = person.name ?? person.originalName ?? words("family_member.nameless")
        let kind = words("family_member.kind.\(person.kind.rawValue)")
        return Choice(String(person.id.value), "\(name), \(kind), \(person.birth(words))")
    }

    private static func note(
        _ id: Int64, _ kind: SensitiveNote.Kind, _ day: Day, _ words: Words
    ) -> Choice {
        Choice(
            String(id),
            words(
                "move.note",
                [
                    "kind": .text(words("note_kind.\(kind.rawValue)")),
                    "day": .text(words.day(day)),
                ]))
    }
}
