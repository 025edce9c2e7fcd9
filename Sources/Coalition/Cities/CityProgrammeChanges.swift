import SQLite

extension CityProgramme {
    /// Puts a programme of a city in a state; what stands so already is left as it is.
    ///
    /// - Throws: `Refusal.forbidden` for who does not work in the programme; `.invalid` on `since_` and
    ///   the programme for a day after today or absurdly long ago, and on `state_` and the programme for
    ///   a member that leaves while something of it still runs.
    public static func set(
        _ programme: Programme, _ state: State, since: Day?, of city: ID<City>, in tx: Transaction
    ) throws {
        guard tx.viewer.holds(movers, for: [programme], in: city) else {
            throw Refusal.forbidden("forbidden.city_programme")
        }
        let city = try City.find(city, in: tx)
        let former = try of(city.id, in: tx).first { $0.programme == programme }
        if let former, former.state == state, former.since == since { return }
        try DayRange.past(city.today(tx)).require(since, "since_\(programme.rawValue)")
        if state == .former { try requireNothingRuns(of: programme, in: city.id, tx) }
        try store(programme, state, since, city.id, tx)
        try note(programme, from: former, to: state, of: city, tx)
    }

    private static func store(
        _ programme: Programme, _ state: State, _ since: Day?, _ city: ID<City>, _ tx: Transaction
    ) throws {
        try tx.db.run(
            """
            INSERT INTO city_programmes
                (city_id, programme, state, since_on, created_at, updated_at)
            VALUES (\(city), \(programme), \(state), \(since), \(tx.now), \(tx.now))
            ON CONFLICT (city_id, programme) DO UPDATE SET
                state = excluded.state, since_on = excluded.since_on,
                version = version + 1, updated_at = excluded.updated_at
            """)
    }

    private static func note(
        _ programme: Programme, from former: CityProgramme?, to state: State, of city: City,
        _ tx: Transaction
    ) throws {
        let kept = try of(city.id, in: tx).first { $0.programme == programme }
        if let kept, former?.state != state {
            try tx.recordState(
                .cityProgramme, kept.id.value, from: former?.state.rawValue, to: state.rawValue)
        }
        try tx.audit(
            .change, .cityProgramme, city.ref, city: city.id, of: programme,
            fields: ["state", "since_on"])
    }

    /// A former member has no open matches or stays (spec: lifecycles, City coalition).
    private static func requireNothingRuns(
        of programme: Programme, in city: ID<City>, _ tx: Transaction
    ) throws {
        let matches: Int? = try tx.db.value(
            """
            SELECT count(*) FROM matches WHERE city_id = \(city) AND kind = \(programme)
            AND state IN \(list: Match.State.live)
            """)
        let stays: Int? = try tx.db.value(
            """
            SELECT count(*) FROM stays WHERE city_id = \(city)
            AND state IN \(list: Stay.State.present.union(Stay.State.coming).sorted())
            """)
        let open = (matches ?? 0) + (programme == .shelterCity ? stays ?? 0 : 0)
        guard open > 0 else { return }
        throw Refusal.problem(
            "state_\(programme.rawValue)", "problem.city_running", ["count": .number(open)])
    }
}
