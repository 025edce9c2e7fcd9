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
        /// What the state that is left rests on: as soon as one of these no longer holds the program
        /// takes this step back. Empty for every other step.
        public let footing: [Guard]

        public init(_ from: State, _ to: State, _ guards: [Guard] = [], by roles: Set<Role> = []) {
            self.init(from, to, guards, roles, [])
        }

        /// A step back that the program takes unless all of these hold.
        public init(_ from: State, _ to: State, unless footing: [Guard]) {
            self.init(from, to, [], [], footing)
        }

        private init(
            _ from: State, _ to: State, _ guards: [Guard], _ roles: Set<Role>, _ footing: [Guard]
        ) {
            self.from = from
            self.to = to
            self.guards = guards
            self.roles = roles
            self.footing = footing
        }
    }

    public let transitions: [Transition]

    /// The steps that people may take from a state, in the order of the table.
    public func steps(from state: State) -> [Transition] {
        transitions.filter { $0.from == state && !$0.roles.isEmpty }
    }

    /// Who may take some step into a state; empty for a state that follows by itself.
    public func roles(into state: State) -> Set<Role> {
        transitions.filter { $0.to == state }.reduce(into: []) { $0.formUnion($1.roles) }
    }

    /// The step back from a state once it rests on nothing any more; nil for a state that never falls.
    public func fall(from state: State) -> Transition? {
        transitions.first { $0.from == state && !$0.footing.isEmpty }
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

    package init(_ rule: Guard, _ isMet: Bool, _ values: [String: Problem.Value] = [:]) {
        self.rule = rule
        self.isMet = isMet
        self.values = values
    }

    /// The key of the sentence that says how it stands: `guard.group.contact` when it holds, and
    /// `guard.group.contact.unmet`, which says what lacks.
    public func message(of subject: String) -> String {
        "guard.\(subject).\(rule.rawValue)" + (isMet ? "" : ".unmet")
    }
}
