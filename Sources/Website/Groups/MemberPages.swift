import Coalition
import HTTP
import Templates

/// Members of a group: adding, changing, leaving, training and VOG.
enum MemberPages: Feature {
    static var routes: [Route] {
        [
            .get("/groups/:ref/members/new", .roles([.local], for: GroupPolicy.programmes), new),
            .post("/groups/:ref/members", .roles([.local], for: GroupPolicy.programmes), create),
            .get(
                "/groups/:ref/members/:id/edit", .roles([.local], for: GroupPolicy.programmes), edit
            ),
            .post(
                "/groups/:ref/members/:id", .roles([.local], for: GroupPolicy.programmes), update),
            .get(
                "/groups/:ref/members/:id/leave", .roles([.local], for: GroupPolicy.programmes),
                leaveForm),
            .post(
                "/groups/:ref/members/:id/leave", .roles([.local], for: GroupPolicy.programmes),
                leave),
            .post(
                "/groups/:ref/members/:id/return", .roles([.local], for: GroupPolicy.programmes),
                comeBack),
            .get(
                "/groups/:ref/members/:id/clearance", .roles([.local], for: GroupPolicy.programmes),
                clearanceForm),
            .post(
                "/groups/:ref/members/:id/clearance", .roles([.local], for: GroupPolicy.programmes),
                clear),
            .get("/groups/:ref/former", .roles([.local], for: GroupPolicy.programmes), former),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func new(_ context: Context) throws -> Response {
        try context.show(try MemberForm.new(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try MemberForm.new(context) }) { form, tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            let draft = MemberForm.read(form, of: group, by: tx.viewer)
            try form.check()
            try SameEmail.ask(draft, form, of: nil, in: group, context.words, tx)
            let other = try draft.sameEmail(in: group.city, besides: group.id, tx)
            try draft.join(group, in: tx)
            let note =
                other.map {
                    Note(
                        "note.member_twice", ["name": draft.name, "group": $0.name],
                        link: "/groups/\($0.ref)")
                }
                ?? Note("note.member_added", ["name": draft.name])
            return ("/groups/\(group.ref)", note)
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try MemberForm.edit(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try MemberForm.edit(context) }) { form, tx in
            let (group, member) = try found(context, tx)
            let draft = MemberForm.read(form, of: group, by: tx.viewer)
            let version = try form.version()
            try form.check()
            try member.requireVersion(version, in: tx)
            if draft.email != member.email {
                try SameEmail.ask(draft, form, of: member, in: group, context.words, tx)
            }
            try draft.update(member, of: group, version: version, in: tx)
            return ("/groups/\(group.ref)", Note("note.saved"))
        }
    }

    static func leaveForm(_ context: Context) throws -> Response {
        try context.show(try MemberForm.leave(context))
    }

    static func leave(_ context: Context) throws -> Response {
        try context.submit({ try MemberForm.leave(context) }) { form, tx in
            let (group, member) = try found(context, tx)
            let day = form.day("left_on", isRequired: true)
            let reason: Member.LeftReason? = form.choice("left_reason", isRequired: true)
            let version = try form.version()
            try form.check()
            guard let day, let reason else { throw Refusal.notFound }
            if member.leftOn == day, member.leftReason == reason { throw Refusal.already(nil) }
            try member.requireVersion(version, in: tx)
            try member.leave(on: day, reason, from: group, in: tx)
            // A contact person who leaves asks for the next one.
            if member.isContact, try !Member.hasContact(group.id, in: tx),
                try !Member.active(of: group.id, in: tx).isEmpty
            {
                return (
                    "/groups/\(group.ref)/contact",
                    Note("note.member_left_contact", ["name": member.name])
                )
            }
            let isCoupled = try !Match.live(ofGroup: group.id, in: tx).isEmpty
            let note = isCoupled ? "note.member_left_match" : "note.member_left"
            return ("/groups/\(group.ref)", Note(note, ["name": member.name]))
        }
    }

    /// Somebody who left is a member again, with what was typed in the form of a new member.
    static func comeBack(_ context: Context) throws -> Response {
        try context.submit({ try MemberForm.new(context) }) { form, tx in
            let (group, member) = try found(context, tx)
            let draft = MemberForm.read(form, of: group, by: tx.viewer)
            try form.check()
            try draft.rejoin(member, group, in: tx)
            return ("/groups/\(group.ref)", Note("note.member_returned", ["name": draft.name]))
        }
    }

    static func clearanceForm(_ context: Context) throws -> Response {
        try context.show(try MemberForm.clearance(context))
    }

    /// One form for both: what is filled in is written down.
    static func clear(_ context: Context) throws -> Response {
        try context.submit({ try MemberForm.clearance(context) }) { form, tx in
            let (group, member) = try found(context, tx)
            let status: Vog.Status? = form.choice("vog")
            let seenOn = form.day("seen_on")
            let training = form.number("training", 1...1_000_000)
            let attendedOn = form.day("attended_on", isRequired: training != nil)
            let version = try form.version()
            try form.check()
            try member.requireVersion(version, in: tx)
            if let status, status != member.vog.status || seenOn != member.vog.seenOn {
                try member.setVog(status, seenOn: seenOn, of: group, in: tx)
            }
            if let training, let attendedOn {
                try member.attend(training, on: attendedOn, of: group, in: tx)
            }
            return ("/groups/\(group.ref)", Note("note.saved"))
        }
    }

    static func former(_ context: Context) throws -> Response {
        let words = context.words
        let (group, members) = try context.read { tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            return (group, try Member.former(of: group.id, in: tx))
        }
        return try context.show(
            ListPage(
                title: words("member.former.title"), lede: words("member.former.lede"),
                count: String(members.count),
                crumbs: [
                    LinkView(words("nav.groups"), "/groups"),
                    LinkView(group.name, "/groups/\(group.ref)"),
                ],
                filter: nil, table: members.isEmpty ? nil : formerTable(members, words),
                empty: members.isEmpty
                    ? EmptyView(
                        title: words("member.former.empty.title"),
                        text: words("member.former.empty.text")) : nil))
    }

    static func found(_ context: Context, _ tx: Transaction) throws -> (Group, Member) {
        let group = try Group.find(try context.parameter("ref"), in: tx)
        try GroupPolicy(tx.viewer, group).requireEdit()
        return (group, try Member.find(try context.number("id"), of: group.id, in: tx))
    }

    private static func formerTable(_ members: [Member], _ words: Words) -> TableView {
        TableView(
            label: words("member.former.title"),
            headers: ["field.name", "field.joined_on", "field.left_on", "field.left_reason"].map {
                HeaderView(words($0))
            },
            rows: members.map { member in
                RowView(
                    name: member.name, path: "",
                    cells: [
                        .tight(words("field.joined_on"), words.shortDay(member.joinedOn)),
                        .tight(words("field.left_on"), member.leftOn.map(words.shortDay)),
                        .text(
                            words("field.left_reason"),
                            member.leftReason.map { words("left_reason.\($0.rawValue)") }),
                    ])
            })
    }
}
