import Fixtures
import SQLite
import Testing

@testable import Coalition

/// A draft whose fields stand in no property, but for a required one that only the network sees.
private struct Sketch: RecordDraft, HasExtras {
    typealias Entity = Group
    enum Weekday: String, Code { case monday, friday }

    var secret = ""
    var languages: [String] = []
    var extras = Extras()

    static let record = RecordKind<Sketch>(
        "sketch", table: "sketches", programmes: [.samenHier],
        [
            .line("secret", \.secret).required("problem.name").seen(by: [.network]),
            .line("note", 1...5).changed(by: [.network]),
            .choices("days", of: Weekday.self),
            .tick("is_open"),
            .answer("is_known"),
            .number("size", 1...9),
            .day("since_on").past,
            .languages("languages", \.languages).rows("sketch_languages", of: "sketch_id", "code"),
            .line("name").column("called").opened,
        ])
}

@Suite("A field of a record")
struct RecordFieldTests {
    let fixture: Fixture
    /// A sketch with id 1 as somebody of the network wrote it.
    private let written: Sketch

    init() throws {
        fixture = try Fixture()
        var draft = Sketch()
        draft.secret = "Meidoorn"
        draft.extras["note"] = .text("vijf")
        draft.extras["days"] = .codes(["friday", "monday"])
        draft.extras["size"] = .number(3)
        draft.extras["name"] = .text("Joke")
        draft.languages = ["nl", "ar", "nl"]
        written = draft
        try fixture.write(fixture.network) { [fixture] tx in
            try tx.db.run(
                """
                CREATE TABLE sketches (id INTEGER PRIMARY KEY, secret TEXT, note TEXT, days TEXT,
                    is_open INTEGER NOT NULL, is_known INTEGER, size INTEGER, since_on TEXT,
                    called_sealed BLOB) STRICT
                """)
            try tx.db.run("CREATE TABLE sketch_languages (sketch_id INTEGER, code TEXT) STRICT")
            let new = try Sketch.record.checked(draft, over: nil, in: fixture.nijmegen, tx)
            try tx.db.run(
                "INSERT INTO sketches (id, \(new.columns)) VALUES (1, \(try new.bound(1, in: tx)))")
            try new.writeRows(of: 1, changed: new.filled, in: tx)
        }
    }

    private func stored() throws -> StoredRecord<Sketch> {
        try fixture.read(fixture.network) { try Sketch.stored(ID(1), in: $0) }
    }

    /// What a change by somebody comes to.
    private func changes(
        by viewer: Viewer, _ edit: (inout Sketch) -> Void
    ) throws -> (names: [String], draft: Sketch) {
        var draft = written
        edit(&draft)
        return try fixture.write(viewer) { [draft, fixture] tx in
            let stored = try Sketch.stored(ID(1), in: tx)
            let checked = try Sketch.record.checked(draft, over: stored, in: fixture.nijmegen, tx)
            return (try checked.changes(from: stored, 1, in: tx), checked.draft)
        }
    }

    @Test("without a property is written and read as one with it, codes in their order")
    func read() throws {
        let stored = try stored()
        #expect(
            stored.values == [
                .text("Meidoorn"), .text("vijf"), .codes(["monday", "friday"]), .truth(false),
                .none, .number(3), .none, .codes(["ar", "nl"]), .text("Joke"),
            ])
        #expect(Sketch.record.values(stored.draft) == stored.values)
        #expect(try changes(by: fixture.network) { _ in }.names == [])
    }

    @Test("that a viewer does not see is neither asked of nor changed by that viewer")
    func hidden() throws {
        let change = try changes(by: fixture.hanneke) {
            $0.secret = ""
            $0.extras["note"] = .text("zes")
            $0.extras["size"] = .number(4)
        }
        #expect(change.names == ["size"])
        #expect(change.draft.secret == "Meidoorn")
        #expect(change.draft.extras["note"] == .text("vijf"))
        let required = #expect(throws: Refusal.self) {
            try changes(by: fixture.network) { $0.secret = "" }
        }
        #expect(required == .problem("secret", "problem.name"))
    }

    @Test("that is opened where it is shown is cleared when it is left empty")
    func cleared() throws {
        let change = try changes(by: fixture.network) { $0.extras["name"] = .none }
        #expect(change.names == ["name"])
    }

    @Test("is refused outside its length, range and time")
    func refused() throws {
        let found = try problems {
            _ = try changes(by: fixture.network) {
                $0.extras["note"] = .text("zes en")
                $0.extras["size"] = .number(10)
                $0.extras["since_on"] = .day(fixture.nijmegen.today(fixture.clock.now) + 1)
                $0.languages = ["xx"]
            }
        }
        #expect(found.map(\.field) == ["note", "size", "since_on", "languages"])
    }

    @Test("holds no value of another kind and no code that the program does not know")
    func misfits() throws {
        _ = try fixture.write(fixture.network) { tx in
            try tx.db.run("UPDATE sketches SET days = 'monday sunday' WHERE id = 1")
        }
        #expect(throws: Damaged.self) { try stored() }
    }
}

extension City {
    fileprivate func today(_ now: Instant) -> Day { zone.day(of: now) }
}
