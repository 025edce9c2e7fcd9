import Coalition
import Fixtures
import SQLite
import Testing

@Suite("A match")
struct MatchTests {
    let scene: MatchScene

    init() throws { scene = try MatchScene() }

    @Test("reserves its family and occupies its group from the proposal on")
    func proposed() throws {
        try scene.propose()
        let now = try scene.now()
        #expect(now.match.state == .proposed)
        #expect(now.match.proposedOn == scene.today)
        #expect(now.family.state == .reserved)
        #expect(now.group.state == .matched)
    }

    @Test("names the family of its group as long as it lives, and of no other group")
    func family() throws {
        let other = try scene.fixture.ready("Zwanenveld")
        func families() throws -> [ID<Group>: String] {
            try scene.fixture.read(scene.fixture.hanneke) {
                try Match.families(ofGroups: [other.id, scene.group.id], in: $0).mapValues(\.ref)
            }
        }
        #expect(try families().isEmpty)
        try scene.propose()
        #expect(try families() == [scene.group.id: scene.family.ref])
        try scene.decide(.group, .no)
        #expect(try families().isEmpty)
        let none = try scene.fixture.read(scene.fixture.hanneke) {
            try Match.families(ofGroups: [], in: $0).isEmpty
        }
        #expect(none)
    }

    @Test("is the only one of its family: a second proposal is refused with the first group's name")
    func second() throws {
        try scene.propose()
        let other = try scene.fixture.ready("Zwanenveld")
        let problems = refused { try scene.fixture.proposed(try scene.now().family, other) }
        #expect(
            problems == [
                Problem(
                    "family", "pairing.free.unmet", ["group": .text(try scene.now().group.name)])
            ])
        let untouched = try scene.fixture.read(scene.fixture.hanneke) {
            try Group.find(other.ref, in: $0).state
        }
        #expect(untouched == .ready)
    }

    @Test("finds its group occupied once it carries as many families as it can")
    func capacity() throws {
        try scene.propose()
        let family = try scene.fixture.waiting()
        let problems = refused { try scene.fixture.proposed(family, try scene.now().group) }
        #expect(problems.map(\.message).contains("pairing.capacity.unmet"))
    }

    @Test("is agreed by two decisions of yes, each recorded with its own day")
    func agreed() throws {
        try scene.propose()
        try scene.decide(.family, .yes)
        #expect(try scene.now().match.state == .proposed)
        #expect(try scene.now().family.state == .reserved)
        scene.pass(days: 2)
        try scene.decide(.group, .yes)
        let now = try scene.now()
        #expect(now.match.state == .agreed)
        #expect(now.match.familyDecidedOn == scene.today - 2)
        #expect(now.match.groupDecidedOn == scene.today)
        #expect(now.family.state == .matched)
        #expect(now.group.state == .matched)
    }

    @Test(
        "edge case: Family says no - one no declines it, frees both and keeps the waiting date",
        arguments: Match.Side.allCases)
    func declined(side: Match.Side) throws {
        let waitingSince = scene.family.waitingSince
        scene.pass(days: 10)
        try scene.propose()
        try scene.decide(side == .family ? .group : .family, .yes)
        try scene.decide(side, .no)
        let now = try scene.now()
        #expect(now.match.state == .declined)
        #expect(now.family.state == .waiting)
        #expect(now.family.waitingSince == waitingSince)
        #expect(now.group.state == .ready)
    }

    @Test("takes no decision for tomorrow, before the proposal, or after it was agreed")
    func decisionDays() throws {
        let match = try scene.propose()
        for (day, message) in [
            (scene.today + 1, "problem.day_future"),
            (scene.today - 1, "problem.day_early.proposed"),
        ] {
            let problems = refused {
                try scene.write {
                    try match.decide(.family, .yes, on: day, version: match.version, in: $0)
                }
            }
            #expect(problems.map(\.message) == [message])
            #expect(problems.map(\.field) == ["family_decided_on"])
        }
        try scene.decide(.family, .yes)
        try scene.decide(.group, .yes)
        let problems = refused { try scene.decide(.family, .no) }
        #expect(problems.map(\.message) == ["problem.decided"])
    }

    @Test("notes the introduction, which is not tomorrow")
    func introduced() throws {
        try scene.propose()
        #expect(refused { try scene.move(.introduced) }.map(\.field) == ["introduced_on"])
        #expect(refused { try scene.move(.introduced, scene.today + 1) }.count == 1)
        try scene.move(.introduced, scene.today)
        #expect(try scene.now().match.introducedOn == scene.today)
        #expect(try scene.now().family.state == .reserved)
    }

    @Test("becomes active with a start that has come and a group at its minimum")
    func activation() throws {
        try scene.agree()
        #expect(refused { try scene.move(.active) }.map(\.field) == ["starts_on"])
        try scene.plan(scene.today + 3)
        #expect(refused { try scene.move(.active) }.map(\.message) == ["guard.match.start.unmet"])
        scene.pass(days: 3)
        try scene.move(.active)
        let now = try scene.now()
        #expect(now.match.state == .active)
        #expect(now.match.plannedUntil == scene.today.adding(months: 12))
        #expect(now.family.state == .supported)
        #expect(now.group.state == .active)
        #expect(now.group.silentOn == scene.today + 15)
    }

    @Test("does not start with a group that lost a member")
    func strength() throws {
        try scene.agree()
        try scene.write { tx in
            let group = try Group.find(scene.group.ref, in: tx)
            let member = try Member.active(of: group.id, in: tx)[0]
            try member.leave(on: scene.today, .moved, from: group, in: tx)
        }
        let problems = refused { try scene.move(.active, scene.today) }
        #expect(
            problems == [
                Problem(
                    "state", "guard.match.strength.unmet",
                    ["count": .number(4), "minimum": .number(5)])
            ])
    }

    @Test("has two sides, of which the municipality and other cities see little or nothing")
    func access() throws {
        let match = try scene.propose()
        let fixture = scene.fixture
        for viewer in [fixture.coordinatorOfHaarlem, fixture.officerOfHaarlem] {
            #expect(throws: Refusal.notFound) {
                try fixture.read(viewer) { try Match.find(match.ref, in: $0) }
            }
            let count = try fixture.read(viewer) { try MatchList().count(in: $0).value }
            #expect(count == 0)
        }
        #expect(!MatchPolicy(fixture.officerOfNijmegen, match).maySeeDecisions)
        #expect(throws: Refusal.forbidden("forbidden.match_edit")) {
            try fixture.write(fixture.officerOfNijmegen) {
                try match.decide(
                    .family, .yes, on: scene.today, version: match.version, in: $0)
            }
        }
        let lines = try fixture.read(fixture.officerOfNijmegen) {
            try MatchList().lines(nil, in: $0).rows
        }
        #expect(lines.map(\.match.ref) == [match.ref])
        #expect(lines.map(\.family.ref) == [scene.family.ref])
    }
}
