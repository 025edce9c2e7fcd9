import Coalition
import Templates

/// The page on which a match is suspended, declined, ended early or completed.
enum MatchStepForm {
    static func form(_ context: Context) throws -> FormView {
        let words = context.words
        let state = try state(context)
        let facts = try context.read { try MatchStepFacts(state, context, $0) }
        let (line, key) = (facts.line, "match.end.\(state.rawValue)")
        let names = [
            "family": MessageValue.text(words.name(line.family.code)),
            "group": .text(line.group?.name ?? words("match.host")),
        ]
        var values = Values()
        if Match.State.ends.contains(state) { values.set("ended_on", facts.today) }
        values.set("family_talk_on", facts.closing?.familyTalkOn)
        values.set("group_talk_on", facts.closing?.groupTalkOn)
        values.set("lesson", facts.closing?.lesson)
        return FormView(
            title: words("\(key).title", names), lede: words("\(key).lede", names),
            action: "\(line.match.path)/steps/\(state.rawValue)",
            fields: fields(state, line.match, words), submit: words("\(key).submit"),
            cancel: line.match.path, values: values, version: line.match.version,
            crumbs: [
                LinkView(words("nav.matches"), "/matches"),
                LinkView(line.title(words), line.match.path),
            ], aside: aside(state, facts.kept, words), links: links(state, facts, words))
    }

    /// The review to be read beside a closing, and what came in its way since it was opened.
    private static func links(
        _ state: Match.State, _ facts: MatchStepFacts, _ words: Words
    ) -> [LinkView] {
        let match = facts.line.match
        let review =
            state == .completed && match.group != nil
            ? [LinkView(words("match.end.review"), "\(match.path)/reviews/m12")] : []
        return review
            + [facts.holdingConcern].compactMap { $0 }.map {
                LinkView($0.called(words), "/concerns/\($0.ref)")
            }
    }

    private static func aside(_ state: Match.State, _ kept: Day, _ words: Words) -> String? {
        switch state {
        case .declined, .endedEarly: words("match.end.aside")
        case .completed: words("match.end.data", ["day": .text(words.day(kept))])
        default: nil
        }
    }

    /// What the page of a step, or its button, asks for itself, so that it is no condition before it.
    static let asked: Set<Match.Guard> = [
        .introduction, .presence, .start, .review, .end, .reason, .next, .closingTalks, .lesson,
    ]

    /// The state in the path, if it is one that is entered on a page of its own.
    static func state(_ context: Context) throws -> Match.State {
        guard let state = Match.State(rawValue: try context.parameter("state")),
            Match.State.asked.contains(state) || state == .closing
        else { throw Refusal.notFound }
        return state
    }

    private static func fields(
        _ state: Match.State, _ match: Match, _ words: Words
    ) -> [FieldSpec] {
        switch state {
        case .suspended:
            [.day("review_on"), reasons([.illness, .concern, .practical, .other], words)]
        case .closing: [.day("agreed_until_on")]
        case .completed:
            [
                .day("family_talk_on"),
                match.group == nil
                    ? .day("group_talk_on").labelled("match.field.host_talk_on")
                    : .day("group_talk_on"),
                FieldSpec.area("lesson", rows: 4).optional, FieldSpec.tick("no_lesson").optional,
                .day("ended_on").labelled("match.field.ended_on"),
            ]
        case .endedEarly:
            [
                .day("ended_on").labelled("match.field.ended_on"),
                reasons([.moved, .disagreement, .strength, .safety, .practical, .other], words),
                .radios("next_for_family", words.choices(Match.Next.self, "match.next")),
            ]
        default:
            match.state == .draft ? [] : [reasons([.noClick, .practical, .moved, .other], words)]
        }
    }

    /// What the step is told, as far as it asks.
    static func read(_ form: Form, _ state: Match.State, _ match: Match) -> Match.Told {
        switch state {
        case .suspended:
            .init(
                on: form.day("review_on", isRequired: true),
                form.choice("reason", isRequired: true))
        case .closing: .init(on: form.day("agreed_until_on", isRequired: true))
        case .completed:
            .init(on: form.day("ended_on", isRequired: true), closing: closing(form))
        case .endedEarly:
            .init(
                on: form.day("ended_on", isRequired: true),
                form.choice("reason", isRequired: true),
                then: form.choice("next_for_family", isRequired: true))
        default: .init(form.choice("reason", isRequired: match.state != .draft))
        }
    }

    private static func closing(_ form: Form) -> MatchClosingDraft {
        var draft = MatchClosingDraft()
        draft.familyTalkOn = form.day("family_talk_on", isRequired: true)
        draft.groupTalkOn = form.day("group_talk_on", isRequired: true)
        draft.lesson = form.area("lesson", max: MatchClosingDraft.longest)
        draft.hasNoLesson = form.tick("no_lesson")
        return draft
    }

    private static func reasons(_ reasons: [Match.Reason], _ words: Words) -> FieldSpec {
        .radios("reason", reasons.map { words.choice($0, "match.reason") })
    }
}

/// What the page of a step is made of, read in one snapshot.
private struct MatchStepFacts: Sendable {
    let line: MatchList.Line
    let today: Day
    /// Nil for a match that was never rounded off.
    let closing: MatchClosing?
    /// Until when what was written is kept, if it ends today.
    let kept: Day
    /// What stands in the way meanwhile; nil for nothing that is known to the viewer.
    let holdingConcern: Concern?

    /// - Throws: `Refusal.invalid` on `state` where what the page says is not so: the year is over, or
    ///   there is no concern.
    init(_ state: Match.State, _ context: Context, _ tx: Transaction) throws {
        let match = try Match.find(try context.parameter("ref"), in: tx)
        guard let step = Match.lifecycle.transition(match.state, state),
            let line = try MatchList.lines([match], in: tx).first
        else { throw Refusal.notFound }
        guard MatchPolicy(tx.viewer, match).holds(step.roles) else {
            throw Refusal.forbidden("forbidden.match_edit")
        }
        let open = try match.findings(for: step, in: tx).filter {
            !$0.isMet && !MatchStepForm.asked.contains($0.rule)
                && !(state == .closing && $0.rule == .month)
        }
        guard open.isEmpty || context.request.method == .post else {
            throw Refusal.invalid(open.map { Problem("state", $0.message(of: "match"), $0.values) })
        }
        self.line = line
        today = try City.named(match.city, in: tx).today(tx)
        closing = state == .completed ? try MatchClosing.find(match, in: tx) : nil
        kept = try Family.retention(from: today, in: tx)
        holdingConcern =
            open.contains { $0.rule == .concerns } ? try match.holdingConcern(in: tx) : nil
    }
}
