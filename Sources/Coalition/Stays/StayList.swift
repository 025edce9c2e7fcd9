import SQLite

/// Which stays a list shows, by first day.
public struct StayList: RecordList {
    public var city: ID<City>?
    public var state: Stay.State?
    /// Stays with a night in these days.
    public var period: Period?
    /// Only guests who are there now, whatever their dates.
    public var isPresent = false
    public var isDescending = false

    public init() {}

    package typealias Element = Stay

    package var order: [SQL] { ["stays.from_on", "stays.id"] }

    /// Cancelled ones are listed only when they are asked for.
    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        var all = [stateCondition(tx.viewer)]
        if let period { all.append(StayList.touches(period)) }
        if isPresent { all.append("+stays.state IN \(list: Stay.State.present.sorted())") }
        return all
    }

    /// Who may not know how a stay ended gets all that are over for any of those states.
    private func stateCondition(_ viewer: Viewer) -> SQL {
        guard let state else { return "stays.state <> 'cancelled'" }
        let mayTell = viewer.holds([.shelter, .network, .safeguarding], for: StayPolicy.programmes)
        guard Stay.State.over.contains(state), !mayTell else { return "stays.state = \(state)" }
        return "+stays.state IN \(list: Stay.State.over.sorted())"
    }

    /// A stay lasts 366 nights at most, so nothing that began earlier can touch the period.
    static func touches(_ period: Period) -> SQL {
        """
        stays.from_on < \(period.until) AND stays.from_on > \(period.from - StayBounds.longest - 1)
        AND stays.until_on > \(period.from)
        """
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
