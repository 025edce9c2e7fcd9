import SQLite

/// The log of one group, newest first, read page by page.
public struct LogTimeline: Sendable {
    /// Entries on a page.
    public var limit = 50

    private let group: Group

    public init(_ group: Group) { self.group = group }

    /// One page of what the viewer may see; the cursor holds an entry's id.
    ///
    /// The municipality gets date, theme and duration of contacts made; the network gets no entries.
    public func page(_ cursor: PageCursor?, in tx: Transaction) throws -> Page<LogEntry> {
        let policy = try LogPolicy.reading(group, in: tx)
        let depth = policy.depth
        guard let conditions = conditions(depth) else { return .empty }
        let page = try listing(conditions).page(cursor, in: tx, ref: { String($0.id.value) }) {
            row in
            try LogEntry(&row, policy, tx.keys)
        }
        return Page(
            rows: try LogEntry.withDetails(page.rows, policy, in: tx), previous: page.previous,
            next: page.next)
    }

    /// How many entries the viewer may see on all pages.
    public func count(in tx: Transaction) throws -> ListCount {
        let counted: SQL
        switch try LogPolicy.reading(group, in: tx).depth {
        case .everything: counted = "entries"
        case .outline: counted = "contacts"
        case .counts, .nothing: return .zero
        }
        return ListCount(
            try tx.db.value(
                "SELECT sum(\(counted)) FROM contact_months WHERE group_id = \(group.id)") ?? 0)
    }

    private func listing(_ conditions: [SQL]) -> Listing {
        // An entry of another group is no place to start from.
        let own: SQL = "(SELECT * FROM log_entries WHERE group_id = \(group.id)) AS log_entries"
        return Listing(
            select: "SELECT \(LogEntry.columns) FROM \(LogEntry.tables)", table: own,
            conditions: conditions, order: ["log_entries.happened_on", "log_entries.id"],
            anchor: "id", isDescending: true, limit: limit)
    }

    /// Nil when the viewer sees no entries at all.
    private func conditions(_ depth: LogPolicy.Depth) -> [SQL]? {
        let own: SQL = "log_entries.group_id = \(group.id)"
        switch depth {
        case .everything: return [own]
        case .outline: return [own, "log_entries.is_contact = 1"]
        case .counts, .nothing: return nil
        }
    }
}

extension LogEntry {
    /// How often each group was only tried since its last contact; groups without are left out.
    public static func attempts(
        of groups: [ID<Group>], in tx: Transaction
    ) throws -> [ID<Group>: Int] {
        var counts: [ID<Group>: Int] = [:]
        try tx.db.each(
            """
            SELECT groups.id, (
                SELECT count(*) FROM log_entries
                WHERE log_entries.group_id = groups.id AND log_entries.is_contact = 0
                AND log_entries.happened_on > ifnull(groups.last_contact_on, ''))
            FROM groups WHERE groups.id IN \(list: groups)
            """
        ) { row in
            let (group, count): (ID<Group>, Int) = (try row.next(), try row.next())
            if count > 0 { counts[group] = count }
        }
        return counts
    }
}
