import Coalition
import HTTP
import Templates

/// A family in one more programme: asking for it with the family's consent, and the other's answer.
enum FamilyProgrammePages: Feature {
    static var routes: [Route] {
        let askers = Access.roles([.local], for: FamilyPolicy.programmes)
        let confirmers = Access.roles(FamilyProgramme.confirmers, for: FamilyPolicy.programmes)
        return [
            .get("/families/:ref/programmes/new", askers, new),
            .post("/families/:ref/programmes", askers, create),
            .get("/families/:ref/programmes/:programme", confirmers, show),
            .post("/families/:ref/programmes/:programme", confirmers, answer),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func new(_ context: Context) throws -> Response {
        try context.show(try newForm(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try newForm(context) }) { form, tx in
            let family = try FamilyMemberPages.editable(context, tx)
            let programme: Programme? = form.choice("programme", isRequired: true)
            let day = form.day("consent_on", isRequired: true)
            try form.check()
            try family.ask(programme, consentOn: day, in: tx)
            return (family.path, Note("note.family_programme_asked"))
        }
    }

    static func show(_ context: Context) throws -> Response {
        try context.show(try answerForm(context))
    }

    /// Whoever says no is left without the family, and whoever says yes is led to it.
    static func answer(_ context: Context) throws -> Response {
        try context.submit({ try answerForm(context) }) { form, tx in
            let request = try found(context, tx)
            guard let takesIn = form.answer("takes_in") else {
                throw Refusal.problem("takes_in", "problem.choose")
            }
            try request.answer(takesIn, in: tx)
            return takesIn
                ? (request.family.path, Note("note.family_programme_yes"))
                : ("/tasks", Note("note.family_programme_no"))
        }
    }

    private static func found(_ context: Context, _ tx: Transaction) throws -> FamilyRequest {
        try FamilyRequest.find(
            try context.parameter("ref"),
            Programme(rawValue: try context.parameter("programme")), in: tx)
    }

    private static func newForm(_ context: Context) throws -> FormView {
        let words = context.words
        let (family, taken) = try context.read { tx in
            let family = try FamilyMemberPages.editable(context, tx)
            return (family, try FamilyProgramme.all(of: family, in: tx).map(\.programme))
        }
        let free = FamilyPolicy.programmes.subtracting(taken).sorted()
        guard !free.isEmpty else { throw Refusal.notFound }
        var values = Values()
        if free.count == 1 { values.set("programme", free[0].rawValue) }
        return FormView(
            title: words("family_programme.new", ["name": .text(words.name(family.code))]),
            lede: words("family_programme.new.lede"), action: "\(family.path)/programmes",
            fields: [
                .radios("programme", free.map { words.choice($0, "programme") })
                    .labelled("family_programme.programme"),
                .day("consent_on").labelled("family_programme.consent_on"),
            ],
            submit: words("family_programme.ask"), cancel: family.path, values: values,
            crumbs: family.crumbs(words))
    }

    /// What may be known before saying yes: code, size, route and city.
    private static func answerForm(_ context: Context) throws -> FormView {
        let words = context.words
        let (request, city) = try context.read { tx in
            let request = try found(context, tx)
            return (request, try City.named(request.family.city, in: tx))
        }
        let family = request.family
        return FormView(
            title: words("family_programme.answer", ["name": .text(words.name(family.code))]),
            lede: words(
                "family_programme.answer.lede",
                [
                    "programme": .text(words("programme.\(request.programme.rawValue)")),
                    "city": .text(city.name(context.language.rawValue)),
                    "people": .text(
                        words("family.people", ["count": .number(family.householdSize)])),
                    "route": .text(words("route.\(family.route.rawValue)")),
                    "day": .text(words.day(request.consentOn)),
                ]),
            action: "\(family.path)/programmes/\(request.programme.rawValue)",
            fields: [
                .radioChips(
                    "takes_in",
                    [
                        Choice("yes", words("family_programme.yes")),
                        Choice("no", words("family_programme.no")),
                    ]
                ).labelled("family_programme.takes_in")
            ],
            submit: words("action.save"), cancel: "/tasks",
            crumbs: [LinkView(words("nav.tasks"), "/tasks")])
    }
}
