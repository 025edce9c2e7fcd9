import Coalition
import Fixtures
import SQLite
import Testing

@Suite("The task of a concern")
struct ConcernTaskTests {
    let scene: LogScene

    init() throws {
        scene = try LogScene()
        try scene.log("2026-11-23") { $0.hasConcern = true }
    }

    private func task(for viewer: Viewer? = nil) throws -> Task {
        try #require(try scene.openTasks(viewer).first { $0.kind == .concern })
    }

    private func attend(_ words: String, isOver: Bool) throws {
        let task = try task()
        try scene.fixture.write(scene.hanneke) {
            try Task.find(task.ref, in: $0).attend(words, isOver: isOver, in: $0)
        }
    }

    @Test("page P02 that is over settles the concern, keeps the sentence and ends both tasks")
    func over() throws {
        let own = try task()
        #expect(try !scene.openTasks(scene.fixture.network).isEmpty)
        try attend("Met Samira gesproken, het is opgelost", isOver: true)
        #expect(try scene.group().concernCount == 0)
        #expect(try scene.openTasks(scene.fixture.network).isEmpty)
        let done = try scene.fixture.read(scene.hanneke) { try Task.find(own.ref, in: $0) }
        #expect(done.reason == "Met Samira gesproken, het is opgelost" && done.doneAt != nil)
    }

    @Test("page P02 that is not over leaves the concern, and comes back by itself")
    func watched() throws {
        try attend("Volgende week weer bellen", isOver: false)
        #expect(try scene.group().concernCount == 1)
        #expect(try !scene.openTasks().contains { $0.kind == .concern })
        scene.fixture.clock.now = scene.fixture.clock.now.adding(seconds: 15 * 86_400)
        try DailyRound(scene.fixture.records) { Issue.record($0) }.go()
        #expect(try scene.openTasks().contains { $0.kind == .concern })
    }

    @Test("page P02 asks for a sentence and cannot be put off", arguments: ["", "ok"])
    func refused(_ words: String) throws {
        #expect(throws: Refusal.self) { try attend(words, isOver: true) }
        #expect(try scene.group().concernCount == 1)
        let task = try task()
        #expect(throws: Refusal.self) {
            try scene.fixture.write(scene.hanneke) {
                try Task.find(task.ref, in: $0).postpone(to: task.dueOn + 3, in: $0)
            }
        }
    }
}
