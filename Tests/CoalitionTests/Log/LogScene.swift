import Coalition
import Fixtures
import SQLite

/// Group Bottendaal of Nijmegen, around family Meidoorn since 1 September 2026, as Hanneke sees it.
struct LogScene {
    let fixture: Fixture
    /// Hanneke with an account, so that she can have drafts.
    let hanneke: Viewer
    let ref: String

    init(at moment: Instant = Moment.noon, members: Int = 5) throws {
        fixture = try Fixture(at: moment)
        let city = fixture.nijmegen.id
        let user = try LogScene.account("hanneke@nijmegen.example", "Hanneke Vos", in: fixture)
        let viewer = Viewer(userID: user, name: "Hanneke Vos", grants: [.init(.local, city: city)])
        hanneke = viewer
        ref = try LogScene.group("Bottendaal", of: fixture, by: viewer, members: members)
        try couple(ref, to: "Meidoorn", since: "2026-09-01")
    }

    func group() throws -> Group { try fixture.read(hanneke) { try Group.find(ref, in: $0) } }

    @discardableResult
    func log(_ day: String, made: Bool = true, _ change: (inout LogDraft) -> Void = { _ in }) throws
        -> LogEntry
    {
        var draft = LogDraft()
        draft.happenedOn = Day(iso: day)
        draft.isContact = made
        change(&draft)
        let group = try group()
        return try fixture.write(hanneke) { try draft.create(for: group, in: $0) }
    }

    /// The problems that logging this draft meets; empty when it is accepted.
    func problems(_ draft: LogDraft) throws -> [Problem] {
        let group = try group()
        do {
            try fixture.write(hanneke) { _ = try draft.create(for: group, in: $0) }
            return []
        } catch Refusal.invalid(let problems) { return problems }
    }

    func timeline(as viewer: Viewer? = nil) throws -> [LogEntry] {
        try fixture.read(viewer ?? hanneke) { tx in
            try LogTimeline(try Group.find(ref, in: tx)).page(nil, in: tx).rows
        }
    }

    func lastContactOfMatch() throws -> Day? {
        try fixture.records.database.read { db in
            try db.value("SELECT last_contact_on FROM matches ORDER BY id LIMIT 1")
        }
    }

    /// Open tasks for the roles of a viewer.
    func openTasks(_ viewer: Viewer? = nil) throws -> [Task] {
        try fixture.read(viewer ?? hanneke) { try TaskList().page(nil, in: $0).rows }
    }

    static func account(_ email: String, _ name: String, in fixture: Fixture) throws -> ID<User> {
        try fixture.records.database.write { db in
            try db.run(
                """
                INSERT INTO users (ref, email, name, created_at, updated_at)
                VALUES (\(String("U-" + email.uppercased().prefix(4))), \(email), \(name), 0, 0)
                """)
            return ID(db.lastInsertedRowID)
        }
    }

    static func group(
        _ name: String, of fixture: Fixture, by viewer: Viewer, members: Int
    ) throws -> String {
        try fixture.write(viewer) { tx in
            var draft = GroupDraft()
            draft.name = name
            let group = try draft.create(
                in: fixture.nijmegen, registeredOn: Day(iso: "2026-01-01"), tx)
            for name in ["Joke", "Samira", "Wim", "Ruben", "Lotte", "Yusuf"].prefix(members) {
                var member = MemberDraft()
                member.name = name
                member.birthYear = 1980
                try member.join(try Group.find(group.ref, in: tx), in: tx)
            }
            return group.ref
        }
    }

    /// Puts the group around a family in one step; logging something refreshes what is kept.
    func couple(_ group: String, to code: String, since day: String, in state: String = "active")
        throws
    {
        try fixture.records.database.write { db in
            let city = fixture.nijmegen.id
            try db.run(
                """
                INSERT INTO families (id, ref, city_id, code_nl, code_en, state, route, household_size,
                    announced_on, is_announced_by_municipality, created_at, updated_at)
                VALUES ((SELECT 1000 + count(*) FROM families), \("F-" + group.suffix(4)), \(city), \(code), \(code), 'supported',
                    'status_holder', 5, '2026-01-01', 1, 0, 0)
                """)
            try db.run(
                """
                INSERT INTO matches (ref, city_id, kind, group_id, family_id, state, rule_version,
                    starts_on, family_decision, family_decided_on, group_decision, group_decided_on,
                    created_at, updated_at)
                VALUES (\("M-" + group.suffix(4)), \(city), 'samen_hier',
                    (SELECT id FROM groups WHERE ref = \(group)), \(db.lastInsertedRowID), \(state),
                    1, \(day), 'yes', \(day), 'yes', \(day), 0, 0)
                """)
            try db.run("UPDATE groups SET state = 'active' WHERE ref = \(group)")
        }
    }
}

enum Moment {
    /// Tuesday 24 November 2026, noon in Amsterdam.
    static let noon = utc(2026, 11, 24, 11, 0)

    static func utc(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int) -> Instant {
        let days = Day(year: year, month: month, day: day)?.number ?? 0
        return Instant(milliseconds: Int64(days * 1440 + hour * 60 + minute) * 60_000)
    }
}

extension Problem {
    /// `field message`, for comparing in tests.
    var short: String { "\(field) \(message)" }
}
