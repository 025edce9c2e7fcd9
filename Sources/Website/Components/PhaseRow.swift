import Coalition
import Templates

/// A phase in the row of phases of a record.
struct PhaseView: PageModel {
    let name: String
    let isPast: Bool
    let isCurrent: Bool

    static let fields: Fields<PhaseView> = [
        .text("name") { $0.name },
        .flag("isPast") { $0.isPast },
        .flag("isCurrent") { $0.isCurrent },
        .flag("isToCome") { !$0.isPast && !$0.isCurrent },
    ]
}

/// The way of a record from its first phase to its last, and where on it the record is.
///
/// A record that left the way (it was stopped, withdrawn, or rests) shows how far it came and then
/// what became of it; what cannot come any more is left out.
struct PhaseRow<State: Code, Rule: Code>: Sendable {
    /// The phases in their order when all goes well.
    let way: [State]
    let lifecycle: Lifecycle<State, Rule>
    /// States after which nothing is expected, although something may follow.
    var ends: Set<State> = []

    /// The states that a record was in, the first first; empty, and not read, where the row is the
    /// same whatever they were.
    func passed(
        by subject: Subject, _ id: Int64, in state: State, _ tx: Transaction
    ) throws -> [State] {
        let isDetour = lifecycle.transitions.contains { $0.to == state && !way.contains($0.from) }
        guard !way.contains(state) || (state == way.last && isDetour) else { return [] }
        return try tx.statesPassed(by: subject, id)
    }

    func views(
        _ current: State, passed: [State], _ words: Words, _ prefix: String
    ) -> [PhaseView] {
        let trail = trail(passed, to: current)
        let reached = trail.last(where: way.contains).flatMap(way.firstIndex) ?? -1
        let reachable = ends.contains(current) ? [] : lifecycle.reachable(from: current)
        let rest = way.dropFirst(reached + 1).filter { reachable.contains($0) && $0 != current }
        func view(_ state: State, past: Bool, now: Bool) -> PhaseView {
            PhaseView(name: words("\(prefix).\(state.rawValue)"), isPast: past, isCurrent: now)
        }
        return trail.filter { $0 != current }.map { view($0, past: true, now: false) }
            + [view(current, past: false, now: true)]
            + rest.map { view($0, past: false, now: false) }
    }

    /// The phases up to the current state, without those that were passed over, and with what they
    /// were passed over for.
    private func trail(_ passed: [State], to current: State) -> [State] {
        var trail: [State] = []
        var besides: [State] = []
        for state in passed + (passed.last == current ? [] : [current]) {
            guard let index = way.firstIndex(of: state) else {
                besides.append(state)
                continue
            }
            // Going back undoes what came after.
            trail.removeAll { way.firstIndex(of: $0).map { $0 >= index } ?? true }
            let before = trail.last.flatMap(way.firstIndex)
            if let before {
                if before + 1 < index { trail += besides }
            } else {
                trail += way[..<index]
            }
            trail.append(state)
            besides = []
        }
        return trail
    }
}
