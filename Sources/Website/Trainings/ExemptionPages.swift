import Coalition
import HTTP
import Templates

/// Exemption from a VOG: asked on a page of the member, decided on a page of the group that names nobody.
enum ExemptionPages: Feature {
    static var routes: [Route] {
        let locals = Access.roles([.local], for: GroupPolicy.programmes)
        let deciders = Access.roles(Exemption.deciders, for: GroupPolicy.programmes)
        return [
            .get("/groups/:ref/members/:id/exemption", locals, new),
            .post("/groups/:ref/members/:id/exemption", locals, create),
            .get("/groups/:ref/exemptions", deciders, show),
            .post("/groups/:ref/exemptions", deciders, decide),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func new(_ context: Context) throws -> Response {
        try context.show(try ExemptionForm.ask(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try ExemptionForm.ask(context) }) { form, tx in
            let (group, member) = try MemberPages.found(context, tx)
            let reason: Vog.ExemptionReason? = form.choice("exempt_reason", isRequired: true)
            let until = form.day("exempt_until", isRequired: true)
            let version = try form.version()
            try form.check()
            guard let reason, let until else { throw Refusal.notFound }
            try member.requireVersion(version, in: tx)
            try member.askExemption(reason, until: until, of: group, in: tx)
            return ("/groups/\(group.ref)", Note("note.exemption_asked"))
        }
    }

    static func show(_ context: Context) throws -> Response {
        let view = try ExemptionForm.decide(context)
        guard !view.fields.isEmpty else {
            return try context.show(try nothing(context))
        }
        return try context.show(view)
    }

    static func decide(_ context: Context) throws -> Response {
        try context.submit({ try ExemptionForm.decide(context) }) { form, tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            let asked = try Exemption.asked(of: group, in: tx)
            let version = try form.version()
            guard !asked.isEmpty else { throw Refusal.already(nil) }
            let decisions = asked.compactMap { one in
                ExemptionForm.read(one, form).map { (one, $0) }
            }
            if decisions.isEmpty, form.problems.isEmpty {
                form.note("decision.\(asked[0].member.value)", "problem.choose")
            }
            try form.check()
            guard version == Exemption.version(of: asked) else {
                throw Refusal.conflict(current: Exemption.version(of: asked))
            }
            for (one, decision) in decisions { try one.decide(decision, for: group, in: tx) }
            return (
                "/groups/\(group.ref)",
                Note("note.exemption_decided", ["number": String(decisions.count)])
            )
        }
    }

    /// That nothing waits, where a task led to before.
    private static func nothing(_ context: Context) throws -> SheetPage {
        let words = context.words
        let group = try context.read { try Group.find(try context.parameter("ref"), in: $0) }
        var page = SheetPage(
            title: words("exempt.title", ["name": .text(group.name)]), lede: words("exempt.none"))
        page.crumbs = ExemptionForm.crumbs(group, words)
        return page
    }
}

/// The forms of asking for an exemption and of deciding about those of a group.
enum ExemptionForm {
    static func ask(_ context: Context) throws -> FormView {
        let words = context.words
        let (group, member, latest) = try context.read { tx in
            let (group, member) = try MemberPages.found(context, tx)
            return (group, member, try Exemption.latest(for: group, in: tx))
        }
        let path = "/groups/\(group.ref)/members/\(member.id.value)"
        var values = Values()
        if member.vog.status == .exemptionAsked {
            values.set("exempt_reason", member.vog.reason?.rawValue)
            values.set("exempt_until", member.vog.validUntil)
        }
        return FormView(
            title: words("exempt.ask.title", ["name": .text(member.name)]),
            lede: words("exempt.ask.lede"), action: "\(path)/exemption",
            fields: [
                .radios(
                    "exempt_reason", words.choices(Vog.ExemptionReason.self, "exempt.reason")),
                FieldSpec.day("exempt_until").hinted(["day": words.day(latest)]),
            ],
            submit: words("exempt.ask.submit"), cancel: "\(path)/clearance", values: values,
            version: member.version,
            crumbs: crumbs(group, words) + [
                LinkView(
                    words("member.clearance.title", ["name": .text(member.name)]),
                    "\(path)/clearance")
            ])
    }

    /// One question and one end for each member, who is only numbered.
    static func decide(_ context: Context) throws -> FormView {
        let words = context.words
        let (group, asked, latest) = try context.read { tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            return (
                group, try Exemption.asked(of: group, in: tx),
                try Exemption.latest(for: group, in: tx)
            )
        }
        var values = Values()
        for one in asked { values.set("until.\(one.member.value)", one.until) }
        // Of several some may wait; of one the question is what it is to be.
        let choices =
            [
                Choice("granted", words("exempt.grant")), Choice("refused", words("exempt.refuse")),
            ] + (asked.count > 1 ? [Choice("", words("exempt.later"))] : [])
        return FormView(
            title: words("exempt.title", ["name": .text(group.name)]),
            lede: words("exempt.lede", ["count": .number(asked.count)]),
            action: "/groups/\(group.ref)/exemptions",
            fields: asked.enumerated().flatMap { index, one in
                let about = words(
                    "exempt.member",
                    [
                        "number": .number(index + 1),
                        "reason": .text(words("exempt.reason.\(one.reason.rawValue)").lowercased()),
                        "day": .text(words.day(one.until)),
                    ])
                return [
                    FieldSpec.radioChips("decision.\(one.member.value)", choices).named(about),
                    FieldSpec.day("until.\(one.member.value)")
                        .named(words("exempt.until", ["number": .number(index + 1)]))
                        .hinted(words("exempt.until.hint", ["day": .text(words.day(latest))]))
                        .optional,
                ]
            },
            submit: words("exempt.submit"), cancel: "/groups/\(group.ref)", values: values,
            version: Exemption.version(of: asked), crumbs: crumbs(group, words))
    }

    /// What was decided about one; nil while it is left for later or something is wrong.
    static func read(_ one: Exemption, _ form: Form) -> Exemption.Decision? {
        let name = "decision.\(one.member.value)"
        let until = form.day("until.\(one.member.value)")
        switch form.code(name, of: ["granted", "refused"], missing: nil) {
        case "granted":
            if until == nil,
                !form.problems.contains(where: { $0.field == "until.\(one.member.value)" })
            {
                form.note("until.\(one.member.value)", "problem.day_required")
            }
            return until.map { .granted($0) }
        case "refused": return .refused
        default: return nil
        }
    }

    static func crumbs(_ group: Group, _ words: Words) -> [LinkView] {
        [LinkView(words("nav.groups"), "/groups"), LinkView(group.name, "/groups/\(group.ref)")]
    }
}

extension Vog {
    /// What became of an exemption, in calm words for the coordinator; nil where none was asked.
    func exemption(on day: Day, _ words: Words) -> String? {
        var values: [String: MessageValue] = [
            "reason": .text(
                reason.map { words("exempt.reason.\($0.rawValue)").lowercased() } ?? "")
        ]
        values["day"] = (validUntil ?? seenOn).map { .text(words.day($0)) }
        switch status {
        case .exempt where validUntil == nil: return words("exempt.told.no_end")
        case .exempt: return words(holds(on: day) ? "exempt.told" : "exempt.told.over", values)
        case .exemptionAsked: return words("exempt.told.asked", values)
        case .exemptionRefused: return words("exempt.told.refused", values)
        case .none, .requested, .seen, .expired, .notReceived: return nil
        }
    }
}
