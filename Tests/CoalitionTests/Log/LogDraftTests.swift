import Coalition
import Fixtures
import Testing

@Suite("What is typed in the log")
struct LogDraftTests {
    private func draft(_ change: (inout LogDraft) -> Void = { _ in }) -> LogDraft {
        var draft = LogDraft.spoken(on: Day(number: Moment.noon.dayNumber))
        change(&draft)
        return draft
    }

    @Test("needs only a day and whether contact was made")
    func required() throws {
        let scene = try LogScene()
        #expect(
            try scene.problems(LogDraft()).map(\.short)
                == ["happened_on problem.day_required", "contact problem.contact"])
        let entry = try scene.log("2026-11-24")
        #expect(entry.medium == nil && entry.minutes == nil && entry.mood == nil)
        #expect(entry.note == nil && entry.themes.isEmpty && entry.members.isEmpty)
        #expect(!entry.hasConcern)
    }

    @Test(
        "edge case: \"Today\" near midnight - a contact of today, none of tomorrow",
        arguments: [
            // At 23:30Z it is the next day in Amsterdam, in winter and in summer.
            (Moment.utc(2026, 11, 24, 23, 30), "2026-11-25"),
            (Moment.utc(2026, 7, 10, 22, 30), "2026-07-11"),
            (Moment.utc(2026, 11, 24, 22, 30), "2026-11-24"),
            // The nights in which the clock changes.
            (Moment.utc(2026, 3, 28, 23, 30), "2026-03-29"),
            (Moment.utc(2026, 3, 29, 21, 59), "2026-03-29"),
            (Moment.utc(2026, 3, 29, 22, 0), "2026-03-30"),
            (Moment.utc(2026, 10, 24, 22, 0), "2026-10-25"),
            (Moment.utc(2026, 10, 25, 22, 59), "2026-10-25"),
            (Moment.utc(2026, 10, 25, 23, 0), "2026-10-26"),
            // A leap day, and the day after one.
            (Moment.utc(2028, 2, 28, 23, 30), "2028-02-29"),
            (Moment.utc(2028, 2, 29, 23, 30), "2028-03-01"),
            (Moment.utc(2026, 12, 31, 23, 30), "2027-01-01"),
        ])
    func today(moment: Instant, today: String) throws {
        let scene = try LogScene(at: moment)
        let day = try #require(Day(iso: today))
        #expect(try scene.problems(LogDraft.spoken(on: day)).isEmpty)
        #expect(
            try scene.problems(LogDraft.spoken(on: day + 1))
                == [Problem("happened_on", "problem.day_future", ["today": .day(day)])])
    }

    @Test("goes by the city's own day, not the network's")
    func abroad() throws {
        let scene = try LogScene(at: Moment.utc(2026, 11, 24, 23, 30))
        try scene.fixture.records.database.write { db in
            _ = try db.run("UPDATE cities SET time_zone = 'America/New_York'")
        }
        #expect(
            try scene.problems(LogDraft.spoken(on: try #require(Day(iso: "2026-11-24")))).isEmpty)
        let refused = try scene.problems(
            LogDraft.spoken(on: try #require(Day(iso: "2026-11-25"))))
        #expect(refused.map(\.message) == ["problem.day_future"])
    }

    @Test("refuses a year that is a slip of the keyboard")
    func longAgo() throws {
        let scene = try LogScene()
        let day = try #require(Day(iso: "0206-11-20"))
        #expect(
            try scene.problems(LogDraft.spoken(on: day)).map(\.message)
                == ["problem.day_early.registered"])
    }

    @Test(
        "takes a duration as people write it",
        arguments: [
            ("1,5", 90), ("1.5", 90), ("1:30", 90), ("1u30", 90), ("90 min", 90), ("2 uur", 120),
            ("5 min", 5), ("24 uur", 1440), ("", nil), ("  ", nil),
        ] as [(String, Int?)])
    func duration(typed: String, minutes: Int?) throws {
        let scene = try LogScene()
        #expect(try scene.log("2026-11-24") { $0.duration = typed }.minutes == minutes)
    }

    @Test(
        "refuses a duration that cannot be at its field",
        arguments: [
            "een hele middag", "4 min", "25", "-1", "1,5,5", "1441 min", "0", "٣", "1e3",
        ])
    func wrongDuration(typed: String) throws {
        let scene = try LogScene()
        let problems = try scene.problems(draft { $0.duration = typed })
        #expect(problems.map(\.short) == ["duration problem.duration"])
        #expect(try scene.timeline().isEmpty)
    }

    @Test("prefers a typed duration above a chosen one, and checks the chosen one too")
    func bothDurations() throws {
        let scene = try LogScene()
        let entry = try scene.log("2026-11-24") {
            $0.minutes = 30
            $0.duration = "45 min"
        }
        #expect(entry.minutes == 45)
        let problems = try scene.problems(draft { $0.minutes = 4 })
        #expect(problems.map(\.short) == ["minutes problem.duration"])
    }

    @Test(
        "keeps hostile and foreign text exactly as it was meant",
        arguments: [
            "😀 👩‍👩‍👧‍👦", "<script>alert(1)</script>", "' OR 1=1; DROP TABLE log_entries; --",
            "محمد zei: شكرا",
            "eerste regel\ntweede regel", "=HYPERLINK(\"x\")", "{{note}}", "%00 \\u0000",
        ])
    func notes(text: String) throws {
        let scene = try LogScene()
        #expect(try scene.log("2026-11-24") { $0.note = text }.note == text)
        #expect(try scene.timeline().map(\.note) == [text])
    }

    @Test("drops what no page can show: NUL and other control characters")
    func controls() throws {
        let scene = try LogScene()
        let entry = try scene.log("2026-11-24") {
            $0.note = "  voor\u{0}\u{7}na\r\nen\tverder\u{1B} "
        }
        #expect(entry.note == "voorna\nen\tverder")
        #expect(try scene.log("2026-11-24") { $0.note = "\u{0} \r\n" }.note == nil)
    }

    @Test(
        "refuses a note above 2,000 characters at its field, however it is built",
        arguments: [
            String(repeating: "a", count: 2001), String(repeating: "a", count: 1_000_000),
            "e" + String(repeating: "\u{301}\u{302}", count: 500_000),
            String(repeating: "😀", count: 2001),
        ])
    func longNote(text: String) throws {
        let scene = try LogScene()
        let problems = try scene.problems(draft { $0.note = text })
        #expect(problems.map(\.short) == ["note problem.note_long"])
        #expect(problems.first?.values == ["limit": .number(2000)])
        #expect(try scene.timeline().isEmpty)
    }

    @Test("takes a note of exactly 2,000 characters, counted as they are kept")
    func fullNote() throws {
        let scene = try LogScene()
        let decomposed = String(repeating: "e\u{308}", count: 2000) + "\r\n\r\n"
        let kept = try scene.log("2026-11-24") { $0.note = decomposed }.note
        #expect(kept == String(repeating: "ë", count: 2000))
        let emoji = String(repeating: "😀", count: 2000)
        #expect(try scene.log("2026-11-24") { $0.note = emoji }.note == emoji)
    }

    @Test("keeps notes sealed in the file")
    func sealed() throws {
        let scene = try LogScene()
        try scene.log("2026-11-24") { $0.note = "Samen de post gelezen" }
        let stored: [UInt8] = try #require(
            try scene.fixture.records.database.read { db in
                try db.value("SELECT note_sealed FROM log_entries")
            })
        #expect(!String(decoding: stored, as: UTF8.self).contains("post"))
        #expect(stored.first == 1)
    }

    @Test("refuses a mood outside one to five and somebody of another group")
    func choices() throws {
        let scene = try LogScene()
        let stranger = ID<Member>(999)
        let problems = try scene.problems(
            draft {
                $0.mood = 6; $0.members = [stranger]
            })
        #expect(problems.map(\.short) == ["mood problem.choice", "members problem.choice"])
    }

    @Test("names every problem at once")
    func all() throws {
        let scene = try LogScene()
        var draft = LogDraft()
        draft.duration = "lang"
        draft.mood = 0
        draft.note = String(repeating: "n", count: 2001)
        let fields = try scene.problems(draft).map(\.field)
        #expect(fields == ["happened_on", "contact", "duration", "mood", "note"])
    }

    @Test("repeats the last entry without its mood, note and concern")
    func repeated() throws {
        let scene = try LogScene()
        let joke = try scene.fixture.read(scene.hanneke) { tx in
            try Member.active(of: try Group.find(scene.ref, in: tx).id, in: tx)[0].id
        }
        try scene.log("2026-11-20") { _ in }
        try scene.log("2026-11-22") {
            ($0.medium, $0.minutes, $0.mood) = (.visit, 60, 4)
            ($0.themes, $0.members) = ([.language, .money], [joke])
            ($0.note, $0.hasConcern) = ("Gegeten", true)
        }
        let group = try scene.group()
        let last = try scene.fixture.read(scene.hanneke) { try LogEntry.latest(of: group, in: $0) }
        let draft = LogDraft(repeating: try #require(last), on: Day(iso: "2026-11-24"))
        #expect(draft.happenedOn == Day(iso: "2026-11-24"))
        #expect(draft.isContact == true && draft.medium == .visit && draft.minutes == 60)
        #expect(draft.themes == [.language, .money] && draft.members == [joke])
        #expect(draft.mood == nil && draft.note.isEmpty && !draft.hasConcern)
    }
}

extension Instant {
    fileprivate var dayNumber: Int { Int(milliseconds / 86_400_000) }
}
