import SQLite

/// A year or another period of stays over accommodations: what the planner draws.
public struct StayPlan: Sendable {
    /// One line: an accommodation, or the slots of a city that have none yet.
    public struct Line: Sendable {
        public let city: ID<City>
        /// Nil for slots without an accommodation.
        public let accommodation: Accommodation?
        /// Live stays that touch the period, the first first.
        public let stays: [Stay]
    }

    public let period: Period
    /// In the order of the accommodations' names within a city; a city's slots without one come last.
    public let lines: [Line]
    public let cohorts: [Cohort]

    /// What the viewer may see of a period in these cities.
    public static func read(
        _ period: Period, cities: Set<ID<City>>, in tx: Transaction
    ) throws -> StayPlan {
        let scope = tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes).narrowed(
            to: cities)
        let stays = try tx.db.all(
            """
            SELECT \(Stay.columns) FROM \(Stay.source)
            WHERE \(scope.membership("stays.city_id")) AND stays.state <> 'cancelled'
            AND \(StayList.touches(period))
            ORDER BY stays.city_id, stays.from_on, stays.id LIMIT 5000
            """, Stay.init)
        let homes = try Accommodation.within(scope, in: tx)
        return StayPlan(
            period: period, lines: lines(homes, stays),
            cohorts: try Cohort.touching(period, in: tx))
    }

    /// Nights taken, kept and available in a part of the period, over all lines or those of a city.
    public func occupancy(_ part: Period? = nil, city: ID<City>? = nil) -> Occupancy {
        let part = part ?? period
        var sum = Occupancy()
        for line in lines where city == nil || line.city == city {
            line.accommodation.map { sum.add($0, during: part) }
            for stay in line.stays { sum.add(stay, clippedTo: part) }
        }
        return sum
    }

    private static func lines(_ homes: [Accommodation], _ stays: [Stay]) -> [Line] {
        let byHome = Dictionary(grouping: stays) { $0.accommodation }
        let housed = homes.map { home in
            Line(city: home.city, accommodation: home, stays: byHome[home.id] ?? [])
        }
        let loose = Dictionary(grouping: byHome[nil] ?? []) { $0.city }
        return housed
            + loose.keys.sorted { $0.value < $1.value }.map { city in
                Line(city: city, accommodation: nil, stays: loose[city] ?? [])
            }
    }
}

extension StayPlan.Line {
    /// Nights taken, kept and available in a period.
    public func occupancy(_ part: Period) -> Occupancy {
        var sum = Occupancy()
        accommodation.map { sum.add($0, during: part) }
        for stay in stays { sum.add(stay, clippedTo: part) }
        return sum
    }

    /// Nights on which nobody is expected though the accommodation could be lived in.
    public func gaps(in period: Period) -> [Period] {
        guard let accommodation else { return [] }
        let end = min(period.until, accommodation.availableUntil ?? period.until)
        var (found, next): ([Period], Day) =
            ([], max(period.from, accommodation.availableFrom ?? period.from))
        for stay in stays {
            if let gap = Period(next, until: min(stay.period.from, end)) { found.append(gap) }
            next = max(next, stay.period.until)
        }
        if let gap = Period(next, until: end) { found.append(gap) }
        return found
    }

    /// Days on which the accommodation is not there.
    public func closures(in period: Period) -> [Period] {
        let before = accommodation?.availableFrom.flatMap {
            Period(period.from, until: min($0, period.until))
        }
        let after = accommodation?.availableUntil.flatMap {
            Period(max($0, period.from), until: period.until)
        }
        return [before, after].compactMap { $0 }
    }

    /// Nights that a wished extension would take from a next stay, with the two stays.
    public var clashes: [(wish: Stay, next: Stay, nights: Period)] {
        guard accommodation != nil else { return [] }
        return stays.flatMap { wish in
            stays.compactMap { next in
                guard next.id != wish.id, let wished = wish.wishedPeriod,
                    let nights = wished.clipped(to: next.period)
                else { return nil }
                return (wish, next, nights)
            }
        }
    }
}
