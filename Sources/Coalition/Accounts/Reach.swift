import SQLite

/// The cities whose records a query may return, programme by programme.
public struct Reach: Hashable, Sendable {
    private let scopes: [Programme: Scope]
    /// The programmes that such records can have.
    private let possible: Set<Programme>

    init(_ scopes: [Programme: Scope]) {
        self.scopes = scopes.filter { $0.value != .cities([]) }
        possible = Set(scopes.keys)
    }

    public var isEmpty: Bool { scopes.isEmpty }

    /// The cities within reach for any programme.
    var cities: Scope { scopes.values.reduce(.cities([])) { $0.union($1) } }

    /// Whether a record of a city with one of these programmes is within reach.
    public func contains(_ city: ID<City>, _ programmes: Set<Programme>) -> Bool {
        programmes.contains { scopes[$0]?.contains(city) ?? false }
    }

    /// Within which cities a record may be, by the text of its programmes: of a column that holds
    /// several, for queries that go by an index of both.
    var places: [(programmes: [String], scope: Scope)] {
        let texts = possible.choices.map { choice in
            (
                text: choice.stored,
                scope: choice.reduce(Scope.cities([])) { $0.union(scopes[$1] ?? .cities([])) }
            )
        }
        return Dictionary(grouping: texts, by: \.scope).filter { $0.key != .cities([]) }
            .map { (programmes: $0.value.map(\.text).sorted(), scope: $0.key) }
            .sorted { $0.programmes.lexicographicallyPrecedes($1.programmes) }
    }

    /// What is in both.
    public func narrowed(to city: ID<City>?) -> Reach {
        var narrowed: [Programme: Scope] = [:]
        for programme in possible {
            narrowed[programme] = scopes[programme]?.narrowed(to: city) ?? .cities([])
        }
        return Reach(narrowed)
    }

    /// A condition on a column with a city's id and one with a programme's code.
    ///
    /// - Parameter programme: A column that keeps the planner from its index, such as
    ///   `+tasks.programme`.
    func condition(_ city: SQL, programme: SQL) -> SQL {
        condition(city) { "\(programme) IN \(list: $0.sorted())" }
    }

    /// The same for a column with several programmes, of which one is enough.
    func condition(_ city: SQL, programmes: SQL) -> SQL {
        condition(city) { "\(programmes) IN \(list: $0.storedWithAny)" }
    }

    /// Who may see every programme, as nearly everybody, is asked for the city alone, which keeps the
    /// city's index in use.
    private func condition(_ city: SQL, _ within: (Set<Programme>) -> SQL) -> SQL {
        let parts = Dictionary(grouping: scopes.keys, by: { scopes[$0] ?? .cities([]) })
            .map { (scope: $0.key, programmes: Set($0.value)) }
            .sorted { $0.programmes.stored < $1.programmes.stored }
        switch parts.count {
        case 0: return "0"
        case 1 where parts[0].programmes == possible: return parts[0].scope.condition(city)
        case 1: return "\(parts[0].scope.condition(city)) AND \(within(parts[0].programmes))"
        default:
            let each = parts.map { part -> SQL in
                "(\(part.scope.condition("+\(city)")) AND \(within(part.programmes)))"
            }
            return "(" + each.joined(separator: " OR ") + ")"
        }
    }
}
