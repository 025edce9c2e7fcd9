import Coalition
import Templates

/// What the page of a stay is made of, read in one snapshot.
struct StayPageFacts: Sendable {
    let stay: Stay
    let city: City
    let today: Day
    let home: Accommodation?
    let cohort: Cohort?
    let former: [FormerPeriod]
    /// What was asked for it, the latest first; empty for who may not know.
    let requests: [ExtensionRequest]
    /// The day before which the network decides on what is asked; nil when nobody is asked.
    let decisionDue: Day?
    let names: [ID<User>: String]
    let clash: StayClash?
    let maximum: Int
    let steps: [Step]
    let policy: StayPolicy
    /// What stands in the fields for which the page has no words of its own; nil without any.
    let others: [FieldValue]?
    /// See ``PhaseRow``; empty for who may not know how a stay ended.
    let passed: [Stay.State]

    struct Step: Sendable {
        let to: Stay.State
        let roles: Set<Role>
        let isMine: Bool
        let findings: [GuardFinding<Stay.Guard>]
    }

    init(_ stay: Stay, _ tx: Transaction) throws {
        self.stay = stay
        city = try City.named(stay.city, in: tx)
        today = city.today(tx)
        policy = StayPolicy(tx.viewer, stay)
        home = try stay.accommodationRef.map { try Accommodation.find($0, in: tx) }
        cohort = try stay.cohort == nil ? nil : Cohort.of(stay.period.from, in: tx)
        former = policy.maySeeOutcome ? try stay.formerPeriods(in: tx) : []
        requests = policy.maySeeOutcome ? try ExtensionRequest.all(of: stay, in: tx) : []
        decisionDue = stay.extensionUntil == nil ? nil : try stay.decisionDue(in: tx)
        names = try User.names(
            Set(
                former.compactMap(\.recordedBy)
                    + requests.flatMap { [$0.askedBy, $0.decidedBy].compactMap { $0 } }), in: tx)
        clash = try stay.extensionClash(in: tx)
        maximum = try stay.maximumNights(in: tx)
        others = try StayDraft.others(of: stay.id, besides: StayPage.told, in: tx)
        passed =
            policy.maySeeOutcome
            ? try Stay.phaseRow.passed(by: .stay, stay.id.value, in: stay.state, tx) : []
        let viewer = tx.viewer
        steps =
            try policy.maySeeOutcome
            ? Stay.lifecycle.steps(from: stay.state).map { step in
                Step(
                    to: step.to, roles: step.roles,
                    isMine: StayPolicy(viewer, stay).holds(step.roles),
                    findings: try stay.findings(for: step, in: tx))
            } : []
    }
}

/// One stay: who, where and when, where it stands, what can happen now, and its extension.
struct StayPage: SitePage {
    static let template = "stays/show"
    let title: String
    let cityName: String
    let path: String
    let tags: [TagView]
    let lede: String
    let terms: [TermView]
    let phases: [PhaseView]
    let steps: [StepView]
    let extension_: ExtensionView?
    let former: [String]
    let requests: [String]
    let problems: [LinkView]
    let mayEdit: Bool
    let mayExtend: Bool
    let isInside: Bool

    static let fields: Fields<StayPage> = [
        .text("title") { $0.title },
        .text("cityName") { $0.cityName },
        .text("path") { $0.path },
        .list("tags", TagView.fields) { $0.tags },
        .text("lede") { $0.lede },
        .list("terms", TermView.fields) { $0.terms },
        .list("phases", PhaseView.fields) { $0.phases },
        .list("steps", StepView.fields) { $0.steps },
        .object("extension", ExtensionView.fields) { $0.extension_ },
        .texts("former") { $0.former },
        .flag("hasFormer") { !$0.former.isEmpty },
        .texts("requests") { $0.requests },
        .flag("hasRequests") { !$0.requests.isEmpty },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .flag("mayEdit") { $0.mayEdit },
        .flag("mayExtend") { $0.mayExtend },
        .flag("isInside") { $0.isInside },
        .flag("mayAct") { $0.steps.isEmpty || StepView.mayTakeAny($0.steps) },
        .flag("isAtItsEnd") { $0.steps.isEmpty },
    ]
}

extension StayPage {
    init(_ context: Context, _ facts: StayPageFacts, _ problems: [Problem]) {
        let words = context.words
        let stay = facts.stay
        title = stay.title(words)
        cityName = facts.city.name(context.language.rawValue)
        path = "/stays/\(stay.ref)"
        tags =
            [stay.stateTag(words, mayTell: facts.policy.maySeeOutcome)]
            + stay.flagTags(words, clash: facts.clash)
        lede = StayPage.lede(facts, words)
        terms = StayPage.terms(context, facts)
        phases = Stay.phaseRow.views(stay.state, passed: facts.passed, words, "stay.state")
        steps = facts.steps.map { StayPage.step($0, facts, words) }
        extension_ = facts.policy.maySeeOutcome ? ExtensionView(facts, words) : nil
        former = facts.former.map { StayPage.former($0, facts, words) }
        requests = facts.requests.map { $0.line(facts, words) }
        self.problems = problems.map {
            LinkView(words.problem($0), $0.field == "state" ? "#nu" : "#verlenging")
        }
        mayEdit = facts.policy.mayEdit
        mayExtend = facts.policy.mayAskExtension && stay.extensionUntil == nil
        isInside = facts.policy.maySeeOutcome
    }

    private static func lede(_ facts: StayPageFacts, _ words: Words) -> String {
        let (period, today) = (facts.stay.period, facts.today)
        if Stay.State.present.contains(facts.stay.state) {
            return words.happens(
                "stay.lede.present", period.until, today, ["day": .text(words.day(period.until))])
        }
        if Stay.State.coming.contains(facts.stay.state) {
            return words.happens(
                "stay.lede.coming", period.from, today, ["day": .text(words.day(period.from))])
        }
        return words(
            "stay.lede.over",
            ["from": .text(words.day(period.from)), "until": .text(words.day(period.until))])
    }

    private static func terms(_ context: Context, _ facts: StayPageFacts) -> [TermView] {
        let (words, stay) = (context.words, facts.stay)
        let mayMeet = StayPolicy(context.viewer, stay).holds(GuestPolicy.readers)
        let guest = mayMeet ? stay.guestRef.map { "/guests/\($0)" } : nil
        return [
            TermView(words("stay.guest"), stay.title(words), link: guest),
            TermView(
                words("stay.home"), facts.home?.described(words) ?? words("stay.no_home"),
                link: facts.home.map { "/accommodations/\($0.ref)" }),
            TermView(
                words("field.city"), facts.city.name(context.language.rawValue),
                link: "/cities/\(facts.city.ref)"),
            TermView(words("stay.from"), words.longDay(stay.period.from)),
            TermView(
                words("stay.until"), words.longDay(stay.period.until),
                hint: words("stay.until.hint")),
            TermView(words("stay.nights"), String(stay.period.nights)),
            TermView(
                words("stay.cohort"), facts.cohort?.name(words) ?? words("stay.no_cohort")),
        ] + further(facts, context)
    }

    private static func further(_ facts: StayPageFacts, _ context: Context) -> [TermView] {
        let about = StayDraft.record.about
        let rights = about.rights(of: context.viewer, in: facts.stay.city)
        return facts.others.map { about.terms($0, context.words, rights, besides: told) } ?? []
    }

    /// The fields that the page tells in words of its own.
    static let told: Set<String> = ["from_on", "until_on", "is_exception"]

    private static func step(
        _ step: StayPageFacts.Step, _ facts: StayPageFacts, _ words: Words
    ) -> StepView {
        let path = "/stays/\(facts.stay.ref)"
        let guards = step.findings.map { finding in
            GuardView(
                text: words.finding(finding, of: "stay"), isMet: finding.isMet,
                link: finding.isMet || !facts.policy.mayEdit
                    ? nil : place(finding.rule, path, words))
        }
        let key = "stay.step.\(step.to.rawValue)"
        return StepView(
            path: "\(path)/transitions", name: words(key), state: step.to.rawValue,
            explanation: explanation(key, step.to, facts, words),
            guards: guards, isPossible: step.isMine && step.findings.allSatisfy(\.isMet),
            isQuiet: step.to == .cancelled || step.to == .otherOutcome,
            by: StepView.taker(step.roles, isViewer: step.isMine, words))
    }

    /// What a step means; of a guest who leaves sooner than planned also which nights become free.
    private static func explanation(
        _ key: String, _ state: Stay.State, _ facts: StayPageFacts, _ words: Words
    ) -> String? {
        let meaning = words.has(key + ".text") ? words(key + ".text") : nil
        let period = facts.stay.period
        let endsEarly =
            Stay.State.over.contains(state) && Stay.State.present.contains(facts.stay.state)
            && facts.today < period.until
        let freed =
            endsEarly
            ? words("stay.step.frees", ["day": .text(words.day(period.until))]) : nil
        let parts = [meaning, freed].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// Where a guard that is not met is solved.
    private static func place(_ rule: Stay.Guard, _ path: String, _ words: Words) -> LinkView? {
        switch rule {
        case .guest, .accommodation, .available: LinkView(words("action.fill_in"), "\(path)/edit")
        case .decided: LinkView(words("stay.extend.to"), "#verlenging")
        case .arrived: LinkView(words("stay.edit.dates"), "\(path)/edit")
        }
    }

    private static func former(
        _ former: FormerPeriod, _ facts: StayPageFacts, _ words: Words
    ) -> String {
        words(
            "stay.former.line",
            [
                "period": .text(former.period.short(words)),
                "home": .text(former.accommodationName ?? words("stay.no_home")),
                "day": .text(words.shortDay(facts.city.zone.day(of: former.recordedAt))),
                "who": .text(former.recordedBy.flatMap { facts.names[$0] } ?? "Coalitie"),
            ])
    }
}

extension Stay {
    static let phaseRow = PhaseRow(
        way: [
            .planned, .nominated, .accepted, .preparing, .confirmed, .inStay, .departing,
            .returned, .aftercare, .closed,
        ], lifecycle: lifecycle)
}
