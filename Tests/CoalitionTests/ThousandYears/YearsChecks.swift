import SQLite

@testable import Coalition

/// Where the history stood before a step, and what is wrong with what the step wrote there.
struct YearsMark {
    private let last: Int64

    init(_ tx: Transaction) throws {
        last = try tx.db.value("SELECT ifnull(max(id), 0) FROM state_changes") ?? 0
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
                case .stay: YearsMark.roles(Stay.lifecycle, from, to)
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

    func findings() throws -> [String] { try standing() + ready() + waiting() + tasks() }

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
        try tx.db.all("SELECT \(Group.columns) FROM groups WHERE state = 'ready'", Group.init)
            .flatMap { group -> [String] in
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
            "SELECT \(Family.columns) FROM families WHERE state = 'waiting'", Family.init
        ).flatMap { family in
            try fall.footing.map { try family.finding($0, in: tx) }.filter { !$0.isMet }.map {
                "family \(family.id.value) waits without \($0.rule)"
            }
        }
    }

    /// Every open task of a rule has its cause.
    private func tasks() throws -> [String] {
        let open = try tx.db.all(
            """
            SELECT \(Task.columns) FROM tasks
            WHERE done_at IS NULL AND kind NOT IN ('free', 'promise', 'line')
            """
        ) { try Task(&$0, tx.keys) }
        return try open.compactMap { task in
            try hasCause(task) ? nil : "task \(task.kind) about \(task.subject?.id ?? 0) has no cause"
        }
    }

    private func hasCause(_ task: Task) throws -> Bool {
        let today = try City.find(task.city, in: tx).today(tx)
        if let group = try task.group.map({ try Group.find($0, in: tx) }) {
            return try hasCause(task.kind, group, today)
        }
        if let family = try task.family.map({ try Family.find($0, in: tx) }) {
            return try hasCause(task.kind, family)
        }
        if let match = try task.match.map({ try Match.find($0, in: tx) }) {
            return try hasCause(task.kind, match)
        }
        if let transfer = task.transfer {
            return try FamilyTransfer.read("id = \(transfer)", in: tx)?.isOpen ?? false
        }
        return true
    }

    private func hasCause(_ kind: Task.Kind, _ group: Group, _ today: Day) throws -> Bool {
        switch kind {
        case .strength: group.lacksMembers
        case .silence: group.isSilent(on: today)
        case .concern: group.concernCount > 0
        case .readiness: group.state == .preparing
        case .pause: group.state == .paused
        case .exemption:
            try Member.active(of: group.id, in: tx).contains { $0.vog.status == .exemptionAsked }
        case .goal: !Group.State.over.contains(group.state)
        default: true
        }
    }

    private func hasCause(_ kind: Task.Kind, _ family: Family) throws -> Bool {
        switch kind {
        case .intake: family.state == .announced
        case .waiting: family.state == .intake
        case .goal, .programme: !Family.State.over.contains(family.state)
        case .transferAnswer:
            try !Family.State.over.contains(family.state)
                && FamilyTransfer.open(of: family.id, in: tx) == nil
        case .checkIn:
            try tx.db.value(
                """
                SELECT EXISTS (SELECT 1 FROM check_in_windows
                    WHERE family_id = \(family.id) AND closed_on IS NULL)
                """) ?? false
        default: true
        }
    }

    private func hasCause(_ kind: Task.Kind, _ match: Match) throws -> Bool {
        switch kind {
        case .review: match.state == .suspended
        case .fit: Match.State.live.contains(match.state)
        case .cosign: match.state == .endedEarly && match.reason == .safety
        case .yearReview: match.isRunning
        default: true
        }
    }
}
