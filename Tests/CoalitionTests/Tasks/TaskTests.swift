import Coalition
import Fixtures
import SQLite
import Testing

@Suite("Tasks")
struct TaskTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func draft(_ title: String, for role: Role = .local, due: String) -> TaskDraft {
        var draft = TaskDraft()
        (draft.title, draft.role, draft.dueOn) = (title, role, Day(iso: due))
        return draft
    }

    @discardableResult
    private func add(
        _ title: String, for role: Role = .local, due: String = "2026-12-01",
        by viewer: Viewer? = nil
    ) throws -> Task {
        try fixture.write(viewer ?? fixture.hanneke) {
            try draft(title, for: role, due: due).create(in: fixture.nijmegen, $0)
        }
    }

    private func titles(_ viewer: Viewer, _ change: (inout TaskList) -> Void = { _ in }) throws
        -> [String?]
    {
        var list = TaskList()
        change(&list)
        return try fixture.read(viewer) { try list.page(nil, in: $0).rows.map(\.title) }
    }

    @Test("are listed by the day they are due, so that the overdue come first")
    func order() throws {
        try add("Bel de groep in Hatert", due: "2026-11-24")
        try add("Plan het gesprek", due: "2026-12-07")
        try add("Bevestig de tolk", due: "2026-11-25")
        fixture.clock.now = fixture.clock.now.adding(seconds: 86_400)
        #expect(
            try titles(fixture.hanneke)
                == ["Bel de groep in Hatert", "Bevestig de tolk", "Plan het gesprek"])
        var late = TaskList()
        late.due = .late
        #expect(try fixture.read(fixture.hanneke) { try TaskList().count(in: $0).value } == 3)
        #expect(try fixture.read(fixture.hanneke) { try late.count(in: $0).value } == 1)
    }

    @Test("are done and undone, and done twice is done once")
    func done() throws {
        let task = try add("Bel de school")
        try fixture.write(fixture.hanneke) { try Task.find(task.ref, in: $0).complete(in: $0) }
        #expect(throws: Refusal.already(StateChange(at: fixture.clock.now, by: nil))) {
            try fixture.write(fixture.hanneke) { try Task.find(task.ref, in: $0).complete(in: $0) }
        }
        #expect(try titles(fixture.hanneke).isEmpty)
        #expect(try titles(fixture.hanneke) { $0.status = .done } == ["Bel de school"])
        let audited: Int? = try fixture.records.database.read { db in
            try db.value(
                "SELECT count(*) FROM audit_log WHERE subject = 'task' AND fields = 'done'")
        }
        #expect(audited == 1)
        try fixture.write(fixture.hanneke) { try Task.find(task.ref, in: $0).reopen(in: $0) }
        #expect(try titles(fixture.hanneke) == ["Bel de school"])
        #expect(try titles(fixture.hanneke) { $0.status = .done }.isEmpty)
        #expect(throws: Refusal.already(nil)) {
            try fixture.write(fixture.hanneke) { try Task.find(task.ref, in: $0).reopen(in: $0) }
        }
    }

    @Test("show the last done first")
    func lately() throws {
        for title in ["Een", "Twee", "Drie"] {
            let task = try add(title)
            try fixture.write(fixture.hanneke) { try task.complete(in: $0) }
            fixture.clock.now = fixture.clock.now.adding(seconds: 60)
        }
        #expect(try titles(fixture.hanneke) { $0.status = .done } == ["Drie", "Twee", "Een"])
    }

    @Test("of the municipality are seen and asked for by the coordinator, who cannot finish them")
    func municipality() throws {
        let task = try add("Regel een plek op school", for: .municipality)
        #expect(try titles(fixture.officerOfNijmegen) == ["Regel een plek op school"])
        #expect(try titles(fixture.hanneke).isEmpty)
        #expect(try titles(fixture.hanneke) { $0.role = .municipality } == [task.title])
        #expect(throws: Refusal.self) {
            try fixture.write(fixture.hanneke) { try task.complete(in: $0) }
        }
        try fixture.write(fixture.officerOfNijmegen) { try task.complete(in: $0) }
        #expect(
            try titles(fixture.hanneke) { ($0.role, $0.status) = (.municipality, .done) }
                == [task.title])
    }

    @Test("of another city or role do not exist")
    func scope() throws {
        let task = try add("Bel de groep in Hatert")
        for viewer in [
            fixture.coordinatorOfHaarlem, fixture.officerOfHaarlem, fixture.officerOfNijmegen,
            fixture.shelterOfNijmegen, fixture.admin,
        ] {
            #expect(try titles(viewer).isEmpty)
            #expect(try titles(viewer) { $0.role = .local }.isEmpty)
            #expect {
                try fixture.read(viewer) { try Task.find(task.ref, in: $0) }
            } throws: { error in
                guard case Refusal.notFound = error else { return false }
                return true
            }
        }
        #expect(try titles(fixture.network) { $0.role = .local } == [task.title])
        #expect(
            try titles(fixture.network) { ($0.role, $0.city) = (.local, fixture.haarlem.id) }
                .isEmpty)
        let shown = try fixture.read(fixture.hanneke) {
            try Task.find(task.ref.lowercased(), in: $0)
        }
        #expect(shown.ref == task.ref && task.ref.count == 8)
    }

    @Test("can be made only for roles and cities within reach")
    func addressees() throws {
        let cases: [(Viewer, Role, Bool)] = [
            (fixture.hanneke, .local, true), (fixture.hanneke, .municipality, true),
            (fixture.hanneke, .shelter, false), (fixture.hanneke, .network, false),
            (fixture.officerOfNijmegen, .local, true), (fixture.network, .shelter, true),
            (fixture.shelterOfNijmegen, .shelter, true), (fixture.shelterOfNijmegen, .local, false),
            (fixture.coordinatorOfHaarlem, .local, false), (fixture.admin, .local, false),
        ]
        for (viewer, role, isAllowed) in cases {
            let made = (try? add("Iets", for: role, by: viewer)) != nil
            #expect(made == isAllowed, "\(viewer.name) for \(role)")
        }
    }

    @Test(
        "need a title and a day that has not passed",
        arguments: [
            ("", "2026-12-01", ["title problem.required"]),
            ("  \u{0}\n", "2026-12-01", ["title problem.required"]),
            (String(repeating: "t", count: 201), "2026-12-01", ["title problem.too_long"]),
            ("Goed", "2026-11-23", ["due_on problem.due_past"]),
            ("Goed", "", ["due_on problem.day_required"]),
            ("Goed", "2026-11-24", []),
        ])
    func problems(title: String, due: String, expected: [String]) throws {
        do {
            try add(title, due: due)
            #expect(expected.isEmpty)
        } catch Refusal.invalid(let problems) { #expect(problems.map(\.short) == expected) }
    }

    @Test("keep their titles sealed and on one line")
    func sealed() throws {
        let task = try add(" Bel\r\nde <b>school</b>\u{0} ")
        #expect(task.title == "Bel  de <b>school</b>")
        let stored: [UInt8]? = try fixture.records.database.read { db in
            try db.value("SELECT title_sealed FROM tasks")
        }
        #expect(!String(decoding: stored ?? [], as: UTF8.self).contains("school"))
    }

    @Test("are read page by page")
    func paging() throws {
        for day in ["03", "01", "02", "01", "05"] { try add("Dag \(day)", due: "2026-12-\(day)") }
        var list = TaskList()
        list.limit = 2
        let pages = try fixture.read(fixture.hanneke) { tx in
            let first = try list.page(nil, in: tx)
            let second = try list.page(first.next, in: tx)
            return [first, second, try list.page(second.next, in: tx)]
        }
        #expect(
            pages.map { $0.rows.map(\.title) } == [
                ["Dag 01", "Dag 01"], ["Dag 02", "Dag 03"], ["Dag 05"],
            ])
    }
}

@Suite("Silence")
struct SilenceTests {
    @Test("asks the coordinator to call a group once, a week after it fell silent")
    func raised() throws {
        let scene = try LogScene()
        // Heard on 10 October, in the first sixty days: silent after fourteen days, on 25 October.
        try scene.log("2026-10-10")
        #expect(try scene.group().silentOn == Day(iso: "2026-10-25"))
        #expect(try raise(scene) == 1)
        #expect(try raise(scene) == 0)
        let tasks = try scene.openTasks()
        #expect(tasks.map(\.kind) == [.silence] && tasks.map(\.dueOn) == [Day(iso: "2026-11-01")])
        #expect(tasks[0].isOverdue(on: try #require(Day(iso: "2026-11-24"))))
    }

    @Test("ends with the first contact that was made, not with an attempt")
    func settled() throws {
        let scene = try LogScene()
        try scene.log("2026-10-10")
        try raise(scene)
        try scene.log("2026-11-24", made: false)
        #expect(try scene.openTasks().map(\.kind) == [.silence])
        try scene.log("2026-11-24")
        #expect(try scene.openTasks().isEmpty)
    }

    @Test("is not asked again once somebody said it was done, until the group falls silent anew")
    func again() throws {
        let scene = try LogScene()
        try scene.log("2026-10-10")
        try raise(scene)
        let task = try scene.openTasks()[0]
        try scene.fixture.write(scene.hanneke) {
            try task.complete(reason: "Gebeld, zij zijn op vakantie", in: $0)
        }
        #expect(try raise(scene) == 0)
        try scene.log("2026-11-24")
        scene.fixture.clock.now = Moment.utc(2026, 12, 23, 12, 0)
        #expect(try raise(scene) == 1)
        #expect(try scene.openTasks().map(\.dueOn) == [Day(iso: "2026-12-30")])
        #expect(throws: Refusal.self) {
            try scene.fixture.write(scene.hanneke) { tx in
                try Task.find(task.ref, in: tx).reopen(in: tx)
            }
        }
    }

    @Test("begins after 28 days, and not on the 28th day")
    func border() throws {
        let scene = try LogScene()
        try scene.log("2026-11-24")
        scene.fixture.clock.now = Moment.utc(2026, 12, 22, 12, 0)
        #expect(try raise(scene) == 0)
        scene.fixture.clock.now = Moment.utc(2026, 12, 22, 23, 30)
        #expect(try raise(scene) == 1)
    }

    @Test("does not exist for a group that is paused")
    func paused() throws {
        let scene = try LogScene()
        try scene.log("2026-10-10")
        try scene.fixture.write(scene.hanneke) { tx in
            try tx.db.run("UPDATE groups SET paused_until_on = '2027-01-15'")
            try Group.find(scene.ref, in: tx).move(to: .paused, for: .holiday, in: tx)
        }
        #expect(try raise(scene) == 0)
    }

    @discardableResult
    private func raise(_ scene: LogScene) throws -> Int {
        try scene.fixture.write(.system) { try Task.raiseSilences(in: $0) }
    }
}
