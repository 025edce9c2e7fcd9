import Coalition

/// States, steps and guards of one kind of record.
struct LifecycleTables<State: Code, Guard: Code> {
    /// The word of the message keys, such as `group`.
    let name: String
    let lifecycle: Lifecycle<State, Guard>
    let words: ArticleWords

    var all: [ArticleTable] { [LifecycleTables.states(name, State.self, words), steps, guards] }

    static func states(_ name: String, _: State.Type, _ words: ArticleWords) -> ArticleTable {
        ArticleTable(
            name: "\(name).states", header: ["state", "Nederlands", "English"], told: ["meaning"],
            rows: State.allCases.map { state in
                let key = "\(name).state.\(state.rawValue)"
                return ["`\(state.rawValue)`", words("nl", key), words("en", key)]
            })
    }

    private var steps: ArticleTable {
        ArticleTable(
            name: "\(name).steps", header: ["from", "to", "what must hold", "who"],
            rows: lifecycle.transitions.map { step in
                [
                    "`\(step.from.rawValue)`", "`\(step.to.rawValue)`",
                    list(step.guards.map { "`\($0.rawValue)`" }),
                    step.roles.isEmpty
                        ? "the program" : list(step.roles.sorted().map { "`\($0.rawValue)`" }),
                ]
            })
    }

    private var guards: ArticleTable {
        ArticleTable(
            name: "\(name).guards", header: ["guard", "as a page says it"],
            rows: Guard.allCases.map {
                ["`\($0.rawValue)`", words("en", "guard.\(name).\($0.rawValue)")]
            })
    }

    private func list(_ parts: [String]) -> String {
        parts.isEmpty ? "–" : parts.joined(separator: ", ")
    }
}
