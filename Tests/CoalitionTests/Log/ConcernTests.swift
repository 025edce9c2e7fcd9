import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("A concern")
struct ConcernTests {
    let scene: LogScene

    init() throws { scene = try LogScene() }

    private func worry(_ day: String = "2026-11-20") throws -> LogEntry {
        try scene.log(day) { $0.hasConcern = true }
    }

    /// The concern that was reported with an entry, as the program sees it.
    private func concern(_ entry: LogEntry) throws -> Concern {
        try scene.fixture.read(.system) { tx in
            try #require(try Concern.reported(with: entry.id, in: tx))
        }
    }

    private func close(_ concern: Concern) throws {
        let lead = Viewer(userID: nil, name: "Iemand", grants: [.init(.safeguarding)])
        try scene.fixture.write(lead) { tx in
            try Concern.find(concern.ref, in: tx).close(.solved, "Besproken.", in: tx)
        }
    }

    @Test("fault R16: no longer counts once it is closed; the entry stays as it was written")
    func settled() throws {
        let entry = try worry()
        #expect(try scene.group().concernCount == 1)
        try close(try concern(entry))
        #expect(try scene.group().concernCount == 0)
        let now = try scene.timeline()[0]
        #expect(now.hasConcern && !now.hasOpenConcern && now.settledOn == Day(iso: "2026-11-24"))
        #expect(now.version == entry.version)
        #expect(try scene.openTasks(scene.fixture.network).filter { $0.kind == .concern }.isEmpty)
        #expect(try Consistency.chains(scene.fixture.records).isEmpty)
    }

    @Test("that is closed stays so when its entry is changed, deleted and brought back")
    func changed() throws {
        let entry = try worry()
        try close(try concern(entry))
        let group = try scene.group()
        try scene.fixture.write(scene.hanneke) { tx in
            let entry = try LogTimeline(group).page(nil, in: tx).rows[0]
            var draft = LogDraft(entry)
            draft.note = "Besproken"
            try draft.update(entry, of: group, version: entry.version, in: tx)
            let changed = try LogEntry.find(entry.id.value, of: group, in: tx)
            try changed.delete(from: group, in: tx)
            try LogEntry.restore(entry.id.value, to: group, in: tx)
            #expect(try Group.find(group.ref, in: tx).concernCount == 0)
        }
    }

    @Test("that was not written yet goes with its mark, and comes back with it")
    func unmarked() throws {
        let entry = try worry()
        let group = try scene.group()
        try scene.fixture.write(scene.hanneke) { try entry.delete(from: group, in: $0) }
        #expect(try scene.group().concernCount == 0)
        #expect(try concern(entry).outcome == .withdrawn)
        _ = try scene.fixture.write(scene.hanneke) {
            try LogEntry.restore(entry.id.value, to: group, in: $0)
        }
        #expect(try scene.group().concernCount == 1)
        #expect(try concern(entry).state == .reported)
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
