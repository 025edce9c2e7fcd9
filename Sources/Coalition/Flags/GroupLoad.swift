import SQLite

/// How many hours a week a group gave of late, beside what it offered (spec: indicators, 26): told so
/// that somebody asks whether it is still well, never as a judgement.
public struct GroupLoad: Sendable {
    /// Days of which the log is counted.
    public static let days = 28

    /// Hours a week, rounded.
    public let given: Int
    /// Hours a week that the group offered together.
    public let offered: Int
    /// Whether it gives far more, by its rules.
    public let isFar: Bool

    /// - Parameter today: In the city of the group.
    /// - Returns: Nil for a group that was not asked, or that is around no family.
    public static func of(_ group: Group, on today: Day, in tx: Transaction) throws -> GroupLoad? {
        guard let offered = group.hoursOffered, group.state == .active else { return nil }
        let minutes: Int =
            try tx.db.value(
                """
                SELECT sum(ifnull(
                    (SELECT sum(ifnull(log_entry_members.minutes, log_entries.minutes))
                        FROM log_entry_members
                        WHERE log_entry_members.entry_id = log_entries.id),
                    log_entries.minutes))
                FROM log_entries
                WHERE log_entries.group_id = \(group.id) AND log_entries.is_contact = 1
                AND log_entries.happened_on > \(today - days)
                """) ?? 0
        let percent = try Rules.value("group.load_percent", of: group.ruleVersion, in: tx)
        let weeks = days / 7
        return GroupLoad(
            given: (minutes / weeks + 30) / 60, offered: offered,
            isFar: minutes * 100 > offered * 60 * weeks * percent)
    }
}
