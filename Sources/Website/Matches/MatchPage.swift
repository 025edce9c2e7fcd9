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
    /// See ``PhaseRow``.
    let passed: [Match.State]

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

    init(_ match: Match, _ tx: Transaction) throws {
        guard let line = try MatchList.lines([match], in: tx).first else { throw Refusal.notFound }
        self.line = line
        city = try City.named(match.city, in: tx)
        today = city.today(tx)
        let policy = MatchPolicy(tx.viewer, match)
        self.policy = policy
        passed = try match.phaseRow.passed(by: .match, match.id.value, in: match.state, tx)
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
    }
}

/// One match: the two decisions, the dates, and what can happen now.
struct MatchPage: SitePage {
    static let template = "matches/show"
    let title: String
    let cityName: String
    let tags: [TagView]
    let lede: String
    let phases: [PhaseView]
    let problems: [LinkView]
    let decisions: [DecisionView]
    let start: SmallForm?
    /// What does not fit, or no longer.
    let misfits: [String]
    let steps: [StepView]
    /// Ways out, each with a page of its own.
    let exits: [LinkView]
    let terms: [TermView]
    let overrides: [TermView]

    static let fields: Fields<MatchPage> = [
        .text("title") { $0.title },
        .text("cityName") { $0.cityName },
        .list("tags", TagView.fields) { $0.tags },
        .text("lede") { $0.lede },
        .list("phases", PhaseView.fields) { $0.phases },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .list("decisions", DecisionView.fields) { $0.decisions },
        .flag("hasDecisions") { !$0.decisions.isEmpty },
        .object("start", SmallForm.fields) { $0.start },
        .texts("misfits") { $0.misfits },
        .flag("hasMisfits") { !$0.misfits.isEmpty },
        .list("steps", StepView.fields) { $0.steps },
        .flag("mayAct") { StepView.mayTakeAny($0.steps) || !$0.exits.isEmpty },
        .list("exits", LinkView.fields) { $0.exits },
        .flag("hasExits") { !$0.exits.isEmpty },
        .flag("hasSteps") { !$0.steps.isEmpty || !$0.exits.isEmpty },
        .list("terms", TermView.fields) { $0.terms },
        .object("overrides", TermList.fields) { TermList($0.overrides) },
    ]
}

extension MatchPage {
    init(_ context: Context, _ facts: MatchFacts, _ problems: [Problem]) {
        let words = context.words
        let match = facts.match
        let forms = MatchForms(context, facts, problems)
        title = facts.line.title(words)
        cityName = facts.city.name(context.language.rawValue)
        tags = [match.stateTag(words)] + match.reviewTags(facts.today, words)
        lede = words("match.lede.\(match.state.rawValue)", match.yearValues(facts.today))
        phases = match.phaseRow.views(match.state, passed: facts.passed, words, "match.state")
        self.problems = problems.map { LinkView(words.problem($0), forms.place(of: $0)) }
        decisions =
            facts.policy.maySeeDecisions && match.state != .draft
            ? Match.Side.allCases.map(forms.decision) : []
        start = forms.start
        misfits = facts.misfits.map(words.pairing)
        steps = facts.steps.filter { !Match.State.asked.contains($0.to) || !$0.isOffered }
            .map(forms.step)
        exits = facts.steps.filter {
            Match.State.asked.contains($0.to) && $0.mayTake && $0.isOffered
        }.map { step in
            LinkView(
                words("match.end.\(step.to.rawValue).link"),
                "\(match.path)/steps/\(step.to.rawValue)")
        }
        terms = MatchPage.terms(facts, words)
        overrides = facts.overrides.map {
            TermView(words("pairing.\($0.rule.rawValue)"), $0.reason)
        }
    }

    private static func terms(_ facts: MatchFacts, _ words: Words) -> [TermView] {
        let (match, family, group) = (facts.match, facts.line.family, facts.line.group)
        let isToStart = match.startsOn.map { $0 > facts.today } ?? false
        let days: [(String, Day?)] = [
            ("match.proposed_on", match.proposedOn), ("match.introduced_on", match.introducedOn),
            (isToStart ? "field.starts_on" : "match.since", match.startsOn),
            ("match.planned_until", match.plannedUntil),
            ("match.review_on", match.reviewOn), ("match.ended_on", match.endedOn),
            ("match.contact", match.lastContactOn),
        ]
        let reason = facts.policy.maySeeDecisions ? match.reason : nil
        return [
            TermView(words("match.family"), words.name(family.code), link: family.path),
            TermView(
                words("match.group"), group?.name ?? words("match.host"),
                link: group.map { "/groups/\($0.ref)" }),
        ]
            + days.compactMap { key, day in day.map { TermView(words(key), words.day($0)) } }
            + [reason.map { TermView(words("field.reason"), words("match.reason.\($0.rawValue)")) }]
            .compactMap { $0 }
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
