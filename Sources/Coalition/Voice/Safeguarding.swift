import SQLite

/// The role that looks after safety for the whole network, and what becomes of its work where nobody
/// holds it: the network role does it.
public enum Safeguarding {
    /// The programmes for which nobody holds the role today.
    public static func vacancies(in tx: Transaction) throws -> Set<Programme> {
        Set(try Programme.allCases.filter { try isVacant(for: [$0], in: tx) })
    }

    /// Whether nobody holds the role for any of these programmes.
    static func isVacant(for programmes: Set<Programme>, in tx: Transaction) throws -> Bool {
        try tx.db.value(
            """
            SELECT 1 FROM grants JOIN users ON users.id = grants.user_id
            WHERE grants.city_id IS NULL AND grants.role = \(Role.safeguarding)
            AND users.is_blocked = 0
            AND (grants.programme IS NULL OR grants.programme IN \(list: programmes.sorted()))
            AND grants.from_on <= \(tx.today)
            AND (grants.until_on IS NULL OR grants.until_on > \(tx.today)) LIMIT 1
            """) as Int? == nil
    }

    /// Hands what is open for a role that nobody holds any more to the network.
    ///
    /// - Returns: How many tasks; the network has those already that stay.
    static func handOver(limit: Int, in tx: Transaction) throws -> Int {
        let vacant = try vacancies(in: tx).sorted()
        guard !vacant.isEmpty else { return 0 }
        try Concern.handTriages(of: vacant, in: tx)
        return try tx.db.run(
            """
            UPDATE OR IGNORE tasks SET role = \(Role.network), assignee = NULL, handed_at = NULL,
                handed_by = NULL, version = version + 1, updated_at = \(tx.now)
            WHERE id IN (SELECT id FROM tasks WHERE role = \(Role.safeguarding)
                AND done_at IS NULL AND programme IN \(list: vacant)
                AND NOT EXISTS (SELECT 1 FROM concerns
                    WHERE tasks.subject = 'concern' AND concerns.id = tasks.subject_id
                    AND concerns.triage_role = \(Role.safeguarding))
                AND NOT EXISTS (SELECT 1 FROM tasks AS known
                    WHERE known.subject_id = tasks.subject_id AND known.subject = tasks.subject
                    AND known.kind = tasks.kind AND known.role = \(Role.network)
                    AND known.cause_gone_on IS NULL AND tasks.kind <> \(Task.Kind.free))
                LIMIT \(limit))
            """)
    }
}
