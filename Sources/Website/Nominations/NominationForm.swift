import Coalition
import Templates

/// The forms of a nomination: proposing from a slot or from a candidate, and the two answers.
enum NominationForm {
    static func ofSlot(_ context: Context) throws -> FormView {
        let words = context.words
        let (slot, city, guests) = try context.read { tx in
            let slot = try Stay.find(try context.parameter("ref"), in: tx)
            return (slot, try City.named(slot.city, in: tx), try Candidate.askable(in: tx))
        }
        let choices = guests.map { Choice($0.ref, words.name($0.code)) }
        let guest = FieldSpec.select(
            "guest", [Choice("", words("nomination.guest.choose"))] + choices
        )
        .labelled("nomination.guest").prompted
        return view(
            lede: words(
                "nomination.slot",
                [
                    "city": .text(city.name(context.language.rawValue)),
                    "period": .text(slot.period.short(words)),
                ]), first: guest, at: "/stays/\(slot.ref)/nominate", back: "/stays/\(slot.ref)",
            crumbs: [
                LinkView(words("nav.stays"), "/stays"),
                LinkView(slot.title(words), "/stays/\(slot.ref)"),
            ], context)
    }

    static func ofGuest(_ context: Context) throws -> FormView {
        let words = context.words
        // What the guest needs is opened to say what fits, so the look is written down.
        let (guest, facts, slots) = try context.write { tx in
            let guest = try Guest.find(try context.parameter("ref"), in: tx)
            let contents = try Candidate.of(guest, in: tx).open(in: tx)
            let slots = try SlotOffer.all(for: contents, in: tx)
            return (
                guest, contents.facts, try slots.map { ($0, try City.named($0.stay.city, in: tx)) }
            )
        }
        let choices = slots.map { slot, city in
            Choice(slot.stay.ref, label(slot, city, facts, context))
        }
        let name = words.name(guest.code)
        return view(
            lede: words("nomination.for", ["name": .text(name)]),
            first: FieldSpec.select("stay", [Choice("", words("nomination.stay.choose"))] + choices)
                .labelled("nomination.stay").prompted,
            at: "/guests/\(guest.ref)/nominate", back: guest.candidatePath,
            crumbs: [
                LinkView(words("candidate.title"), CandidatePages.path),
                LinkView(name, guest.candidatePath),
            ], context)
    }

    /// Where and when the slot is, and what of it does not fit.
    private static func label(
        _ slot: SlotOffer, _ city: City, _ facts: CandidateFacts, _ context: Context
    ) -> String {
        let words = context.words
        let lacks = slot.lacks(for: facts).map { words("nomination.lack.\($0.rawValue)") }
        let place = words(
            "nomination.slot.choice",
            [
                "city": .text(city.name(context.language.rawValue)),
                "period": .text(slot.stay.period.short(words)),
            ])
        return lacks.isEmpty
            ? place
            : words(
                "nomination.slot.unfit",
                ["slot": .text(place), "lacks": .text(words.list(lacks))])
    }

    private static func view(
        lede: String, first: FieldSpec, at path: String, back: String, crumbs: [LinkView],
        _ context: Context
    ) -> FormView {
        let words = context.words
        let levels = NominationProfile.levels.map {
            words.choice(String($0), "nomination.level")
        }
        return FormView(
            title: words("nomination.new"), lede: lede, action: path,
            fields: [
                first,
                .chips("languages", words.commonLanguagesFirst).labelled("nomination.languages")
                    .folded(after: 14).optional,
                .tick("tells_themes").labelled("nomination.tells_themes"),
                .radioChips("needs_level", levels).labelled("nomination.needs_level").optional,
                .area("needs").labelled("nomination.needs").optional,
                .radioChips("risk_level", levels).labelled("nomination.risk_level").optional,
                .area("risk").labelled("nomination.risk").optional,
            ], submit: words("nomination.submit"), cancel: back, crumbs: crumbs,
            aside: words("nomination.aside"))
    }

    /// What was typed besides the guest and the slot.
    static func read(_ form: Form) -> NominationDraft {
        var draft = NominationDraft()
        draft.tellsThemes = form.tick("tells_themes")
        draft.profile.languages = form.languages("languages")
        draft.profile.needsLevel = form.number("needs_level", NominationProfile.levels)
        draft.profile.needs = form.area("needs", max: 2000)
        draft.profile.riskLevel = form.number("risk_level", NominationProfile.levels)
        draft.profile.risk = form.area("risk", max: 2000)
        return draft
    }

    static func answer(_ facts: NominationFacts, _ context: Context) -> FormView {
        let words = context.words
        return FormView(
            title: words("nomination.answer"), action: "\(facts.path)/answer",
            fields: [
                .radioChips(
                    "takes",
                    [
                        Choice("yes", words("nomination.answer.yes")),
                        Choice("no", words("nomination.answer.no")),
                    ]
                ).labelled("nomination.takes"),
                .radios("reason", words.choices(Nomination.Reason.self, "nomination.reason"))
                    .labelled("nomination.why_not").optional,
            ], submit: words("nomination.answer.submit"), cancel: "/stays/\(facts.stay.ref)")
    }

    static func permission(_ facts: NominationFacts, _ context: Context) -> FormView {
        let words = context.words
        var values = Values()
        values.set("permission", facts.nomination.permission?.rawValue)
        return FormView(
            title: words("nomination.municipality"), action: "\(facts.path)/permission",
            fields: [
                .radioChips(
                    "permission",
                    words.choices(Nomination.Permission.self, "nomination.permission")
                ).labelled("nomination.permission")
            ], submit: words("action.save"), cancel: "/stays/\(facts.stay.ref)", values: values)
    }
}
