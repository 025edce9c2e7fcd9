import SQLite

extension Group {
    /// Brings the kept counts and days of a group in line with its members, match and log, and what
    /// rests on them, in the transaction of the change that touched them.
    static func refresh(_ id: ID<Group>, in tx: Transaction) throws {
        let group = try find(id, in: tx)
        let today = try City.find(group.city, in: tx).today(tx)
        let members = try Member.active(of: id, in: tx)
        let kept = try computed(group, members, today, in: tx)
        try tx.db.run(
            """
            UPDATE groups SET member_count = \(kept.memberCount),
                cleared_count = \(kept.clearedCount), clearance_until_on = \(kept.clearanceUntil),
                last_contact_on = \(kept.lastContactOn), silent_on = \(kept.silentOn),
                concern_count = \(kept.concernCount)
            WHERE id = \(id)
            """)
        try find(id, in: tx).follow(members, today, in: tx)
    }

    /// The same for every group of which somebody is a member, as a VOG and trainings are the person's.
    static func refreshAll(with volunteer: ID<Volunteer>, in tx: Transaction) throws {
        let ids: [ID<Group>] = try tx.db.values(
            """
            SELECT group_id FROM memberships
            WHERE volunteer_id = \(volunteer) AND left_on IS NULL ORDER BY group_id
            """)
        for id in ids { try refresh(id, in: tx) }
    }

    /// What the kept columns should hold; the command "check" compares.
    struct Kept: Equatable {
        var memberCount: Int
        var clearedCount: Int
        var clearanceUntil: Day?
        var lastContactOn: Day?
        var silentOn: Day?
        var concernCount: Int
    }

    static func computed(_ group: Group, _ today: Day, in tx: Transaction) throws -> Kept {
        try computed(group, try Member.active(of: group.id, in: tx), today, in: tx)
    }

    private static func computed(
        _ group: Group, _ members: [Member], _ today: Day, in tx: Transaction
    ) throws -> Kept {
        let lastContact: Day? = try tx.db.value(
            """
            SELECT max(happened_on) FROM log_entries
            WHERE group_id = \(group.id) AND is_contact = 1
            """)
        return Kept(
            memberCount: members.count,
            clearedCount: members.filter { $0.isCleared(on: today) }.count,
            clearanceUntil: members.compactMap(\.clearanceUntil).min(),
            lastContactOn: lastContact, silentOn: try silence(of: group, in: tx),
            concernCount: try openConcerns(of: group.id, in: tx))
    }

    private static func silence(of group: Group, in tx: Transaction) throws -> Day? {
        guard group.state == .active else { return nil }
        let rules = try Rules.of(group.ruleVersion, in: tx)
        let matches = try tx.db.all(
            """
            SELECT starts_on, last_contact_on FROM matches
            WHERE group_id = \(group.id) AND state IN ('active', 'closing')
            """
        ) { row in (start: try row.next() as Day, contact: try row.next() as Day?) }
        return try matches.map { try Silence(rules).begins(start: $0.start, contact: $0.contact) }
            .min()
    }
}

/// When an active match counts as silent (spec: indicators, 9): more than 28 days without a contact
/// that was made, more than 14 in the first 60 days. Attempts do not count.
public struct Silence: Sendable {
    private let days: Int
    private let firstDays: Int
    private let firstPeriod: Int

    init(_ rules: Rules) throws {
        days = try rules.value("silence.days")
        firstDays = try rules.value("silence.first_days")
        firstPeriod = try rules.value("silence.first_period")
    }

    /// The first day on which a match counts as silent, if nothing more is heard.
    func begins(start: Day, contact: Day?) -> Day {
        let last = max(start, contact ?? start)
        let early = last + firstDays + 1
        return early <= start + firstPeriod ? early : last + days + 1
    }
}
