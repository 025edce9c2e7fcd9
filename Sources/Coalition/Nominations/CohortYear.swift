import SQLite

/// What cities have for a cohort: their slots, whom they were asked to take, and what still lacks.
public struct CohortStand: Sendable {
    /// A city's places with a night in the season.
    public struct Line: Sendable {
        public let city: ID<City>
        /// Without a guest.
        public internal(set) var free = 0
        /// Proposed, and not answered yet.
        public internal(set) var nominated = 0
        /// With a guest whom the city accepted.
        public internal(set) var accepted = 0

        public var all: Int { free + nominated + accepted }
    }

    public let cohort: Cohort
    public let lines: [Line]

    public var places: Int { lines.reduce(0) { $0 + $1.all } }
    public var free: Int { lines.reduce(0) { $0 + $1.free } }
    public var nominated: Int { lines.reduce(0) { $0 + $1.nominated } }
    public var accepted: Int { lines.reduce(0) { $0 + $1.accepted } }
    /// Places that are wanted and that no city offered; nil until somebody said how many are wanted.
    public var lacking: Int? { cohort.wanted.map { max(0, $0 - places) } }

    /// Roles that see all cities of a cohort.
    public static let readers: Set<Role> = [.network]

    /// The cohorts whose season begins in a year, each with all cities.
    ///
    /// - Throws: `Refusal.forbidden` for all but the network.
    public static func of(year: Int, in tx: Transaction) throws -> [CohortStand] {
        guard tx.viewer.holds(readers, for: StayPolicy.programmes) else {
            throw Refusal.forbidden("forbidden.cohort")
        }
        let cohorts = try tx.db.all(
            "SELECT \(Cohort.columns) FROM cohorts WHERE year = \(year) ORDER BY from_on",
            Cohort.init)
        return try cohorts.map { CohortStand(cohort: $0, lines: try lines($0, tx)) }
    }

    private static func lines(_ cohort: Cohort, _ tx: Transaction) throws -> [Line] {
        var lines: [ID<City>: Line] = [:]
        try tx.db.each(
            """
            SELECT stays.city_id, stays.guest_id IS NULL, stays.state = 'nominated' FROM stays
            WHERE \(StayList.touches(cohort.period)) AND stays.state <> 'cancelled'
            """
        ) { row in
            let city: ID<City> = try row.next()
            let (isFree, isNominated): (Bool, Bool) = (try row.next(), try row.next())
            var line = lines[city] ?? Line(city: city)
            if isFree {
                line.free += 1
            } else if isNominated {
                line.nominated += 1
            } else {
                line.accepted += 1
            }
            lines[city] = line
        }
        return lines.values.sorted { $0.city.value < $1.city.value }
    }
}

/// When a cohort's call and season are, and how many places are wanted, as the network types it.
public struct CohortDraft: Sendable {
    public var from: Day?
    /// The day after the last on which a stay of the cohort begins.
    public var until: Day?
    public var callFrom: Day?
    public var callUntil: Day?
    /// Nil while nobody said so.
    public var wanted: Int?

    public init() {}

    public init(_ cohort: Cohort) {
        (from, until) = (cohort.period.from, cohort.period.until)
        (callFrom, callUntil, wanted) = (cohort.callFrom, cohort.callUntil, cohort.wanted)
    }

    /// Places that can be wanted.
    public static let places = 0...500

    /// Saves it.
    ///
    /// - Throws: `Refusal.forbidden` for all but the network; `.invalid` for each field, among them a
    ///   season outside its year and a call that ends after its season began; `.conflict` when somebody
    ///   else saved first.
    public func save(_ cohort: Cohort, version: Int, in tx: Transaction) throws {
        guard tx.viewer.holds(CohortStand.readers, for: StayPolicy.programmes) else {
            throw Refusal.forbidden("forbidden.cohort")
        }
        try tx.requireVersion(version, stands: cohort.version)
        let period = try checked(cohort)
        try tx.db.run(
            """
            UPDATE cohorts SET from_on = \(period.from), until_on = \(period.until),
                call_from_on = \(callFrom), call_until_on = \(callUntil),
                places_wanted = \(wanted), version = version + 1
            WHERE id = \(cohort.id)
            """)
        try tx.audit(
            .change, .cohort, "\(cohort.season.rawValue)-\(cohort.year)",
            fields: changes(from: cohort, period))
    }

    private func checked(_ cohort: Cohort) throws -> Period {
        guard let from, let until else {
            throw Refusal.invalid(
                [
                    from == nil ? Problem("from_on", "problem.day_required") : nil,
                    until == nil ? Problem("until_on", "problem.day_required") : nil,
                ].compactMap { $0 })
        }
        var problems: [Problem] = []
        if from.year != cohort.year {
            problems.append(
                Problem("from_on", "problem.cohort_year", ["year": .number(cohort.year)]))
        }
        if until <= from || until > from + 366 {
            problems.append(Problem("until_on", "problem.until_before_from"))
        }
        if let callFrom, let callUntil, callUntil <= callFrom {
            problems.append(Problem("call_until_on", "problem.until_before_from"))
        } else if let callUntil, callUntil > from {
            problems.append(Problem("call_until_on", "problem.call_late", ["day": .day(from)]))
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        return Period(days: from..<until)
    }

    private func changes(from cohort: Cohort, _ period: Period) -> [String] {
        [
            cohort.period.from == period.from ? nil : "from_on",
            cohort.period.until == period.until ? nil : "until_on",
            cohort.callFrom == callFrom ? nil : "call_from_on",
            cohort.callUntil == callUntil ? nil : "call_until_on",
            cohort.wanted == wanted ? nil : "places_wanted",
        ].compactMap { $0 }
    }
}
