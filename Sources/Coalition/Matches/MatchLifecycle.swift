import SQLite

extension Match: Stepping {
    /// What must hold before a step.
    public enum Guard: String, Code {
        case pairing, introduction, presence, decisions, expectations, start, strength, review,
            month, year, concerns, end, reason, next, lesson
        case closingTalks = "closing_talks"
        case exitPlan = "exit_plan"
        case finalReview = "final_review"
    }

    /// The table of <doc:Lifecycles>. Two decisions of yes and what both signed make a match agreed and
    /// one of no declines it, by themselves; a trial belongs to hosted stays.
    public static let lifecycle = Lifecycle<State, Guard>(transitions: [
        .init(.draft, .proposed, [.pairing], by: [.local, .network]),
        .init(.draft, .declined, by: [.local, .network]),
        .init(.proposed, .introduced, [.introduction, .presence], by: [.local]),
        .init(.proposed, .agreed, [.decisions, .expectations]),
        .init(.introduced, .agreed, [.decisions, .expectations]),
        .init(.proposed, .declined, [.reason], by: [.local]),
        .init(.introduced, .declined, [.reason], by: [.local]),
        .init(.agreed, .active, [.decisions, .start, .strength], by: [.local]),
        .init(.agreed, .endedEarly, [.end, .reason, .next], by: [.local]),
        .init(.active, .suspended, [.review, .reason], by: [.local, .network]),
        .init(.active, .closing, [.month, .exitPlan], by: [.local]),
        .init(.active, .endedEarly, [.end, .reason, .next], by: [.local]),
        .init(.suspended, .active, [.strength], by: [.local, .network]),
        .init(.suspended, .endedEarly, [.end, .reason, .next], by: [.local]),
        .init(
            .closing, .completed,
            [.year, .finalReview, .concerns, .closingTalks, .lesson, .end], by: [.local]),
        .init(.closing, .endedEarly, [.end, .reason, .next], by: [.local]),
    ])

    /// How every guard of a step stands, met or not, in the order of the table.
    public func findings(
        for transition: Lifecycle<State, Guard>.Transition, in tx: Transaction
    ) throws -> [GuardFinding<Guard>] {
        let group = try group.map { try Group.find($0, in: tx) }
        let today = try City.find(city, in: tx).today(tx)
        let closing = try Rules.value("match.closing_from_month", of: ruleVersion, in: tx)
        let months = try Rules.value("match.months", of: ruleVersion, in: tx)
        return try transition.guards.map { rule in
            switch rule {
            case .pairing: try pairingFinding(group, in: tx)
            case .concerns: GuardFinding(rule, try ConcernHold.known(of: self, in: tx) == 0)
            case .exitPlan: GuardFinding(rule, try Year.exitPlanIsDone(self, in: tx))
            case .finalReview: GuardFinding(rule, try Year.hasFinalReview(self, in: tx))
            case .closingTalks, .lesson:
                GuardFinding(rule, try MatchClosing.exists(of: id, in: tx))
            default:
                MatchFacts(
                    match: self, group: group, today: today, closingMonth: closing, months: months
                ).finding(rule)
            }
        }
    }

    /// A concern that is kept from whoever completes it holds it, too.
    package func prepare(for next: State, in tx: Transaction) throws {
        if next == .completed { try ConcernHold.require(self, in: tx) }
    }

    package static var stepForbidden: String { "forbidden.match_edit" }
    package var stepReason: String? { reason?.rawValue }

    /// Takes a step that a person asks for. Family and group follow.
    ///
    /// What a step is told besides where it leads.
    public struct Told: Sendable {
        /// Of the introduction, the start, the review of a suspension, the end that was agreed for a
        /// closing before its time, or the end. Nil keeps what is written down.
        public var day: Day?
        /// Why it rests, is declined or ended; free of fault.
        public var reason: Reason?
        /// Who was there at an introduction.
        public var presence: Presence?
        /// What comes next for a family whose match ends early.
        public var next: Next?
        /// How a year is rounded off; nil for every other step.
        public var closing: MatchClosingDraft?

        public init(
            on day: Day? = nil, _ reason: Reason? = nil, with presence: Presence? = nil,
            then next: Next? = nil, closing: MatchClosingDraft? = nil
        ) {
            (self.day, self.reason, self.presence, self.next) = (day, reason, presence, next)
            self.closing = closing
        }
    }

    /// - Throws: As for every record, with a guard on the field that it is about.
    public func move(to next: State, _ told: Told, in tx: Transaction) throws {
        let match = try Match.find(id, in: tx).with(told, for: next)
        if let day = told.day { try match.requireDay(day, for: next, in: tx) }
        if state == .closing, next == .completed, let closing = told.closing {
            try MatchPolicy(tx.viewer, match).requireEdit()
            try closing.save(match, in: tx)
        }
        try match.take(next, in: tx)
    }

    /// Refuses to change a match that somebody else changed since.
    ///
    /// - Throws: `Refusal.conflict`.
    public func requireVersion(_ seen: Int, in tx: Transaction) throws {
        try tx.requireVersion(seen, stands: version)
    }

    private func with(_ told: Told, for next: State) -> Match {
        var match = self
        match.reason = told.reason ?? match.reason
        match.introducedWith = told.presence ?? introducedWith
        match.nextForFamily = told.next ?? nextForFamily
        guard let day = told.day else { return match }
        switch next {
        case .introduced: match.introducedOn = day
        case .active where state == .agreed: match.startsOn = day
        case .suspended: match.reviewOn = day
        case .closing: match.plannedUntil = day
        case .completed, .endedEarly: match.endedOn = day
        case .draft, .proposed, .trial, .agreed, .active, .declined: break
        }
        return match
    }

    /// A draft's constraints are looked at again; what was passed over stays so.
    private func pairingFinding(
        _ group: Group?, in tx: Transaction
    ) throws -> GuardFinding<Guard> {
        guard let group else { return GuardFinding(.pairing, true) }
        let pairing = try Pairing.of(try Family.find(family, in: tx), group, in: tx)
        let given = try MatchOverride.all(of: self, in: tx)
        let reasons = Dictionary(
            given.map { ($0.rule, $0.reason) }, uniquingKeysWith: { first, _ in first })
        let problems = pairing.problems(reasons, by: tx.viewer)
        return GuardFinding(.pairing, problems.isEmpty, ["count": .number(problems.count)])
    }
}

/// What the guards of a match look at.
struct MatchFacts {
    let match: Match
    /// Nil for a match with a host, whose strength nobody counts.
    let group: Group?
    let today: Day
    let closingMonth: Int
    /// Of a whole year.
    let months: Int

    func finding(_ rule: Match.Guard) -> GuardFinding<Match.Guard> {
        switch rule {
        case .introduction: GuardFinding(rule, match.introducedOn.map { $0 <= today } ?? false)
        case .presence: GuardFinding(rule, match.introducedWith != nil)
        case .expectations: GuardFinding(rule, match.expectationsOn != nil)
        case .next: GuardFinding(rule, match.nextForFamily != nil)
        case .decisions:
            GuardFinding(rule, match.familyDecision == .yes && match.groupDecision == .yes)
        case .start: GuardFinding(rule, match.startsOn.map { $0 <= today } ?? false)
        case .strength:
            GuardFinding(
                rule, group?.isComplete ?? true,
                [
                    "count": .number(group?.memberCount ?? 0),
                    "minimum": .number(group?.minimum ?? 0),
                ])
        case .review: GuardFinding(rule, match.reviewOn.map { $0 > today } ?? false)
        case .month: closing
        case .year:
            GuardFinding(
                rule, match.plannedUntil.map { $0 <= today } ?? false,
                ["day": match.plannedUntil.map { .day($0) } ?? .text("…")])
        case .end: GuardFinding(rule, hasEnded)
        case .reason: GuardFinding(rule, match.reason != nil)
        case .pairing, .concerns, .exitPlan, .finalReview, .closingTalks, .lesson:
            GuardFinding(rule, false)
        }
    }

    private var closing: GuardFinding<Match.Guard> {
        let from = (match.startsOn ?? today).adding(months: closingMonth - 1)
        return GuardFinding(
            .month, month >= closingMonth || isEarly,
            ["month": .number(closingMonth), "day": .day(from)])
    }

    /// Whether an end before the whole year was agreed.
    private var isEarly: Bool {
        guard let start = match.startsOn, let end = match.plannedUntil else { return false }
        return end < start.adding(months: months)
    }

    /// The month that runs; the first is 1.
    private var month: Int { match.startsOn.map { $0.months(until: today) + 1 } ?? 0 }

    private var hasEnded: Bool {
        guard let end = match.endedOn, end <= today else { return false }
        return match.startsOn.map { $0 <= end } ?? true
    }
}

extension Match {
    /// The refusal that a guard leads to, on the field that can mend it.
    package static func problem(_ finding: GuardFinding<Guard>) -> Problem {
        let field =
            switch finding.rule {
            case .introduction: "introduced_on"
            case .presence: "introduced_with"
            case .expectations: "expectations"
            case .next: "next_for_family"
            case .start: "starts_on"
            case .review: "review_on"
            case .end: "ended_on"
            case .reason: "reason"
            case .closingTalks: "family_talk_on"
            case .lesson: "lesson"
            case .pairing, .decisions, .strength, .month, .year, .concerns, .exitPlan, .finalReview:
                "state"
            }
        return Problem(field, finding.message(of: "match"), finding.values)
    }
}

extension Match: Returning {
    package static var ownsAutomaticSteps: Bool { true }

    /// A no, and an ending for safety, stand.
    package static func isFinal(_ step: LastStep) -> Bool {
        step.to == State.declined.rawValue && step.from != State.draft.rawValue
            || step.to == State.endedEarly.rawValue && step.reason == Reason.safety.rawValue
    }

    package func followers(in tx: Transaction) throws -> [any Returning] {
        let family = try Family.find(family, in: tx)
        guard let group = try group.map({ try Group.find($0, in: tx) }) else { return [family] }
        return [family, group]
    }

    /// What was written of the match since, or decided.
    package func isBuiltOn(since moment: Instant, in tx: Transaction) throws -> Bool {
        try tx.db.value(
            """
            SELECT 1 WHERE EXISTS (
                SELECT 1 FROM matches WHERE id = \(id) AND updated_at > \(moment))
            OR EXISTS (
                SELECT 1 FROM log_entries WHERE match_id = \(id) AND created_at > \(moment))
            OR EXISTS (SELECT 1 FROM reviews WHERE match_id = \(id) AND created_at > \(moment))
            OR EXISTS (SELECT 1 FROM check_ins WHERE match_id = \(id) AND created_at > \(moment))
            OR EXISTS (
                SELECT 1 FROM checklist_ticks WHERE match_id = \(id) AND ticked_at > \(moment))
            """) as Int? != nil
    }

    package func returned(since moment: Instant, in tx: Transaction) throws {
        let match = try Match.find(id, in: tx)
        if Match.undecided.contains(match.state), let group {
            try Need.giveBack(group, from: family, in: tx)
            try Year.giveBack(match, in: tx)
        }
        if Match.State.live.contains(match.state) {
            try match.reopenBuilders(since: moment, in: tx)
        }
        if match.isRunning { try CheckInWindow.reopen(match, since: moment, in: tx) }
        try match.followFit(in: tx)
        try Year.follow(match, in: tx)
    }
}
