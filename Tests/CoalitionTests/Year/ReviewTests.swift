import Coalition
import Fixtures
import SQLite
import Testing

@Suite("A review of the year")
struct ReviewTests {
    @Test("edge case: Exact due day too strict - any day of its window is on time, later is late")
    func windows() throws {
        let scene = try YearScene.active()
        #expect(try scene.slot(.w2)?.state == .upcoming)
        scene.matches.pass(days: 10)
        #expect(try scene.slot(.w2)?.state == .open)
        scene.matches.pass(days: 11)
        try scene.hold(.w2)
        #expect(try scene.slot(.w2)?.state == .done)
        scene.matches.pass(days: 110)
        #expect(try scene.slot(.m3)?.state == .missed)
        try scene.hold(.m3)
        #expect(try scene.slot(.m3)?.state == .late)
    }

    @Test("edge case: Missed checks vanish on close - a missed one stays after the match ended")
    func missed() throws {
        let scene = try YearScene.active()
        scene.matches.pass(days: 120)
        try scene.matches.move(.endedEarly, scene.today, .moved)
        #expect(try scene.slot(.m3)?.state == .missed && scene.slot(.w2)?.state == .missed)
        #expect(try scene.slot(.m6) == nil)
        #expect(throws: Refusal.self) { try scene.hold(.m3) }
    }

    @Test("is held neither before its window nor after today, and not before the match")
    func days() throws {
        let scene = try YearScene.active()
        func message(_ kind: Review.Kind, _ day: Day) throws -> String? {
            do { try scene.hold(kind, on: day) } catch Refusal.invalid(let problems) {
                return problems.first?.message
            }
            return nil
        }
        #expect(try message(.w2, scene.today) == "problem.day_early.window")
        #expect(try message(.own, scene.today - 1) == "problem.day_early.started")
        #expect(try message(.own, scene.today + 1) == "problem.day_future")
        #expect(try message(.own, scene.today) == nil)
    }

    @Test("is asked for once when its window opens, and no more once held or missed")
    func asked() throws {
        let scene = try YearScene.active()
        scene.matches.pass(days: 12)
        try scene.round()
        try scene.round()
        #expect(try scene.asked().count == 1)
        try scene.hold(.w2)
        #expect(try scene.asked().isEmpty)
        scene.matches.pass(days: 75)
        try scene.round()
        let task = try #require(try scene.asked().first)
        #expect(Review.Kind(of: task, in: try scene.matches.now().match) == .m3)
        scene.matches.pass(days: 40)
        try scene.round()
        #expect(try scene.asked().isEmpty)
    }

    @Test("ticks the lines of its month and makes what follows, in one change")
    func page() throws {
        let scene = try YearScene.active()
        scene.matches.pass(days: 90)
        let match = try scene.matches.now().match
        let line = try scene.line("wishes").line
        try scene.matches.write { tx in
            var draft = ReviewDraft(.m3)
            (draft.heldOn, draft.audience, draft.outcome) = (scene.today, .both, .attention)
            draft.lines = [line]
            draft.tasks = [.init("Bel de school", dueOn: scene.today + 7, role: .local)]
            try draft.add(to: try YearSubject(match, in: tx), in: tx)
        }
        #expect(try scene.line("wishes").tick != nil)
        #expect(
            try scene.fixture.read(.system) { tx in
                try tx.db.value("SELECT count(*) FROM tasks WHERE review_id IS NOT NULL")
            } == 1)
    }

    @Test("is written by the coordinator, read by the safeguarding lead, and held for the others")
    func rights() throws {
        let scene = try YearScene.active()
        scene.matches.pass(days: 12)
        let officer = scene.fixture.officerOfNijmegen
        #expect(throws: Refusal.forbidden("forbidden.review")) {
            try scene.hold(.w2, by: officer)
        }
        try scene.hold(.w2)
        let (review, match) = (
            try #require(try scene.slot(.w2)?.review), try scene.matches.now().match
        )
        let safe = Viewer(userID: nil, name: "Aandacht", grants: [.init(.safeguarding)])
        let answers = try scene.fixture.read(safe) { try review.answers(of: match, in: $0) }
        #expect(answers == ["going": "Rustig."])
        for viewer in [officer, scene.fixture.network] {
            let seen = try scene.fixture.read(viewer) { try Review.all(of: match, in: $0) }
            #expect(seen.map(\.outcome) == [nil])
            #expect(throws: Refusal.forbidden("forbidden.review")) {
                try scene.fixture.read(viewer) { try review.answers(of: match, in: $0) }
            }
        }
        let bytes: [UInt8]? = try scene.fixture.read(.system) {
            try $0.db.value("SELECT answers_sealed FROM reviews")
        }
        #expect(!String(decoding: bytes ?? [], as: UTF8.self).contains("Rustig"))
    }
}
