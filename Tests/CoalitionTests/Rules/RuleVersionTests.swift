import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("A new version of the rules")
struct RuleVersionTests {
    let scene: RuleScene

    init() throws { scene = try RuleScene() }

    @Test("every rule has a description, and every description a rule within its bounds")
    func described() throws {
        let rules = try scene.fixture.read(.system) { try Rules.of(1, in: $0) }
        #expect(Set(rules.all.map(\.key)) == Set(RuleDescription.all.map(\.key)))
        #expect(RuleDescription.all.count == Set(RuleDescription.all.map(\.key)).count)
        for rule in RuleDescription.all {
            #expect(rule.bounds.contains(try rules.value(rule.key)), "\(rule.key)")
        }
    }

    @Test("counts from its day on, and says only what differs")
    func planned() throws {
        let version = try scene.propose(["silence.days": 21, "group.maximum": 12], from: 10)
        #expect(version.confirmedAt != nil)
        let changes = try scene.fixture.read(.system) { try version.changes(in: $0) }
        #expect(changes == [RuleChange(key: "silence.days", from: 28, to: 21)])
        #expect(try scene.current() == 1)
        scene.wait(9)
        #expect(try scene.current() == 1)
        scene.wait(1)
        #expect(try scene.current() == 2)
    }

    @Test("takes a day that is ahead, a value within bounds and something that differs")
    func refused() throws {
        let cases: [([String: Int], Int, [String])] = [
            (["silence.days": 21], 0, ["from_on problem.day_early.today"]),
            (["silence.days": 21], 4000, ["from_on problem.day_late.farthest"]),
            (["silence.days": 6], 1, ["silence.days problem.number"]),
            (["member.minimum_age": 17], 1, ["member.minimum_age problem.number"]),
            (["silence.days": 28], 1, ["rules problem.rules_same"]),
            ([:], 1, ["rules problem.rules_same"]),
            (
                ["group.minimum.church": 9, "group.maximum": 8], 1,
                [
                    "group.minimum.church problem.rule_above"
                ]
            ),
            (
                ["group.maximum": 5, "group.minimum.welcome": 6], 1,
                [
                    "group.minimum.welcome problem.rule_above"
                ]
            ),
            (["match.months": 9], 1, ["match.months problem.rule_below"]),
        ]
        for (values, days, problems) in cases {
            #expect(try scene.problems { try scene.propose(values, from: days) } == problems)
        }
        for viewer in [scene.hanneke, scene.fixture.officerOfNijmegen] {
            #expect(throws: Refusal.forbidden("forbidden.rules")) {
                try scene.propose(["silence.days": 21], by: viewer)
            }
        }
        #expect(try scene.fixture.read(.system) { try RuleVersion.all(in: $0).count } == 1)
    }

    @Test("is the only one that is planned, and can be withdrawn until it is in force")
    func withdrawn() throws {
        let version = try scene.propose(["silence.days": 21], from: 5)
        #expect(
            try scene.problems { try scene.propose(["silence.days": 20], from: 9) }
                == ["from_on problem.rules_planned"])
        try scene.fixture.write(scene.beheer) { try version.withdraw(in: $0) }
        scene.wait(6)
        #expect(try scene.current() == 1)
        let next = try scene.propose(["silence.days": 20])
        #expect(next.number == 3)
        scene.wait(1)
        #expect(try scene.current() == 3)
        #expect(
            try scene.problems {
                try scene.fixture.write(scene.esther) { try next.withdraw(in: $0) }
            } == ["rules problem.rules_in_force"])
    }

    @Test("of safety waits for a second person, and counts from when that one has looked")
    func second() throws {
        let version = try scene.propose(["vog.valid_months": 24], from: 2)
        #expect(version.confirmedAt == nil)
        scene.wait(5)
        #expect(try scene.current() == 1)
        for viewer in [scene.esther, scene.beheer, scene.hanneke] {
            #expect(throws: Refusal.forbidden("forbidden.second_person")) {
                try scene.fixture.write(viewer) { try version.confirm(in: $0) }
            }
        }
        try scene.fixture.write(scene.femke) { try version.confirm(in: $0) }
        #expect(try scene.current() == 2)
        let stood = try scene.fixture.read(.system) { tx in
            (try RuleVersion.find(2, in: tx), tx.today)
        }
        #expect(stood.0.inForceFrom == stood.1)
        #expect(throws: Refusal.already(nil)) {
            try scene.fixture.write(scene.femke) { tx in
                try RuleVersion.find(2, in: tx).confirm(in: tx)
            }
        }
    }

    @Test("that waits is a task of who can be the second, until somebody has looked")
    func task() throws {
        func open() throws -> [Task.Kind] {
            try scene.fixture.read(scene.femke) { tx in
                try TaskList().page(nil, in: tx).rows.map(\.kind)
            }
        }
        let version = try scene.propose(["retention.months": 12], by: scene.beheer)
        #expect(try open().contains(.rules))
        try scene.fixture.write(scene.esther) { try version.withdraw(in: $0) }
        #expect(try !open().contains(.rules))
    }

    @Test("can be proposed by the administrator and confirmed by a safeguarding lead")
    func safeguarding() throws {
        let version = try scene.propose(["retention.months": 12], by: scene.beheer)
        let noor = try scene.fixture.write(.system) { tx in
            let grant = Viewer.Grant(.safeguarding)
            let id = try User.create(email: "noor@coalitie.example", name: "Noor", in: tx)
            return Viewer(userID: id, name: "Noor", grants: [grant])
        }
        try scene.fixture.write(noor) { try version.confirm(in: $0) }
        scene.wait(1)
        #expect(try scene.current() == 2)
    }

    @Test("every proposal, confirmation and withdrawal leaves a row in the audit log")
    func audited() throws {
        let first = try scene.propose(["retention.months": 12])
        try scene.fixture.write(scene.femke) { try first.confirm(in: $0) }
        try scene.fixture.write(scene.esther) { tx in
            try RuleVersion.find(2, in: tx).withdraw(in: tx)
        }
        let rows: [String] = try scene.fixture.read(.system) { tx in
            try tx.db.values(
                "SELECT fields FROM audit_log WHERE subject = 'rules' AND ref = '2' ORDER BY id")
        }
        #expect(rows == ["in_force_from_on retention.months", "confirmed_at", "withdrawn_at"])
    }

    @Test("the time without a request after which one is signed out is that of one's own sign-in")
    func idle() throws {
        let version = try scene.propose(["session.idle_minutes": 10])
        try scene.fixture.write(scene.femke) { try version.confirm(in: $0) }
        scene.wait(1)
        let session = try scene.fixture.write(.system) { tx -> Session? in
            guard let user = try User.find(email: "esther@coalitie.example", in: tx) else {
                return nil
            }
            let token = try Session.start(for: user, device: "", in: tx)
            return try SignedIn.find(token, in: tx)?.session
        }
        let began = try #require(session)
        #expect(began.isLive(at: scene.fixture.clock.now.adding(seconds: 599)))
        #expect(!began.isLive(at: scene.fixture.clock.now.adding(seconds: 600)))
    }
}
