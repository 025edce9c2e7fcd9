import SQLite

extension Group {
    /// What must hold before a step.
    public enum Guard: String, Code {
        case intake, contact, members, adults, conduct, trained, vog, household
        case noMatch = "no_match"
        case pauseUntil = "pause_until"
        case concerns
    }

    /// The table of <doc:Lifecycles>; "matched" and "active" follow from the match by themselves.
    public static let lifecycle = Lifecycle<State, Guard>(transitions: [
        .init(.interest, .forming, [.intake, .contact], by: [.local]),
        .init(.forming, .preparing, [.members, .adults, .conduct], by: [.local]),
        .init(.preparing, .ready, [.members, .trained, .vog, .household], by: [.local]),
        .init(.ready, .matched),
        .init(.matched, .ready),
        .init(.matched, .active),
        .init(.active, .ready),
        .init(.active, .paused, [.pauseUntil], by: [.local]),
        .init(.paused, .active, [.members], by: [.local]),
        .init(.active, .completed),
        .init(.active, .matched),
        .init(.paused, .ready),
        .init(.paused, .completed),
        .init(.completed, .forming, by: [.local]),
        .init(.stopped, .forming, by: [.local]),
        .init(.interest, .stopped, [.noMatch], by: [.local]),
        .init(.forming, .stopped, [.noMatch], by: [.local]),
        .init(.preparing, .stopped, [.noMatch], by: [.local]),
        .init(.ready, .stopped, [.noMatch], by: [.local]),
        .init(.paused, .stopped, [.noMatch], by: [.local]),
    ])

    /// How every guard of a step stands, met or not, in the order of the table.
    public func findings(
        for transition: Lifecycle<State, Guard>.Transition, in tx: Transaction
    ) throws -> [GuardFinding<Guard>] {
        guard !transition.guards.isEmpty else { return [] }
        return findings(
            for: transition, members: try Member.active(of: id, in: tx),
            hasMatch: try !Match.live(ofGroup: id, in: tx).isEmpty,
            on: try City.find(city, in: tx).today(tx))
    }

    /// The same for who has read the group's active members and whether it has a live match.
    public func findings(
        for transition: Lifecycle<State, Guard>.Transition, members: [Member], hasMatch: Bool,
        on today: Day
    ) -> [GuardFinding<Guard>] {
        let facts = GroupFacts(group: self, members: members, hasMatch: hasMatch, today: today)
        return transition.guards.map(facts.finding)
    }

    /// Takes a step that a person asks for.
    ///
    /// - Throws: `Refusal.invalid` on `state` naming each guard that does not hold, or when the table
    ///   has no such step; `Refusal.forbidden` for a role that may not take it;
    ///   `.already` when it stands there.
    public func move(to next: State, in tx: Transaction) throws {
        let takers = Group.lifecycle.roles(into: next)
        if next == state, tx.viewer.holds(takers, for: GroupPolicy.programmes, in: city) {
            throw try tx.standing(.group, id.value, next.rawValue)
        }
        guard let step = Group.lifecycle.transition(state, next), !step.roles.isEmpty else {
            throw Refusal.problem("state", "problem.transition")
        }
        guard tx.viewer.holds(step.roles, for: GroupPolicy.programmes, in: city) else {
            throw Refusal.forbidden("forbidden.group_edit")
        }
        let open = try findings(for: step, in: tx).filter { !$0.isMet }
        guard open.isEmpty else {
            throw Refusal.invalid(
                open.map { Problem("state", "guard.group.\($0.rule.rawValue)", $0.values) })
        }
        try enter(next, in: tx)
    }

    /// Writes down until when a pause is to last, before it begins.
    public func setPause(_ until: Day, in tx: Transaction) throws {
        try GroupPolicy(tx.viewer, self).requireEdit()
        try tx.db.run(
            """
            UPDATE groups SET paused_until_on = \(until), updated_at = \(tx.now) WHERE id = \(id)
            """)
    }

    /// Enters a state that follows from something else, such as a match.
    func enter(_ next: State, reason: String? = nil, in tx: Transaction) throws {
        guard Group.lifecycle.transition(state, next) != nil else {
            throw Refusal.problem("state", "problem.transition")
        }
        try tx.db.run(
            """
            UPDATE groups SET state = \(next), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.recordState(
            .group, id.value, from: state.rawValue, to: next.rawValue, reason: reason)
        try tx.audit(.transition, .group, ref, city: city, fields: [next.rawValue])
        try Group.refresh(id, in: tx)
    }
}

/// What the guards of a group look at.
struct GroupFacts {
    let group: Group
    let members: [Member]
    let hasMatch: Bool
    let today: Day

    func finding(_ rule: Group.Guard) -> GuardFinding<Group.Guard> {
        let (count, minimum) = (members.count, group.minimum)
        switch rule {
        case .members:
            return GuardFinding(
                rule, count >= minimum, ["count": .number(count), "minimum": .number(minimum)])
        case .adults: return all(rule) { $0.isAdult(on: today) }
        case .conduct: return all(rule) { $0.codeOfConductOn != nil }
        case .trained: return all(rule) { $0.isTrained(on: today) }
        case .vog: return all(rule) { $0.vog.holds(on: today) }
        case .intake: return GuardFinding(rule, group.intakeOn != nil)
        case .contact: return GuardFinding(rule, members.contains(where: \.isContact))
        case .household:
            return GuardFinding(rule, group.maxHousehold != nil && group.supportLevel != nil)
        case .pauseUntil: return GuardFinding(rule, group.pausedUntil.map { $0 > today } ?? false)
        case .concerns: return GuardFinding(rule, group.concernCount == 0)
        case .noMatch: return GuardFinding(rule, !hasMatch)
        }
    }

    private func all(
        _ rule: Group.Guard, _ holds: (Member) -> Bool
    ) -> GuardFinding<Group.Guard> {
        let lacking = members.filter { !holds($0) }.count
        return GuardFinding(rule, lacking == 0 && !members.isEmpty, ["lacking": .number(lacking)])
    }
}
