import Fixtures
import Testing

@testable import Coalition

@Suite("A goal of the municipality")
struct GoalTaskTests {
    let scene: PlanScene

    init() throws { scene = try PlanScene() }

    private func add(_ due: String? = nil, _ theme: Theme = .school) throws -> ID<Need> {
        try scene.add("Leerlingenvervoer", theme, .municipality) { draft in
            draft.dueOn = due.flatMap { Day(iso: $0) }
        }
    }

    @Test("is its task, due on the day of the goal or four weeks on")
    func due() throws {
        #expect(try scene.task(add("2026-12-10"))?.dueOn == Day(iso: "2026-12-10"))
        let task = try #require(try scene.task(add()))
        #expect(task.dueOn == Day(iso: "2026-12-22"))
        #expect(task.role == .municipality && task.kind == .goal && task.title == nil)
        let titles = try scene.fixture.read(scene.officer) {
            try TaskSubjects(of: [task], in: $0).goals
        }
        #expect(titles.values.first == "Leerlingenvervoer")
    }

    @Test("one of both done is both done, and opened again likewise")
    func done() throws {
        let id = try add()
        let task = try #require(try scene.task(id))
        try scene.fixture.write(scene.officer) {
            try Task.find(task.ref, in: $0).complete(in: $0)
        }
        #expect(try scene.need(id).status == .met)
        #expect(try scene.need(id).closedOn == Day(iso: "2026-11-24"))
        try scene.fixture.write(scene.officer) { try Task.find(task.ref, in: $0).reopen(in: $0) }
        #expect(try scene.need(id).status == .open)
        try scene.change(id) { $0.status = .met }
        let closed = try #require(try scene.task(id))
        #expect(closed.doneAt != nil && closed.outcome == nil)
        try scene.change(id) { $0.status = .busy }
        #expect(try scene.task(id)?.doneAt == nil)
    }

    @Test("is withdrawn as a task when it is dropped, or another carries it")
    func withdrawn() throws {
        for edit: (inout NeedDraft) -> Void in [
            { $0.status = .dropped }, { $0.owner = .group }, { $0.isPrivate = true },
        ] {
            let id = try add()
            try scene.change(id, edit)
            let task = try #require(try scene.task(id))
            #expect(task.doneAt != nil && task.outcome == .gone)
            try scene.change(id) {
                ($0.status, $0.owner, $0.isPrivate) = (.open, .municipality, false)
            }
            let again = try #require(try scene.task(id))
            #expect(again.ref == task.ref && again.doneAt == nil && again.outcome == nil)
        }
    }

    @Test("about health, law or safety is a task only once the person agreed")
    func agreed() throws {
        for theme in [Theme.health, .legal, .safety] {
            let id = try add(nil, theme)
            #expect(try scene.task(id) == nil)
            try scene.change(id) { $0.sharedOn = Day(iso: "2026-11-23") }
            #expect(try scene.task(id)?.doneAt == nil)
            #expect(try scene.task(id) != nil)
        }
    }

    @Test("moves with its task, and the task with it")
    func moved() throws {
        let id = try add("2026-12-10")
        try scene.change(id) { $0.dueOn = Day(iso: "2026-12-17") }
        let task = try #require(try scene.task(id))
        #expect(task.dueOn == Day(iso: "2026-12-17"))
        try scene.fixture.write(scene.officer) {
            let day = try #require(Day(iso: "2027-01-07"))
            try Task.find(task.ref, in: $0).postpone(to: day, in: $0)
        }
        #expect(try scene.need(id).dueOn == Day(iso: "2027-01-07"))
    }

    @Test("whose family left is asked of nobody, and its plan is read only")
    func left() throws {
        let id = try add()
        try scene.fixture.write(scene.hanneke) {
            try Family.find(scene.family.id, in: $0).move(to: .withdrawn, in: $0)
        }
        #expect(try scene.task(id)?.outcome == .gone)
        let plan = try scene.plan(scene.hanneke)
        #expect(plan.goals.contains { $0.need.id == id })
        #expect(plan.writesTo == nil)
        let family = try scene.fixture.read(scene.hanneke) {
            try Family.find(scene.family.id, in: $0)
        }
        #expect(throws: Refusal.self) {
            try scene.add("Te laat", to: .family(family))
        }
    }

    @Test("tells its title to nobody whose role sees totals only")
    func titles() throws {
        let task = try #require(try scene.task(add()))
        for (viewer, isTold) in [
            (scene.viewer(.network), false), (scene.viewer(.municipality), true),
            (scene.viewer(.local), true), (scene.viewer(.local, .hostedStay), false),
        ] {
            let goals = try scene.fixture.read(viewer) {
                try TaskSubjects(of: [task], in: $0).goals
            }
            #expect(goals.isEmpty == !isTold)
        }
    }
}
