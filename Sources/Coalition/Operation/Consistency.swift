import SQLite

/// Everything that must hold in the records and that the schema alone cannot hold: damage, counters
/// that are kept beside what they count, and the chains of the two logs.
public enum Consistency {
    /// What is wrong, a sentence each, without names or texts; empty when all is well.
    ///
    /// - Throws: `SQLiteError` when the database cannot be read at all.
    public static func findings(_ records: Records) throws -> [String] {
        let damage = try damage(records.database)
        guard damage.isEmpty else { return damage }
        // A row with an unknown code cannot be read, so that nothing else can be told of it.
        let codes = try records.read(as: .system) { try CodeCheck.findings(in: $0) }
        guard codes.isEmpty else { return codes }
        return try records.read(as: .system) { tx in
            try groups(in: tx) + families(in: tx) + matches(in: tx)
                + guests(in: tx) + goals(in: tx) + stateCounts(in: tx) + months(in: tx)
        } + chains(records)
    }

    /// The rows of the two logs at which a chain breaks, a sentence each.
    public static func chains(_ records: Records) throws -> [String] {
        try AuditCheck.run(records).map { finding in
            "\(finding.table): the chain breaks at row \(finding.id)."
        }
    }

    private static func damage(_ database: Database) throws -> [String] {
        do {
            try database.integrityCheck()
        } catch SQLiteError.corrupt { return ["The database file is damaged."] }
        return try database.foreignKeyViolations().map { violation in
            let row = violation.rowID.map { " in row \($0)" } ?? ""
            return
                "\(violation.table): a foreign key into \(violation.parent) points nowhere\(row)."
        }
    }

    private static func groups(in tx: Transaction) throws -> [String] {
        let groups = try tx.db.all(
            "SELECT \(Group.columns) FROM groups ORDER BY id", Group.init)
        return try groups.flatMap { group in
            let today = try City.find(group.city, in: tx).today(tx)
            let right = try Group.computed(group, today, in: tx)
            return differences(group, right, today).map { "Group \(group.ref): \($0)." }
        }
    }

    private static func differences(
        _ group: Group, _ right: Group.Kept, _ today: Day
    ) -> [String] {
        // A VOG runs out without a change of ours, so after that day fewer may be cleared.
        let hasRunOut = group.clearanceUntil.map { $0 <= today } ?? false
        let isCleared =
            hasRunOut
            ? group.clearedCount >= right.clearedCount : group.clearedCount == right.clearedCount
        return [
            group.memberCount == right.memberCount ? nil : "member_count",
            isCleared ? nil : "cleared_count",
            group.clearanceUntil == right.clearanceUntil ? nil : "clearance_until_on",
            group.lastContactOn == right.lastContactOn ? nil : "last_contact_on",
            group.silentOn == right.silentOn ? nil : "silent_on",
            group.concernCount == right.concernCount ? nil : "concern_count",
        ].compactMap { $0.map { "\($0) is not what it should be" } }
    }

    private static func matches(in tx: Transaction) throws -> [String] {
        try tx.db.all(
            """
            SELECT ref FROM matches WHERE last_contact_on IS NOT (
                SELECT max(happened_on) FROM log_entries
                WHERE match_id = matches.id AND is_contact = 1)
            """
        ) { row in "Match \(try row.next() as String): last_contact_on is not what it should be." }
    }

    private static func families(in tx: Transaction) throws -> [String] {
        try tx.db.all(
            """
            SELECT ref FROM families WHERE programmes IS NOT (
                SELECT group_concat(programme, ' ') FROM (
                    SELECT programme FROM family_programmes
                    WHERE family_id = families.id AND confirmed_at IS NOT NULL
                    ORDER BY programme))
            """
        ) { row in "Family \(try row.next() as String): programmes is not what it should be." }
    }

    /// A goal of the municipality is its task, and nothing else is.
    private static func goals(in tx: Transaction) throws -> [String] {
        let isAsked: SQL = """
            (needs.owner = \(Need.Owner.municipality) AND needs.closed_on IS NULL
            AND NOT \(NeedPolicy.isWithheld)
            AND ifnull(families.state, groups.state) NOT IN
                \(list: Family.State.over.map(\.rawValue) + Group.State.over.map(\.rawValue)))
            """
        let all: SQL = """
            needs LEFT JOIN families ON families.id = needs.family_id
            LEFT JOIN groups ON groups.id = needs.group_id
            LEFT JOIN tasks ON tasks.need_id = needs.id AND tasks.done_at IS NULL
            """
        return try tx.db.all(
            """
            SELECT ifnull(families.ref, groups.ref), tasks.id IS NULL FROM \(all)
            WHERE \(isAsked) = (tasks.id IS NULL) ORDER BY needs.id
            """
        ) { row in
            let (ref, lacks): (String, Bool) = (try row.next(), try row.next())
            return lacks
                ? "A goal of the municipality for \(ref) is no task."
                : "A task of the municipality for \(ref) is of no goal that asks for it."
        }
    }

    private static func guests(in tx: Transaction) throws -> [String] {
        try tx.db.all(
            """
            SELECT ref FROM guests WHERE is_placed <> EXISTS (
                SELECT 1 FROM stays WHERE guest_id = guests.id AND state <> 'cancelled')
            """
        ) { row in "Guest \(try row.next() as String): is_placed is not what it should be." }
    }
}

extension Consistency {
    private static func stateCounts(in tx: Transaction) throws -> [String] {
        let counted: SQL = """
            SELECT city_id, 'samen_hier' AS programmes, 'group' AS subject, state, count(*) AS count
            FROM groups GROUP BY city_id, state
            UNION ALL SELECT city_id, programmes, 'family', state, count(*)
                FROM families GROUP BY city_id, programmes, state
            UNION ALL SELECT city_id, kind, 'match', state, count(*)
                FROM matches GROUP BY city_id, kind, state
            UNION ALL SELECT city_id, 'shelter_city', 'stay', state, count(*)
                FROM stays GROUP BY city_id, state
            """
        return try tx.db.all(
            """
            SELECT subject, state, city_id FROM (
                SELECT * FROM (\(counted))
                EXCEPT SELECT city_id, programmes, subject, state, count FROM state_counts)
            UNION SELECT subject, state, city_id FROM (
                SELECT city_id, programmes, subject, state, count FROM state_counts WHERE count > 0
                EXCEPT SELECT * FROM (\(counted)))
            """
        ) { row in
            let (subject, state): (String, String) = (try row.next(), try row.next())
            return "state_counts: \(subject) \(state) of city \(try row.next() as Int) is wrong."
        }
    }

    private static func months(in tx: Transaction) throws -> [String] {
        let counted: SQL = """
            SELECT group_id, substr(happened_on, 1, 7) AS month,
                sum(is_contact) AS contacts, count(*) AS entries
            FROM log_entries WHERE group_id IS NOT NULL GROUP BY 1, 2
            """
        return try tx.db.all(
            """
            SELECT month, group_id FROM (
                SELECT * FROM (\(counted))
                EXCEPT SELECT group_id, month, contacts, entries FROM contact_months)
            UNION SELECT month, group_id FROM (
                SELECT group_id, month, contacts, entries FROM contact_months WHERE entries > 0
                EXCEPT SELECT * FROM (\(counted)))
            """
        ) { row in
            let month: String = try row.next()
            return "contact_months: \(month) of group \(try row.next() as Int) is wrong."
        }
    }
}
