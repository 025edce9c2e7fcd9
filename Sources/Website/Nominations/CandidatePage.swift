import Coalition
import Templates

/// What the page of a candidate is made of; read in a write, as the look is written down.
struct CandidateFactsPage: Sendable {
    let guest: Guest
    let candidate: Candidate
    let contents: CandidateContents
    let cohort: Cohort?
    let nominations: [Nomination]
    let stays: [ID<Stay>: Stay]
    let cities: [ID<City>: City]
    let names: [ID<User>: String]
    let isPlaced: Bool

    init(_ guest: Guest, _ tx: Transaction) throws {
        self.guest = guest
        let candidate = try Candidate.of(guest, in: tx)
        let contents = try candidate.open(in: tx)
        (self.candidate, self.contents) = (candidate, contents)
        cohort = try candidate.cohort.flatMap { try Cohort.find([$0], in: tx)[$0] }
        let nominations = try Nomination.all(of: guest, in: tx)
        self.nominations = nominations
        let stays = try Stay.known(nominations.map(\.stay), in: tx)
        self.stays = stays
        var cities: [ID<City>: City] = [:]
        for id in contents.vetoes.union(stays.values.map(\.city)) {
            cities[id] = try City.named(id, in: tx)
        }
        self.cities = cities
        names = try User.names(
            Set(
                contents.conditions.values.compactMap(\.by)
                    + [candidate.coordinator].compactMap { $0 }),
            in: tx)
        isPlaced = try Stay.of(guest, in: tx).contains { $0.state != .cancelled }
    }
}

/// One candidate: what the network weighs, and whom it asked.
struct CandidatePage: SitePage {
    static let template = "nominations/candidate"
    let title: String
    let lede: String
    let tag: TagView
    let crumbs: [LinkView]
    let problems: [LinkView]
    let editPath: String
    /// Where a city is asked; nil while that is too early, and for who has a stay.
    let nominatePath: String?
    let guestPath: String
    let steps: [CandidateStep]
    let terms: [TermView]
    let conditions: [TermView]
    let vetoes: String
    let nominations: TableView?

    static let fields: Fields<CandidatePage> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .list("tags", TagView.fields) { [$0.tag] },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .text("editPath") { $0.editPath },
        .text("nominatePath") { $0.nominatePath },
        .text("guestPath") { $0.guestPath },
        .list("steps", CandidateStep.fields) { $0.steps },
        .object("facts", TermList.fields) { TermList($0.terms) },
        .object("conditions", TermList.fields) { TermList($0.conditions) },
        .text("vetoes") { $0.vetoes },
        .object("nominations", TableView.fields) { $0.nominations },
    ]

    init(_ context: Context, _ facts: CandidateFactsPage, _ problems: [Problem]) {
        let (words, guest) = (context.words, facts.guest)
        let path = guest.candidatePath
        title = words.name(guest.code)
        lede = words(facts.isPlaced ? "candidate.page.placed" : "candidate.page.lede")
        tag = facts.candidate.state.tag(words)
        crumbs = [LinkView(words("candidate.title"), CandidatePages.path)]
        self.problems = problems.map { LinkView(words.problem($0), "#voorwaarden") }
        editPath = "\(path)/edit"
        nominatePath =
            facts.candidate.state == .ready && !facts.isPlaced
            ? "/guests/\(guest.ref)/nominate" : nil
        guestPath = "/guests/\(guest.ref)"
        steps = CandidatePage.steps(facts, words)
        terms = CandidatePage.terms(facts, words)
        conditions = CandidateCondition.allCases.map {
            CandidatePage.condition($0, facts, words)
        }
        let blocked = facts.contents.vetoes.compactMap {
            facts.cities[$0]?.name(context.language.rawValue)
        }.sorted()
        vetoes = blocked.isEmpty ? words("candidate.vetoes.none") : words.list(blocked)
        nominations = CandidatePage.table(facts, context)
    }

    private static func steps(_ facts: CandidateFactsPage, _ words: Words) -> [CandidateStep] {
        guard !facts.isPlaced else { return [] }
        let next: [Candidate.State] =
            switch facts.candidate.state {
            case .entered: [.ready, .withdrawn]
            case .ready: [.entered, .withdrawn]
            case .withdrawn: [.entered]
            }
        return next.map {
            CandidateStep(
                path: "\(facts.guest.candidatePath)/state", state: $0.rawValue,
                name: words("candidate.step.\($0.rawValue)"), isQuiet: $0 != .ready)
        }
    }

    private static func terms(_ facts: CandidateFactsPage, _ words: Words) -> [TermView] {
        let known = facts.contents.facts
        func answer(_ value: Bool?) -> String {
            words(value.map { $0 ? "answer.yes" : "answer.no" } ?? "unknown")
        }
        return [
            TermView(
                words("candidate.cohort"), facts.cohort?.name(words) ?? words("candidate.no_cohort")
            ),
            TermView(words("candidate.days"), known.days(words) ?? words("unknown")),
            TermView(
                words("candidate.nights"), known.nights.map(String.init) ?? words("unknown")),
            TermView(
                words("field.languages"),
                known.languages.isEmpty ? words("unknown") : words.languages(known.languages)),
            TermView(
                words("candidate.themes"),
                known.themes.isEmpty
                    ? words("unknown")
                    : words.list(known.themes.map { words("work_theme.\($0.rawValue)") })),
            TermView(words("candidate.accessible"), answer(known.needsAccessible)),
            TermView(words("candidate.women"), answer(known.needsWomenOnly)),
            TermView(
                words("candidate.coordinator"),
                facts.candidate.coordinator.flatMap { facts.names[$0] } ?? "Coalitie"),
        ]
    }

    private static func condition(
        _ condition: CandidateCondition, _ facts: CandidateFactsPage, _ words: Words
    ) -> TermView {
        let term = words("candidate.condition.\(condition.rawValue)")
        guard let found = facts.contents.conditions[condition] else {
            return TermView(term, words("unknown"))
        }
        let who = found.by.flatMap { facts.names[$0] } ?? "Coalitie"
        return TermView(
            term, words(found.isMet ? "answer.yes" : "answer.no"),
            hint: words(
                "candidate.found", ["name": .text(who), "day": .text(words.shortDay(found.on))]))
    }

    private static func table(_ facts: CandidateFactsPage, _ context: Context) -> TableView? {
        let words = context.words
        guard !facts.nominations.isEmpty else { return nil }
        return TableView(
            label: words("candidate.nominations"),
            headers: [
                "field.city", "nomination.outcome", "nomination.made", "nomination.reason",
            ].map { HeaderView(words($0)) },
            rows: facts.nominations.map { nomination in
                let stay = facts.stays[nomination.stay]
                let city = stay.flatMap { facts.cities[$0.city] }
                let reason = facts.contents.reasons[nomination.id]
                return RowView(
                    name: city?.name(context.language.rawValue) ?? "",
                    path: stay.map { "/stays/\($0.ref)" } ?? "",
                    cells: [
                        .tags(words("nomination.outcome"), [nomination.tag(words)]),
                        .tight(
                            words("nomination.made"),
                            words.shortDay((city?.zone ?? .amsterdam).day(of: nomination.madeAt))),
                        .text(
                            words("nomination.reason"),
                            reason.map { words("nomination.reason.\($0.rawValue)") }),
                    ])
            })
    }
}

/// A button that says how far a candidate is.
struct CandidateStep: PageModel {
    let path: String
    let state: String
    let name: String
    let isQuiet: Bool

    static let fields: Fields<CandidateStep> = [
        .text("path") { $0.path },
        .text("state") { $0.state },
        .text("name") { $0.name },
        .flag("isQuiet") { $0.isQuiet },
    ]
}

extension Nomination {
    func tag(_ words: Words) -> TagView {
        guard let outcome else { return TagView(words("nomination.open"), .infoOpen) }
        let look: TagView.Look = outcome == .accepted ? .ok : .muteStill
        return TagView(words("nomination.outcome.\(outcome.rawValue)"), look)
    }
}
