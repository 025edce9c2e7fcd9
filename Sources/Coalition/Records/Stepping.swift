import SQLite

/// A record whose states follow a table; a step is taken the same way, whatever the record
/// (<doc:Lifecycles>).
package protocol Stepping: CityRecord {
    associatedtype State: Code
    associatedtype Guard: Code
    static var lifecycle: Lifecycle<State, Guard> { get }
    /// What is said to who may not take a step.
    static var stepForbidden: String { get }
    var state: State { get }
    /// Kept with a step in the history; nil for none.
    var stepReason: String? { get }
    /// Columns that a step writes besides the state, kept so that it can be taken back.
    static var stepColumns: [StaticString] { get }

    /// How every guard of a step stands, met or not, in the order of the table.
    func findings(
        for transition: Lifecycle<State, Guard>.Transition, in tx: Transaction
    ) throws -> [GuardFinding<Guard>]
    /// The refusal to which a guard leads that is not met.
    static func problem(_ finding: GuardFinding<Guard>) -> Problem
    /// What goes before a step that a person takes.
    func prepare(for next: State, in tx: Transaction) throws
    /// Writes the state, and what changes with it, into the record's row.
    func write(_ next: State, in tx: Transaction) throws
    /// What follows from a step in the same transaction; the row has the new state already.
    func entered(_ next: State, in tx: Transaction) throws
}

extension Stepping {
    package var stepReason: String? { nil }
    package static var stepColumns: [StaticString] { [] }
    package func prepare(for next: State, in tx: Transaction) throws {}
    package func entered(_ next: State, in tx: Transaction) throws {}
    package static func problem(_ finding: GuardFinding<Guard>) -> Problem {
        Problem(
            "state", finding.message(of: subject.rawValue), finding.values)
    }

    /// The steps that a viewer may take from here, in the order of the table.
    package func steps(for viewer: Viewer) -> [Lifecycle<State, Guard>.Transition] {
        Self.lifecycle.steps(from: state).filter { grants($0.roles, to: viewer) }
    }

    /// Takes a step that a person asks for.
    ///
    /// - Throws: `Refusal.invalid` naming each guard that does not hold, or on `state` when the table
    ///   has no such step; `Refusal.forbidden` for a role that may not take it; `.already` when it
    ///   stands there.
    package func move(to next: State, in tx: Transaction) throws {
        try Self.find(id, in: tx).take(next, in: tx)
    }

    /// Takes the step from the record as this transaction reads it, so that two pages do not race.
    func take(_ next: State, in tx: Transaction) throws {
        if next == state, grants(Self.lifecycle.roles(into: next), to: tx.viewer) {
            throw try tx.standing(Self.subject, id.value, next.rawValue)
        }
        guard let step = Self.lifecycle.transition(state, next), !step.roles.isEmpty else {
            throw Refusal.problem("state", "problem.transition")
        }
        guard grants(step.roles, to: tx.viewer) else {
            throw Refusal.forbidden(Self.stepForbidden)
        }
        let open = try findings(for: step, in: tx).filter { !$0.isMet }
        guard open.isEmpty else { throw Refusal.invalid(open.map(Self.problem)) }
        try prepare(for: next, in: tx)
        try enter(next, in: tx)
    }

    /// Enters a state that follows from something else, such as a match.
    ///
    /// - Parameters:
    ///   - reason: Kept in the history; the record's own when nil.
    ///   - former: What stood in ``stepColumns`` where the caller has written there already.
    /// - Throws: `Refusal.invalid` on `state` when the table has no such step.
    func enter(
        _ next: State, reason: String? = nil, over former: String? = nil, in tx: Transaction
    ) throws {
        guard Self.lifecycle.transition(state, next) != nil else {
            throw Refusal.problem("state", "problem.transition")
        }
        let former = try former ?? formerColumns(in: tx)
        try write(next, in: tx)
        try tx.recordState(
            Self.subject, id.value, from: state.rawValue, to: next.rawValue,
            reason: reason ?? stepReason, former: former)
        try tx.audit(
            .transition, Self.subject, ref, city: city, of: auditProgramme, fields: [next.rawValue])
        try entered(next, in: tx)
    }

    /// The programme of the audit row where not every record of the kind has the same.
    var auditProgramme: Programme? { programmes.count == 1 ? programmes.first : nil }
}
