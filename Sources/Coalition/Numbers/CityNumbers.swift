import SQLite

/// What is counted of a city: from kept counters, so that a page of all cities costs no scan.
public struct CityNumbers: Sendable {
    public private(set) var groups: [Group.State: Int] = [:]
    public private(set) var families: [Family.State: Int] = [:]
    public private(set) var silent = 0
    public private(set) var belowStrength = 0
    /// Groups about which somebody worries, where the viewer may know.
    public private(set) var withConcern = 0
    public private(set) var staysNow = 0
    /// Stays that have not begun yet.
    public private(set) var staysToCome = 0

    /// Groups in any of these states.
    public func groups(in states: Set<Group.State>) -> Int {
        states.reduce(0) { $0 + (groups[$1] ?? 0) }
    }

    public static let zero = CityNumbers()

    /// The sum of several cities.
    public static func + (left: CityNumbers, right: CityNumbers) -> CityNumbers {
        var sum = left
        sum.groups.merge(right.groups, uniquingKeysWith: +)
        sum.families.merge(right.families, uniquingKeysWith: +)
        sum.silent += right.silent
        sum.belowStrength += right.belowStrength
        sum.withConcern += right.withConcern
        sum.staysNow += right.staysNow
        sum.staysToCome += right.staysToCome
        return sum
    }

    /// The numbers of every city, as far as these roles give the viewer to see; a city of which nothing
    /// is counted has none.
    public static func all(
        within sight: CitySight, in tx: Transaction
    ) throws -> [ID<City>: CityNumbers] {
        guard sight.cities != .cities([]) else { return [:] }
        var numbers = try states(within: sight, tx)
        // Each has an index of the few groups that it is about, in the order of their cities.
        let flags: [(WritableKeyPath<CityNumbers, Int>, SQL, GroupList.Flag, Scope)] = [
            (\.silent, "groups_by_silence", .silent, sight.groups),
            (\.belowStrength, "groups_below_strength", .strength, sight.groups),
            (\.withConcern, "groups_with_concern", .concern, sight.concerns),
        ]
        for (path, index, flag, scope) in flags where scope != .cities([]) {
            let condition = flag.condition(on: tx.today, leads: true)
            try tx.db.each(
                """
                SELECT city_id, count(*) FROM groups INDEXED BY \(index)
                WHERE \(condition) AND \(scope.condition("city_id")) GROUP BY city_id
                """
            ) { row in
                let city: ID<City> = try row.next()
                numbers[city, default: zero][keyPath: path] = try row.next()
            }
        }
        return numbers
    }

    /// Thousands of rows, a city's one after the other: each city is put away once.
    private static func states(
        within sight: CitySight, _ tx: Transaction
    ) throws -> [ID<City>: CityNumbers] {
        var numbers: [ID<City>: CityNumbers] = [:]
        var (city, sum): (ID<City>?, CityNumbers) = (nil, zero)
        try tx.db.each(
            """
            SELECT city_id, programmes, subject, state, count FROM state_counts
            WHERE \(sight.cities.condition("city_id")) AND count > 0 AND subject <> 'match'
            ORDER BY city_id, programmes, subject, state
            """
        ) { row in
            let next: ID<City> = try row.next()
            if let city, city != next {
                numbers[city] = sum
                sum = zero
            }
            city = next
            let programmes: String = try row.next()
            let (subject, state): (String, String) = (try row.next(), try row.next())
            let count: Int = try row.next()
            if try sight.shows(subject, of: next, programmes) { sum.add(subject, state, count) }
        }
        if let city { numbers[city] = sum }
        return numbers
    }

    private mutating func add(_ subject: String, _ state: String, _ count: Int) {
        switch subject {
        case "group": Group.State(rawValue: state).map { groups[$0, default: 0] += count }
        case "family": Family.State(rawValue: state).map { families[$0, default: 0] += count }
        case "stay":
            switch Stay.State(rawValue: state) {
            case .inStay, .departing: staysNow += count
            case .nominated, .accepted, .preparing, .confirmed: staysToCome += count
            default: break
            }
        default: break
        }
    }
}
