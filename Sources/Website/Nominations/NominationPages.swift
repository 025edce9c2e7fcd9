import Coalition
import HTTP
import HTTPTypes
import Templates

/// Nominations: a guest proposed for a slot, from the slot or from the candidate, and the answers of
/// city and municipality.
enum NominationPages: Feature {
    static var routes: [Route] {
        let network = Access.roles(NominationPolicy.makers, for: StayPolicy.programmes)
        let city = Access.roles(NominationPolicy.answerers, for: StayPolicy.programmes)
        return [
            .get("/stays/:ref/nominate", network, fromSlot),
            .post("/stays/:ref/nominate", network, proposeFromSlot),
            .get("/guests/:ref/nominate", network, fromGuest),
            .post("/guests/:ref/nominate", network, proposeFromGuest),
            .get(
                "/stays/:ref/nomination", .roles(StayPolicy.readers, for: StayPolicy.programmes),
                show),
            .post("/stays/:ref/nomination/answer", city, answer),
            .post(
                "/stays/:ref/nomination/permission",
                .roles(NominationPolicy.permitters, for: StayPolicy.programmes), permit),
            .post("/stays/:ref/nomination/withdrawal", network, withdraw),
        ]
    }
    static var pages: [any SitePage.Type] { [NominationPage.self] }

    static func fromSlot(_ context: Context) throws -> Response {
        try context.show(try NominationForm.ofSlot(context))
    }

    static func proposeFromSlot(_ context: Context) throws -> Response {
        try context.submit({ try NominationForm.ofSlot(context) }) { form, tx in
            let slot = try Stay.find(try context.parameter("ref"), in: tx)
            var draft = NominationForm.read(form)
            (draft.stay, draft.guest) = (slot.ref, form.optionalText("guest", max: 10))
            return try propose(draft, form, context, tx)
        }
    }

    static func fromGuest(_ context: Context) throws -> Response {
        try context.show(try NominationForm.ofGuest(context))
    }

    static func proposeFromGuest(_ context: Context) throws -> Response {
        try context.submit({ try NominationForm.ofGuest(context) }) { form, tx in
            let guest = try Guest.find(try context.parameter("ref"), in: tx)
            var draft = NominationForm.read(form)
            (draft.stay, draft.guest) = (form.optionalText("stay", max: 10), guest.ref)
            return try propose(draft, form, context, tx)
        }
    }

    private static func propose(
        _ draft: NominationDraft, _ form: Form, _ context: Context, _ tx: Transaction
    ) throws -> Done {
        try form.check()
        let made = try draft.propose(in: tx)
        let stay = try Stay.known([made.stay], in: tx)[made.stay]
        let name = stay.map { $0.title(context.words) } ?? ""
        return ("/stays/\(stay?.ref ?? "")/nomination", Note("note.nominated", ["name": name]))
    }

    static func show(_ context: Context) throws -> Response {
        let facts = try facts(context)
        return try context.show(NominationPage(context, facts, forms(facts, context)))
    }

    static func answer(_ context: Context) throws -> Response {
        try submit(context, \.answer) { stay, nomination, form, tx in
            guard let isYes = form.answer("takes") else {
                throw Refusal.problem("takes", "problem.choose")
            }
            if isYes {
                try nomination.accept(stay, in: tx)
                return (
                    "/stays/\(stay.ref)",
                    Note("note.nomination_accepted", ["name": stay.title(context.words)])
                )
            }
            let reason: Nomination.Reason? = form.choice("reason")
            try form.check()
            try nomination.decline(stay, reason, in: tx)
            return ("/stays/\(stay.ref)", Note("note.nomination_declined"))
        }
    }

    static func permit(_ context: Context) throws -> Response {
        try submit(context, \.permission) { stay, nomination, form, tx in
            let answer: Nomination.Permission? = form.choice("permission")
            try form.check()
            try nomination.permit(stay, answer, in: tx)
            return ("/stays/\(stay.ref)/nomination", Note("note.saved"))
        }
    }

    static func withdraw(_ context: Context) throws -> Response {
        try context.act { form, tx in
            let stay = try Stay.find(try context.parameter("ref"), in: tx)
            guard let nomination = try Nomination.live(of: stay, in: tx) else {
                throw Refusal.notFound
            }
            let words = context.words
            if nomination.isOpen {
                try Confirmation.require(
                    form,
                    Confirmation(
                        title: words(
                            "nomination.withdraw.title", ["name": .text(stay.title(words))]),
                        text: words("nomination.withdraw.text"),
                        submit: words("nomination.withdraw.submit"),
                        cancel: "/stays/\(stay.ref)/nomination"))
            }
            try nomination.withdraw(stay, in: tx)
            return ("/stays/\(stay.ref)", Note("note.nomination_withdrawn"))
        }
    }

    /// A form of the page, which comes back on it with what was wrong.
    private static func submit(
        _ context: Context, _ form: KeyPath<NominationForms, FormBody?> & Sendable,
        _ work: (Stay, Nomination, Form, Transaction) throws -> Done
    ) throws -> Response {
        let isAnswer = form == \NominationForms.answer
        return try context.submit(
            {
                let facts = try facts(context)
                return isAnswer
                    ? NominationForm.answer(facts, context)
                    : NominationForm.permission(facts, context)
            },
            again: { body, status in
                let facts = try facts(context)
                var forms = try forms(facts, context)
                if isAnswer { forms.answer = body } else { forms.permission = body }
                return try context.show(NominationPage(context, facts, forms), status: status)
            }
        ) { form, tx in
            let stay = try Stay.find(try context.parameter("ref"), in: tx)
            guard let nomination = try Nomination.live(of: stay, in: tx) else {
                throw Refusal.notFound
            }
            return try work(stay, nomination, form, tx)
        }
    }

    /// What the network told is opened in a write, so that the look is written down before the answer.
    private static func facts(_ context: Context) throws -> NominationFacts {
        try context.write { tx in
            try NominationFacts(try Stay.find(try context.parameter("ref"), in: tx), tx)
        }
    }

    private static func forms(
        _ facts: NominationFacts, _ context: Context
    ) throws -> NominationForms {
        NominationForms(
            answer: facts.policy.mayAnswer
                ? try context.formBody(NominationForm.answer(facts, context)) : nil,
            permission: facts.policy.mayPermit
                ? try context.formBody(NominationForm.permission(facts, context)) : nil)
    }
}

/// The forms on the page of a nomination, each nil for who does not answer it.
struct NominationForms: Sendable {
    var answer: FormBody?
    var permission: FormBody?
}
