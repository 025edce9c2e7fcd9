import SQLite

extension Stay: Stepping {
    /// What must hold before a step.
    public enum Guard: String, Code {
        case guest, accommodation, available, arrived, decided
    }

    /// The table of <doc:Lifecycles>.
    public static let lifecycle = Lifecycle<State, Guard>(
        transitions: forward
            + State.coming.sorted().map { .init($0, .cancelled, by: [.network, .shelter]) })

    private static let forward: [Lifecycle<State, Guard>.Transition] = [
        .init(.planned, .nominated, [.guest], by: [.network]),
        .init(.nominated, .accepted, [.guest], by: [.shelter]),
        // A city that says no, and a network that thinks better of it, give the place back.
        .init(.nominated, .planned),
        .init(.accepted, .preparing, [.guest], by: [.network, .shelter]),
        .init(.preparing, .confirmed, [.guest, .accommodation, .available], by: [.shelter]),
        .init(.confirmed, .inStay, [.arrived], by: [.shelter]),
        .init(.inStay, .departing, [.decided], by: [.network, .shelter]),
        .init(.inStay, .otherOutcome, by: [.network]),
        .init(.departing, .returned, [.decided], by: [.network]),
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
            case .decided: GuardFinding(rule, extensionUntil == nil)
            }
        }
    }

    /// The steps that it took, the latest first. Of a place that was given back the network alone knows
    /// what was before.
    public func history(in tx: Transaction) throws -> [StepTaken<State>] {
        let steps: [StepTaken<State>] = try StepTaken.all(of: .init(id), in: tx)
        guard !StayPolicy(tx.viewer, self).holds([.network]),
            let back = try Nomination.lastReturn(of: id, in: tx)
        else { return steps }
        return steps.filter { $0.at > back || $0.from == nil }
    }

    package static var stepForbidden: String { "forbidden.stay_step" }

    package func prepare(for next: State, in tx: Transaction) throws {
        guard next == .nominated, let guest else { return }
        try Candidate.require(city, allowedFor: guest, in: tx)
    }

    package func write(_ next: State, in tx: Transaction) throws {
        let period = try periodOnEntering(next, in: tx)
        if period != self.period { try keepPeriod(in: tx) }
        let isLong = period.nights > (try maximumNights(in: tx))
        try decided(.lapsed, in: tx)
        try tx.db.run(
            """
            UPDATE stays SET state = \(next), until_on = \(period.until),
                guest_id = \(next == .planned ? nil : guest),
                is_exception = \(isException && isLong), extension_until_on = NULL,
                extension_reason = NULL, version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }

    package func entered(_ next: State, in tx: Transaction) throws {
        if State.settled.contains(next) { try Talk.callOff(about: RecordID(id), ref, in: tx) }
        try Nomination.follow(self, into: next, in: tx)
    }

    /// Who leaves sooner than was planned frees the nights from that day on, whatever came next; one
    /// night was there at least. A cancelled stay takes no night at all.
    private func periodOnEntering(_ next: State, in tx: Transaction) throws -> Period {
        guard State.present.contains(state), State.over.contains(next) else { return period }
        let today = try City.find(city, in: tx).today(tx)
        let until = min(period.until, max(today, period.from + 1))
        return Period(period.from, until: until) ?? period
    }
}
