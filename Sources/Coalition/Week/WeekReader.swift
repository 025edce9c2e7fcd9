import SQLite

/// Reads what happens in a week: a statement for each kind of record, with a part for each day, so that
/// no day costs more than the most that is told of one.
struct WeekReader {
    private let week: Week
    private let city: ID<City>?
    private let tx: Transaction

    init(_ week: Week, _ city: ID<City>?, _ tx: Transaction) {
        (self.week, self.city, self.tx) = (week, city, tx)
    }

    func lines() throws -> [WeekLine] {
        try talks() + families() + stays() + matches() + groups() + tasks()
    }

    private func talks() throws -> [WeekLine] {
        let sight = TalkPolicy.sight(of: tx.viewer, in: city)
        let talks = try each("SELECT \(Talk.columns) FROM talks", Talk.init) { day in
            """
            talks.happens_on = \(day) AND \(sight) AND talks.outcome IS NOT \(Talk.Outcome.cancelled)
            ORDER BY talks.happens_on, talks.id
            """
        }
        return try TalkLine.lines(talks, in: tx).map {
            WeekLine(day: $0.talk.on, city: $0.talk.city, event: .talk($0))
        }
    }

    private func families() throws -> [WeekLine] {
        let reach = tx.viewer.reach(of: FamilyPolicy.readers, for: FamilyPolicy.programmes)
            .narrowed(to: city)
        guard !reach.isEmpty else { return [] }
        let sight = reach.condition("+families.city_id", programmes: "+families.programmes")
        let gone: [Family.State] = [.moved, .withdrawn, .erased, .merged]
        let arriving = try each("SELECT \(Family.columns) FROM families", Family.init) { day in
            """
            ifnull(families.arrival_on, '9999') = \(day) AND \(sight)
            AND +families.state NOT IN \(list: gone) ORDER BY families.id
            """
        }
        let arrivals = arriving.compactMap { family in
            family.arrivalOn.map {
                WeekLine(day: $0, city: family.city, event: .familyArrives(family))
            }
        }
        return try arrivals + moved(sight)
    }

    /// Families that moved away, on the day on which somebody said so, by the clocks of their city.
    private func moved(_ sight: SQL) throws -> [WeekLine] {
        guard let midnight = ClockTime(minutes: 0) else { return [] }
        // No zone is more than a day from UTC.
        let (first, last) = (week.monday - 1, week.sunday + 2)
        let (from, until) = (Zone.utc.instant(first, midnight), Zone.utc.instant(last, midnight))
        let moved = try tx.db.all(
            """
            SELECT state_changes.at, \(Family.columns)
            FROM state_changes INDEXED BY state_changes_moved
            CROSS JOIN families ON families.id = state_changes.subject_id
            WHERE state_changes.subject = 'family' AND state_changes.to_state = 'moved'
            AND state_changes.at BETWEEN \(from) AND \(until) AND \(sight)
            AND +families.state = 'moved'
            ORDER BY state_changes.at LIMIT \(7 * WeekPlan.most)
            """
        ) { row in (at: try row.next() as Instant, family: try Family(&row)) }
        let cities = try City.find(Array(Set(moved.map(\.family.city))), in: tx)
        return moved.compactMap { at, family in
            guard let day = cities[family.city]?.zone.day(of: at), week.contains(day) else {
                return nil
            }
            return WeekLine(day: day, city: family.city, event: .familyMoved(family))
        }
    }

    /// Guests who come and leave; a place without a guest is nobody's arrival.
    private func stays() throws -> [WeekLine] {
        let scope = tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes)
            .narrowed(to: city)
        guard scope != .cities([]) else { return [] }
        let sight: SQL = """
            \(scope.condition("+stays.city_id")) AND +stays.state <> 'cancelled'
            AND +stays.guest_id IS NOT NULL
            """
        let select: SQL = "SELECT \(Stay.columns) FROM \(Stay.source)"
        let begins = try each(select, Stay.init) { day in
            "stays.from_on = \(day) AND \(sight) ORDER BY stays.from_on, stays.id"
        }
        let ends = try each(select, Stay.init) { day in
            "stays.until_on = \(day) AND \(sight) ORDER BY stays.until_on, stays.id"
        }
        return begins.map { WeekLine(day: $0.period.from, city: $0.city, event: .stayBegins($0)) }
            + ends.map { WeekLine(day: $0.period.until, city: $0.city, event: .stayEnds($0)) }
    }

    private func matches() throws -> [WeekLine] {
        let reach = tx.viewer.reach(of: MatchPolicy.readers, for: MatchPolicy.programmes)
            .narrowed(to: city)
        guard !reach.isEmpty else { return [] }
        let sight = reach.condition("+matches.city_id", programme: "+matches.kind")
        let select: SQL = "SELECT \(Match.columns) FROM matches"
        let introduced = try each(select, Match.init) { day in
            "matches.introduced_on = \(day) AND \(sight) ORDER BY matches.introduced_on, matches.id"
        }
        let running: [Match.State] = [.trial, .active, .suspended, .closing]
        let ending = try each(select, Match.init) { day in
            """
            matches.planned_until_on = \(day) AND \(sight)
            AND +matches.state IN \(list: running)
            ORDER BY matches.planned_until_on, matches.id
            """
        }
        let resting = try each(select, Match.init) { day in
            """
            matches.review_on = \(day) AND matches.state = 'suspended' AND \(sight)
            ORDER BY matches.review_on, matches.id
            """
        }
        return try lines(introduced, \.introducedOn) { .introduced($0) }
            + lines(ending, \.plannedUntil) { .matchEnds($0) }
            + lines(resting, \.reviewOn) { .review($0) }
    }

    private func lines(
        _ matches: [Match], _ day: (Match) -> Day?,
        _ event: (MatchList.Line) -> WeekLine.Event
    ) throws -> [WeekLine] {
        try MatchList.lines(matches, in: tx).compactMap { line in
            day(line.match).map { WeekLine(day: $0, city: line.match.city, event: event(line)) }
        }
    }

    private func groups() throws -> [WeekLine] {
        let scope = tx.viewer.scope(of: GroupPolicy.readers, for: GroupPolicy.programmes)
            .narrowed(to: city)
        guard scope != .cities([]) else { return [] }
        let sight = scope.condition("+groups.city_id")
        let select: SQL = "SELECT \(Group.columns) FROM groups"
        let clearances = try each(select, Group.init) { day in
            """
            groups.clearance_until_on = \(day) AND \(sight)
            AND +groups.state NOT IN \(list: Group.State.over)
            ORDER BY groups.clearance_until_on, groups.id
            """
        }
        let pauses = try each(select, Group.init) { day in
            """
            groups.paused_until_on = \(day) AND groups.state = 'paused' AND \(sight)
            ORDER BY groups.paused_until_on, groups.id
            """
        }
        return lines(clearances, \.clearanceUntil) { .clearance($0) }
            + lines(pauses, \.pausedUntil) { .pauseEnds($0) }
    }

    private func lines(
        _ groups: [Group], _ day: (Group) -> Day?, _ event: (Group) -> WeekLine.Event
    ) -> [WeekLine] {
        groups.map { $0.shown(to: tx.viewer) }.compactMap { group in
            day(group).map { WeekLine(day: $0, city: group.city, event: event(group)) }
        }
    }

    /// The open tasks of the viewer's roles, as their list has them.
    private func tasks() throws -> [WeekLine] {
        var list = TaskList()
        list.city = city
        guard let sight = list.sight(tx) else { return [] }
        let read: (inout Row) throws -> Task = { row in try Task(&row, tx.keys) }
        let tasks = try each("SELECT \(Task.columns) FROM tasks", read) { day in
            """
            tasks.done_at IS NULL AND tasks.due_on = \(day) AND \(sight)
            ORDER BY tasks.due_on, tasks.id
            """
        }
        return tasks.map { WeekLine(day: $0.dueOn, city: $0.city, event: .task($0)) }
    }

    /// A part for each day, one more than is told of it, so that it is known that there is more.
    private func each<Element>(
        _ select: SQL, _ read: (inout Row) throws -> Element, _ condition: (Day) -> SQL
    ) throws -> [Element] {
        let parts = week.days.map { day -> SQL in
            "SELECT * FROM (\(select) WHERE \(condition(day)) LIMIT \(WeekPlan.most + 1))"
        }
        return try tx.db.all(parts.joined(separator: " UNION ALL "), read)
    }
}
