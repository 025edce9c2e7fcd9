import Coalition
import Templates

/// What the page of one check-in is made of.
struct CheckInFacts: Sendable {
    let family: Family
    let checkIn: CheckIn
    /// Nil until the network has said why it looks.
    let opened: OpenCheckIn?
    let person: HeardPerson?
    /// The community builder through whom it was told; nil where nobody is named.
    let builder: VoiceBuilder?
    let mayEdit: Bool
    /// Who looked; nil for who has no business with that.
    let looks: DisclosureTable?

    init(_ id: Int64, _ opened: OpenCheckIn?, of family: Family, _ tx: Transaction) throws {
        self.family = family
        let checkIn = try opened?.checkIn ?? CheckIn.find(id, of: family, in: tx)
        (self.checkIn, self.opened) = (checkIn, opened)
        person = try opened.flatMap { opened in
            try HeardPerson.all(of: family, in: tx).first { $0.id == opened.details.person }
        }
        builder = try opened.flatMap { try VoiceBuilder.of($0.details, in: tx) }
        mayEdit = try checkIn.mayEdit(of: family, in: tx)
        let policy = try VoicePolicy(family, in: tx)
        let zone = try City.named(family.city, in: tx).zone
        looks =
            policy.listensToAll || policy.owesReason
            ? try DisclosureTable(try checkIn.disclosures(of: family, in: tx), in: zone, tx) : nil
    }
}

/// What one person, or the household, said apart: for who reads it, and nobody else's words.
struct CheckInPage: SitePage {
    static let template = "voice/check-in"
    let title: String
    let lede: String
    let crumbs: [LinkView]
    let problems: [LinkView]
    /// How it was told.
    let terms: [TermView]
    /// What was said, by question.
    let answers: [TermView]
    let isOpen: Bool
    let sealed: SealedPanel?
    let looks: TableView?
    let editPath: String?
    /// Where an answer becomes a concern; nil for who reads none.
    let report: LinkView?

    init(
        _ facts: CheckInFacts, typed: String? = nil, problems: [Problem] = [],
        context: Context
    ) {
        let words = context.words
        let path = "\(facts.family.voicePath)/\(facts.checkIn.id.value)"
        title = words("voice.kind.\(facts.checkIn.kind.rawValue)")
        lede = facts.family.title(words)
        crumbs = facts.family.voiceCrumbs(words)
        self.problems = problems.map { LinkView(words.problem($0), "#reason") }
        isOpen = facts.opened != nil
        terms = CheckInPage.terms(facts, words)
        answers =
            facts.opened.map { opened in
                CheckInDraft.record.about.terms(
                    opened.values, words, facts.family.fieldRights(of: context.viewer),
                    besides: [
                        "kind", "outcome", "held_on", "language", "through", "builder", "is_shared",
                    ])
            } ?? []
        looks = isOpen ? facts.looks?.table(words) : nil
        sealed =
            isOpen
            ? nil
            : SealedPanel(
                path: "\(path)/open", submit: words("check_in.open"),
                reason: SealedPanel.reasonField(typed, problems, words), terms: [], isOpen: false,
                isThere: true, hint: words("check_in.sealed"),
                disclosures: facts.looks?.table(words))
        report = isOpen ? facts.family.voiceReport(words) : nil
        editPath = facts.mayEdit && isOpen ? "\(path)/edit" : nil
    }

    private static func terms(_ facts: CheckInFacts, _ words: Words) -> [TermView] {
        let day = TermView(words("check_in.held_on"), words.longDay(facts.checkIn.on))
        guard let details = facts.opened?.details else { return [day] }
        let person =
            facts.person?.title(words)
            ?? words(details.person == nil ? "voice.household" : "voice.somebody")
        return [
            TermView(words("check_in.person"), person), day,
            TermView(
                words("check_in.outcome"), words("check_in.outcome.\(details.outcome.rawValue)")),
            details.language.map {
                TermView(words("check_in.language"), words.languages([$0]))
            },
            details.through.map {
                let way = words("check_in.through.\($0.rawValue)")
                return TermView(
                    words("check_in.through"),
                    [way, facts.builder?.name].compactMap { $0 }.joined(separator: ": "))
            },
            TermView(
                words("check_in.is_shared"), words(details.isShared ? "answer.yes" : "answer.no")),
            TermView(words("check_in.by"), words("role.\(details.role.rawValue)")),
        ].compactMap { $0 }
    }

    static let fields: Fields<CheckInPage> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .list("terms", TermView.fields) { $0.terms },
        .list("answers", TermView.fields) { $0.answers },
        .flag("hasAnswers") { !$0.answers.isEmpty },
        .flag("isOpen") { $0.isOpen },
        .object("sealed", SealedPanel.fields) { $0.sealed },
        .object("looks", TableView.fields) { $0.looks },
        .text("editPath") { $0.editPath },
        .object("report", LinkView.fields) { $0.report },
    ]
}
