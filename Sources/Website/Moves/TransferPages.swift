import Coalition
import HTTP
import Templates

/// A family that another city offers: what may be known of it, and the answer.
enum TransferPages: Feature {
    static var routes: [Route] {
        [
            .get(
                "/transfers/:id", .roles(FamilyTransfer.readers, for: FamilyPolicy.programmes), show
            ),
            .post(
                "/transfers/:id", .roles(FamilyTransfer.answerers, for: FamilyPolicy.programmes),
                answer),
        ]
    }
    static var pages: [any SitePage.Type] { [TransferPage.self] }

    static func show(_ context: Context) throws -> Response {
        let facts = try context.read { try TransferFacts(context, $0) }
        // Once it is here, its own page tells of it.
        if let successor = facts.offer.successor { return context.redirect(successor.path) }
        let form = facts.mayAnswer ? try context.formBody(view(facts, context)) : nil
        return try context.show(TransferPage(facts, form, context))
    }

    static func answer(_ context: Context) throws -> Response {
        func facts() throws -> TransferFacts {
            try context.read { try TransferFacts(context, $0) }
        }
        return try context.submit(
            { view(try facts(), context) },
            again: {
                try context.show(TransferPage(try facts(), $0, context), status: $1)
            }
        ) { form, tx in
            let offer = try TransferOffer.find(try context.number("id"), in: tx)
            guard let takesIn = form.answer("takes_in") else {
                throw Refusal.problem("takes_in", "problem.choose")
            }
            if takesIn {
                let family = try offer.accept(in: tx)
                let name = ["name": context.words.name(family.code)]
                return (family.path, Note("note.family_taken_in", name))
            }
            let reason: FamilyTransfer.Reason? = form.choice("reason")
            try form.check()
            try offer.refuse(reason, in: tx)
            return ("/", Note("note.family_not_taken_in"))
        }
    }

    private static func view(_ facts: TransferFacts, _ context: Context) -> FormView {
        let words = context.words
        return FormView(
            title: words("transfer.question"), action: facts.offer.path,
            fields: [
                .radioChips(
                    "takes_in",
                    [Choice("yes", words("transfer.yes")), Choice("no", words("transfer.no"))]
                ).labelled("transfer.takes_in"),
                .radios("reason", words.choices(FamilyTransfer.Reason.self, "move.reason"))
                    .labelled("transfer.reason").optional,
            ], submit: words("transfer.submit"), cancel: "/tasks")
    }
}

/// An offer as the page of who is asked shows it.
struct TransferFacts: Sendable {
    let offer: TransferOffer
    let from: City
    let to: City
    let mayAnswer: Bool

    init(_ context: Context, _ tx: Transaction) throws {
        offer = try TransferOffer.find(try context.number("id"), in: tx)
        from = try City.named(offer.transfer.from, in: tx)
        to = try City.named(offer.transfer.to, in: tx)
        mayAnswer =
            offer.transfer.isOpen
            && tx.viewer.holds(
                FamilyTransfer.answerers, for: [offer.transfer.programme], in: to.id)
    }
}

/// One offer.
struct TransferPage: SitePage {
    static let template = "moves/transfer"
    let title: String
    let lede: String
    let crumbs: [LinkView]
    let terms: [TermView]
    /// Nil for who does not answer it, and once it was answered.
    let form: FormBody?
    var typing: Typing { form?.typing ?? .none }

    static let fields: Fields<TransferPage> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .list("terms", TermView.fields) { $0.terms },
        .object("form", FormBody.fields) { $0.form },
        .flag("hasProblems") { $0.form.map { !$0.problems.isEmpty } ?? false },
    ]

    init(_ facts: TransferFacts, _ form: FormBody?, _ context: Context) {
        let (words, offer) = (context.words, facts.offer)
        let language = context.language.rawValue
        title = words("transfer.title", ["name": .text(words.name(offer.code))])
        lede =
            offer.transfer.isOpen
            ? words(
                "transfer.lede",
                [
                    "city": .text(facts.from.name(language)),
                    "day": .text(words.day(offer.transfer.consentOn)),
                ]) : words("transfer.over")
        crumbs = [LinkView(words("nav.tasks"), "/tasks")]
        let spoken = offer.languages.isEmpty ? words("unknown") : words.languages(offer.languages)
        terms = [
            TermView(
                words("field.household_size"),
                words("family.people", ["count": .number(offer.householdSize)])),
            TermView(words("field.route"), words("route.\(offer.route.rawValue)")),
            TermView(words("field.languages"), spoken),
            TermView(
                words("family.term.level"),
                offer.needsLevel.map { words("support_level.\($0)") } ?? words("unknown")),
        ]
        self.form = form
    }
}

extension TransferOffer {
    var path: String { "/transfers/\(transfer.id.value)" }
}
