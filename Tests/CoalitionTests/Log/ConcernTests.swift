import Coalition
import Fixtures
import SQLite
import Testing

@Suite("A concern")
struct ConcernTests {
    let scene: LogScene

    init() throws { scene = try LogScene() }

    private func worry(_ day: String = "2026-11-20") throws -> LogEntry {
        try scene.log(day) { $0.hasConcern = true }
    }

    private func viewer(_ role: Role) -> Viewer {
        Viewer(userID: nil, name: "Iemand", grants: [.init(role)])
    }

    private func settle(_ day: String, as viewer: Viewer? = nil) throws {
        let (group, day) = (try scene.group(), try #require(Day(iso: day)))
        try scene.fixture.write(viewer ?? scene.hanneke) {
            try group.settleConcerns(on: day, in: $0)
        }
    }

    @Test("fault R16: no longer counts once it is settled; the entry stays as it was written")
    func settled() throws {
        let entry = try worry()
        #expect(try scene.group().concernCount == 1)
        try settle("2026-11-24")
        #expect(try scene.group().concernCount == 0)
        let now = try scene.timeline()[0]
        #expect(now.hasConcern && !now.hasOpenConcern && now.settledOn == Day(iso: "2026-11-24"))
        #expect(now.version == entry.version)
        #expect(try scene.openTasks().filter { $0.kind == .concern }.isEmpty)
        let audited: Int? = try scene.fixture.records.database.read { db in
            try db.value(
                "SELECT count(*) FROM audit_log WHERE subject = 'log' AND fields = 'settled_on'")
        }
        #expect(audited == 1)
        #expect(try Consistency.chains(scene.fixture.records).isEmpty)
    }

    @Test(
        "fault R16: is settled by the city's coordinator, the safeguarding lead and the network only"
    )
    func rights() throws {
        for viewer in [viewer(.network), viewer(.safeguarding), scene.hanneke] {
            _ = try worry()
            try settle("2026-11-24", as: viewer)
            #expect(try scene.group().concernCount == 0)
        }
        _ = try worry()
        for viewer in [scene.fixture.officerOfNijmegen, scene.fixture.coordinatorOfHaarlem] {
            #expect(throws: Refusal.forbidden("forbidden.concern")) {
                try settle("2026-11-24", as: viewer)
            }
        }
    }

    @Test(
        "is settled on a day from its report to today",
        arguments: [
            ("2026-11-19", "problem.day_early.reported"), ("2026-11-25", "problem.day_future"),
        ])
    func days(_ day: String, _ message: String) throws {
        _ = try worry()
        #expect(refused { try settle(day) }.map(\.short) == ["settled_on \(message)"])
    }

    @Test("is ended with a sentence by who has no task of it, which the tasks keep")
    func ended() throws {
        func end(_ sentence: String, as viewer: Viewer) throws {
            let group = try scene.group()
            try scene.fixture.write(viewer) { try group.endConcerns(sentence, in: $0) }
        }
        func reasons() throws -> [String?] {
            let group = try scene.group()
            return try scene.fixture.read(scene.hanneke) { tx in
                try tx.db.all(
                    """
                    SELECT \(Task.columns) FROM tasks WHERE subject_id = \(group.id)
                    AND kind = 'concern' AND role = 'local' ORDER BY id
                    """
                ) { row in try Task.read(&row, tx.keys).reason }
            }
        }
        _ = try worry()
        let lead = viewer(.safeguarding)
        #expect(refused { try end("", as: lead) }.map(\.message) == ["problem.task_reason"])
        #expect(try scene.group().concernCount == 1)
        #expect(throws: Refusal.forbidden("forbidden.concern")) {
            try end("Gesproken.", as: scene.fixture.officerOfNijmegen)
        }
        try end("Met het gezin gesproken.", as: lead)
        #expect(try scene.group().concernCount == 0)
        #expect(try reasons() == ["Met het gezin gesproken."])
        #expect(refused { try end("Weer.", as: lead) }.map(\.message) == ["problem.concern_none"])

        // Where it was attended to and still stood, a task comes back to keep what is said now.
        _ = try worry()
        for (role, person) in [(Role.local, scene.hanneke), (.network, viewer(.network))] {
            for task in try scene.openTasks(person)
            where task.kind == .concern && task.role == role {
                try scene.fixture.write(person) {
                    try task.attend("Wij blijven erop letten.", isOver: false, in: $0)
                }
            }
        }
        #expect(try scene.group().concernCount == 1)
        try end("Het is opgelost.", as: scene.hanneke)
        #expect(try scene.group().concernCount == 0)
        #expect(try scene.openTasks().filter { $0.kind == .concern }.isEmpty)
        let count: Int? = try scene.fixture.records.database.read { db in
            try db.value(
                "SELECT count(*) FROM tasks WHERE kind = 'concern' AND reason_sealed IS NOT NULL")
        }
        #expect(count == 5)
    }

    @Test("that is settled stays so when its entry is changed, deleted and brought back")
    func changed() throws {
        _ = try worry()
        try settle("2026-11-24")
        let group = try scene.group()
        try scene.fixture.write(scene.hanneke) { tx in
            let entry = try LogTimeline(group).page(nil, in: tx).rows[0]
            var draft = LogDraft(entry)
            draft.note = "Besproken"
            try draft.update(entry, of: group, version: entry.version, in: tx)
            let changed = try LogEntry.find(entry.id.value, of: group, in: tx)
            try changed.delete(from: group, in: tx)
            try LogEntry.restore(entry.id.value, to: group, in: tx)
            var without = LogDraft(try LogEntry.find(entry.id.value, of: group, in: tx))
            #expect(try Group.find(group.ref, in: tx).concernCount == 0)
            without.hasConcern = false
            let again = try LogEntry.find(entry.id.value, of: group, in: tx)
            try without.update(again, of: group, version: again.version, in: tx)
        }
        #expect(try scene.timeline()[0].settledOn == nil)
    }

    @Test(
        "fault R18: of a group without a match nothing is logged, and lately ended is near enough")
    func noMatch() throws {
        let ref = try LogScene.group("Hees", of: scene.fixture, by: scene.hanneke, members: 1)
        func log() throws {
            try scene.fixture.write(scene.hanneke) { tx in
                _ = try LogDraft.spoken(on: tx.today).create(
                    for: try Group.find(ref, in: tx), in: tx)
            }
        }
        #expect(refused { try log() }.map(\.short) == ["group problem.log_no_match"])
        try scene.couple(ref, to: "Hulst", since: "2026-09-01", in: "completed")
        try scene.fixture.records.database.write { db in
            _ = try db.run("UPDATE matches SET ended_on = '2026-10-01' WHERE state = 'completed'")
        }
        #expect(refused { try log() }.count == 1)
        try scene.fixture.records.database.write { db in
            _ = try db.run("UPDATE matches SET ended_on = '2026-11-01' WHERE state = 'completed'")
        }
        try log()
    }

    @Test("fault R40: is logged of no day before the group registered or its match was proposed")
    func early() throws {
        let problems = refused { try scene.log("2019-05-01") }
        #expect(problems.map(\.short) == ["happened_on problem.day_early.registered"])
        #expect(problems.first?.values["day"] == .day(try #require(Day(iso: "2026-01-01"))))
        try scene.log("2026-01-01")
    }
}
