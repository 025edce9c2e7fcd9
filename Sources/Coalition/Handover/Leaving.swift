import SQLite

/// How much somebody has in hand, without saying what: all that an administrator is told.
public struct HandoverCounts: Hashable, Sendable {
    public var groups = 0
    public var families = 0
    public var matches = 0
    public var stays = 0
    public var tasks = 0

    public var total: Int { groups + families + matches + stays + tasks }

    /// Of an account, whoever asks.
    public static func of(_ user: User, in tx: Transaction) throws -> HandoverCounts {
        func count<Kind: Coordinated>(_ kind: Kind.Type) throws -> Int {
            try tx.db.value(
                """
                SELECT count(*) FROM \(kind.table)
                WHERE \(kind.table).coordinator_id = \(user.id) AND \(kind.isOpen)
                """) ?? 0
        }
        return HandoverCounts(
            groups: try count(Group.self), families: try count(Family.self),
            matches: try count(Match.self), stays: try count(Stay.self),
            tasks: try tx.db.value(
                """
                SELECT count(*) FROM tasks
                WHERE tasks.assignee = \(user.ref) AND tasks.done_at IS NULL
                AND \(Task.Kind.goesAlong)
                """) ?? 0)
    }

    public init(groups: Int, families: Int, matches: Int, stays: Int, tasks: Int) {
        (self.groups, self.families, self.matches) = (groups, families, matches)
        (self.stays, self.tasks) = (stays, tasks)
    }

    /// "3 groups, 1 family and 4 tasks", as the commands print it.
    public var text: String {
        let parts = [
            (groups, "group", "groups"), (families, "family", "families"),
            (matches, "match", "matches"), (stays, "stay", "stays"), (tasks, "task", "tasks"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "nothing" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }
}

/// Somebody who is about to leave, as far as an administrator knows of it.
public struct Leaving: Sendable {
    /// The first day on which the account works here no more.
    public let on: Day
    /// What still has to be handed over.
    public let counts: HandoverCounts

    /// Those of these accounts that are about to leave.
    public static func all(
        of users: [User], in tx: Transaction
    ) throws -> [ID<User>: Leaving] {
        let days = try tx.db.all(
            "SELECT id, leaving_on FROM users WHERE leaving_on IS NOT NULL"
        ) { row in (try row.next() as ID<User>, try row.next() as Day) }
        let known = Dictionary(users.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try days.reduce(into: [:]) { all, line in
            guard let user = known[line.0] else { return }
            all[line.0] = Leaving(on: line.1, counts: try HandoverCounts.of(user, in: tx))
        }
    }
}

extension User {
    /// The first day on which the account works here no more; nil for who stays.
    public func leavingOn(in tx: Transaction) throws -> Day? {
        try tx.db.first("SELECT leaving_on FROM users WHERE id = \(id)") { try $0.next() as Day? }
            ?? nil
    }

    /// Plans that somebody leaves. From then on the network can open what is in that name; the rights
    /// end on the day once nothing is left in it.
    ///
    /// - Parameter day: The first day without access.
    /// - Returns: What still has to be handed over; nothing in it when the leaving is settled.
    /// - Throws: `Refusal.invalid` on `on` for a day that has passed or lies years ahead.
    public func leave(on day: Day, in tx: Transaction) throws -> HandoverCounts {
        try DayRange.ahead(of: tx.today).require(day, "on")
        try tx.db.run(
            """
            UPDATE users SET leaving_on = \(day), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(.change, .user, ref, fields: ["leaving_on"])
        let left = try HandoverCounts.of(self, in: tx)
        guard left.total == 0 else { return left }
        try tx.db.run("DELETE FROM grants WHERE user_id = \(id) AND from_on >= \(day)")
        try tx.db.run(
            """
            UPDATE grants SET until_on = \(day)
            WHERE user_id = \(id) AND (until_on IS NULL OR until_on > \(day))
            """)
        try tx.audit(.change, .user, ref, fields: ["role"])
        return left
    }

    /// Somebody stays after all. Rights that were ended already are given anew.
    public func stay(in tx: Transaction) throws {
        guard try leavingOn(in: tx) != nil else { return }
        try tx.db.run(
            """
            UPDATE users SET leaving_on = NULL, version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(.change, .user, ref, fields: ["leaving_on"])
    }

    /// What somebody had in hand who has no access any more goes to the deputy of an absence under way,
    /// else to everybody with the role; the network is asked to look who takes it on.
    ///
    /// - Parameter isForSafety: Whether nobody in particular gets it, also no deputy, and what a deputy
    ///   took over is everybody's as well.
    /// - Returns: How much that was.
    @discardableResult
    public func release(isForSafety: Bool = false, in tx: Transaction) throws -> HandoverCounts {
        let counts = try HandoverCounts.of(self, in: tx)
        let system = tx.bySystem
        let absence = try Absence.running(of: id, in: system)
        let deputy = isForSafety ? nil : try absence?.deputy.flatMap { try present($0, system) }
        var handover = try Handover(of: self, in: system)
        let first = handover.areas.first
        // A pack shows so many records at most.
        while !handover.isEmpty {
            for area in handover.areas {
                let heir = area.colleagues.first { $0.ref == deputy?.ref }
                try area.release(to: heir?.ref, in: system)
            }
            handover = try Handover(of: self, in: system)
        }
        try forget(Group.self, system)
        try forget(Family.self, system)
        try forget(Match.self, system)
        try forget(Stay.self, system)
        try Concern.followHandler(ref, in: system)
        // What is never handed over is everybody's who may see it.
        try tx.db.run(
            """
            UPDATE tasks SET assignee = NULL, handed_at = NULL, handed_by = NULL,
                version = version + 1, updated_at = \(tx.now)
            WHERE assignee = \(ref) AND done_at IS NULL
            """)
        if isForSafety { try takeFromDeputies(system) }
        try endAbsences(system)
        if counts.total > 0, let first {
            try Task.raise(
                .released, for: .network, of: first.programme, in: first.city.id,
                about: RecordID(.user, id.value), since: tx.today,
                due: tx.today.nextWorkingDay, system)
        }
        return counts
    }

    /// A record that is over and starts again later is of everybody with its role.
    private func forget<Kind: Coordinated>(_ kind: Kind.Type, _ tx: Transaction) throws {
        try tx.db.run(
            "UPDATE \(kind.table) SET coordinator_id = NULL WHERE coordinator_id = \(id)")
    }

    /// The account, unless it is blocked or away itself.
    private func present(_ id: ID<User>, _ tx: Transaction) throws -> User? {
        guard let user = try User.find(id, in: tx), !user.isBlocked,
            try Absence.running(of: id, in: tx) == nil
        else { return nil }
        return user
    }

    private func takeFromDeputies(_ tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE tasks SET assignee = NULL, absence_id = NULL, handed_at = NULL, handed_by = NULL,
                version = version + 1, updated_at = \(tx.now)
            WHERE done_at IS NULL AND absence_id IN (SELECT id FROM absences WHERE user_id = \(id))
            """)
    }

    /// Nobody stands in for who has no access.
    private func endAbsences(_ tx: Transaction) throws {
        for absence in try Absence.ahead(of: id, in: tx) {
            try tx.db.run(
                "UPDATE tasks SET absence_id = NULL WHERE absence_id = \(absence.id)")
            if absence.from >= tx.today {
                try tx.db.run("DELETE FROM absences WHERE id = \(absence.id)")
            } else {
                try tx.db.run(
                    """
                    UPDATE absences SET until_on = \(tx.today), version = version + 1,
                        updated_at = \(tx.now)
                    WHERE id = \(absence.id)
                    """)
            }
        }
    }

    /// On the last day of a leaving that was settled, what came into that name since is everybody's.
    ///
    /// - Returns: How many accounts, so many at most.
    static func releaseLeft(limit: Int, in tx: Transaction) throws -> Int {
        let left: [ID<User>] = try tx.db.values(
            """
            SELECT users.id FROM users
            WHERE users.leaving_on IS NOT NULL AND users.leaving_on <= \(tx.today)
            AND NOT EXISTS (
                SELECT 1 FROM grants WHERE grants.user_id = users.id
                AND (grants.until_on IS NULL OR grants.until_on > \(tx.today)))
            LIMIT \(limit)
            """)
        for id in left {
            try find(id, in: tx)?.release(in: tx)
            try tx.db.run("UPDATE users SET leaving_on = NULL WHERE id = \(id)")
        }
        return left.count
    }
}

extension Handover.Area {
    /// Gives all of it to an account, or to everybody with its role.
    fileprivate func release(to ref: String?, in tx: Transaction) throws {
        if let ref {
            _ = try hand(
                Set(records + [Handover.Area.tasks]), to: ref, remark: nil, field: "deputy", in: tx)
            return
        }
        for group in groups { try group.setCoordinator(nil, in: tx) }
        for family in families { try family.setCoordinator(nil, in: tx) }
        for line in matches { try line.match.setCoordinator(nil, in: tx) }
        for stay in stays { try stay.setCoordinator(nil, in: tx) }
        for task in tasks { try task.give(to: nil, in: tx) }
    }
}
