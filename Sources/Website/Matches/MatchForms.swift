import Coalition
import Templates

/// The small forms on the page of a match: two decisions, and the steps.
struct MatchForms {
    private let context: Context
    private let facts: MatchFacts
    private let problems: [Problem]
    private let words: Words
    /// What was typed, when something was refused; else what fits today.
    private let values: Values

    init(_ context: Context, _ facts: MatchFacts, _ problems: [Problem]) {
        self.context = context
        self.facts = facts
        self.problems = problems
        words = context.words
        values =
            problems.isEmpty
            ? MatchForms.proposed(facts)
            : Values(context.request).withoutTokens + MatchForms.proposed(facts)
    }

    func decision(_ side: Match.Side) -> DecisionView {
        let match = facts.match
        let (decision, day) =
            side == .family
            ? (match.familyDecision, match.familyDecidedOn)
            : (match.groupDecision, match.groupDecidedOn)
        return DecisionView(
            title: words("match.side.\(side.rawValue)"),
            answer: decision.map { words("match.decision.\($0.rawValue)") }
                ?? words("match.decision.none"),
            isYes: decision == .yes, day: day.map(words.day),
            questions: mayDecide ? questions(side) : [])
    }

    /// Both decisions are recorded by one button; what is not answered stays open.
    var decide: SmallForm? {
        guard mayDecide else { return nil }
        return SmallForm(
            path: "\(facts.match.path)/decisions", version: String(facts.match.version),
            fields: facts.match.expectationsOn == nil ? [view(.tick("expectations"))] : [],
            submit: words("match.decide"))
    }

    private var mayDecide: Bool {
        facts.policy.mayEdit && Match.undecided.contains(facts.match.state)
    }

    private var mayStart: Bool { facts.policy.mayEdit && facts.match.state == .agreed }

    func step(_ step: MatchFacts.Step) -> StepView {
        let match = facts.match
        let asked = MatchStepField.name(step.to, from: match.state)
        // What the step itself asks for is no condition that must be met before it.
        let findings = step.findings.filter { !MatchStepForm.asked.contains($0.rule) }
        let guards = findings.map { finding in
            GuardView(
                text: words.finding(finding, of: "match"), isMet: finding.isMet,
                isADay: finding.rule == .month,
                link: finding.isMet ? nil : place(finding.rule))
        }
        let key = "match.step.\(step.to.rawValue)"
        return StepView(
            path: "\(match.path)/transitions",
            name: words(
                Match.State.asked.contains(step.to)
                    ? "match.end.\(step.to.rawValue).link"
                    : match.state == .suspended ? "match.step.resumed" : key),
            state: step.to.rawValue,
            explanation: match.state != .suspended && words.has(key + ".text")
                ? words(key + ".text") : nil, guards: guards,
            isPossible: step.mayTake && guards.allSatisfy(\.isMet),
            isQuiet: step.to == .introduced,
            questions: questions(of: asked),
            by: StepView.taker(step.roles, isViewer: step.mayTake, words))
    }

    /// A day, and who was there at an introduction.
    private func questions(of asked: String?) -> [FieldView] {
        guard let asked else { return [] }
        let day = view(.day(asked))
        guard asked == "introduced_on" else { return [day] }
        return [
            day,
            view(
                .radioChips(
                    "introduced_with", words.choices(Match.Presence.self, "match.presence"))),
        ]
    }

    /// Where a problem is solved on the page.
    func place(of problem: Problem) -> String {
        switch problem.field {
        case "family_decision", "group_decision": "#\(problem.field)-yes"
        case "expectations": "#expectations"
        case "introduced_with": "#introduced_with-coordinator"
        case "state", "version": "#nu"
        case "starts_on" where !mayStart: "#inhoud"
        default: "#\(problem.field)_day"
        }
    }

    private func place(_ rule: Match.Guard) -> LinkView? {
        switch rule {
        case .strength:
            facts.line.group.map { LinkView(words("match.to_group"), "/groups/\($0.ref)") }
        case .concerns:
            facts.holdingConcern.map { LinkView($0.called(words), "/concerns/\($0.ref)") }
        case .exitPlan where facts.policy.mayEdit:
            LinkView(words("match.to_plan"), "\(facts.match.path)/plan#exit_plan")
        case .finalReview where facts.policy.mayEdit:
            LinkView(words("match.to_review"), "\(facts.match.path)/reviews/m12")
        case .pairing:
            !facts.policy.holds(MatchPolicy.proposers)
                ? nil
                : facts.line.group.map { group in
                    LinkView(
                        words("match.to_pairing"),
                        "/matches/new?family=\(facts.line.family.ref)&group=\(group.ref)")
                }
        default: nil
        }
    }

    private func questions(_ side: Match.Side) -> [FieldView] {
        let name = side.rawValue
        return [
            view(
                .radioChips(
                    "\(name)_decision", words.choices(Match.Decision.self, "match.decision"))),
            view(.day("\(name)_decided_on").labelled("match.decided_on")),
        ]
    }

    private func view(_ spec: FieldSpec) -> FieldView {
        FieldBuilder(values: values, problems: problems, stored: nil, words: words).view(spec)
    }

    /// Most things are written down on the day on which they happen.
    private static func proposed(_ facts: MatchFacts) -> Values {
        var values = Values()
        let match = facts.match
        values.set("family_decision", match.familyDecision?.rawValue)
        values.set("group_decision", match.groupDecision?.rawValue)
        values.set("family_decided_on", match.familyDecidedOn ?? facts.today)
        values.set("group_decided_on", match.groupDecidedOn ?? facts.today)
        values.set("starts_on", match.startsOn ?? facts.today)
        values.set("introduced_on", facts.today)
        return values
    }
}

/// The day that a step asks for, by the name of its field.
enum MatchStepField {
    static func name(_ next: Match.State, from state: Match.State) -> String? {
        switch (state, next) {
        case (_, .introduced): "introduced_on"
        case (.agreed, .active): "starts_on"
        default: nil
        }
    }
}

/// What one side decided, and what is asked to record it; no questions once that is over.
struct DecisionView: PageModel {
    let title: String
    let answer: String
    let isYes: Bool
    let day: String?
    let questions: [FieldView]

    static let fields: Fields<DecisionView> = [
        .text("title") { $0.title },
        .text("answer") { $0.answer },
        .flag("isYes") { $0.isYes },
        .text("day") { $0.day },
        .list("fields", FieldView.fields) { $0.questions },
    ]
}

/// A form with one or two fields on a page that shows a record.
struct SmallForm: PageModel {
    let path: String
    let version: String?
    let fields: [FieldView]
    let submit: String

    static let fields: Fields<SmallForm> = [
        .text("path") { $0.path },
        .text("version") { $0.version },
        .list("fields", FieldView.fields) { $0.fields },
        .text("submit") { $0.submit },
    ]
}
