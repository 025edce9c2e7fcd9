import SQLite

/// The groups that a coordinator calls one after the other, whom to call first on top.
///
/// Whoever was spoken to or tried today is done: a round has no state of its own, so it can be broken
/// off and taken up again, and colleagues can share one.
public struct CallRound: Sendable {
    public let today: Day
    /// All active groups of the viewer's cities, in the order of need.
    public let groups: [Group]
    /// Of which something of today is logged.
    public let done: Set<ID<Group>>
    /// How many of them were spoken to, and how many only tried.
    public let spoken: Int
    public let tried: Int
    /// Since when the viewer keeps an eye on a group.
    public let watched: [ID<Group>: Day]
    public let gaps: [ID<Group>: ContactGap]

    /// Reads the round of who keeps logs.
    public init(_ tx: Transaction) throws {
        let scope = tx.viewer.scope(of: LogPolicy.writers, for: GroupPolicy.programmes)
        let city = try scope.single.map { try City.named($0, in: tx) }
        let today = city?.today(tx) ?? tx.today
        let active = try Group.bySilence(in: scope, tx)
        let gaps = try ContactGap.of(active, today: today, in: tx)
        let watched = try CallRound.watched(active.map(\.id), tx)
        let logged = try CallRound.logged(active.map(\.id), on: today, tx)
        self.today = today
        self.gaps = gaps
        self.watched = watched
        groups = active.sorted { first, second in
            let (left, right) = (
                first.urgency(on: today, watching: watched),
                second.urgency(on: today, watching: watched)
            )
            if left != right { return left < right }
            return (gaps[first.id]?.days ?? 0) > (gaps[second.id]?.days ?? 0)
        }
        done = Set(logged.keys)
        spoken = logged.values.count { $0 }
        tried = logged.count - spoken
    }

    /// The group to call now: this one, or the first that is not done after another.
    ///
    /// - Parameters:
    ///   - ref: A group that is asked for; passed over when it is not of the round.
    ///   - after: A group that is left for later, with all before it.
    /// - Returns: Nil when nobody is left.
    public func next(at ref: String?, after: String?) -> Group? {
        if let ref, let asked = groups.first(where: { $0.ref == ref }) { return asked }
        let start = after.flatMap { ref in groups.firstIndex { $0.ref == ref } }.map { $0 + 1 } ?? 0
        return groups[start...].first { !done.contains($0.id) }
    }

    /// How many still have to be called.
    public var left: Int { groups.count - done.count }

    /// The first day on which a group is without contact for too long; nil without such a group.
    public var nextDue: (day: Day, group: Group)? {
        groups.compactMap { group in group.silentOn.map { (day: $0, group: group) } }
            .min { $0.day < $1.day }
    }

    private static func watched(
        _ groups: [ID<Group>], _ tx: Transaction
    ) throws -> [ID<Group>: Day] {
        guard !groups.isEmpty else { return [:] }
        var days: [ID<Group>: Day] = [:]
        try tx.db.each(
            """
            SELECT log_entries.group_id, log_entries.happened_on FROM (VALUES \(rows: groups)) AS wanted
            CROSS JOIN log_entries ON log_entries.id = (
                SELECT last.id FROM log_entries AS last INDEXED BY log_entries_answered
                WHERE last.group_id = wanted.column1 AND last.worry IS NOT NULL
                ORDER BY last.happened_on DESC, last.id DESC LIMIT 1)
            WHERE log_entries.worry = 'watched'
            """
        ) { row in days[try row.next()] = try row.next() as Day }
        return days
    }

    /// The groups of which something of a day is logged, each with whether a contact was made.
    private static func logged(
        _ groups: [ID<Group>], on day: Day, _ tx: Transaction
    ) throws -> [ID<Group>: Bool] {
        guard !groups.isEmpty else { return [:] }
        var made: [ID<Group>: Bool] = [:]
        try tx.db.each(
            """
            SELECT column1, made FROM (
                SELECT column1, EXISTS (
                    SELECT 1 FROM log_entries INDEXED BY log_entries_by_contact
                    WHERE group_id = column1 AND is_contact = 1 AND happened_on = \(day)) AS made
                FROM (VALUES \(rows: groups)))
            WHERE made OR EXISTS (
                SELECT 1 FROM log_entries INDEXED BY log_entries_by_contact
                WHERE group_id = column1 AND is_contact = 0 AND happened_on = \(day))
            """
        ) { row in made[try row.next()] = try row.next() as Bool }
        return made
    }
}

extension Group {
    /// Smaller for what is more urgent: a concern, silence, an eye that is kept on it, the rest.
    package func urgency(on today: Day, watching watched: [ID<Group>: Day] = [:]) -> Int {
        if concernCount > 0 { return 0 }
        if isSilent(on: today) { return 1 }
        return watched[id] != nil ? 2 : 3
    }
}
