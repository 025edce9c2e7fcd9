import Coalition
import Templates

/// The forms about one member.
enum MemberForm {
    static func new(_ context: Context) throws -> FormView {
        let words = context.words
        let (group, today) = try context.read { tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            try GroupPolicy(tx.viewer, group).requireEdit()
            return (group, try City.named(group.city, in: tx).today(tx))
        }
        var values = Values()
        values.set("joined_on", today)
        if group.memberCount == 0 { values.set("is_contact", true) }
        values.set("languages", ["nl"])
        return FormView(
            title: words("member.new.title"),
            lede: words("member.new.lede", ["name": .text(group.name)]),
            action: "/groups/\(group.ref)/members", fields: fields(words),
            submit: words("member.new.submit"), cancel: "/groups/\(group.ref)", values: values,
            draft: "member:\(group.ref)", crumbs: crumbs(group, words),
            aside: words("member.privacy"))
    }

    static func edit(_ context: Context) throws -> FormView {
        let words = context.words
        let (group, member) = try context.read { try MemberPages.found(context, $0) }
        return FormView(
            title: words("member.edit.title", ["name": .text(member.name)]),
            action: "/groups/\(group.ref)/members/\(member.id.value)", fields: fields(words),
            submit: words("action.save"), cancel: "/groups/\(group.ref)",
            values: values(MemberDraft(member)), version: member.version,
            draft: "member:\(group.ref)/\(member.id.value)", crumbs: crumbs(group, words),
            aside: words("member.privacy"))
    }

    static func leave(_ context: Context) throws -> FormView {
        let words = context.words
        let (group, member, today, isCoupled) = try context.read { tx in
            let (group, member) = try MemberPages.found(context, tx)
            return (
                group, member, try City.named(group.city, in: tx).today(tx),
                try !Match.live(ofGroup: group.id, in: tx).isEmpty
            )
        }
        var values = Values()
        values.set("left_on", today)
        return FormView(
            title: words("member.leave.title", ["name": .text(member.name)]),
            lede: words(isCoupled ? "member.leave.lede_match" : "member.leave.lede"),
            action: "/groups/\(group.ref)/members/\(member.id.value)/leave",
            fields: [
                .day("left_on"),
                .radios("left_reason", words.choices(Member.LeftReason.self, "left_reason")),
            ],
            submit: words("member.leave.submit"), cancel: "/groups/\(group.ref)", values: values,
            version: member.version, crumbs: crumbs(group, words))
    }

    static func clearance(_ context: Context) throws -> FormView {
        let words = context.words
        let (group, member, trainings) = try context.read { tx in
            let (group, member) = try MemberPages.found(context, tx)
            return (group, member, try Training.all(in: tx))
        }
        var values = Values()
        values.set("vog", member.vog.status.rawValue)
        values.set("seen_on", member.vog.seenOn)
        let statuses: [Vog.Status] = [.none, .requested, .seen, .refused]
        return FormView(
            title: words("member.clearance.title", ["name": .text(member.name)]),
            lede: words("member.clearance.lede"),
            action: "/groups/\(group.ref)/members/\(member.id.value)/clearance",
            fields: [
                .radios("vog", statuses.map { words.choice($0, "vog.status") }),
                .day("seen_on").optional,
                .radios(
                    "training",
                    trainings.map { Choice(String($0.id), $0.title(context.language.rawValue)) }
                ).optional,
                .day("attended_on").optional,
            ],
            submit: words("action.save"), cancel: "/groups/\(group.ref)", values: values,
            version: member.version, crumbs: crumbs(group, words), aside: words("member.clearance.aside"))
    }

    static func read(_ form: Form) -> MemberDraft {
        var draft = MemberDraft()
        draft.name = form.text("name", missing: "problem.name")
        draft.email = form.optionalText("email", max: 254)
        draft.phone = form.optionalText("phone", max: 40)
        draft.birthYear = form.number("birth_year", 1...9999)
        draft.isAdult = form.tick("is_adult")
        draft.isContact = form.tick("is_contact")
        draft.languages = form.languages("languages")
        draft.skills = form.choices("skills")
        draft.joinedOn = form.day("joined_on", isRequired: true)
        draft.codeOfConductOn = form.day("code_of_conduct_on")
        return draft
    }

    private static func fields(_ words: Words) -> [FieldSpec] {
        [
            .text("name").filled("off"), .email("email").optional.filled("off"),
            .phone("phone").optional.filled("off"), .number("birth_year").optional,
            .tick("is_adult"),
            .chips("languages", words.commonLanguagesFirst).folded(after: 14).optional,
            .chips("skills", words.choices(Theme.self, "theme")).optional, .tick("is_contact"),
            .day("joined_on"), .day("code_of_conduct_on").optional,
        ]
    }

    private static func values(_ draft: MemberDraft) -> Values {
        var values = Values()
        values.set("name", draft.name)
        values.set("email", draft.email)
        values.set("phone", draft.phone)
        values.set("birth_year", draft.birthYear)
        values.set("is_adult", draft.isAdult)
        values.set("is_contact", draft.isContact)
        values.set("languages", draft.languages)
        values.set("skills", draft.skills.map(\.rawValue))
        values.set("joined_on", draft.joinedOn)
        values.set("code_of_conduct_on", draft.codeOfConductOn)
        return values
    }

    private static func crumbs(_ group: Group, _ words: Words) -> [LinkView] {
        [LinkView(words("nav.groups"), "/groups"), LinkView(group.name, "/groups/\(group.ref)")]
    }
}
