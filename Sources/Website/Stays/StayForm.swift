import Coalition
import Templates

/// The form of a stay: its fields once, for planning and for changing one.
enum StayForm {
    /// The form for a new stay, with what its address says of it, and where its days are known with
    /// those homes only that are free then.
    static func new(_ context: Context) throws -> FormView {
        let words = context.words
        let facts = try context.read { try NewStayFacts(context, $0) }
        return FormView(
            title: words("stay.new.title"),
            lede: facts.place.map { "\($0.home.name). \($0.sentence(words))." }
                ?? words("stay.new.lede"),
            action: "/stays", fields: StayFields.new(facts, context),
            submit: words("stay.new.title"),
            cancel: "/stays", values: facts.values, draft: facts.draft,
            crumbs: [LinkView(words("nav.stays"), "/stays")], aside: words("stay.aside"))
    }

    static func edit(_ context: Context) throws -> FormView {
        let words = context.words
        let (stay, choices, stored) = try context.read { tx in
            let stay = try Stay.find(try context.parameter("ref"), in: tx)
            try StayPolicy(tx.viewer, stay).requireEdit()
            let stored = try StayDraft.stored(stay.id, in: tx).values
            return (stay, try StayChoices(of: stay, tx), stored)
        }
        var values = StayDraft.record.about.values(stored)
        values.set("accommodation", stay.accommodationRef)
        return FormView(
            title: words("stay.edit.title", ["name": .text(stay.title(words))]),
            action: "/stays/\(stay.ref)",
            fields: StayFields.edit(stay, choices, context),
            submit: words("action.save"),
            cancel: "/stays/\(stay.ref)", values: values, version: stay.version,
            draft: "stay:\(stay.ref)", crumbs: crumbs(stay, words), aside: words("stay.aside"))
    }

    static func extend(_ context: Context) throws -> FormView {
        let words = context.words
        let stay = try context.read { tx in
            let stay = try Stay.find(try context.parameter("ref"), in: tx)
            guard StayPolicy(tx.viewer, stay).mayAskExtension else {
                throw Refusal.forbidden("forbidden.stay_extend")
            }
            return stay
        }
        var values = Values()
        values.set("until_on", stay.extensionUntil)
        values.set("reason", stay.extensionReason?.rawValue)
        return FormView(
            title: words("stay.extend.title", ["name": .text(stay.title(words))]),
            lede: words("stay.extend.lede", ["day": .text(words.day(stay.period.until))]),
            action: "/stays/\(stay.ref)/extension",
            fields: [
                .day("until_on").labelled("stay.extend.until"),
                .radios("reason", words.choices(Stay.ExtensionReason.self, "stay.extend.reason"))
                    .labelled("stay.extend.why"),
                .tick("is_permit_covered"),
            ],
            submit: words("stay.extend.submit"), cancel: "/stays/\(stay.ref)", values: values,
            version: stay.version, crumbs: crumbs(stay, words), aside: words("stay.extend.aside"))
    }

    /// What was typed; a guest comes by a nomination and stays who it is. That there is no home yet is
    /// said of a new stay on purpose.
    static func read(_ form: Form, of stay: Stay?, by viewer: Viewer) -> StayDraft {
        var draft = StayDraft.record.read(form, viewer, in: stay?.city)
        let home = form.optionalText("accommodation", max: 10)
        if stay == nil, home == nil { form.note("accommodation", "problem.choose") }
        draft.accommodation = home == StayFields.noHome ? nil : home
        draft.guest = stay?.guestRef
        return draft
    }

    static func readExtension(_ form: Form) -> ExtensionDraft {
        var draft = ExtensionDraft()
        draft.until = form.day("until_on", isRequired: true)
        draft.reason = form.choice("reason", isRequired: true)
        draft.isPermitCovered = form.tick("is_permit_covered")
        return draft
    }

    private static func crumbs(_ stay: Stay, _ words: Words) -> [LinkView] {
        [
            LinkView(words("nav.stays"), "/stays"),
            LinkView(stay.title(words), "/stays/\(stay.ref)"),
        ]
    }
}
