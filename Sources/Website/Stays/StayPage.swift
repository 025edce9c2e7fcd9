import Coalition
import Templates

/// One stay: what is to be done, how far it is, who and where, and what is known of it.
struct StayPage: SitePage {
    static let template = "stays/show"
    let record: RecordView
    let path: String
    let extension_: ExtensionView?
    /// Empty for who may not know how a stay ended.
    let phases: [PhaseView]
    let nights: NightsBar
    let talks: TalkPanel
    /// Steps besides the next one, such as cancelling.
    let steps: [StepView]
    let former: [String]
    /// What was asked and decided on.
    let requests: [String]
    let people: [PersonLine]
    let log: String
    let terms: [TermView]
    let mayEdit: Bool
    let mayExtend: Bool

    static let fields: Fields<StayPage> = [
        .object("record", RecordView.fields) { $0.record },
        .text("path") { $0.path },
        .object("extension", ExtensionView.fields) { $0.extension_ },
        .list("phases", PhaseView.fields) { $0.phases },
        .flag("hasPhases") { !$0.phases.isEmpty },
        .object("nights", NightsBar.fields) { $0.nights },
        .object("talks", TalkPanel.fields) { $0.talks },
        .list("steps", StepView.fields) { $0.steps },
        .flag("hasSteps") { !$0.steps.isEmpty },
        .texts("former") { $0.former },
        .flag("hasFormer") { !$0.former.isEmpty },
        .texts("requests") { $0.requests },
        .flag("hasRequests") { !$0.requests.isEmpty },
        .list("people", PersonLine.fields) { $0.people },
        .text("log") { $0.log },
        .list("terms", TermView.fields) { $0.terms },
        .flag("mayEdit") { $0.mayEdit },
        .flag("mayExtend") { $0.mayExtend },
    ]
}

extension StayPage {
    init(_ context: Context, _ facts: StayPageFacts, _ problems: [Problem]) {
        let words = context.words
        let (stay, policy) = (facts.stay, facts.policy)
        let wish = policy.maySeeOutcome ? ExtensionView(facts, words) : nil
        let all = facts.steps.map { StayPage.step($0, facts, words) }
        let next = all.first { !$0.isQuiet }
        path = "/stays/\(stay.ref)"
        extension_ = wish
        record = RecordView(
            title: stay.title(words), cityName: facts.city.name(context.language.rawValue),
            tags: [stay.stateTag(words, mayTell: policy.maySeeOutcome)]
                + stay.flagTags(words, clash: facts.clash, tellsWish: wish == nil),
            concerns: ConcernLines(facts.now.concerns, stay.ref, words),
            goodToKnow: facts.stored.line(
                "good_to_know", of: StayDraft.record.about, facts.rights),
            lede: StayPage.lede(facts, words), now: StayPage.now(context, facts, next),
            problems: problems.map {
                LinkView(
                    words.problem($0),
                    wish == nil || $0.field == "state" ? "#nu" : "#verlenging")
            },
            tasks: facts.now.terms(words),
            history: facts.history.map {
                TermView(
                    $0, facts.city.zone, Stay.lifecycle, of: "stay", tellsWhy: true, words)
            },
            coordinator: PersonLine(facts.coordinator, at: path, today: facts.today, words),
            historyPath: "\(path)/history")
        phases =
            policy.maySeeOutcome
            ? Stay.phaseRow.views(
                stay.state, passed: facts.history.map(\.state).reversed(), words, "stay.state")
            : []
        nights = NightsBar(stay, on: facts.today, words)
        talks = TalkPanel(facts.talks, context)
        steps = all.filter { $0.state != next?.state }
        former = facts.former.map { StayPage.former($0, facts, words) }
        requests = facts.requests.filter { $0.outcome != nil }.map { $0.line(facts, words) }
        people = StayPage.people(context, facts)
        log = words(policy.maySeeOutcome ? "stay.no_log" : "stay.no_log.closed")
        terms = StayPage.terms(context, facts)
        mayEdit = policy.mayEdit
        mayExtend = policy.mayAskExtension && stay.extensionUntil == nil
    }

    private static func now(
        _ context: Context, _ facts: StayPageFacts, _ next: StepView?
    ) -> NowView {
        var now = NowView(facts.now, back: "/stays/\(facts.stay.ref)", context)
        now.hasTalks = !facts.talks.lines.isEmpty
        now.next = next?.withWhatLacks
        return now
    }

    /// The guest and the home, a line each.
    private static func people(_ context: Context, _ facts: StayPageFacts) -> [PersonLine] {
        let (words, stay) = (context.words, facts.stay)
        let mayMeet = facts.policy.holds(GuestPolicy.readers)
        return [
            PersonLine(
                name: stay.code.map(words.name) ?? words("stay.no_guest"),
                path: mayMeet ? stay.guestRef.map { "/guests/\($0)" } : nil,
                hint: stay.code == nil ? nil : words("stay.guest"), tag: nil),
            PersonLine(
                name: facts.home?.name ?? words("stay.no_home"),
                path: facts.home.map { "/accommodations/\($0.ref)" },
                hint: facts.home?.kindName(words), tag: nil),
        ]
    }

    /// What the days are to today; nil for a stay that is over, of which they say all.
    private static func lede(_ facts: StayPageFacts, _ words: Words) -> String? {
        let (period, today) = (facts.stay.period, facts.today)
        if Stay.State.present.contains(facts.stay.state) {
            return words.happens(
                "stay.lede.present", period.until, today, ["day": .text(words.day(period.until))])
        }
        if Stay.State.coming.contains(facts.stay.state) {
            return words.happens(
                "stay.lede.coming", period.from, today, ["day": .text(words.day(period.from))])
        }
        return nil
    }

    private static func terms(_ context: Context, _ facts: StayPageFacts) -> [TermView] {
        let words = context.words
        return [
            TermView(
                words("field.city"), facts.city.name(context.language.rawValue),
                link: "/cities/\(facts.city.ref)"),
            TermView(
                words("stay.cohort"), facts.cohort?.name(words) ?? words("stay.no_cohort")),
        ]
            + (facts.nomination.map {
                [
                    TermView(
                        words("nomination.term"), $0.tag(words).text,
                        link: "/stays/\(facts.stay.ref)/nomination")
                ]
            } ?? [])
            + StayDraft.record.about.terms(facts.stored, words, facts.rights, besides: told)
    }

    /// The fields that the page tells in words of its own.
    private static let told: Set<String> = ["from_on", "until_on", "is_exception", "good_to_know"]

    private static func step(
        _ step: StayPageFacts.Step, _ facts: StayPageFacts, _ words: Words
    ) -> StepView {
        let path = "/stays/\(facts.stay.ref)"
        let guards = step.findings.map { finding in
            GuardView(
                text: words.finding(finding, of: "stay"), isMet: finding.isMet,
                link: finding.isMet || !facts.policy.mayEdit
                    ? nil : place(finding.rule, facts, words))
        }
        let key = "stay.step.\(step.to.rawValue)"
        let mayCome = step.findings.allSatisfy(\.isMet)
        return StepView(
            path: "\(path)/transitions", name: words(key), state: step.to.rawValue,
            // What it still lacks comes first, and is enough then.
            explanation: mayCome ? explanation(key, step.to, facts, words) : nil,
            guards: guards, isPossible: step.isMine && mayCome,
            isQuiet: step.to == .cancelled || step.to == .otherOutcome
                || (step.to == .returned && facts.stay.asksFirst(.returned, on: facts.today)),
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
    private static func place(
        _ rule: Stay.Guard, _ facts: StayPageFacts, _ words: Words
    ) -> LinkView? {
        let path = "/stays/\(facts.stay.ref)"
        return switch rule {
        case .guest:
            facts.policy.holds(NominationPolicy.makers)
                ? LinkView(words("nomination.new"), "\(path)/nominate") : nil
        case .accommodation, .available: LinkView(words("action.fill_in"), "\(path)/edit")
        // What is to be decided stands below.
        case .decided: nil
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
