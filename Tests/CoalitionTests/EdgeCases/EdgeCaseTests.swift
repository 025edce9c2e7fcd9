import Fixtures
import SQLite
import Testing

@testable import Coalition

/// Rows of the spec's edge cases that no other suite has; the others carry the name of their row.
@Suite("What went wrong in comparable software")
struct EdgeCaseTests {
    @Test("edge case: Re-adding a former member - the same person, and both times stay known")
    func readding() throws {
        let scene = try LogScene()
        let group = try scene.group()
        let (fixture, hanneke) = (scene.fixture, scene.hanneke)
        let member = try fixture.read(hanneke) {
            try #require(Member.active(of: group.id, in: $0).last)
        }
        try fixture.write(hanneke) { tx in
            try member.leave(on: tx.today, .other, from: group, in: tx)
        }
        let former = try fixture.read(hanneke) {
            try Member.find(member.id.value, of: group.id, in: $0)
        }
        try fixture.write(hanneke) { tx in
            var draft = MemberDraft()
            (draft.name, draft.birthYear, draft.joinedOn) = (former.name, 1980, tx.today)
            try draft.rejoin(former, try Group.find(group.ref, in: tx), in: tx)
        }
        let (back, times) = try fixture.read(hanneke) { tx in
            (
                try Member.active(of: group.id, in: tx).filter { $0.volunteer == member.volunteer },
                try tx.db.value(
                    "SELECT count(*) FROM memberships WHERE volunteer_id = \(member.volunteer)")
                    as Int?
            )
        }
        #expect(back.count == 1 && times == 2)
    }

    @Test("edge case: Member in two groups - what several did together counts once per log")
    func hoursOnce() throws {
        let scene = try LogScene()
        let group = try scene.group()
        let people = try scene.fixture.read(scene.hanneke) {
            try Member.active(of: group.id, in: $0).map(\.id)
        }
        try scene.log("2026-11-20") { ($0.minutes, $0.members) = (120, people) }
        let entries = try scene.timeline()
        #expect(entries.map(\.minutes) == [120])
        let months = try scene.fixture.read(scene.hanneke) { tx in
            try Group.contactMonths(of: [group.id], until: tx.today, in: tx)[group.id] ?? []
        }
        #expect(months.last == 1)
    }

    @Test("edge case: Family withdraws consent - nothing more is logged, what was stays sealed")
    func stopsLogging() throws {
        let scene = try LogScene()
        try scene.log("2026-11-20") { $0.note = "Samen gekookt." }
        let group = try scene.group()
        try scene.fixture.write(scene.hanneke) { tx in
            let match = try #require(try group.matchToLog(in: tx))
            let family = try Family.find(try Match.find(match, in: tx).family, in: tx)
            try family.move(to: .withdrawn, in: tx)
        }
        var draft = LogDraft()
        (draft.happenedOn, draft.isContact) = (Day(iso: "2026-11-24"), true)
        #expect(try scene.problems(draft).isEmpty == false)
        let entry = try #require(try scene.timeline().first)
        #expect(entry.note == "Samen gekookt." && entry.isFrozen)
        let still = try scene.group()
        #expect(throws: Refusal.self) {
            try scene.fixture.write(scene.hanneke) { tx in
                try LogDraft(entry).update(entry, of: still, version: entry.version, in: tx)
            }
        }
        #expect(throws: Refusal.self) {
            try scene.fixture.write(scene.hanneke) { try entry.delete(from: still, in: $0) }
        }
    }

    @Test("edge case: Dates in conflict in sources - each says how exactly and by whom it is known")
    func sources() throws {
        let year = try YearScene.active()
        let family = try year.matches.now().family
        try year.fixture.write(year.fixture.hanneke) { tx in
            var draft = MilestoneDraft()
            (draft.kind, draft.reachedOn) = (.work, tx.today - 60)
            (draft.precision, draft.source) = (.month, .family)
            try draft.add(to: family, in: tx)
        }
        let known = try #require(try year.milestones().first)
        #expect(known.precision == .month && known.source == .family)
    }
}
