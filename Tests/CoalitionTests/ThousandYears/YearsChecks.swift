import SQLite

@testable import Coalition

/// Where the history stood before a step, and what is wrong with what the step wrote there.
struct YearsMark {
    private let last: Int64
    private let lastRow: Int64

    init(_ tx: Transaction) throws {
        last = try tx.db.value("SELECT ifnull(max(id), 0) FROM state_changes") ?? 0
        lastRow = try tx.db.value("SELECT ifnull(max(id), 0) FROM audit_log") ?? 0
    }

    /// The groups and families that the step touched, by their references.
    func touched(_ tx: Transaction) throws -> Set<String> {
        Set(
            try tx.db.values(
                """
                SELECT DISTINCT substr(ref, 1, 6) FROM audit_log
                WHERE id > \(lastRow) AND subject IN ('group', 'family', 'match')
                """) as [String])
    }

    /// Steps that are in no table, and those taken by who may not.
    func findings(_ viewer: Viewer, _ tx: Transaction) throws -> [String] {
        try tx.db.all(
            """
            SELECT subject, subject_id, from_state, to_state, by_user_id FROM state_changes
            WHERE id > \(last) AND from_state IS NOT NULL AND undoes_id IS NULL ORDER BY id
            """
        ) { row -> String? in
            let (subject, id): (Subject, Int64) = (try row.next(), try row.next())
            let (from, to): (String, String) = (try row.next(), try row.next())
            let isOwn = try row.next() as Int64? != nil
            let roles: Set<Role>? =
                switch subject {
                case .group: YearsMark.roles(Group.lifecycle, from, to)
                case .family: YearsMark.roles(Family.lifecycle, from, to)
                case .match: YearsMark.roles(Match.lifecycle, from, to)
                // Two people do what is done here in one step.
                case .stay: YearsMark.roles(Stay.lifecycle, from, to).map { _ in [] }
                default: []
                }
            guard let roles else { return "\(subject) \(id): \(from) to \(to) is in no table" }
            let isTheirs = roles.isEmpty || !isOwn || !roles.isDisjoint(with: viewer.roles)
            return isTheirs ? nil : "\(subject) \(id): \(from) to \(to) by \(viewer.roles)"
        }.compactMap { $0 }
    }

    /// Nil for a step that the table does not have.
    private static func roles<State: Code, Guard: Code>(
        _ lifecycle: Lifecycle<State, Guard>, _ from: String, _ to: String
    ) -> Set<Role>? {
        guard let from = State(rawValue: from), let to = State(rawValue: to) else { return nil }
        return lifecycle.transition(from, to)?.roles
    }
}

/// What must hold of all records whenever nobody is busy with them.
struct YearsChecks {
    let tx: Transaction
    /// The references of the records whose footing is looked at; nil for all.
    var touched: Set<String>?

    func findings() throws -> [String] {
        try standing() + ready() + waiting() + tasks() + YearsSight(tx: tx).findings()
            + YearsOwners(tx: tx).findings()
    }

    /// That a row is one of those that are looked at: of a match its group and family.
    private func isTouched(_ ref: SQL, _ column: SQL, _ id: SQL) -> SQL {
        guard let touched else { return "1" }
        let refs = touched.sorted()
        return """
            (\(ref) IN \(list: refs) OR \(id) IN (
                SELECT \(column) FROM matches WHERE ref IN \(list: refs)))
            """
    }

    private static let live: SQL = """
        ('proposed', 'introduced', 'trial', 'agreed', 'active', 'suspended', 'closing')
        """
    private static let running: SQL = "('active', 'suspended', 'closing')"
    private static let over: SQL = "('completed', 'moved', 'withdrawn', 'merged', 'erased')"

    /// What a state says of other records, as conditions that no row may meet.
    private static let rules: [(name: String, table: SQL, broken: SQL)] = [
        (
            "a match runs that not both wanted", "matches",
            """
            state IN \(running) AND (family_decision IS NOT 'yes' OR group_decision IS NOT 'yes'
                OR starts_on IS NULL)
            """
        ),
        ("a match rests without a review", "matches", "state = 'suspended' AND review_on IS NULL"),
        (
            "a match ended without a day or reason", "matches",
            """
            state = 'ended_early' AND (ended_on IS NULL OR reason IS NULL)
            OR state = 'completed' AND ended_on IS NULL
            """
        ),
        (
            "a match completed without its closing talks", "matches",
            """
            state = 'completed' AND NOT EXISTS (SELECT 1 FROM match_closings
                WHERE match_closings.match_id = matches.id)
            """
        ),
        (
            "a match completed without its last review", "matches",
            """
            state = 'completed' AND NOT EXISTS (SELECT 1 FROM reviews
                WHERE reviews.match_id = matches.id AND reviews.kind = 'm12')
            """
        ),
        (
            "a family has left and has a match", "families",
            """
            state IN \(over) AND EXISTS (SELECT 1 FROM matches
                WHERE family_id = families.id AND matches.state IN \(live))
            """
        ),
        (
            "a family's state is not its match's", "families",
            """
            (state IN ('reserved', 'matched', 'supported')) <> EXISTS (SELECT 1 FROM matches
                WHERE family_id = families.id AND matches.state IN \(live))
            """
        ),
        (
            "a family is supported by nobody", "families",
            """
            (state = 'supported') <> EXISTS (SELECT 1 FROM matches
                WHERE family_id = families.id AND matches.state IN \(running))
            """
        ),
        (
            "a group's state is not its matches'", "groups",
            """
            state IN ('interest', 'forming', 'preparing', 'ready', 'completed', 'stopped')
            AND EXISTS (SELECT 1 FROM matches
                WHERE group_id = groups.id AND matches.state IN \(live))
            """
        ),
        (
            "a group is around nobody", "groups",
            """
            state IN ('matched', 'active', 'paused') AND NOT EXISTS (SELECT 1 FROM matches
                WHERE group_id = groups.id AND matches.state IN \(live))
            """
        ),
        (
            "a group has more families than it can", "groups",
            """
            capacity < (SELECT count(*) FROM matches
                WHERE group_id = groups.id AND matches.state IN \(live))
            """
        ),
        ("a pause has no end", "groups", "state = 'paused' AND paused_until_on IS NULL"),
        (
            "a family that left is offered", "families",
            """
            state IN \(over) AND EXISTS (SELECT 1 FROM family_transfers
                WHERE family_id = families.id AND outcome IS NULL)
            """
        ),
        (
            "a merged record went up in none", "families",
            """
            (state = 'merged') <> EXISTS (SELECT 1 FROM family_merges
                WHERE merged_id = families.id AND undone_at IS NULL)
            """
        ),
        (
            "a family that moved has no other record", "family_transfers",
            "(outcome IS 'accepted') <> (successor_sealed IS NOT NULL)"
        ),
        ("a guest is nowhere", "stays", "state IN ('in_stay', 'departing') AND guest_id IS NULL"),
    ]

    private func standing() throws -> [String] {
        try YearsChecks.rules.flatMap { rule in
            try tx.db.all("SELECT id FROM \(rule.table) WHERE \(rule.broken) LIMIT 3") { row in
                "\(rule.name): \(rule.table.text) \(try row.next() as Int64)"
            }
        }
    }

    /// A ready group has all that it was ready by.
    private func ready() throws -> [String] {
        try tx.db.all(
            """
            SELECT \(Group.columns) FROM groups
            WHERE state = 'ready' AND \(isTouched("groups.ref", "group_id", "groups.id"))
            """, Group.init
        ).flatMap { group -> [String] in
            let today = try City.find(group.city, in: tx).today(tx)
            let members = try Member.active(of: group.id, in: tx)
            return Group.lacking(group, members: members, on: today).map {
                "group \(group.id.value) is ready without \($0.rule)"
            }
        }
    }

    /// A family waits with all that its waiting rests on.
    private func waiting() throws -> [String] {
        guard let fall = Family.lifecycle.fall(from: .waiting) else { return [] }
        return try tx.db.all(
            """
            SELECT \(Family.columns) FROM families
            WHERE state = 'waiting' AND \(isTouched("families.ref", "family_id", "families.id"))
            """, Family.init
        ).flatMap { family in
            try fall.footing.map { try family.finding($0, in: tx) }.filter { !$0.isMet }.map {
                "family \(family.id.value) waits without \($0.rule)"
            }
        }
    }

    /// Every open task of a rule has its cause.
    private func tasks() throws -> [String] {
        try tx.db.all(
            """
            SELECT tasks.kind, tasks.subject_id FROM tasks
            LEFT JOIN groups ON tasks.subject = 'group' AND groups.id = tasks.subject_id
            LEFT JOIN families ON tasks.subject = 'family' AND families.id = tasks.subject_id
            LEFT JOIN matches ON tasks.subject = 'match' AND matches.id = tasks.subject_id
            WHERE tasks.done_at IS NULL AND NOT (\(YearsChecks.cause(on: tx.today)))
            """
        ) { row in
            "task \(try row.next() as String) about \(try row.next() as Int64) has no cause"
        }
    }

    private static func cause(on today: Day) -> SQL {
        """
        CASE tasks.kind
            WHEN 'strength' THEN groups.state IN ('matched', 'active')
                AND groups.member_count < groups.minimum_count
            WHEN 'silence' THEN ifnull(groups.silent_on <= \(today), 0)
            WHEN 'concern' THEN EXISTS (SELECT 1 FROM concerns
                WHERE concerns.id = tasks.subject_id AND state <> 'closed'
                AND (state = 'reported' OR handler IS NULL))
            WHEN 'handling' THEN EXISTS (SELECT 1 FROM concerns
                WHERE concerns.id = tasks.subject_id AND state <> 'closed')
            WHEN 'clearance' THEN groups.clearance_until_on <= date(\(today), '+30 days')
            WHEN 'readiness' THEN groups.state = 'preparing'
            WHEN 'pause' THEN groups.state = 'paused'
            WHEN 'intake' THEN families.state = 'announced'
            WHEN 'waiting' THEN families.state = 'intake'
            WHEN 'programme' THEN families.state NOT IN \(over)
            WHEN 'goal' THEN ifnull(families.state NOT IN \(over),
                groups.state NOT IN ('completed', 'stopped'))
            WHEN 'check_in' THEN EXISTS (SELECT 1 FROM check_in_windows
                WHERE family_id = families.id AND closed_on IS NULL)
            WHEN 'transfer' THEN EXISTS (SELECT 1 FROM family_transfers
                WHERE family_transfers.id = tasks.subject_id AND outcome IS NULL)
            WHEN 'transfer_answer' THEN families.state NOT IN \(over)
                AND NOT EXISTS (SELECT 1 FROM family_transfers
                    WHERE family_id = families.id AND outcome IS NULL)
            WHEN 'review' THEN matches.state = 'suspended'
            WHEN 'fit' THEN matches.state IN \(live)
            WHEN 'cosign' THEN matches.state = 'ended_early' AND matches.reason = 'safety'
            WHEN 'year_review' THEN matches.state IN \(running)
            ELSE 1 END
        """
    }
}
