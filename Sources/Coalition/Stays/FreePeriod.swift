import SQLite

/// Days from today on in which nobody is expected in an accommodation that could be lived in.
public struct FreePeriod: Hashable, Sendable {
    public let from: Day
    /// The day on which somebody comes, or the accommodation is no longer there; nil while nothing is
    /// planned after it.
    public let until: Day?

    package init(from: Day, until: Day?) {
        self.from = from
        self.until = until
    }

    /// Nil without an end.
    public var nights: Int? { until.map { $0 - from } }

    /// What lies in a period; nil when nothing does.
    public func clipped(to period: Period) -> Period? {
        Period(
            max(from, period.from), until: until.map { min($0, period.until) } ?? period.until)
    }

    /// Whether a whole period is free.
    public func holds(_ period: Period) -> Bool { clipped(to: period) == period }
}

extension FreePeriod {
    /// The free periods of accommodations that the viewer has found, each one's first first.
    ///
    /// Who is still there though the stay is over takes the night of today.
    public static func all(
        of homes: [Accommodation], in tx: Transaction
    ) throws -> [ID<Accommodation>: [FreePeriod]] {
        let (today, present) = (tx.today, Stay.State.present.sorted())
        let scope = tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes)
        var taken: [ID<Accommodation>: [Period]] = [:]
        try tx.db.each(
            """
            SELECT accommodation_id, from_on, until_on FROM stays
            WHERE accommodation_id IN \(list: homes.map(\.id))
            AND from_on > \(today - StayBounds.longest - 1)
            AND (until_on > \(today) OR +state IN \(list: present))
            AND +state <> 'cancelled' AND \(scope.condition("+city_id"))
            ORDER BY accommodation_id, from_on
            """
        ) { row in
            let home: ID<Accommodation> = try row.next()
            let (from, until): (Day, Day) = (try row.next(), try row.next())
            taken[home, default: []].append(Period(days: from..<max(until, today + 1)))
        }
        return Dictionary(
            homes.map { ($0.id, between(taken[$0.id] ?? [], in: $0, from: today)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter taken: Each later than the one before.
    private static func between(
        _ taken: [Period], in home: Accommodation, from today: Day
    ) -> [FreePeriod] {
        var (found, next): ([FreePeriod], Day) = ([], max(today, home.availableFrom ?? today))
        for period in taken {
            if period.from > next { found.append(FreePeriod(from: next, until: period.from)) }
            next = max(next, period.until)
        }
        if next < home.availableUntil ?? .last {
            found.append(FreePeriod(from: next, until: home.availableUntil))
        }
        return found
    }
}
