import Coalition
import Templates

/// What the page of a match is made of, read in one snapshot.
struct MatchFacts: Sendable {
    let line: MatchList.Line
    let city: City
    let today: Day
    let policy: MatchPolicy
    /// Empty for who may not read them.
    let overrides: [MatchOverride]
    /// What does not fit, or no longer; empty for who may not read why it was coupled.
    let misfits: [Pairing.Finding]
    let steps: [Step]
    let returnable: LastStep?
    /// See ``PhaseRow``.
    let passed: [Match.State]
    let now: NowFacts
    let talks: TalkPanelFacts
    /// Nil for a match with a host, and for who may not see the group.
    let side: GroupSide?
    /// Nil for a match whose year has not begun, and for one with a host.
    let plan: YearPlan?
    /// What it is marked with in grey.
    let quiet: [Signal]
    /// Since when the rules hold by which it is judged; nil for who may not move it to others.
    let rulesFrom: Day?
    /// Who helps family and group to understand each other.
    let builders: [MatchBuilder]
    let coordinator: CoordinatorFacts
    /// Nil for a match that was never rounded off.
    let closing: MatchClosing?
    /// Which concern holds its end; nil for none that is known to the viewer.
    let holdingConcern: Concern?

    struct Step: Sendable {
        let to: Match.State
        let mayTake: Bool
        let roles: Set<Role>
        let findings: [GuardFinding<Match.Guard>]

        /// Whether all holds that the page of the step itself does not ask for.
        var isOffered: Bool {
            findings.allSatisfy { $0.isMet || MatchStepForm.asked.contains($0.rule) }
        }
    }

    var match: Match { line.match }

    /// Whether the local coordinator may begin the closing before its month, when that was agreed.
    var mayCloseEarly: Bool {
        steps.contains { step in
            step.to == .closing && step.mayTake
                && step.findings.contains { $0.rule == .month && !$0.isMet }
                && step.findings.allSatisfy { $0.rule == .month || $0.isMet }
        }
    }

    init(_ match: Match, _ tx: Transaction) throws {
        guard let line = try MatchList.lines([match], in: tx).first else { throw Refusal.notFound }
        self.line = line
        city = try City.named(match.city, in: tx)
        today = city.today(tx)
        let policy = MatchPolicy(tx.viewer, match)
        self.policy = policy
        returnable = try match.returnable(in: tx)
        passed = try match.phaseRow.passed(by: .match, match.id.value, in: match.state, tx)
        talks = try TalkPanelFacts(.match(line), in: city, tx)
        now = try NowFacts(about: .init(match.id), on: today, tx)
        side = try line.group.flatMap { try GroupSide($0, tx) }
        plan = try line.plan(on: today, in: tx)
        quiet = try QuietSignals.all(of: match, group: nil, plan, on: today, in: tx).signals
        rulesFrom =
            policy.holds(Group.ruleMovers)
            ? try RuleVersion.find(match.ruleVersion, in: tx).inForceFrom : nil
        builders = try CommunityBuilder.named(on: match, in: tx)
        coordinator = try CoordinatorFacts(match, tx)
        closing = match.state == .completed ? try MatchClosing.find(match, in: tx) : nil
        overrides = policy.maySeeDecisions ? try MatchOverride.all(of: match, in: tx) : []
        misfits = policy.maySeeDecisions ? try match.misfits(in: tx) : []
        // Who may take no step at all is shown none: to the others, why is nobody's business.
        steps =
            policy.maySeeDecisions
            ? try Match.lifecycle.steps(from: match.state).map { step in
                Step(
                    to: step.to, mayTake: policy.holds(step.roles), roles: step.roles,
                    findings: try match.findings(for: step, in: tx))
            } : []
        let isHeld = steps.flatMap(\.findings).contains { $0.rule == .concerns && !$0.isMet }
        holdingConcern = isHeld ? try match.holdingConcern(in: tx) : nil
    }
}

/// One match: what is to be done, the two decisions and the dates.
struct MatchPage: SitePage {
    static let template = "matches/show"
    let record: RecordView
    let talks: TalkPanel
    /// What does not fit, or no longer.
    let misfits: [String]
    let phases: [PhaseView]
    let year: YearView?
    let plan: YearPanel?
    let decisions: [DecisionView]
    let decide: SmallForm?
    /// Steps besides the next one.
    let steps: [StepView]
    /// Ways out, each with a page of its own.
    private(set) var exits: [LinkView]
    let terms: [TermView]
    let people: [PersonLine]
    /// Where a community builder is named; nil for who names none, and once the match is over.
    let naming: LinkView?
    let log: LinkView?
    let overrides: [TermView]
    let rules: [TermView]

    static let fields: Fields<MatchPage> = [
        .object("record", RecordView.fields) { $0.record },
        .object("talks", TalkPanel.fields) { $0.talks },
        .texts("misfits") { $0.misfits },
        .flag("hasMisfits") { !$0.misfits.isEmpty },
        .list("phases", PhaseView.fields) { $0.phases },
        .object("year", YearView.fields) { $0.year },
        .object("plan", YearPanel.fields) { $0.plan },
        .list("decisions", DecisionView.fields) { $0.decisions },
        .flag("hasDecisions") { !$0.decisions.isEmpty },
        .object("decide", SmallForm.fields) { $0.decide },
        .list("steps", StepView.fields) { $0.steps },
        .list("exits", LinkView.fields) { $0.exits },
        .flag("hasExits") { !$0.exits.isEmpty },
        .flag("hasSteps") { !$0.steps.isEmpty || !$0.exits.isEmpty },
        .list("terms", TermView.fields) { $0.terms },
        .list("people", PersonLine.fields) { $0.people },
        .object("naming", LinkView.fields) { $0.naming },
        .object("log", LinkView.fields) { $0.log },
        .object("overrides", TermList.fields) { TermList($0.overrides) },
        .object("rules", TermList.fields) { TermList($0.rules) },
    ]
}

extension MatchPage {
    init(_ context: Context, _ facts: MatchFacts, _ problems: [Problem]) {
        let words = context.words
        let match = facts.match
        let forms = MatchForms(context, facts, problems)
        let all = facts.steps.filter { !Match.State.asked.contains($0.to) || !$0.isOffered }
            .map(forms.step)
        let next = all.first { !$0.isQuiet } ?? all.first
        var now = NowView(facts.now, back: match.path, context)
        now.hasTalks = !facts.talks.lines.isEmpty
        facts.side?.fill(&now, on: facts.today, back: match.path, namesGroup: false, words)
        now.next = next?.withWhatLacks
        now.takeBack = TakeBackView(
            facts.returnable, of: "match", match.path, facts.city.zone, words)
        record = RecordView(
            title: facts.line.title(words),
            cityName: facts.city.name(context.language.rawValue),
            tags: [match.stateTag(words)] + match.reviewTags(facts.today, words)
                + facts.quiet.compactMap { $0.quietTag(nil, words) },
            concerns: ConcernLines(facts.now.concerns, match.ref, words), goodToKnow: nil,
            lede: words("match.lede.\(match.state.rawValue)", match.yearValues(facts.today)),
            now: now, problems: problems.map { LinkView(words.summary($0), forms.place(of: $0)) },
            tasks: facts.now.terms(words), history: [],
            coordinator: PersonLine(
                facts.coordinator, at: match.path, today: facts.today, words),
            historyPath: "\(match.path)/history")
        talks = TalkPanel(facts.talks, context)
        misfits = facts.misfits.map(words.pairing)
        phases = match.phaseRow.views(match.state, passed: facts.passed, words, "match.state")
        year = YearView(match, facts.today, isOwn: true, words)
        plan = YearPanel(facts.plan, back: match.path, context)
        decisions =
            facts.policy.maySeeDecisions && match.state != .draft
            ? Match.Side.allCases.map(forms.decision) : []
        decide = decisions.isEmpty ? nil : forms.decide
        steps = all.filter { $0.state != next?.state || $0.isInShort }
        exits = facts.steps.filter {
            Match.State.asked.contains($0.to) && $0.mayTake && $0.isOffered
        }.map { step in
            LinkView(
                words("match.end.\(step.to.rawValue).link"),
                "\(match.path)/steps/\(step.to.rawValue)")
        }
        if facts.mayCloseEarly {
            exits.insert(
                LinkView(words("match.end.closing.link"), "\(match.path)/steps/closing"), at: 0)
        }
        terms = MatchPage.terms(facts, words)
        people =
            [PersonLine(facts.line.family, facts.today, words)]
            + [facts.line.group.map { PersonLine($0, words) }].compactMap { $0 }
            + facts.builders.map {
                PersonLine(
                    $0, of: match, mayEdit: facts.policy.mayEdit, facts.today, words)
            }
        naming =
            facts.policy.mayEdit && Match.State.live.contains(match.state)
            ? LinkView(words("match_builder.new"), "\(match.path)/builders/new") : nil
        log = facts.side.map { $0.log(words) }
        overrides = facts.overrides.map {
            TermView(words("pairing.\($0.rule.rawValue)"), $0.reason)
        }
        rules = facts.rulesFrom.map { [TermView(rulesOf: $0, match.path, words)] } ?? []
    }

    private static func terms(_ facts: MatchFacts, _ words: Words) -> [TermView] {
        let match = facts.match
        let isToStart = match.startsOn.map { $0 > facts.today } ?? false
        let days: [(String, Day?)] = [
            ("match.proposed_on", match.proposedOn), ("match.introduced_on", match.introducedOn),
            (isToStart ? "field.starts_on" : "match.since", match.startsOn),
            ("match.planned_until", match.plannedUntil),
            ("match.review_on", match.reviewOn), ("match.ended_on", match.endedOn),
        ]
        let terms = days.compactMap { key, day in day.map { TermView(words(key), words.day($0)) } }
        guard facts.policy.maySeeDecisions else { return terms }
        let more: [(String, String?)] = [
            (
                "field.introduced_with",
                match.introducedWith.map { words("match.presence.\($0.rawValue)") }
            ),
            ("match.expectations_on", match.expectationsOn.map(words.day)),
            ("field.reason", match.reason.map { words("match.reason.\($0.rawValue)") }),
            (
                "field.next_for_family",
                match.nextForFamily.map { words("match.next.\($0.rawValue)") }
            ),
            ("match.family_talk_on", facts.closing.map { words.day($0.familyTalkOn) }),
            (
                match.group == nil ? "match.host_talk_on" : "match.group_talk_on",
                facts.closing.map { words.day($0.groupTalkOn) }
            ),
            ("match.lesson", facts.closing?.lesson),
        ]
        return terms + more.compactMap { key, text in text.map { TermView(words(key), $0) } }
    }
}

extension Match {
    /// The row of phases; an introduction that never was is not said to have been.
    fileprivate var phaseRow: PhaseRow<State, Guard> {
        let skipped = introducedOn == nil && !Match.undecided.contains(state) && state != .draft
        return PhaseRow(
            way: [.proposed] + (skipped ? [] : [.introduced])
                + [.agreed, .active, .closing, .completed],
            lifecycle: Match.lifecycle)
    }
}

extension Match.State {
    /// States in which a match is over.
    static let ends: Set<Match.State> = [.completed, .declined, .endedEarly]

    /// States that are entered on a page of their own.
    static let asked: Set<Match.State> = ends.union([.suspended])
}
