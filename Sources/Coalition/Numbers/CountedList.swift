/// A list whose length is kept beforehand for some of its filters, so that a number on a page and the
/// list that it opens have one definition: the list.
package protocol CountedList: RecordList {
    /// Who reads the list.
    static var readers: Set<Role> { get }
    var city: ID<City>? { get set }
    var seenAs: Role? { get set }

    /// How many it has in the cities of these numbers; nil when nothing is kept for its filters.
    func kept(in numbers: CityNumbers) -> Int?
}

extension CountedList {
    /// The list as somebody sees it from one role; the role is left out when all roles show the same.
    ///
    /// - Parameter role: Nil for every role.
    package func seen(as role: Role?, by viewer: Viewer) -> Self {
        func reach(_ viewer: Viewer) -> Reach { viewer.reach(of: Self.readers, for: .any) }
        var list = self
        list.seenAs = reach(viewer.seeing(as: role)) == reach(viewer) ? nil : role
        return list
    }
}

extension GroupList: CountedList {
    package static var readers: Set<Role> { GroupPolicy.readers }

    package func kept(in numbers: CityNumbers) -> Int? {
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
    package static var readers: Set<Role> { FamilyPolicy.readers }

    package func kept(in numbers: CityNumbers) -> Int? {
        guard let state, route == nil, text == nil, !isExpected else { return nil }
        return Family.State.hidden.contains(state) ? 0 : numbers.families[state] ?? 0
    }
}

extension StayList: CountedList {
    package static var readers: Set<Role> { StayPolicy.readers }

    package func kept(in numbers: CityNumbers) -> Int? {
        guard case .now = when, state == nil, period == nil, hasGuest == nil else { return nil }
        return numbers.staysNow
    }
}

extension FreeHomeList: CountedList {
    package static var readers: Set<Role> { AccommodationPolicy.readers }

    package func kept(in numbers: CityNumbers) -> Int? { nil }
}
