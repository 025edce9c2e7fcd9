/// Of which cities a viewer sees which numbers (spec: access): whoever reads the records of a kind
/// sees how many there are.
public struct CitySight: Hashable, Sendable {
    public let groups: Scope
    /// Of which of them one sees that there are worries.
    public let concerns: Scope
    public let families: Reach
    public let stays: Scope

    /// - Parameter roles: From which roles one looks; of a page for one role only that.
    public init(_ viewer: Viewer, as roles: Set<Role> = Set(Role.allCases)) {
        groups = viewer.scope(
            of: roles.intersection(GroupPolicy.readers), for: GroupPolicy.programmes)
        concerns = viewer.scope(
            of: roles.intersection(LogPolicy.concernReaders), for: GroupPolicy.programmes)
        families = viewer.reach(
            of: roles.intersection(FamilyPolicy.readers), for: FamilyPolicy.programmes)
        stays = viewer.scope(
            of: roles.intersection(StayPolicy.readers), for: StayPolicy.programmes)
    }

    /// What an auditor sees the sums of, without a list behind them.
    public static func sums(_ viewer: Viewer) -> CitySight {
        CitySight(
            groups: viewer.scope(of: [.auditor], for: GroupPolicy.programmes),
            concerns: .cities([]),
            families: viewer.reach(of: [.auditor], for: FamilyPolicy.programmes),
            stays: viewer.scope(of: [.auditor], for: StayPolicy.programmes))
    }

    /// Whether there is a city of which numbers of the kind are seen.
    public var seesGroups: Bool { groups != .cities([]) }
    public var seesConcerns: Bool { concerns != .cities([]) }
    public var seesFamilies: Bool { !families.isEmpty }
    public var seesStays: Bool { stays != .cities([]) }

    private init(groups: Scope, concerns: Scope, families: Reach, stays: Scope) {
        (self.groups, self.concerns) = (groups, concerns)
        (self.families, self.stays) = (families, stays)
    }

    /// What is in both.
    public func narrowed(to city: ID<City>) -> CitySight {
        CitySight(
            groups: groups.narrowed(to: city), concerns: concerns.narrowed(to: city),
            families: families.narrowed(to: city), stays: stays.narrowed(to: city))
    }

    /// Whether any number of the city is seen.
    public func sees(_ city: ID<City>) -> Bool {
        groups.contains(city) || families.contains(city, .any) || stays.contains(city)
    }

    /// The cities of which any number is seen.
    var cities: Scope { groups.union(families.cities).union(stays) }

    /// - Throws: `Damaged.code` for a programme that the program does not know.
    func shows(_ subject: String, of city: ID<City>, _ programmes: String) throws -> Bool {
        switch subject {
        case "group": groups.contains(city)
        case "family": families.contains(city, try Set(stored: programmes))
        case "stay": stays.contains(city)
        default: false
        }
    }
}
