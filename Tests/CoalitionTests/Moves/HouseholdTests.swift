import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("A household that changes")
struct HouseholdTests {
    let scene: MoveScene
    var fixture: Fixture { scene.fixture }

    init() throws { scene = try MoveScene() }

    private func grow(
        _ way: HouseholdGrowth.Way?, _ change: (inout FamilyMemberDraft) -> Void = { _ in }
    ) throws -> HouseholdGrowth.Excess? {
        try fixture.write(scene.hanneke) { tx in
            var person = FamilyMemberDraft()
            (person.kind, person.joinedOn) = (.relative, tx.today)
            change(&person)
            return try HouseholdGrowth(way, person).add(to: scene.now(in: tx), in: tx)
        }
    }

    @Test("edge case: Nareis: household grows - a warning, and the match goes on")
    func grows() throws {
        let match = try scene.couple()
        #expect(try grow(.birth) == nil)
        #expect(try grow(.reunion) { $0.name = "Salma Haddad" } == nil)
        let excess = try grow(.reunion)
        #expect(excess == .init(group: "Bottendaal", maximum: 6))
        let family = try scene.now()
        #expect((family.householdSize, family.adults, family.minors) == (7, 4, 3))
        let (after, tasks) = try fixture.read(scene.hanneke) { tx in
            (
                try Match.find(match.ref, in: tx),
                try Task.open(about: .init(match.id), in: tx).map(\.kind)
            )
        }
        #expect(after.state == .active && tasks.contains(.fit))
        #expect(
            scene.problems { _ = try grow(nil) { $0.joinedOn = nil } } == [
                "way: problem.choose", "joined_on: problem.day_required",
            ])
    }

    @Test("edge case: Birth, death - an end date, and no task or message follows")
    func death() throws {
        _ = try scene.couple()
        let before = try tasks()
        try fixture.write(scene.hanneke) { tx in
            let family = try scene.now(in: tx)
            let member = try FamilyMember.find(scene.members[1].value, of: family, in: tx)
            #expect(
                scene.problems {
                    try member.end(nil, on: nil, of: family, version: member.version, in: tx)
                } == ["ending: problem.choose", "left_on: problem.day_required"])
            try member.end(.died, on: tx.today, of: family, version: member.version, in: tx)
        }
        let family = try scene.now()
        #expect((family.householdSize, family.adults, family.minors) == (3, 1, 2))
        let member = try fixture.read(scene.hanneke) {
            try FamilyMember.find(scene.members[1].value, of: family, in: $0)
        }
        #expect(member.ending == .died && member.leftOn != nil)
        #expect(try tasks() == before)
        let plain: Int? = try fixture.read(.system) {
            try $0.db.value("SELECT count(*) FROM audit_log WHERE fields LIKE '%died%'")
        }
        #expect(plain == 0)
    }

    private func tasks() throws -> Int? {
        try fixture.read(.system) {
            try $0.db.value("SELECT count(*) FROM tasks WHERE done_at IS NULL")
        }
    }

    @Test("edge case: Match ended early - waits again, from its first day or from now as it wishes")
    func anew() throws {
        let first = scene.family.waitingSince
        for (next, isFirst) in [(Match.Next.another, true), (.anew, false)] {
            let match = try scene.couple()
            fixture.clock.now = fixture.clock.now.adding(seconds: 10 * 86_400)
            try fixture.write(scene.hanneke) { tx in
                try match.move(
                    to: .endedEarly, .init(on: tx.today, .disagreement, then: next), in: tx)
            }
            let family = try scene.now()
            #expect(family.state == .waiting && (family.waitingSince == first) == isFirst)
        }
        #expect(try scene.findings() == [])
    }

    @Test("a group that starts again has a new period and keeps its history")
    func periods() throws {
        let group = try fixture.ready("Hatert")
        for state in [Group.State.stopped, .forming] {
            fixture.clock.now = fixture.clock.now.adding(seconds: 30 * 86_400)
            try fixture.write(scene.hanneke) {
                try group.move(to: state, for: state == .stopped ? .time : nil, in: $0)
            }
        }
        let periods = try fixture.read(scene.hanneke) { tx in
            let group = try Group.find(group.ref, in: tx)
            return GroupPeriod.all(
                of: group, try group.history(in: tx), fixture.nijmegen.zone)
        }
        let begun = group.registeredOn
        #expect(
            periods == [
                GroupPeriod(from: begun, until: begun + 30),
                GroupPeriod(from: begun + 60, until: nil),
            ])
    }
}
