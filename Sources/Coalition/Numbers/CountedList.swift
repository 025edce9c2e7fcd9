/// A list whose length is kept beforehand for some of its filters, so that a number on a page and the
/// list that it opens have one definition: the list.
public protocol CountedList: Sendable {
    /// Who reads the list.
    static var readers: Set<Role> { get }
    var city: ID<City>? { get set }
    /// From which role one looks; nil for every role that the viewer holds.
    var role: Role? { get set }

    /// How many the list has on all pages.
    func count(in tx: Transaction) throws -> ListCount

    /// How many it has in the cities of these numbers; nil when nothing is kept for its filters.
    func kept(in numbers: CityNumbers) -> Int?
}

extension CountedList {
    /// The list as somebody sees it from one role; the role is left out when all roles show the same.
    ///
    /// - Parameter role: Nil for every role.
    public func seen(as role: Role?, by viewer: Viewer) -> Self {
        var list = self
        let all = viewer.reach(of: Self.readers)
        list.role = viewer.reach(of: Self.readers.seen(as: role)) == all ? nil : role
        return list
    }
}

extension GroupList: CountedList {
    public static var readers: Set<Role> { GroupPolicy.readers }

    public func kept(in numbers: CityNumbers) -> Int? {
        switch (text, flag) {
        case (nil, nil) where !states.isEmpty: numbers.groups(in: states)
        case (nil, .silent) where states.isEmpty: numbers.silent
        case (nil, .strength) where states.isEmpty: numbers.belowStrength
        case (nil, .concern) where states.isEmpty: numbers.withConcern
        default: nil
        }
    }
}

extension FamilyList: CountedList {
    public static var readers: Set<Role> { FamilyPolicy.readers }

    public func kept(in numbers: CityNumbers) -> Int? {
        guard let state, route == nil, text == nil, !isExpected else { return nil }
        return numbers.families[state] ?? 0
    }
}

extension StayList: CountedList {
    public static var readers: Set<Role> { StayPolicy.readers }

    public func kept(in numbers: CityNumbers) -> Int? {
        guard case .now = when, state == nil, period == nil, hasGuest == nil else { return nil }
        return numbers.staysNow
    }
}
