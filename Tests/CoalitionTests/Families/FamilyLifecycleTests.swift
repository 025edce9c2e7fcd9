import Coalition
import Fixtures
import SQLite
import Testing

@Suite("The life of a family")
struct FamilyLifecycleTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func family(_ ref: String) throws -> Family {
        try fixture.read(fixture.hanneke) { try Family.find(ref, in: $0) }
    }

    private func move(_ family: Family, to state: Family.State, as viewer: Viewer? = nil) throws {
        try fixture.write(viewer ?? fixture.hanneke) { try family.move(to: state, in: $0) }
    }

    @Test("begins its intake once it was informed and agreed, which settles the task")
    func intake() throws {
        let family = try fixture.announced()
        let problems = refused { try move(family, to: .intake) }
        #expect(
            problems.map(\.message) == [
                "guard.family.information.unmet", "guard.family.consent.unmet",
            ])
        let waiting = try fixture.waiting()
        let tasks = try fixture.read(fixture.hanneke) { try waiting.openTasks(in: $0) }
        #expect(tasks.isEmpty)
    }

    @Test("waits only when needs, level and languages are known and it wants a group")
    func waits() throws {
        let family = try fixture.announced { $0.languages = [] }
        try fixture.write(fixture.hanneke) { tx in
            var draft = try FamilyDraft.stored(family.id, in: tx).draft
            (draft.infoGivenOn, draft.consentOn) = (family.announcedOn, family.announcedOn)
            draft.wantsGroup = false
            try draft.update(family, version: family.version, in: tx)
            try Family.find(family.ref, in: tx).move(to: .intake, in: tx)
        }
        let problems = refused { try move(try self.family(family.ref), to: .waiting) }
        #expect(
            problems.map(\.message) == [
                "guard.family.needs.unmet", "guard.family.level.unmet",
                "guard.family.languages.unmet",
                "guard.family.wish.unmet",
            ])
        let waiting = try fixture.waiting()
        #expect(waiting.waitingSince == fixture.nijmegen.zone.day(of: fixture.clock.now))
    }

    @Test("is never moved to where only its match can take it, nor by somebody else's hand")
    func table() throws {
        let family = try fixture.waiting()
        for state in [Family.State.reserved, .matched, .supported, .completed, .erased] {
            let problems = refused { try move(family, to: state) }
            #expect(problems.map(\.message) == ["problem.transition"])
        }
        #expect(throws: Refusal.forbidden("forbidden.family_edit")) {
            try move(family, to: .withdrawn, as: fixture.officerOfNijmegen)
        }
    }

    @Test("edge case: Family withdraws - at any time, and its match ends")
    func withdraws() throws {
        let group = try fixture.ready()
        let waiting = try fixture.waiting()
        let match = try fixture.proposed(waiting, group)
        try move(try family(waiting.ref), to: .withdrawn)
        let (after, freed, ended) = try fixture.read(fixture.hanneke) { tx in
            (
                try Family.find(waiting.ref, in: tx), try Group.find(group.ref, in: tx),
                try Match.find(match.ref, in: tx)
            )
        }
        #expect(after.state == .withdrawn)
        #expect(after.retentionUntil == Day(year: 2028, month: 11, day: 24))
        #expect(freed.state == .ready)
        #expect(ended.state == .declined)
    }

    @Test("moves to another town only when no match is left")
    func moves() throws {
        let family = try fixture.waiting()
        try move(family, to: .moved)
        #expect(try self.family(family.ref).state == .moved)
    }

    @Test("remembers who took which step")
    func history() throws {
        let family = try fixture.waiting()
        let steps = try fixture.read(fixture.hanneke) { try family.history(in: $0).map(\.state) }
        #expect(steps == [.waiting, .intake, .announced])
    }
}
