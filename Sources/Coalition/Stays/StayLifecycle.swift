import SQLite

extension Stay {
    /// What must hold before a step.
    public enum Guard: String, Code {
        case guest, accommodation, available, arrived, ended, decided
    }

    /// The table of <doc:Lifecycles>.
    public static let lifecycle = Lifecycle<State, Guard>(
        transitions: forward
            + State.coming.sorted().map { .init($0, .cancelled, by: [.network, .shelter]) })

    private static let forward: [Lifecycle<State, Guard>.Transition] = [
        .init(.planned, .nominated, [.guest], by: [.network]),
        .init(.nominated, .accepted, [.guest], by: [.shelter]),
        .init(.accepted, .preparing, [.guest], by: [.network, .shelter]),
        .init(.preparing, .confirmed, [.guest, .accommodation, .available], by: [.shelter]),
        .init(.confirmed, .inStay, [.arrived], by: [.shelter]),
        .init(.inStay, .departing, [.decided], by: [.network, .shelter]),
        .init(.inStay, .otherOutcome, by: [.network]),
        .init(.departing, .returned, [.decided, .ended], by: [.network]),
        .init(.departing, .otherOutcome, by: [.network]),
        .init(.returned, .aftercare, by: [.network]),
        .init(.aftercare, .closed, by: [.network]),
        .init(.otherOutcome, .closed, by: [.network]),
    ]

    /// How every guard of a step stands, met or not, in the order of the table.
    public func findings(
        for transition: Lifecycle<State, Guard>.Transition, in tx: Transaction
    ) throws -> [GuardFinding<Guard>] {
        let today = try City.find(city, in: tx).today(tx)
        let home = try accommodation.map { try Accommodation.find($0, in: tx) }
        return transition.guards.map { rule in
            switch rule {
            case .guest: GuardFinding(rule, guest != nil)
            case .accommodation: GuardFinding(rule, home != nil)
            case .available: GuardFinding(rule, home?.isAvailable(during: period) ?? false)
            case .arrived: GuardFinding(rule, period.from <= today, ["from": .day(period.from)])
            case .ended: GuardFinding(rule, period.until <= today, ["until": .day(period.until)])
            case .decided: GuardFinding(rule, extensionUntil == nil)
            }
        }
    }

    /// The steps that this viewer may take from here, in the order of the table.
    public func steps(for viewer: Viewer) -> [Lifecycle<State, Guard>.Transition] {
        Stay.lifecycle.steps(from: state).filter { StayPolicy(viewer, self).holds($0.roles) }
    }

    /// Takes a step that a person asks for.
    ///
    /// - Throws: `Refusal.invalid` on `state` naming each guard that does not hold, or when the table
    ///   has no such step; `Refusal.forbidden` for a role that may not take it;
    ///   `.already` when it stands there.
    public func move(to next: State, in tx: Transaction) throws {
        if next == state, StayPolicy(tx.viewer, self).holds(Stay.lifecycle.roles(into: next)) {
            throw try tx.standing(.stay, id.value, next.rawValue)
        }
        guard let step = Stay.lifecycle.transition(state, next) else {
            throw Refusal.problem("state", "problem.transition")
        }
        guard StayPolicy(tx.viewer, self).holds(step.roles) else {
            throw Refusal.forbidden("forbidden.stay_step")
        }
        let open = try findings(for: step, in: tx).filter { !$0.isMet }
        guard open.isEmpty else {
            throw Refusal.invalid(
                open.map { Problem("state", "guard.stay.\($0.rule.rawValue)", $0.values) })
        }
        try enter(next, in: tx)
    }

    private func enter(_ next: State, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE stays SET state = \(next), extension_until_on = NULL, extension_reason = NULL,
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.recordState(.stay, id.value, from: state.rawValue, to: next.rawValue)
        try tx.audit(.transition, .stay, ref, city: city, fields: [next.rawValue])
    }
}
