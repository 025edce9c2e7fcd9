/// The states of one kind of record as data: what may follow what, who may do it, and what must hold.
///
/// Pages, refusals and tests are made from the table; a transition outside it cannot happen
/// (<doc:Lifecycles>).
public struct Lifecycle<State: Code, Guard: Code>: Sendable {
    /// One allowed step.
    public struct Transition: Sendable {
        public let from: State
        public let to: State
        public let guards: [Guard]
        /// Who may take it; empty for a step that the program takes by itself.
        public let roles: Set<Role>

        public init(_ from: State, _ to: State, _ guards: [Guard] = [], by roles: Set<Role> = []) {
            self.from = from
            self.to = to
            self.guards = guards
            self.roles = roles
        }
    }

    public let transitions: [Transition]

    /// The steps that people may take from a state, in the order of the table.
    public func steps(from state: State) -> [Transition] {
        transitions.filter { $0.from == state && !$0.roles.isEmpty }
    }

    /// Every state that can follow, sooner or later, by a person or by itself.
    public func reachable(from state: State) -> Set<State> {
        var (found, open): (Set<State>, [State]) = ([], [state])
        while let next = open.popLast() {
            for step in transitions where step.from == next && !found.contains(step.to) {
                found.insert(step.to)
                open.append(step.to)
            }
        }
        return found
    }

    /// The step between two states; nil when the table has none.
    public func transition(_ from: State, _ to: State) -> Transition? {
        transitions.first { $0.from == from && $0.to == to }
    }
}

/// How one guard stands for one record.
public struct GuardFinding<Guard: Code>: Sendable {
    public let rule: Guard
    public let isMet: Bool
    /// What its message is filled with, for example how many members there are.
    public let values: [String: Problem.Value]

    init(_ rule: Guard, _ isMet: Bool, _ values: [String: Problem.Value] = [:]) {
        self.rule = rule
        self.isMet = isMet
        self.values = values
    }
}
