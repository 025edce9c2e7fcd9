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

    /// Whether one of these roles is held for one of these programmes, in whatever city.
    public func holds(_ wanted: Set<Role>, for programmes: Set<Programme>) -> Bool {
        grants.contains { $0.gives(wanted, programmes) }
    }

    /// Whether one of these roles is held for one of these programmes in a city.
    public func holds(
        _ wanted: Set<Role>, for programmes: Set<Programme>, in city: ID<City>
    ) -> Bool {
        grants.contains { $0.gives(wanted, programmes) && ($0.city == nil || $0.city == city) }
    }

    /// The programmes for which one of these roles is held in a city.
    public func programmes(of wanted: Set<Role>, in city: ID<City>) -> Set<Programme> {
        Set<Programme>.any.filter { holds(wanted, for: [$0], in: city) }
    }

    /// Where these roles reach for one of these programmes: every city, some, or none.
    public func scope(of wanted: Set<Role>, for programmes: Set<Programme>) -> Scope {
        let matching = grants.filter { $0.gives(wanted, programmes) }
        if matching.contains(where: { $0.city == nil }) { return .everywhere }
        return .cities(Set(matching.compactMap(\.city)))
    }

    /// Where these roles reach, programme by programme, for records that each have one or more of
    /// these programmes.
    public func reach(of wanted: Set<Role>, for programmes: Set<Programme>) -> Reach {
        Reach(
            Dictionary(
                uniqueKeysWithValues: programmes.map { ($0, scope(of: wanted, for: [$0])) }))
    }

    /// The role whose landing page comes first; nil without any grant.
    public var leadingRole: Role? { roles.min() }
}

extension Viewer.Grant {
    fileprivate func gives(_ wanted: Set<Role>, _ programmes: Set<Programme>) -> Bool {
        wanted.contains(role) && (programme.map(programmes.contains) ?? true)
    }
}
