import SQLite

/// Which stays a list shows, by first day.
public struct StayList: RecordList {
    /// Which stays, by where they stand today. The first four go by the state, whatever the dates are,
    /// as a guest may leave later than was planned.
    public enum When: Sendable {
        /// Who is there and what is still to come.
        case open
        /// Who is there.
        case now
        /// Who is there and leaves within four weeks, or should have left.
        case leaving
        /// What is still to come.
        case coming
        /// A night in the next sixty days.
        case soon
        /// A night in the season of a cohort.
        case season(Cohort)
    }

    public var city: ID<City>?
    /// From which role one looks; nil for every role that the viewer holds.
    package var seenAs: Role?
    public var state: Stay.State?
    /// Nil for stays of any time.
    public var when: When?
    /// Stays with a night in these days.
    public var period: Period?
    /// Only stays with a guest, or only free places; nil for both.
    public var hasGuest: Bool?
    public var isDescending = false

    public init() {}

    package typealias Element = Stay

    package var order: [SQL] { ["stays.from_on", "stays.id"] }

    /// Cancelled ones are listed only when they are asked for.
    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        var all = [stateCondition(tx.viewer)]
        if let when { all += when.conditions(on: tx.today, isCount) }
        if let period { all.append(StayList.touches(period)) }
        if let hasGuest {
            // Free places are few, so a count looks among them; guests are found by their states.
            let plus: SQL = hasGuest || !isCount ? "+" : ""
            all.append("\(plus)stays.guest_id IS \(hasGuest ? "NOT " : "" as SQL)NULL")
        }
        return all
    }

    /// Who is there is counted beforehand. Free places are few and are counted whole, which takes less
    /// than half the steps of counting up to a bound.
    package func count(in tx: Transaction) throws -> ListCount {
        guard case (let when?, nil, nil) = (when, state, period), let sight = sight(tx) else {
            return try counted(in: tx)
        }
        switch (when, hasGuest) {
        case (.now, nil):
            let scope = viewer(tx).scope(of: StayPolicy.readers, for: StayPolicy.programmes)
                .narrowed(to: city)
            return ListCount(
                try tx.db.value(
                    """
                    SELECT ifnull(sum(count), 0) FROM state_counts
                    WHERE subject = 'stay' AND state IN \(list: Stay.State.present.sorted())
                    AND \(scope.condition("city_id"))
                    """) ?? 0)
        case (.coming, false):
            return ListCount(
                try tx.db.value(
                    """
                    SELECT count(*) FROM stays INDEXED BY stays_free WHERE guest_id IS NULL
                    AND state IN \(list: Stay.State.coming.sorted()) AND \(sight)
                    """) ?? 0)
        default: return try counted(in: tx)
        }
    }

    /// Who may not know how a stay ended gets all that are over for any of those states.
    private func stateCondition(_ viewer: Viewer) -> SQL {
        guard let state else { return "stays.state <> 'cancelled'" }
        let mayTell = viewer.holds([.shelter, .network, .safeguarding], for: StayPolicy.programmes)
        guard Stay.State.over.contains(state), !mayTell else { return "stays.state = \(state)" }
        return "+stays.state IN \(list: Stay.State.over.sorted())"
    }

    /// A stay lasts 366 nights at most, so nothing that began earlier can touch the period.
    static func touches(_ period: Period) -> SQL { touches(from: period.from, until: period.until) }

    fileprivate static func touches(from: Day, until: Day) -> SQL {
        """
        stays.from_on < \(until) AND stays.from_on > \(from - StayBounds.longest - 1)
        AND stays.until_on > \(from)
        """
    }
}

extension StayList {
    /// All stays that are such today.
    public static func of(_ when: When, hasGuest: Bool? = nil) -> StayList {
        var list = StayList()
        list.when = when
        list.hasGuest = hasGuest
        return list
    }
}

extension StayList.When {
    /// So many days ahead a departure is told.
    private static let notice = 28

    fileprivate func conditions(on today: Day, _ isCount: Bool) -> [SQL] {
        switch self {
        case .open: inStates(Stay.State.present.union(Stay.State.coming), isCount)
        case .now: inStates(Stay.State.present, isCount)
        case .leaving:
            inStates(Stay.State.present, isCount)
                + ["+stays.until_on <= \(today + StayList.When.notice)"]
        case .coming: inStates(Stay.State.coming, isCount)
        case .soon: [StayList.touches(from: today, until: today + 60)]
        case .season(let cohort): [StayList.touches(cohort.period)]
        }
    }

    /// A count goes by the index of the states; a page by that of its order, from where the first of
    /// these stays begins.
    private func inStates(_ states: Set<Stay.State>, _ isCount: Bool) -> [SQL] {
        let codes = states.sorted()
        guard !isCount else { return ["stays.state IN \(list: codes)"] }
        let firsts = codes.map { code -> SQL in
            "SELECT min(from_on) AS first FROM stays WHERE state = \(code)"
        }
        let first: SQL = "(SELECT min(first) FROM (\(firsts.joined(separator: " UNION ALL "))))"
        return ["+stays.state IN \(list: codes)", "stays.from_on >= \(first)"]
    }
}

extension Stay {
    /// Who is here now, the first to leave first.
    public static func present(in scope: Scope, _ tx: Transaction) throws -> [Stay] {
        try inStates(State.present, scope, tx).sorted { $0.period.until < $1.period.until }
    }

    /// Stays still to come, the first first, with or without a guest.
    public static func coming(in scope: Scope, _ tx: Transaction) throws -> [Stay] {
        try inStates(State.coming, scope, tx).sorted { $0.period.from < $1.period.from }
    }

    /// Who is at these accommodations now and who is still to come, the first first.
    public static func presentOrComing(
        at homes: [ID<Accommodation>], in tx: Transaction
    ) throws -> [Stay] {
        let scope = tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes)
        return try tx.db.all(
            """
            SELECT \(columns) FROM \(source)
            WHERE stays.accommodation_id IN \(list: homes)
            AND +stays.state IN \(list: State.present.union(State.coming).sorted())
            AND \(scope.condition("+stays.city_id"))
            ORDER BY stays.accommodation_id, stays.from_on
            """, Stay.init)
    }

    /// The last stay of each of these guests that the viewer may see and that was not cancelled;
    /// guests without one are left out.
    public static func last(
        of guests: [ID<Guest>], in tx: Transaction
    ) throws -> [ID<Guest>: Stay] {
        let scope = tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes)
        let stays = try tx.db.all(
            """
            SELECT \(columns) FROM \(source)
            WHERE stays.guest_id IN \(list: guests) AND stays.state <> 'cancelled'
            AND \(scope.condition("+stays.city_id")) ORDER BY stays.guest_id, stays.from_on
            """, Stay.init)
        return Dictionary(
            stays.compactMap { stay in stay.guest.map { ($0, stay) } },
            uniquingKeysWith: { $1 })
    }

    /// Several by their ids, as far as the viewer may see them.
    public static func known(_ ids: [ID<Stay>], in tx: Transaction) throws -> [ID<Stay>: Stay] {
        let scope = tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes)
        return try find(ids, in: tx).filter { scope.contains($0.value.city) }
    }

    /// The stays of a guest that the viewer may see, the last first.
    public static func of(_ guest: Guest, in tx: Transaction) throws -> [Stay] {
        let scope = tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes)
        return try tx.db.all(
            """
            SELECT \(columns) FROM \(source)
            WHERE stays.guest_id = \(guest.id) AND \(scope.condition("+stays.city_id"))
            ORDER BY stays.from_on DESC
            """, Stay.init)
    }

    private static func inStates(
        _ states: Set<State>, _ scope: Scope, _ tx: Transaction
    ) throws -> [Stay] {
        let reach = tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes)
        return try tx.db.all(
            """
            SELECT \(columns) FROM \(source)
            WHERE stays.state IN \(list: states.sorted()) AND \(scope.condition("stays.city_id"))
            AND \(reach.condition("+stays.city_id")) LIMIT 2000
            """, Stay.init)
    }
}
