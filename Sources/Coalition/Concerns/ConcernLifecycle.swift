import SQLite

extension Concern: Stepping {
    /// What must hold before a step.
    public enum Guard: String, Code {
        /// Kind, severity and handler are said.
        case triage
        case outcome
    }

    private static let handlers: Set<Role> = [.safeguarding, .network, .local, .shelter]

    /// The table of <doc:Lifecycles>: who may take a step is one of these and reads the concern.
    public static let lifecycle = Lifecycle<State, Guard>(transitions: [
        .init(.reported, .triaged, [.triage], by: ConcernTriage.roles),
        .init(.reported, .closed, [.outcome], by: handlers),
        .init(.triaged, .inProgress, by: handlers),
        .init(.triaged, .referred, by: handlers),
        .init(.triaged, .closed, [.outcome], by: handlers),
        .init(.inProgress, .referred, by: handlers),
        .init(.inProgress, .closed, [.outcome], by: handlers),
        .init(.referred, .inProgress, by: handlers),
        .init(.referred, .closed, [.outcome], by: handlers),
        .init(.closed, .reopened, by: handlers),
        .init(.reopened, .triaged, [.triage], by: ConcernTriage.roles),
        .init(.reopened, .inProgress, by: handlers),
        .init(.reopened, .referred, by: handlers),
        .init(.reopened, .closed, [.outcome], by: handlers),
    ])

    package static var stepForbidden: String { "forbidden.concern" }

    public func findings(
        for transition: Lifecycle<State, Guard>.Transition, in tx: Transaction
    ) throws -> [GuardFinding<Guard>] {
        transition.guards.map { rule in
            switch rule {
            case .triage:
                GuardFinding(rule, handler != nil && severity != nil && kind != .unknown)
            case .outcome: GuardFinding(rule, outcome != nil)
            }
        }
    }

    package func write(_ next: State, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE concerns SET state = \(next), outcome = \(next == .closed ? outcome : nil),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }

    package func entered(_ next: State, in tx: Transaction) throws {
        try Concern.find(id, in: tx).follow(in: tx)
    }

    /// Takes a step that somebody asks for who reads the concern.
    ///
    /// - Throws: `Refusal.forbidden` for everybody else; `.invalid` naming each guard that does not
    ///   hold, or on `state` when the table has no such step; `.already` when it stands there.
    func step(to next: State, in tx: Transaction) throws {
        if next == state { throw try tx.standing(.concern, id.value, next.rawValue) }
        guard let step = Concern.lifecycle.transition(state, next) else {
            throw Refusal.problem("state", "problem.transition")
        }
        let open = try findings(for: step, in: tx).filter { !$0.isMet }
        guard open.isEmpty else { throw Refusal.invalid(open.map(Self.problem)) }
        let former = state
        try write(next, in: tx)
        try tx.recordState(.concern, id.value, from: former.rawValue, to: next.rawValue)
        try note(.transition, fields: [next.rawValue], in: tx)
        try entered(next, in: tx)
    }

    package static func problem(_ finding: GuardFinding<Guard>) -> Problem {
        let field = finding.rule == .outcome ? "outcome" : "handler"
        return Problem(field, finding.message(of: "concern"), finding.values)
    }

    /// - Throws: `Refusal.forbidden` for who does not read its text.
    public func requireHandling(in tx: Transaction) throws {
        guard try level(in: tx) == .text else { throw Refusal.forbidden("forbidden.concern") }
    }

    /// - Throws: `Refusal.forbidden` for who does not have its triage.
    func requireTriage(in tx: Transaction) throws {
        try requireHandling(in: tx)
        guard mayTriage(tx.viewer) else { throw Refusal.forbidden("forbidden.concern") }
    }

    /// Whether a viewer who reads it has its triage.
    public func mayTriage(_ viewer: Viewer) -> Bool {
        grants([.safeguarding, triageRole], to: viewer)
    }
}
