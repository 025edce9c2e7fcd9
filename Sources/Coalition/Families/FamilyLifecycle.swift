import SQLite

extension Family {
    /// What must hold before a step.
    public enum Guard: String, Code {
        case information, consent, needs, level, languages
        /// A group is voluntary.
        case wish
        case noMatch = "no_match"
    }

    /// The table of <doc:Lifecycles>. What has no role follows from the match by itself.
    public static let lifecycle = Lifecycle<State, Guard>(transitions: [
        .init(.announced, .intake, [.information, .consent], by: [.local]),
        .init(
            .intake, .waiting, [.information, .consent, .needs, .level, .languages, .wish],
            by: [.local]),
        .init(.waiting, .reserved),
        .init(.reserved, .waiting),
        .init(.reserved, .matched),
        .init(.matched, .waiting),
        .init(.matched, .supported),
        .init(.supported, .waiting),
        .init(.supported, .completed),
        .init(.announced, .moved, by: [.local]),
        .init(.intake, .moved, by: [.local]),
        .init(.waiting, .moved, [.noMatch], by: [.local]),
        .init(.announced, .withdrawn, by: [.local]),
        .init(.intake, .withdrawn, by: [.local]),
        .init(.waiting, .withdrawn, by: [.local]),
        .init(.reserved, .withdrawn, by: [.local]),
        .init(.matched, .withdrawn, by: [.local]),
        .init(.supported, .withdrawn, by: [.local]),
    ])

    /// How every guard of a step stands, met or not, in the order of the table.
    public func findings(
        for transition: Lifecycle<State, Guard>.Transition, in tx: Transaction
    ) throws -> [GuardFinding<Guard>] {
        try transition.guards.map { try finding($0, in: tx) }
    }

    /// Takes a step that a person asks for. Withdrawing, at the family's request, also ends its
    /// match: at any time, without a reason.
    ///
    /// - Throws: `Refusal.invalid` on `state` naming each guard that does not hold, or when the table
    ///   has no such step; `Refusal.forbidden` for a role that may not take it;
    ///   `.already` when it stands there.
    public func move(to next: State, in tx: Transaction) throws {
        if next == state, FamilyPolicy(tx.viewer, self).holds(Family.lifecycle.roles(into: next)) {
            throw try tx.standing(.family, id.value, next.rawValue)
        }
        guard let step = Family.lifecycle.transition(state, next), !step.roles.isEmpty else {
            throw Refusal.problem("state", "problem.transition")
        }
        guard FamilyPolicy(tx.viewer, self).holds(step.roles) else {
            throw Refusal.forbidden("forbidden.family_edit")
        }
        let open = try findings(for: step, in: tx).filter { !$0.isMet }
        guard open.isEmpty else {
            throw Refusal.invalid(
                open.map { Problem("state", "guard.family.\($0.rule.rawValue)", $0.values) })
        }
        if next == .withdrawn {
            for match in try Match.live(ofFamily: id, in: tx) { try match.release(in: tx) }
        }
        try enter(next, in: tx)
    }

    /// Enters a state that follows from something else, such as a match.
    func enter(_ next: State, in tx: Transaction) throws {
        guard Family.lifecycle.transition(state, next) != nil else {
            throw Refusal.problem("state", "problem.transition")
        }
        let today = try City.find(city, in: tx).today(tx)
        // Who returns to the list keeps the day on which the waiting began.
        let since = next == .waiting ? waitingSince ?? today : waitingSince
        let ends: Set<State> = [.completed, .moved, .withdrawn]
        let kept = ends.contains(next) ? try retention(from: today, in: tx) : nil
        try tx.db.run(
            """
            UPDATE families SET state = \(next), waiting_since_on = \(since),
                retention_until_on = \(kept), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.recordState(.family, id.value, from: state.rawValue, to: next.rawValue)
        try tx.audit(.transition, .family, ref, city: city, fields: [next.rawValue])
        if state == .announced { try Task.settle(.intake, about: .init(id), in: tx) }
    }

    private func retention(from today: Day, in tx: Transaction) throws -> Day {
        let months = try Rules.inForce(on: today, in: tx).value("retention.months")
        return today.adding(months: months)
    }

    private func finding(_ rule: Guard, in tx: Transaction) throws -> GuardFinding<Guard> {
        switch rule {
        case .information: GuardFinding(rule, infoGivenOn != nil)
        case .consent: GuardFinding(rule, consentOn != nil)
        case .needs: GuardFinding(rule, try Need.isAny(of: id, in: tx))
        case .level: GuardFinding(rule, needsLevel != nil)
        case .languages: GuardFinding(rule, try !languages(in: tx).isEmpty)
        case .wish: GuardFinding(rule, wantsGroup == true)
        case .noMatch: GuardFinding(rule, try Match.live(ofFamily: id, in: tx).isEmpty)
        }
    }
}
