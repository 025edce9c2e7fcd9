import Coalition
import Templates

/// The steps of a group as its page offers them.
extension GroupPage {
    /// What a step asks for itself, so that it is no condition before it.
    private static let asked: Set<Group.Guard> = [.pauseUntil, .reason]

    static func step(
        _ step: GroupPageFacts.Step, _ facts: GroupPageFacts, _ fields: FieldBuilder, _ words: Words
    ) -> StepView {
        let path = "/groups/\(facts.group.ref)"
        let guards = step.findings.filter { !asked.contains($0.rule) }.map { finding in
            GuardView(
                text: words.finding(finding, of: "group"), isMet: finding.isMet,
                link: finding.isMet || !facts.policy.mayEdit
                    ? nil : place(finding.rule, path, facts, words))
        }
        let key = "group.step.\(step.to.rawValue)"
        let open = step.findings.filter { !$0.isMet && !asked.contains($0.rule) }
        return StepView(
            path: "\(path)/transitions", name: words(key), state: step.to.rawValue,
            explanation: explanation(key, step.to, facts, words),
            guards: guards, isPossible: facts.policy.mayEdit && open.isEmpty,
            isQuiet: step.to == .stopped || step.to == .paused,
            questions: questions(step.to, fields, words),
            by: StepView.taker(step.roles, isViewer: facts.policy.mayEdit, words))
    }

    /// Where the next thing is done when that is another page.
    static func link(_ facts: GroupPageFacts, _ words: Words) -> LinkView? {
        if facts.group.state == .ready, facts.policy.holds(MatchPolicy.proposers) {
            return LinkView(words("group.search"), "/matches/new?group=\(facts.group.ref)")
        }
        guard let match = facts.match, ![.active, .closing, .suspended].contains(match.state),
            MatchPolicy(facts.viewer, match).holds(MatchPolicy.readers)
        else { return nil }
        return LinkView(words("match.look"), match.path)
    }

    /// A pause that may last longer.
    static func longer(
        _ facts: GroupPageFacts, _ fields: FieldBuilder, _ words: Words
    ) -> [StepView] {
        guard facts.group.state == .paused, facts.policy.mayEdit else { return [] }
        return [
            StepView(
                path: "/groups/\(facts.group.ref)/pause", name: words("group.pause_longer"),
                state: Group.State.paused.rawValue, explanation: words("group.pause_longer.text"),
                guards: [], isPossible: true, isQuiet: true,
                questions: [fields.view(.day("paused_until"))])
        ]
    }

    /// What a step means, and what is told before it without standing in the way.
    private static func explanation(
        _ key: String, _ state: Group.State, _ facts: GroupPageFacts, _ words: Words
    ) -> String? {
        let meaning = words.has(key + ".text") ? words(key + ".text") : nil
        let isTold = [.preparing, .ready].contains(state) && facts.dutch.isFew
        let parts = [meaning, isTold ? facts.dutch.sentence(words) : nil].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// Until when and why, asked in the step itself.
    private static func questions(
        _ next: Group.State, _ fields: FieldBuilder, _ words: Words
    ) -> [FieldView] {
        func reason(_ name: String, _ reasons: [Group.Reason]) -> FieldView {
            fields.view(.radioChips(name, reasons.map { words.choice($0, "group.reason") }))
        }
        switch next {
        case .paused:
            return [
                fields.view(.day("paused_until")), reason("pause_reason", Group.Reason.ofPause),
            ]
        case .stopped: return [reason("stop_reason", Group.Reason.ofStop)]
        default: return []
        }
    }

    /// Where a guard that is not met is solved.
    private static func place(
        _ rule: Group.Guard, _ path: String, _ facts: GroupPageFacts, _ words: Words
    ) -> LinkView? {
        switch rule {
        case .members: LinkView(words("member.rows.link"), "\(path)/members/many")
        case .contact: LinkView(words("contact.choose"), "\(path)/contact")
        case .intake: LinkView(words("action.fill_in"), "\(path)/edit#intake_on_day")
        case .household: LinkView(words("action.fill_in"), "\(path)/edit#max_household")
        case .availability:
            LinkView(words("action.fill_in"), "\(path)/edit#available_from_on_day")
        case .plan: LinkView(words("need.new.title"), "\(path)/goals/new")
        case .noMatch: facts.match.map { LinkView(words("match.look"), $0.path) }
        case .conduct, .trained, .vog: LinkView(words("training.many"), "\(path)/trainings")
        case .adults: LinkView(words("group.to_members"), "#mensen")
        default: nil
        }
    }
}

extension DutchSpeakers {
    func sentence(_ words: Words) -> String {
        words("group.dutch", ["count": .number(count), "wished": .number(wished)])
    }
}

extension Group {
    /// A stopped group may begin anew, which nobody is to expect.
    static let phaseRow = PhaseRow(
        way: [.interest, .forming, .preparing, .ready, .matched, .active, .completed],
        lifecycle: lifecycle, ends: [.stopped])
}
