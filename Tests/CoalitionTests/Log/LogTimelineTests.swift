import Coalition
import Fixtures
import Testing

@Suite("The timeline of a group")
struct LogTimelineTests {
    private func days(_ entries: [LogEntry]) -> [String] { entries.map(\.happenedOn.iso) }

    @Test("shows the newest day first, and of one day what was logged last")
    func order() throws {
        let scene = try LogScene()
        let first = try scene.log("2026-11-08")
        try scene.log("2026-11-20")
        let second = try scene.log("2026-11-08")
        try scene.log("2026-10-01")
        let shown = try scene.timeline()
        #expect(days(shown) == ["2026-11-20", "2026-11-08", "2026-11-08", "2026-10-01"])
        #expect(shown[1].id == second.id && shown[2].id == first.id)
    }

    @Test("is read page by page, forwards and back, without losing an entry")
    func paging() throws {
        let scene = try LogScene()
        let logged = try ["01", "02", "02", "02", "03", "04", "05"].map {
            try scene.log("2026-11-\($0)").id.value
        }
        let group = try scene.group()
        var timeline = LogTimeline(group)
        timeline.limit = 3
        func page(_ cursor: PageCursor?) throws -> Page<LogEntry> {
            try scene.fixture.read(scene.hanneke) { try timeline.page(cursor, in: $0) }
        }
        let first = try page(nil)
        let second = try page(first.next)
        let third = try page(second.next)
        let seen = [first, second, third].flatMap { $0.rows.map(\.id.value) }
        #expect(seen == logged.sorted(by: >))
        #expect(first.previous == nil && third.next == nil)
        #expect(try page(third.previous).rows.map(\.id) == second.rows.map(\.id))
        #expect(try page(second.previous).rows.map(\.id) == first.rows.map(\.id))
        #expect(try scene.fixture.read(scene.hanneke) { try timeline.count(in: $0).value } == 7)
    }

    @Test(
        "starts nowhere at an entry of another group or at none", arguments: ["0", "x", "' OR 1"])
    func foreignCursor(ref: String) throws {
        let scene = try LogScene()
        try scene.log("2026-11-08")
        let group = try scene.group()
        let page = try scene.fixture.read(scene.hanneke) {
            try LogTimeline(group).page(PageCursor(ref: ref, isBackward: false), in: $0)
        }
        #expect(page.rows.isEmpty)
        let hees = try LogScene.group(
            "Hees", of: scene.fixture, by: scene.hanneke, members: 0)
        try scene.couple(hees, to: "Hulst", since: "2026-09-01")
        let foreign = try scene.fixture.write(scene.hanneke) { tx in
            try LogDraft.spoken(on: tx.today).create(for: try Group.find(hees, in: tx), in: tx)
        }
        let strange = try scene.fixture.read(scene.hanneke) {
            try LogTimeline(group).page(
                PageCursor(ref: String(foreign.id.value), isBackward: false), in: $0)
        }
        #expect(strange.rows.isEmpty)
    }

    @Test("shows the municipality date, theme and duration of contacts, and nothing else")
    func outline() throws {
        let scene = try LogScene()
        try scene.log("2026-11-08") {
            ($0.medium, $0.minutes, $0.mood, $0.themes) = (.visit, 90, 1, [.health])
            ($0.note, $0.hasConcern) = ("Alleen voor Hanneke", true)
        }
        try scene.log("2026-11-09", made: false) { $0.note = "Niet thuis" }
        let officer = scene.fixture.officerOfNijmegen
        let seen = try scene.timeline(as: officer)
        let entry = try #require(seen.first)
        #expect(seen.count == 1)
        #expect(entry.happenedOn == Day(iso: "2026-11-08"))
        #expect(entry.themes == [.health] && entry.minutes == 90)
        #expect(entry.note == nil && entry.mood == nil && entry.medium == nil)
        #expect(entry.author == nil && entry.authorName == nil && entry.members.isEmpty)
        #expect(!entry.hasConcern)
        #expect(throws: Refusal.self) {
            try scene.fixture.read(officer) { tx in
                try LogEntry.find(entry.id.value, of: try Group.find(scene.ref, in: tx), in: tx)
            }
        }
    }

    @Test("gives the network counts and the concern flag, and no entry")
    func counts() throws {
        let scene = try LogScene()
        try scene.log("2026-11-08") { ($0.note, $0.hasConcern) = ("Tekst", true) }
        let network = scene.fixture.network
        #expect(try scene.timeline(as: network).isEmpty)
        let group = try scene.fixture.read(network) { try Group.find(scene.ref, in: $0) }
        #expect(LogPolicy(network, group).maySeeConcern && group.concernCount == 1)
        #expect(!LogPolicy(scene.fixture.officerOfNijmegen, group).maySeeConcern)
    }

    @Test("is closed to another city and read-only for everybody but the coordinator")
    func rights() throws {
        let scene = try LogScene()
        let group = try scene.group()
        let fixture = scene.fixture
        #expect(LogPolicy(fixture.coordinatorOfHaarlem, group).depth == .nothing)
        #expect(LogPolicy(fixture.shelterOfNijmegen, group).depth == .nothing)
        #expect(LogPolicy(fixture.admin, group).depth == .nothing)
        let entry = try scene.log("2026-11-08")
        for viewer in [
            fixture.officerOfNijmegen, fixture.network, fixture.coordinatorOfHaarlem,
            fixture.shelterOfNijmegen, fixture.admin,
        ] {
            #expect(throws: Refusal.self) {
                try fixture.write(viewer) {
                    try LogDraft.spoken(on: $0.today).create(for: group, in: $0)
                }
            }
            #expect(throws: Refusal.self) {
                try fixture.write(viewer) { try entry.delete(from: group, in: $0) }
            }
            #expect(throws: Refusal.self) {
                try fixture.write(viewer) {
                    try LogDraft(entry).update(entry, of: group, version: 1, in: $0)
                }
            }
        }
        #expect(try scene.timeline().count == 1)
    }
}

@Suite("Contacts of several groups in one table")
struct LogTableTests {
    private func rows(_ scene: LogScene, _ drafts: [LogDraft]) throws -> LogTable {
        let groups = try drafts.indices.map { index in
            let ref = try LogScene.group(
                "Groep \(index)", of: scene.fixture, by: scene.hanneke, members: 0)
            try scene.couple(ref, to: "Plant \(index)", since: "2026-09-01")
            return ref
        }
        return try scene.fixture.read(scene.hanneke) { tx in
            LogTable(
                try zip(groups, drafts).map { .init(try Group.find($0.0, in: tx), $0.1) })
        }
    }

    private var untouched: LogDraft {
        var draft = LogDraft()
        draft.happenedOn = Day(iso: "2026-11-24")
        return draft
    }

    private var spoken: LogDraft { LogDraft.spoken(on: Day(number: 20_781)) }

    @Test("saves only the rows that were filled")
    func filled() throws {
        let scene = try LogScene()
        let table = try rows(scene, [untouched, spoken, untouched, spoken])
        let saved = try scene.fixture.write(scene.hanneke) { try table.create(in: $0) }
        #expect(saved.map(\.group) == [table.rows[1].group.id, table.rows[3].group.id])
        let none = try scene.fixture.write(scene.hanneke) {
            try LogTable([.init(table.rows[0].group, untouched)]).create(in: $0)
        }
        #expect(none.isEmpty)
    }

    @Test("keeps each problem at its row and saves nothing then")
    func problems() throws {
        let scene = try LogScene()
        var unclear = untouched
        unclear.note = "Wel iets getypt"
        var long = spoken
        (long.minutes, long.duration) = (nil, "de hele dag")
        let table = try rows(scene, [spoken, unclear, untouched, long])
        #expect {
            try scene.fixture.write(scene.hanneke) { try table.create(in: $0) }
        } throws: { error in
            guard case Refusal.invalid(let problems) = error else { return false }
            return problems.map(\.short)
                == ["contact.1 problem.contact", "duration.3 problem.duration"]
        }
        let kept: Int? = try scene.fixture.records.database.read { db in
            try db.value("SELECT count(*) FROM log_entries")
        }
        #expect(kept == 0)
    }
}
