import Coalition
import Templates

/// The page on which a match is suspended, declined, ended early or completed.
enum MatchStepForm {
    static func form(_ context: Context) throws -> FormView {
        let words = context.words
        let state = try state(context)
        let (line, today) = try context.read { tx in
            let match = try Match.find(try context.parameter("ref"), in: tx)
            guard let step = Match.lifecycle.transition(match.state, state),
                let line = try MatchList.lines([match], in: tx).first
            else { throw Refusal.notFound }
            guard MatchPolicy(tx.viewer, match).holds(step.roles) else {
                throw Refusal.forbidden("forbidden.match_edit")
            }
            // What this page says must be so: the year is over, or there is no concern.
            let open = try match.findings(for: step, in: tx).filter {
                !$0.isMet && !asked.contains($0.rule)
            }
            guard open.isEmpty || context.request.method == .post else {
                throw Refusal.invalid(
                    open.map { Problem("state", $0.message(of: "match"), $0.values) })
            }
            return (line, try City.named(match.city, in: tx).today(tx))
        }
        let key = "match.end.\(state.rawValue)"
        let names = [
            "family": MessageValue.text(words.name(line.family.code)),
            "group": .text(line.group?.name ?? words("match.host")),
        ]
        var values = Values()
        if Match.State.ends.contains(state) { values.set("ended_on", today) }
        return FormView(
            title: words("\(key).title", names), lede: words("\(key).lede", names),
            action: "\(line.match.path)/steps/\(state.rawValue)",
            fields: fields(state, line.match, words), submit: words("\(key).submit"),
            cancel: line.match.path, values: values, version: line.match.version,
            crumbs: [
                LinkView(words("nav.matches"), "/matches"),
                LinkView(line.title(words), line.match.path),
            ], aside: [.declined, .endedEarly].contains(state) ? words("match.end.aside") : nil)
    }

    /// What the page of a step, or its button, asks for itself, so that it is no condition before it.
    static let asked: Set<Match.Guard> = [.introduction, .start, .review, .end, .reason]

    /// The state in the path, if it is one that is entered on a page of its own.
    static func state(_ context: Context) throws -> Match.State {
        guard let state = Match.State(rawValue: try context.parameter("state")),
            Match.State.asked.contains(state)
        else { throw Refusal.notFound }
        return state
    }

    private static func fields(
        _ state: Match.State, _ match: Match, _ words: Words
    ) -> [FieldSpec] {
        switch state {
        case .suspended: [.day("review_on")]
        case .completed: [.day("ended_on").labelled("match.field.ended_on")]
        case .endedEarly:
            [
                .day("ended_on").labelled("match.field.ended_on"),
                reasons([.moved, .disagreement, .strength, .safety, .practical, .other], words),
            ]
        default:
            match.state == .draft ? [] : [reasons([.noClick, .practical, .moved, .other], words)]
        }
    }

    /// The day that the step is about, and its reason, as far as each is asked.
    static func read(
        _ form: Form, _ state: Match.State, _ match: Match
    ) -> (day: Day?, reason: Match.Reason?) {
        switch state {
        case .suspended: (form.day("review_on", isRequired: true), nil)
        case .completed: (form.day("ended_on", isRequired: true), nil)
        case .endedEarly:
            (
                form.day("ended_on", isRequired: true),
                form.choice("reason", isRequired: true)
            )
        default: (nil, form.choice("reason", isRequired: match.state != .draft))
        }
    }

    private static func reasons(_ reasons: [Match.Reason], _ words: Words) -> FieldSpec {
        .radios("reason", reasons.map { words.choice($0, "match.reason") })
    }
}
