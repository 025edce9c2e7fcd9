import SQLite

/// Who looks or acts: a person with the grants that hold today.
public struct Viewer: Sendable {
    /// One right: a role, in a city or in all, for a programme or for all.
    public struct Grant: Hashable, Sendable {
        public let role: Role
        /// Nil for a role of the whole network.
        public let city: ID<City>?
        /// Nil for every programme.
        public let programme: Programme?

        public init(_ role: Role, city: ID<City>? = nil, programme: Programme? = nil) {
            self.role = role
            self.city = city
            self.programme = programme
        }
    }

    /// Nil for the program itself (demo, import, rules that run by themselves).
    public let userID: ID<User>?
    public let name: String
    public let grants: [Grant]

    public init(userID: ID<User>?, name: String, grants: [Grant]) {
        self.userID = userID
        self.name = name
        self.grants = grants
    }

    /// The program acting by itself; it sees everything and is named in no page.
    public static let system = Viewer(
        userID: nil, name: "Coalitie",
        grants: Role.allCases.map { Grant($0) })

    public var roles: Set<Role> { Set(grants.map(\.role)) }

    /// Whether one of these roles is held at all, in whatever city.
    public func holds(_ wanted: Set<Role>) -> Bool { grants.contains { wanted.contains($0.role) } }

    /// Whether one of these roles is held for a city.
    public func holds(_ wanted: Set<Role>, in city: ID<City>) -> Bool {
        grants.contains { wanted.contains($0.role) && ($0.city == nil || $0.city == city) }
    }

    /// Where these roles reach: every city, some, or none.
    public func scope(of wanted: Set<Role>) -> Scope {
        let matching = grants.filter { wanted.contains($0.role) }
        if matching.contains(where: { $0.city == nil }) { return .everywhere }
        return .cities(Set(matching.compactMap(\.city)))
    }

    /// The role whose landing page comes first; nil without any grant.
    public var leadingRole: Role? { roles.min() }
}

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
