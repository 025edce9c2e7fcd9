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
            action: "/groups/\(group.ref)/members", fields: fields(context, group),
            submit: words("member.new.submit"), cancel: "/groups/\(group.ref)", values: values,
            draft: "member:\(group.ref)", crumbs: crumbs(group, words),
            aside: words("member.privacy"))
    }

    static func edit(_ context: Context) throws -> FormView {
        let words = context.words
        let (group, member, stored) = try context.read { tx in
            let (group, member) = try MemberPages.found(context, tx)
            return (group, member, try MemberDraft.stored(member, in: tx))
        }
        return FormView(
            title: words("member.edit.title", ["name": .text(member.name)]),
            action: "/groups/\(group.ref)/members/\(member.id.value)",
            fields: fields(context, group), submit: words("action.save"),
            cancel: "/groups/\(group.ref)",
            values: MemberDraft.record.about.values(stored.person.values)
                + MemberDraft.membership.about.values(stored.membership.values),
            version: member.version,
            draft: "member:\(group.ref)/\(member.id.value)", crumbs: crumbs(group, words),
            aside: words("member.privacy"),
            links: ["clearance", "leave"].map {
                LinkView(
                    words("member.\($0)"),
                    "/groups/\(group.ref)/members/\(member.id.value)/\($0)")
            })
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
        values.set("left_on", member.leftOn ?? today)
        values.set("left_reason", member.leftReason?.rawValue)
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
        let (group, member, trainings, today) = try context.read { tx in
            let (group, member) = try MemberPages.found(context, tx)
            return (
                group, member, try Training.offered(in: tx),
                try City.named(group.city, in: tx).today(tx)
            )
        }
        var values = Values()
        values.set("vog", member.vog.status.rawValue)
        values.set("seen_on", member.vog.seenOn)
        let statuses: [Vog.Status] = [.none, .requested, .seen, .notReceived]
        return FormView(
            title: words("member.clearance.title", ["name": .text(member.name)]),
            lede: [member.vog.exemption(on: today, words), words("member.clearance.lede")]
                .compactMap { $0 }.joined(separator: " "),
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
            version: member.version, crumbs: crumbs(group, words),
            aside: words("member.clearance.aside"),
            links: member.vog.status == .seen && member.vog.holds(on: today)
                ? []
                : [
                    LinkView(
                        words("exempt.ask.link"),
                        "/groups/\(group.ref)/members/\(member.id.value)/exemption")
                ])
    }

    static func read(_ form: Form, of group: Group, by viewer: Viewer) -> MemberDraft {
        let (person, place) = (MemberDraft.record, MemberDraft.membership)
        return place.draft(
            place.about.read(form, place.about.rights(of: viewer, in: group.city)),
            over: person.read(form, viewer, in: group.city))
    }

    private static func fields(_ context: Context, _ group: Group) -> [FieldSpec] {
        let kinds = [MemberDraft.record.about, MemberDraft.membership.about]
        return kinds.flatMap {
            $0.specs(context.words, $0.rights(of: context.viewer, in: group.city))
        }
        .changing("name") { $0.filled("off") }
        .changing("email") { $0.filled("off") }
        .changing("phone") { $0.filled("off") }
    }

    private static func crumbs(_ group: Group, _ words: Words) -> [LinkView] {
        [LinkView(words("nav.groups"), "/groups"), LinkView(group.name, "/groups/\(group.ref)")]
    }
}
