import SQLite

/// The cities whose records a query may return. Every query on a table with a city carries one.
public enum Scope: Hashable, Sendable {
    case everywhere
    case cities(Set<ID<City>>)

    public func contains(_ city: ID<City>) -> Bool {
        switch self {
        case .everywhere: true
        case .cities(let cities): cities.contains(city)
        }
    }

    /// What is in both.
    public func narrowed(to city: ID<City>?) -> Scope {
        guard let city else { return self }
        return contains(city) ? .cities([city]) : .cities([])
    }

    /// What is in both.
    public func narrowed(to wanted: Set<ID<City>>) -> Scope { .cities(wanted.filter(contains)) }

    /// What is in either.
    func union(_ other: Scope) -> Scope {
        guard case .cities(let these) = self, case .cities(let those) = other else {
            return .everywhere
        }
        return .cities(these.union(those))
    }

    /// The one city, when there is exactly one.
    public var single: ID<City>? {
        if case .cities(let cities) = self, cities.count == 1 { cities.first } else { nil }
    }

    /// The same for a list that is not read in the order of an index: rows are sought by city.
    func membership(_ column: SQL) -> SQL {
        guard case .cities(let cities) = self, cities.count > 1 else { return condition(column) }
        return "\(column) IN \(list: cities.map(\.value).sorted())"
    }

    /// A condition on a column that holds a city's id.
    func condition(_ column: SQL) -> SQL {
        switch self {
        case .everywhere: "1"
        case .cities(let cities) where cities.isEmpty: "0"
        case .cities(let cities):
            if let city = single {
                "\(column) = \(city)"
            } else {
                // The plus keeps the planner on the index that gives the order of the list.
                "+\(column) IN \(list: cities.map(\.value).sorted())"
            }
        }
    }
}
