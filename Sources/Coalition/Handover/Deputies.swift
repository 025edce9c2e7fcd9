import SQLite

/// Who may stand in for whom, and who does today.
public enum Deputies {
    /// Colleagues who hold every role, city and programme in which somebody works; by name.
    public static func candidates(for person: User, in tx: Transaction) throws -> [Colleague] {
        var all: [Colleague]?
        for grant in try person.workGrants(in: tx) {
            for programme in (grant.programme.map { [$0] } ?? grant.role.programmes).sorted() {
                let found = try Colleague.all(
                    grant.role, of: programme, in: grant.city ?? ID(0), tx)
                all = all?.filter(found.contains) ?? found
            }
        }
        return (all ?? []).filter { $0.ref != person.ref }
    }

    /// Those who are away today and for whom the viewer stands in, the first to come back first; empty
    /// for who is away as well.
    public static func principals(in tx: Transaction) throws -> [StandIn] {
        guard let viewer = tx.viewer.userID else { return [] }
        let found = try tx.db.all(
            """
            SELECT \(Absence.columns), users.ref, users.name
            FROM absences JOIN users ON users.id = absences.user_id
            WHERE absences.deputy_id = \(viewer) AND \(Absence.runs(on: tx.today))
            AND users.is_blocked = 0 ORDER BY absences.until_on LIMIT 20
            """
        ) { row in
            StandIn(absence: try Absence(&row), ref: try row.next(), name: try row.next())
        }
        guard !found.isEmpty, try Absence.running(of: viewer, in: tx) == nil else { return [] }
        return found
    }

    /// In a statement: that a task is of somebody who is away, and so of the viewer who stands in, or,
    /// where nobody does who could, of everybody with its role.
    static func coverTask(_ tx: Transaction) -> SQL {
        let today = tx.today
        return """
            (\(Task.Kind.goesAlong) AND EXISTS (
                SELECT 1 FROM users AS principals
                CROSS JOIN absences ON absences.user_id = principals.id
                WHERE principals.ref = tasks.assignee AND \(Absence.runs(on: today))
                AND (absences.deputy_id = \(tx.viewer.userID) OR NOT EXISTS (
                    SELECT 1 FROM users AS deputies
                    CROSS JOIN grants ON grants.user_id = deputies.id
                    WHERE deputies.id = absences.deputy_id AND deputies.is_blocked = 0
                    AND grants.role = tasks.role
                    AND (grants.city_id IS NULL OR grants.city_id = tasks.city_id)
                    AND \(Colleague.holds(programme: "tasks.programme", on: today))
                    AND NOT EXISTS (
                        SELECT 1 FROM absences AS theirs
                        WHERE theirs.user_id = deputies.id AND \(Absence.runs(on: today, "theirs"))
                    )))))
            """
    }
}

/// Somebody who is away and for whom the viewer stands in.
public struct StandIn: Sendable {
    public let absence: Absence
    /// Of the account of who is away.
    public let ref: String
    public let name: String
}

extension StandIn {
    /// One for whom the viewer stands in today.
    ///
    /// - Throws: `Refusal.notFound` for any other.
    package static func find(_ absence: Int64, in tx: Transaction) throws -> StandIn {
        guard
            let found = try Deputies.principals(in: tx).first(where: {
                $0.absence.id.value == absence
            })
        else { throw Refusal.notFound }
        return found
    }

    /// Up to, not including, this day is "this week": seven days on, or the day of coming back.
    package func weekEnds(_ tx: Transaction) -> Day {
        min(tx.today + 7, absence.until)
    }

    /// What somebody who is away has to do before the week ends and the viewer can do, the most urgent
    /// first; at most 100.
    package func week(in tx: Transaction) throws -> [Task] {
        try tx.db.all(
            """
            SELECT \(Task.columns) FROM tasks
            WHERE tasks.assignee = \(ref) AND tasks.done_at IS NULL
            AND tasks.due_on < \(weekEnds(tx)) AND \(Task.Kind.goesAlong)
            ORDER BY tasks.due_on, tasks.id LIMIT 100
            """
        ) { try Task(&$0, tx.keys) }
        .filter { TaskPolicy(tx.viewer, $0).mayComplete && TaskPolicy(tx.viewer, $0).maySee }
    }

    /// Takes over what has to be done this week: the tasks are the viewer's until they are done or
    /// the other is back.
    ///
    /// - Returns: How many tasks.
    @discardableResult
    package func takeOver(in tx: Transaction) throws -> Int {
        let tasks = try week(in: tx)
        for task in tasks {
            try tx.db.run(
                """
                UPDATE tasks SET assignee = \(Colleague.reference(of: tx.viewer)),
                    handed_at = \(tx.now), handed_by = \(absence.user), absence_id = \(absence.id),
                    version = version + 1, updated_at = \(tx.now)
                WHERE id = \(task.id)
                """)
            try tx.audit(
                .change, .task, task.ref, city: task.city, of: task.programme,
                fields: ["assignee"])
        }
        return tasks.count
    }
}

extension Absence {
    /// What deputies took over and have not done goes back once the other is there again.
    ///
    /// - Returns: How many tasks, so many at most.
    @discardableResult
    static func giveBack(limit: Int, in tx: Transaction) throws -> Int {
        let ended: [ID<Absence>] = try tx.db.values(
            """
            SELECT DISTINCT absences.id FROM tasks JOIN absences ON absences.id = tasks.absence_id
            WHERE tasks.absence_id IS NOT NULL AND tasks.done_at IS NULL
            AND absences.until_on <= \(tx.today) LIMIT \(limit)
            """)
        for id in ended { try giveBack(id, in: tx) }
        return ended.count
    }

    /// The same of one that has not ended.
    func giveAllBack(in tx: Transaction) throws { try Absence.giveBack(id, in: tx) }

    private static func giveBack(_ id: ID<Absence>, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE tasks SET absence_id = NULL, handed_at = NULL, handed_by = NULL,
                assignee = (
                    SELECT users.ref FROM absences JOIN users ON users.id = absences.user_id
                    WHERE absences.id = \(id)),
                version = version + 1, updated_at = \(tx.now)
            WHERE absence_id = \(id) AND done_at IS NULL
            """)
    }
}
