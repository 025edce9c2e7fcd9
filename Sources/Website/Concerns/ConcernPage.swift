import Coalition
import Templates

/// What the page of a concern is made of.
struct ConcernFacts: Sendable {
    let concern: Concern
    let level: ConcernSight.Level
    /// Nil for who may only know of its status, or has not said yet why he or she looks.
    let opened: OpenConcern?
    /// Whether it is opened with a reason.
    let owesReason: Bool
    let subject: TalkSubject?
    let city: City
    let phone: String?
    let names: [ID<User>: String]
    /// By the references of their accounts.
    let accounts: [String: String]
    /// The name of the member that it is about; nil for none, and for who may not know it.
    let member: String?
    let tasks: [Task]
    let work: WorkFacts
    let looks: DisclosureTable?
    let today: Day

    init(_ concern: Concern, _ opened: OpenConcern?, _ tx: Transaction) throws {
        self.concern = opened?.concern ?? concern
        self.opened = opened
        level = try concern.level(in: tx)
        owesReason = try opened == nil && concern.opens(in: tx)
        subject = try TalkSubject.of(concern, in: tx)
        city = try City.named(concern.city, in: tx)
        today = city.today(tx)
        phone = try concern.phone(in: tx)
        let people = (opened?.notes.compactMap(\.by) ?? []) + [concern.reporter].compactMap { $0 }
        names = try User.names(Set(people), in: tx)
        let handler = opened?.concern.handler ?? concern.handler
        var about: String?
        if case .account(let ref) = self.concern.about { about = ref }
        accounts = try User.names(refs: Set([handler, about].compactMap { $0 }), in: tx)
        member = try ConcernFacts.member(self.concern, subject, tx)
        tasks = try Task.open(about: RecordID(concern.id), in: tx)
        work = try WorkFacts(of: tasks, today: today, tellsPlace: false, tx)
        let zone = city.zone
        looks = try opened.map { try DisclosureTable($0.looks, in: zone, tx) }
    }

    private static func member(
        _ concern: Concern, _ subject: TalkSubject?, _ tx: Transaction
    ) throws -> String? {
        guard case .member(let id) = concern.about, let group = concern.group else { return nil }
        let members = try ConcernSubjects(
            at: try ConcernPlace(of: concern, in: tx), in: tx
        ).members
        return members.first { $0.id == id && $0.group == group }?.name
    }

    var path: String { "/concerns/\(concern.ref)" }
}

/// One concern: its status, and for who reads it what was reported and all that is done about it.
struct ConcernPage: SitePage {
    static let template = "concerns/show"
    let title: String
    let lede: String?
    let tags: [TagView]
    let problems: [LinkView]
    /// How far it is, for everybody who knows of it.
    let status: [TermView]
    /// What its own reporter can still do.
    let finishPath: String?
    /// Whether numbers to call stand on top.
    let isAcute: Bool
    let sealed: SealedPanel?
    let text: String?
    let isOpened: Bool
    let terms: [TermView]
    let work: ConcernWorkView?
    let looks: TableView?

    init(
        _ facts: ConcernFacts, typed: String? = nil, _ problems: [Problem], _ context: Context
    ) {
        let (words, concern) = (context.words, facts.concern)
        title = concern.called(words)
        lede = facts.subject?.name(words)
        tags = [concern.tag(reads: facts.opened != nil, words)]
        status = ConcernPage.status(facts, context)
        let isOwn = concern.isReported(by: context.viewer)
        finishPath = isOwn && concern.isUnfinished && concern.isOpen ? "\(facts.path)/report" : nil
        isAcute = concern.isOpen && concern.severity == .acute && (isOwn || facts.opened != nil)
        sealed =
            facts.owesReason
            ? SealedPanel(
                path: "\(facts.path)/open", submit: words("concern.open_text"),
                reason: SealedPanel.reasonField(typed, problems, words), terms: [], isOpen: false,
                isThere: true, hint: words("concern.sealed"), disclosures: nil) : nil
        isOpened = facts.opened != nil
        text = facts.opened.flatMap(\.text)
        terms = facts.opened.map { ConcernPage.terms(facts, $0, words) } ?? []
        work =
            facts.opened != nil && facts.level == .text
            ? ConcernWorkView(facts, problems, context) : nil
        looks = facts.looks?.table(words)
        self.problems = problems.map { [work, sealed] in
            LinkView(
                words.problem($0), ConcernPage.place(of: $0, work, isSealed: sealed != nil))
        }
    }

    /// The place on the page of what is wrong; its status where the form is not shown.
    private static func place(of problem: Problem, _ page: ConcernWorkView?, isSealed: Bool)
        -> String
    {
        switch problem.field {
        case "reason" where isSealed: "#reason"
        case "step" where page?.step != nil: "#step-\(page?.firstStep ?? 1)"
        case "done_on" where page?.step != nil: "#done_on_day"
        case "party" where page?.referral != nil:
            "#party-\(ConcernReferral.Party.allCases[0].rawValue)"
        case "referred_on" where page?.referral != nil: "#referred_on_day"
        case "title" where page?.ask != nil: "#title"
        case "role" where page?.ask != nil: "#role-\(page?.firstRole ?? Role.network.rawValue)"
        case "due_on" where page?.ask != nil: "#due_on_day"
        case "agreed" where page != nil: "#agreed"
        case "outcome" where page?.close != nil:
            "#outcome-\(Concern.Outcome.allCases[0].rawValue)"
        case "outcome_text" where page?.close != nil: "#outcome_text"
        default: "#stand"
        }
    }

    /// "Nog niet gezien" or "Gezien 14:03", and who handles it, with a number.
    private static func status(_ facts: ConcernFacts, _ context: Context) -> [TermView] {
        let (words, concern) = (context.words, facts.concern)
        let seen =
            concern.seenAt.map {
                words(
                    "concern.seen_at",
                    ["when": .text(words.moment($0, context.now, facts.city.zone))])
            } ?? words("concern.unseen")
        let handler = concern.handler.flatMap { facts.accounts[$0] }
        return [
            TermView(words("concern.seen"), seen),
            TermView(words("column.state"), words("concern.state.\(concern.state.rawValue)")),
            TermView(
                words("concern.handler"), handler ?? words("concern.handler.nobody")),
            facts.phone.map {
                TermView(words("field.phone"), $0, link: ReachView.call($0))
            },
            TermView(
                words("concern.reported_on"),
                words.moment(concern.createdAt, context.now, facts.city.zone)),
            TermView(words("field.city"), facts.city.name(context.language.rawValue)),
            facts.subject.map {
                TermView(words("concern.about_record"), $0.name(words), link: $0.path)
            },
        ].compactMap { $0 }
    }

    private static func terms(
        _ facts: ConcernFacts, _ opened: OpenConcern, _ words: Words
    ) -> [TermView] {
        let concern = opened.concern
        let about: String =
            switch concern.about {
            case .unsaid: words("concern.about.unsaid")
            case .account(let ref): facts.accounts[ref] ?? words("concern.about.account")
            case .member: facts.member ?? words("concern.about.member")
            case .role(let role): words("role.\(role.rawValue)")
            }
        return [
            TermView(words("concern.kind"), concern.kindText(words)),
            TermView(
                words("concern.severity"),
                concern.severity.map { words("concern.severity.\($0.rawValue)") }
                    ?? words("answer.unknown")),
            TermView(words("concern.about"), about),
            TermView(
                words("concern.source"), words("concern.source.\(concern.source.rawValue)"),
                hint: concern.reporter.flatMap { facts.names[$0] }),
            concern.isPrivate
                ? TermView(words("concern.is_private"), words("concern.private")) : nil,
            concern.outcome.map {
                TermView(
                    words("concern.outcome"), words("concern.outcome.\($0.rawValue)"),
                    hint: opened.ending)
            },
        ].compactMap { $0 }
    }

    static let fields: Fields<ConcernPage> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .list("tags", TagView.fields) { $0.tags },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .list("terms", TermView.fields) { $0.status },
        .text("finishPath") { $0.finishPath },
        .flag("isAcute") { $0.isAcute },
        .object("sealed", SealedPanel.fields) { $0.sealed },
        .text("text") { $0.text },
        .flag("isOpened") { $0.isOpened },
        .object("facts", TermList.fields) { TermList($0.terms) },
        .object("work", ConcernWorkView.fields) { $0.work },
        .object("looks", TableView.fields) { $0.looks },
    ]
}
