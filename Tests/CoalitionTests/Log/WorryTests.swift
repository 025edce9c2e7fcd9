import Coalition
import Fixtures
import Testing

@Suite("The answer about worries")
struct WorryTests {
    let scene: LogScene

    init() throws { scene = try LogScene() }

    private func watchedOn(_ viewer: Viewer? = nil) throws -> Day? {
        try scene.fixture.read(viewer ?? scene.hanneke) { tx in
            try LogEntry.watchedOn(try Group.find(scene.ref, in: tx), in: tx)
        }
    }

    @Test("edge case: Silent defaults, page P04 - no answer is kept as unknown, and not as no")
    func unanswered() throws {
        #expect(try scene.log("2026-11-20").worry == nil)
        #expect(try scene.log("2026-11-21") { $0.worry = .no }.worry == .no)
    }

    @Test("that one keeps an eye on it makes no concern and no task, and blocks nothing")
    func watched() throws {
        let tasks = try scene.openTasks(scene.fixture.network).count
        let entry = try scene.log("2026-11-20") { $0.worry = .watched }
        #expect(!entry.hasConcern)
        #expect(try scene.group().concernCount == 0)
        #expect(try scene.openTasks().allSatisfy { $0.kind != .concern })
        #expect(try scene.openTasks(scene.fixture.network).count == tasks)
    }

    @Test("that one keeps an eye on it is asked again until the next answer, past contacts without")
    func askedAgain() throws {
        #expect(try watchedOn() == nil)
        try scene.log("2026-11-18") { $0.worry = .watched }
        try scene.log("2026-11-19")
        #expect(try watchedOn() == Day(iso: "2026-11-18"))
        try scene.log("2026-11-20") { $0.worry = .no }
        #expect(try watchedOn() == nil)
    }

    @Test("that one keeps an eye on it reaches no other role")
    func notTold() throws {
        try scene.log("2026-11-20") { $0.worry = .watched }
        let city = scene.fixture.nijmegen.id
        let lead = Viewer(userID: nil, name: "Lead", grants: [.init(.safeguarding, city: city)])
        #expect(try scene.timeline(as: lead).map(\.worry) == [nil])
        #expect(try scene.timeline().map(\.worry) == [.watched])
        for viewer in [lead, scene.fixture.network, scene.fixture.officerOfNijmegen] {
            #expect(try watchedOn(viewer) == nil)
        }
        let audited: [String] = try scene.fixture.records.database.read {
            try $0.values("SELECT fields FROM audit_log WHERE subject = 'log'")
        }
        #expect(audited.allSatisfy { !$0.contains("worry") && !$0.contains("concern") })
    }

    @Test("comes back with an entry that was deleted")
    func restored() throws {
        let entry = try scene.log("2026-11-20") {
            ($0.worry, $0.promise) = (.watched, "Ik bel de school")
        }
        let group = try scene.group()
        try scene.fixture.write(scene.hanneke) { try entry.delete(from: group, in: $0) }
        let back = try scene.fixture.write(scene.hanneke) {
            try LogEntry.restore(entry.id.value, to: group, in: $0)
        }
        #expect(back.worry == .watched && back.promise == "Ik bel de school")
    }
}

@Suite("What is agreed at a contact")
struct PromiseTests {
    let scene: LogScene

    init() throws { scene = try LogScene() }

    @discardableResult
    private func agree(_ text: String, by day: String?, on contact: String = "2026-11-20")
        throws -> LogEntry
    {
        try scene.log(contact) {
            ($0.promise, $0.promisedOn) = (text, day.flatMap { Day(iso: $0) })
        }
    }

    private func tasks(_ viewer: Viewer? = nil) throws -> [Task] {
        try scene.openTasks(viewer).filter { $0.kind == .promise }
    }

    private func open(_ viewer: Viewer? = nil) throws -> [String] {
        try scene.fixture.read(viewer ?? scene.hanneke) { tx in
            try OpenPromise.all(of: try Group.find(scene.ref, in: tx), limit: 9, in: tx)
                .map(\.text)
        }
    }

    @Test("becomes a task with a day, and stays in the log without one")
    func task() throws {
        try agree("Ik bel de school", by: "2026-12-03")
        try agree("Wij zien elkaar vaker", by: nil)
        let made = try tasks()
        #expect(made.map(\.dueOn) == [Day(iso: "2026-12-03")])
        #expect(made.first?.title == nil && made.first?.isOfRule == false)
        #expect(try open() == ["Ik bel de school"])
        #expect(try scene.timeline().map(\.promise).contains("Wij zien elkaar vaker"))
    }

    @Test("may be several things at once, the most urgent first, until somebody says it is done")
    func several() throws {
        try agree("Later", by: "2026-12-20")
        try agree("Eerst", by: "2026-12-01")
        #expect(try open() == ["Eerst", "Later"])
        let first = try #require(try tasks().first)
        try scene.fixture.write(scene.hanneke) { try first.complete(in: $0) }
        #expect(try open() == ["Later"])
    }

    @Test("follows its entry: another day moves it, no day and a deleted entry end it")
    func follows() throws {
        let entry = try agree("Ik bel", by: "2026-12-03")
        func change(_ day: String?) throws {
            let group = try scene.group()
            try scene.fixture.write(scene.hanneke) { tx in
                let now = try LogEntry.find(entry.id.value, of: group, in: tx)
                var draft = LogDraft(now)
                draft.promisedOn = day.flatMap { Day(iso: $0) }
                try draft.update(now, of: group, version: now.version, in: tx)
            }
        }
        try change("2026-12-09")
        #expect(try tasks().map(\.dueOn) == [Day(iso: "2026-12-09")])
        try change(nil)
        #expect(try tasks().isEmpty)
        try change("2026-12-10")
        #expect(try tasks().map(\.dueOn) == [Day(iso: "2026-12-10")])
        let group = try scene.group()
        try scene.fixture.write(scene.hanneke) { tx in
            try LogEntry.find(entry.id.value, of: group, in: tx).delete(from: group, in: tx)
        }
        #expect(try tasks().isEmpty)
        try scene.fixture.write(scene.hanneke) {
            _ = try LogEntry.restore(entry.id.value, to: group, in: $0)
        }
        #expect(try tasks().count == 1)
    }

    @Test("is a task for the network without its words, which only the log has")
    func sight() throws {
        try agree("Alleen voor Hanneke", by: "2026-12-03")
        #expect(try open(scene.fixture.network).isEmpty)
        #expect(try open(scene.fixture.officerOfNijmegen).isEmpty)
        let sealed: [UInt8]? = try scene.fixture.records.database.read {
            try $0.value("SELECT promise_sealed FROM log_entries WHERE promise_sealed NOT NULL")
        }
        #expect(String(decoding: try #require(sealed), as: UTF8.self).contains("Hanneke") == false)
    }

    @Test(
        "is refused where it cannot be, at its field",
        arguments: [
            (nil, "2026-12-03", "promise"), ("Ja", "2026-11-19", "promised_on"),
            ("Ja", "2028-01-01", "promised_on"),
            (String(repeating: "x", count: 201), nil, "promise"),
        ] as [(String?, String?, String)])
    func refused(text: String?, day: String?, field: String) throws {
        var draft = LogDraft.spoken(on: try #require(Day(iso: "2026-11-20")))
        (draft.promise, draft.promisedOn) = (text, day.flatMap { Day(iso: $0) })
        #expect(try scene.problems(draft).map(\.field) == [field])
    }
}
