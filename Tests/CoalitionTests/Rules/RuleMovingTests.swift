import Fixtures
import Testing

@testable import Coalition

@Suite("Records and the rules under which they began")
struct RuleMovingTests {
    let scene: RuleScene

    init() throws { scene = try RuleScene() }

    /// Rules that are in force today.
    private func inForce(_ values: [String: Int]) throws -> RuleVersion {
        try scene.propose(values)
        scene.wait(1)
        return try scene.fixture.read(.system) { try RuleVersion.current(in: $0) }
    }

    private func move(_ group: Group, to version: RuleVersion, by viewer: Viewer) throws {
        try scene.fixture.write(viewer) { tx in
            try Group.find(group.ref, in: tx).move(to: version, in: tx)
        }
    }

    @Test(
        "edge case \"rules change mid-match\": a match keeps its rules, and moves only when told to"
    )
    func midMatch() throws {
        let match = try scene.fixture.proposed(
            try scene.fixture.waiting(), try scene.fixture.ready())
        let version = try inForce(["match.months": 18, "silence.days": 20])
        func found() throws -> Match {
            try scene.fixture.read(.system) { try Match.find(match.id, in: $0) }
        }
        #expect(try found().ruleVersion == 1)
        let now = try found()
        let changes = try scene.fixture.read(.system) { try now.changes(to: version, in: $0) }
        #expect(changes == [RuleChange(key: "match.months", from: 12, to: 18)])
        try scene.fixture.write(scene.hanneke) { tx in
            try Match.find(match.ref, in: tx).move(to: version, in: tx)
        }
        #expect(try found().ruleVersion == 2)
        #expect(try found().version == match.version + 1)
    }

    @Test("edge case \"NesT 2 to 1 year\": a planned end moves along, one that people chose stays")
    func plannedEnd() throws {
        let (former, rules) = try scene.fixture.read(.system) { tx in
            let first = try Rules.of(1, in: tx)
            return (first.with(["match.months": 24]), first)
        }
        var match = try scene.fixture.proposed(
            try scene.fixture.waiting(), try scene.fixture.ready())
        let start = try #require(Day(iso: "2026-03-01"))
        match.startsOn = start
        match.plannedUntil = start.adding(months: 24)
        #expect(try match.plannedUntil(rules, former: former) == start.adding(months: 12))
        match.plannedUntil = start.adding(months: 15)
        #expect(try match.plannedUntil(rules, former: former) == start.adding(months: 15))
    }

    @Test(
        "edge case \"NesT 5 to 4\": a group with four is ready under the new rules once it is moved"
    )
    func fiveToFour() throws {
        let group = try scene.fixture.ready()
        let gone = try scene.fixture.read(.system) { tx in
            try Member.active(of: group.id, in: tx)[1]
        }
        try scene.fixture.write(scene.hanneke) { tx in
            try gone.leave(on: tx.today, .moved, from: group, in: tx)
        }
        #expect(try scene.find(group).state == .preparing)
        let version = try inForce(["group.minimum.welcome": 4])
        #expect(try scene.find(group).minimum == 5)
        #expect(try !scene.find(group).isComplete)
        try move(group, to: version, by: scene.hanneke)
        let moved = try scene.find(group)
        #expect(moved.ruleVersion == 2)
        #expect(moved.minimum == 4)
        try scene.fixture.write(scene.hanneke) { tx in
            try Group.find(group.ref, in: tx).move(to: .ready, in: tx)
        }
        #expect(try scene.find(group).state == .ready)
    }

    @Test("a ready group that falls below its new minimum falls back when it is moved, not before")
    func falls() throws {
        let group = try scene.fixture.ready()
        let version = try inForce(["group.minimum.welcome": 6])
        #expect(try scene.find(group).state == .ready)
        let now = try scene.find(group)
        let (count, falling, falls) = try scene.fixture.read(scene.esther) { tx in
            (
                try OlderRecords.fallingCount(below: version, in: tx),
                try OlderRecords.falling(below: version, in: tx).map(\.ref),
                try now.falls(below: version.rules(in: tx))
            )
        }
        #expect(count == 1 && falling == [group.ref] && falls)
        try move(group, to: version, by: scene.esther)
        let fallen = try scene.find(group)
        #expect(fallen.state == .preparing)
        #expect(fallen.minimum == 6)
        #expect(throws: Refusal.already(nil)) { try move(group, to: version, by: scene.esther) }
    }

    @Test("all of a kind move at once, or those of one city, and what is over stays")
    func all() throws {
        let groups = try ["Bottendaal", "Hatert"].map { try scene.fixture.ready($0) }
        try scene.fixture.write(scene.hanneke) { tx in
            try Group.find(groups[1].ref, in: tx).move(to: .stopped, for: .time, in: tx)
        }
        let version = try inForce(["group.maximum": 10])
        func older() throws -> Int {
            try scene.fixture.read(scene.esther) {
                try OlderRecords(.groups, before: version, in: $0).total
            }
        }
        #expect(try older() == 1)
        func moved(in city: City?, by viewer: Viewer) throws -> Int {
            try scene.fixture.write(viewer) {
                try OlderRecords.move(.groups, in: city?.id, to: version, $0)
            }
        }
        #expect(try moved(in: scene.fixture.haarlem, by: scene.esther) == 0)
        #expect(throws: Refusal.forbidden("forbidden.rules_move")) {
            try moved(in: nil, by: scene.beheer)
        }
        #expect(try moved(in: scene.fixture.nijmegen, by: scene.esther) == 1)
        #expect(try older() == 0)
        #expect(try scene.find(groups[1]).ruleVersion == 1)
    }

    @Test("nobody moves a record of another city, nor to rules that are not in force")
    func refused() throws {
        let group = try scene.fixture.ready()
        let planned = try scene.propose(["group.maximum": 10], from: 5)
        #expect(
            try scene.problems { try move(group, to: planned, by: scene.hanneke) }
                == ["rules problem.rules_not_in_force"])
        #expect(throws: Refusal.notFound) {
            try move(group, to: planned, by: scene.fixture.coordinatorOfHaarlem)
        }
        scene.wait(5)
        #expect(throws: Refusal.forbidden("forbidden.rules_move")) {
            try move(group, to: planned, by: scene.fixture.officerOfNijmegen)
        }
    }
}
