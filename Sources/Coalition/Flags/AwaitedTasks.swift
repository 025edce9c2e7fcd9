import SQLite

extension Task {
    /// Which of these groups wait for something that the municipality should have done before today,
    /// about the group itself or its match; empty for who does not see tasks of the municipality.
    public static func awaited(by groups: [Group], in tx: Transaction) throws -> Set<ID<Group>> {
        let scope = tx.viewer.scope(
            of: TaskPolicy.readers(ofTasksFor: .municipality), for: GroupPolicy.programmes)
        let ids = groups.filter { scope.contains($0.city) }.map(\.id)
        guard !ids.isEmpty else { return [] }
        let own: [ID<Group>] = try tx.db.values(
            """
            SELECT wanted.column1 FROM (VALUES \(rows: ids)) AS wanted
            CROSS JOIN tasks INDEXED BY tasks_by_subject
                ON tasks.subject_id = wanted.column1 AND tasks.subject = 'group'
            WHERE \(isAwaited(tx))
            UNION
            SELECT wanted.column1 FROM (VALUES \(rows: ids)) AS wanted
            CROSS JOIN matches ON matches.group_id = wanted.column1
            CROSS JOIN tasks INDEXED BY tasks_by_subject
                ON tasks.subject_id = matches.id AND tasks.subject = 'match'
            WHERE +matches.state IN \(list: Match.State.live) AND \(isAwaited(tx))
            """)
        return Set(own)
    }

    private static func isAwaited(_ tx: Transaction) -> SQL {
        "tasks.role = 'municipality' AND tasks.done_at IS NULL AND tasks.due_on < \(tx.today)"
    }
}
