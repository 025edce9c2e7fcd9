import SQLite

/// How long a group has not been in contact with its family, beside how long that may last.
public struct ContactGap: Sendable {
    /// Days since the last contact that was made, or since the match began.
    public let days: Int
    /// After so many days it counts as silent.
    public let limit: Int
    /// Whether there has been a contact since the match began.
    public let hasContact: Bool

    public var isSilent: Bool { days > limit }

    /// Nil for a group without an active match.
    init?(_ group: Group, startsOn: Day?, today: Day) {
        guard let silentOn = group.silentOn, let start = startsOn ?? group.lastContactOn else {
            return nil
        }
        let last = max(start, group.lastContactOn ?? start)
        days = max(0, today - last)
        limit = silentOn - last - 1
        hasContact = group.lastContactOn.map { $0 >= start } ?? false
    }

    /// The gap of each of these groups that has an active match.
    public static func of(
        _ groups: [Group], today: Day, in tx: Transaction
    ) throws -> [ID<Group>: ContactGap] {
        let starts = try tx.db.all(
            """
            SELECT group_id, starts_on FROM matches
            WHERE group_id IN \(list: groups.map(\.id)) AND state IN ('active', 'closing')
            """
        ) { row in (try row.next() as ID<Group>, try row.next() as Day) }
        let first = Dictionary(starts, uniquingKeysWith: min)
        return groups.reduce(into: [:]) { gaps, group in
            gaps[group.id] = ContactGap(group, startsOn: first[group.id], today: today)
        }
    }
}
