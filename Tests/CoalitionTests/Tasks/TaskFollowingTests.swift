import Coalition
import Fixtures
import SQLite
import Testing

@Suite("A task of a rule")
struct TaskFollowingTests {
    let scene: MatchScene

    init() throws {
        scene = try MatchScene()
        try scene.agree()
        try scene.move(.active, scene.today)
    }

    private func round() throws {
        try DailyRound(scene.fixture.records) { Issue.record($0) }.go()
    }

    private func open(_ kind: Task.Kind, for viewer: Viewer? = nil) throws -> [Task] {
        try scene.fixture.read(viewer ?? scene.fixture.hanneke) { tx in
            var list = TaskList()
            list.limit = 100
            return try list.page(nil, in: tx).rows.filter { $0.kind == kind }
        }
    }

    private func again(_ task: Task) throws -> Task {
        try scene.fixture.read(scene.fixture.hanneke) { try Task.find(task.ref, in: $0) }
    }

    private func complete(_ task: Task, _ reason: String?) throws {
        try scene.write { try Task.find(task.ref, in: $0).complete(reason: reason, in: $0) }
    }

    private func pause(until day: Day) throws {
        try scene.write { tx in
            try Group.find(scene.group.ref, in: tx).setPause(day, in: tx)
            try Group.find(scene.group.ref, in: tx).move(to: .paused, for: .holiday, in: tx)
        }
    }

    private func silent() throws -> Task {
        scene.pass(days: 16)
        try round()
        return try #require(try open(.silence).first)
    }

    @Test("fault R12: about silence is done once the group pauses")
    func paused() throws {
        let task = try silent()
        try pause(until: scene.today + 10)
        #expect(try open(.silence).isEmpty)
        #expect(try again(task).outcome == .gone)
    }

    @Test("fault R12: about silence or strength is done once the match ends")
    func ended() throws {
        _ = try silent()
        try scene.write { tx in
            let group = try Group.find(scene.group.ref, in: tx)
            try Member.active(of: group.id, in: tx)[0].leave(
                on: scene.today, .moved, from: group, in: tx)
        }
        #expect(try open(.strength).count == 1)
        try scene.move(.endedEarly, scene.today, .strength)
        #expect(try open(.silence).isEmpty && open(.strength).isEmpty)
        #expect(try scene.now().group.state == .preparing)
    }

    @Test("fault R12: closed by hand asks a sentence, which is kept, and stays closed")
    func byHand() throws {
        let task = try silent()
        for reason in [nil, "", "ok", String(repeating: "a", count: 501)] {
            let problems = refused { try complete(task, reason) }
            #expect(problems.map(\.message) == ["problem.task_reason"])
        }
        try complete(task, "Zij zijn op vakantie")
        let closed = try again(task)
        #expect(closed.outcome == .hand && closed.reason == "Zij zijn op vakantie")
        try round()
        #expect(try open(.silence).isEmpty)
        try scene.write { try Task.find(task.ref, in: $0).reopen(in: $0) }
        #expect(try again(task).reason == nil)
    }

    @Test("fault R12: whose cause is gone is not opened again by hand")
    func gone() throws {
        let task = try silent()
        try pause(until: scene.today + 10)
        let problems = refused {
            try scene.write { try Task.find(task.ref, in: $0).reopen(in: $0) }
        }
        #expect(problems.map(\.message) == ["problem.task_gone"])
    }

    @Test("about a pause is done once the pause lasts longer, and comes back at its new end")
    func pauseLasts() throws {
        func prolong(_ days: Int) throws {
            try scene.write {
                try Group.find(scene.group.ref, in: $0)
                    .prolongPause(until: scene.today + days, in: $0)
            }
        }
        #expect(throws: Refusal.already(nil)) { try prolong(20) }
        try pause(until: scene.today + 10)
        scene.pass(days: 10)
        try round()
        let task = try #require(try open(.pause).first)
        #expect(refused { try prolong(0) }.map(\.field) == ["paused_until"])
        try prolong(7)
        #expect(try open(.pause).isEmpty)
        #expect(try again(task).outcome == .gone)
        #expect(try scene.now().group.pausedUntil == scene.today + 7)
        scene.pass(days: 7)
        try round()
        #expect(try open(.pause).first?.former == task.id)
    }

    @Test("fault R14: asks what is next on the day on which a pause ends, until the group goes on")
    func pauseEnds() throws {
        try pause(until: scene.today + 10)
        scene.pass(days: 9)
        try round()
        #expect(try open(.pause).isEmpty)
        scene.pass(days: 1)
        try round()
        try round()
        let task = try #require(try open(.pause).first)
        #expect(try open(.pause).count == 1 && task.dueOn == scene.today)
        try scene.write { try Group.find(scene.group.ref, in: $0).move(to: .active, in: $0) }
        #expect(try open(.pause).isEmpty)
        #expect(try scene.now().group.pausedUntil == nil)
    }

    @Test("fault R14: asks to look at a suspended match on its day, until it goes on")
    func review() throws {
        try scene.move(.suspended, scene.today + 14)
        scene.pass(days: 14)
        try round()
        let task = try #require(try open(.review).first)
        #expect(task.match == (try scene.now().match.id) && task.dueOn == scene.today)
        try scene.move(.active)
        #expect(try open(.review).isEmpty)
    }

    @Test("about a concern comes back so many days after it was closed, unless it is triaged")
    func concern() throws {
        let network = Viewer(userID: nil, name: "Iemand", grants: [.init(.network)])
        func open() throws -> [Task] {
            try scene.fixture.read(network) { tx in
                try TaskList().page(nil, in: tx).rows.filter { $0.kind == .concern }
            }
        }
        try scene.write { tx in
            var draft = LogDraft.spoken(on: scene.today)
            draft.hasConcern = true
            try draft.create(for: try Group.find(scene.group.ref, in: tx), in: tx)
        }
        let first = try #require(try open().first)
        try scene.fixture.write(network) { tx in
            try Task.find(first.ref, in: tx).complete(reason: "Gesproken met de groep", in: tx)
        }
        scene.pass(days: 13)
        try round()
        #expect(try open().isEmpty)
        scene.pass(days: 2)
        try round()
        try round()
        let second = try #require(try open().first)
        #expect(try open().count == 1 && second.former == first.id)
        try scene.closeConcerns()
        #expect(try open().isEmpty)
    }
}
