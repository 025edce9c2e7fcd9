import Coalition
import Fixtures
import SQLite
import Testing

@Suite("A group whose guards no longer hold")
struct GroupFollowingTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func group(_ ref: String) throws -> Group {
        try fixture.read(fixture.hanneke) { try Group.find(ref, in: $0) }
    }

    private func tasks(_ group: Group) throws -> [Task] {
        try fixture.read(fixture.hanneke) { try Task.open(about: .init(group.id), in: $0) }
    }

    private func leave(_ group: Group, _ index: Int = 0) throws {
        try fixture.write(fixture.hanneke) { tx in
            let member = try Member.active(of: group.id, in: tx)[index]
            try member.leave(on: fixture.nijmegen.today(tx), .moved, from: group, in: tx)
        }
    }

    private func join(_ group: Group, _ name: String = "Fatma") throws {
        try fixture.write(fixture.hanneke) { tx in
            var draft = MemberDraft()
            (draft.name, draft.birthYear, draft.codeOfConductOn) = (
                name, 1980, fixture.nijmegen.today(tx)
            )
            try draft.join(try Group.find(group.ref, in: tx), in: tx)
        }
    }

    private func pass(days: Int) {
        fixture.clock.now = fixture.clock.now.adding(seconds: days * 86_400)
    }

    private func round() throws {
        try DailyRound(fixture.records) { Issue.record($0) }.go()
    }

    @Test("fault R10: a ready group that drops to four is no longer ready, and cannot be proposed")
    func dropsToFour() throws {
        let ready = try fixture.ready()
        try leave(ready)
        let fallen = try group(ready.ref)
        #expect(fallen.state == .preparing)
        let family = try fixture.waiting()
        let problems = refused {
            try fixture.write(fixture.hanneke) {
                try MatchProposal(family, try Group.find(ready.ref, in: $0)).propose(in: $0)
            }
        }
        #expect(problems.map(\.message).contains("pairing.ready.unmet"))
    }

    @Test(
        "fault R10: the step back is the program's, says why, and asks to mend it until it is ready"
    )
    func sayWhy() throws {
        let ready = try fixture.ready()
        try leave(ready)
        let last = try fixture.read(fixture.hanneke) { try ready.history(in: $0)[0] }
        #expect(last.from == .ready && last.state == .preparing && last.reasons == ["members"])
        let task = try #require(try tasks(ready).first)
        #expect(task.kind == .readiness && task.role == .local)
        try fixture.write(fixture.hanneke) { tx in
            var draft = MemberDraft()
            (draft.name, draft.birthYear) = ("Fatma", 1980)
            draft.codeOfConductOn = fixture.nijmegen.today(tx)
            let group = try Group.find(ready.ref, in: tx)
            let id = try draft.join(group, in: tx)
            let member = try Member.find(id.value, of: group.id, in: tx)
            for training in [1, 2] {
                try member.attend(training, on: fixture.nijmegen.today(tx), of: group, in: tx)
            }
            try member.setVog(.seen, seenOn: fixture.nijmegen.today(tx), of: group, in: tx)
            try Group.find(ready.ref, in: tx).move(to: .ready, in: tx)
        }
        #expect(try tasks(ready).isEmpty)
        let done = try fixture.read(fixture.hanneke) { try Task.find(task.ref, in: $0) }
        #expect(done.outcome == .gone && done.doneAt != nil)
    }

    @Test("fault R10: a ready group falls back when somebody joins without VOG or training")
    func newcomer() throws {
        let ready = try fixture.ready()
        try join(ready)
        #expect(try group(ready.ref).state == .preparing)
        let last = try fixture.read(fixture.hanneke) { try ready.history(in: $0)[0] }
        #expect(last.reasons == ["trained", "vog"])
    }

    @Test("fault R10: a ready group falls back on the day on which a certificate runs out")
    func runsOut() throws {
        let ready = try fixture.ready()
        pass(days: 36 * 30)
        try round()
        #expect(try group(ready.ref).state == .ready)
        pass(days: 30)
        try round()
        #expect(try group(ready.ref).state == .preparing)
    }

    @Test("fault R10: of two pages at once the step is held against the group as it is stored")
    func race() throws {
        let preparing = try fixture.ready()
        try fixture.write(fixture.hanneke) { tx in
            _ = try tx.db.run("UPDATE groups SET state = 'preparing' WHERE id = \(preparing.id)")
        }
        let seen = try group(preparing.ref)
        try leave(preparing)
        let problems = refused {
            try fixture.write(fixture.hanneke) { try seen.move(to: .ready, in: $0) }
        }
        #expect(problems.map(\.message) == ["guard.group.members.unmet"])
    }

    @Test("fault R10: the daily round finds ready groups from before this was looked at")
    func former() throws {
        let ready = try fixture.ready()
        try fixture.write(.system) { tx in
            _ = try tx.db.run("UPDATE groups SET max_household = NULL WHERE id = \(ready.id)")
        }
        try round()
        #expect(try group(ready.ref).state == .preparing)
    }

    @Test("edge case: Group below five - a flag and a task, and the match goes on")
    func matched() throws {
        let ready = try fixture.ready()
        _ = try fixture.proposed(try fixture.waiting(), ready)
        try leave(ready)
        let now = try group(ready.ref)
        #expect(now.state == .matched && now.lacksMembers)
        #expect(try tasks(ready).map(\.kind) == [.strength])
    }

    @Test("fault R12: the task for a member is done once somebody joined, and is made anew later")
    func joined() throws {
        let ready = try fixture.ready()
        _ = try fixture.proposed(try fixture.waiting(), ready)
        try leave(ready)
        let first = try #require(try tasks(ready).first)
        try join(ready)
        #expect(try tasks(ready).isEmpty)
        let done = try fixture.read(fixture.hanneke) { try Task.find(first.ref, in: $0) }
        #expect(done.outcome == .gone && done.doneBy == nil && done.doneAt != nil)
        try leave(ready)
        let second = try #require(try tasks(ready).first)
        #expect(second.former == first.id && second.ref != first.ref)
    }

    @Test("fault R13: another kind of group with a higher minimum makes a task and a mark")
    func otherKind() throws {
        let church = try fixture.ready(members: ["Joke", "Samira"]) { $0.kind = .church }
        _ = try fixture.proposed(try fixture.waiting(), church)
        try fixture.write(fixture.hanneke) { tx in
            let group = try Group.find(church.ref, in: tx)
            var draft = try GroupDraft.stored(group.id, in: tx).draft
            draft.kind = .welcome
            try draft.update(group, version: group.version, in: tx)
        }
        #expect(try group(church.ref).lacksMembers)
        #expect(try tasks(church).map(\.kind) == [.strength])
    }

    @Test("fault R13: a ready group whose kind asks for more members is no longer ready")
    func otherKindReady() throws {
        let church = try fixture.ready(members: ["Joke", "Samira"]) { $0.kind = .church }
        try fixture.write(fixture.hanneke) { tx in
            var draft = try GroupDraft.stored(church.id, in: tx).draft
            draft.kind = .welcome
            try draft.update(church, version: church.version, in: tx)
        }
        #expect(try group(church.ref).state == .preparing)
    }
}
