import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("The way of a concern")
struct ConcernWorkTests {
    let scene: ConcernScene

    init() throws { scene = try ConcernScene() }

    private func open(_ concern: Concern, as viewer: Viewer, _ reason: String? = nil) throws
        -> OpenConcern
    {
        try scene.fixture.write(viewer) { tx in
            try OpenConcern.open(try Concern.find(concern.ref, in: tx), reason: reason, in: tx)
        }
    }

    private func now(_ concern: Concern) throws -> Concern {
        try scene.fixture.read(.system) { try Concern.find(concern.ref, in: $0) }
    }

    @Test("is triaged, worked on, referred, closed with an outcome and opened again")
    func way() throws {
        let concern = try scene.report(as: scene.hanneke) { $0.severity = .acute }
        #expect(try scene.tasks(scene.lead).map(\.dueOn) == [Day(iso: "2026-11-24")])
        #expect(try now(concern).seenAt == nil)
        #expect(try open(concern, as: scene.lead).text == "Iemand slaapt in de schuur.")
        #expect(try now(concern).seenAt != nil)
        try scene.triage(concern, handler: scene.lead, as: scene.lead)
        let day = try #require(Day(iso: "2026-11-24"))
        try scene.fixture.write(scene.lead) { tx in
            try Concern.find(concern.ref, in: tx).take(step: 1, on: day, in: tx)
            try Concern.find(concern.ref, in: tx).agree("Morgen weer.", in: tx)
            try Concern.find(concern.ref, in: tx).refer(to: .veiligThuis, on: day, in: tx)
            var task = TaskDraft()
            (task.title, task.role, task.dueOn) = ("Bel de school", .municipality, day + 1)
            _ = try Concern.find(concern.ref, in: tx).ask(task, in: tx)
        }
        let opened = try open(concern, as: scene.lead)
        #expect(opened.concern.state == .referred && opened.steps == [1: day])
        #expect(opened.notes.map(\.text) == ["Morgen weer."])
        #expect(opened.referrals.map(\.party) == [.veiligThuis])
        #expect(try scene.tasks(scene.officer).map(\.title) == ["Bel de school"])
        let none = refused {
            try scene.fixture.write(scene.lead) {
                try Concern.find(concern.ref, in: $0).close(nil, nil, in: $0)
            }
        }
        #expect(none.map(\.short) == ["outcome guard.concern.outcome.unmet"])
        try scene.fixture.write(scene.lead) {
            try Concern.find(concern.ref, in: $0).close(.solved, "Veilig.", in: $0)
        }
        #expect(try now(concern).state == .closed)
        #expect(try scene.tasks(scene.lead).isEmpty)
        try scene.fixture.write(scene.lead) {
            try Concern.find(concern.ref, in: $0).reopen(in: $0)
        }
        let again = try now(concern)
        #expect(again.state == .reopened && again.outcome == nil)
        #expect(try Consistency.chains(scene.fixture.records).isEmpty)
        #expect(try scene.fixture.read(.system) { try CodeCheck.findings(in: $0) } == [])
    }

    @Test("is opened by the network with a reason, and by nobody else who only knows of it")
    func reason() throws {
        let concern = try scene.report(as: scene.hanneke)
        #expect(refused { _ = try open(concern, as: scene.network) }.map(\.field) == ["reason"])
        let opened = try open(concern, as: scene.network, "De wethouder vraagt ernaar")
        #expect(opened.text != nil && opened.concern.seenAt == nil)
        #expect(throws: Refusal.forbidden("forbidden.concern")) {
            try open(concern, as: scene.hanneke, "Ik meldde het zelf")
        }
        #expect(try open(concern, as: scene.lead).looks.count == 2)
    }

    @Test(
        "one tap is a report that stays first until it is written, withdrawn or answered by a call")
    func tap() throws {
        try scene.log.log("2026-11-24") { $0.hasConcern = true }
        func alerts() throws -> [ConcernAlert] {
            try scene.fixture.read(scene.hanneke) { try ConcernAlert.all(in: $0) }
        }
        let concern = try #require(try alerts().first?.concern)
        #expect(concern.kind == .unknown && concern.isUnfinished)
        #expect(try scene.tasks(scene.lead).map(\.concern) == [concern.id])
        scene.fixture.clock.now = scene.fixture.clock.now.adding(seconds: 30 * 86_400)
        #expect(try alerts().map(\.kind) == [.unfinished])
        try scene.fixture.write(scene.hanneke) {
            try Concern.find(concern.ref, in: $0).askForCall(in: $0)
        }
        #expect(try now(concern).wantsCall && alerts().count == 1)
        var draft = ConcernDraft()
        (draft.text, draft.severity) = ("Er is geen eten in huis.", .acute)
        try scene.fixture.write(scene.hanneke) { tx in
            let now = try Concern.find(concern.ref, in: tx)
            try draft.complete(now, version: now.version, in: tx)
        }
        #expect(try !now(concern).isUnfinished)
        // Written weeks later and still not seen: call yourself.
        #expect(try alerts().map(\.kind) == [.unseen])
        _ = try open(concern, as: scene.lead)
        #expect(try alerts().isEmpty)
        #expect(throws: Refusal.already(nil)) {
            try scene.fixture.write(scene.hanneke) {
                try Concern.find(concern.ref, in: $0).withdraw(in: $0)
            }
        }
    }

    @Test("that turns out to be about a colleague leaves no line in the log")
    func turned() throws {
        let entry = try scene.log.log("2026-11-24") { $0.hasConcern = true }
        var draft = ConcernDraft()
        draft.text = "Mijn collega vroeg geld."
        draft.about = .account(try scene.ref(scene.colleague))
        try scene.fixture.write(scene.hanneke) { tx in
            let found = try #require(try Concern.unfinished(with: entry.id, in: tx))
            try draft.complete(found, version: found.version, in: tx)
        }
        #expect(try scene.log.group().concernCount == 0)
        let line = try scene.log.timeline(as: scene.colleague)[0]
        #expect(!line.hasConcern && line.worry == nil && line.version == entry.version)
        let concern = try #require(
            try scene.fixture.read(.system) { try Concern.reported(with: entry.id, in: $0) })
        #expect(try scene.level(concern, of: scene.colleague) == .nothing)
        #expect(try scene.level(concern, of: scene.hanneke) == .status)
    }

    @Test("keeps what somebody changes or deletes in the log while it is open, for its handler")
    func kept() throws {
        let entry = try scene.log.log("2026-11-20") { $0.note = "Hij sloeg haar." }
        let concern = try scene.report(as: scene.officer) {
            $0.about = .account(try scene.ref(scene.hanneke))
        }
        let group = try scene.log.group()
        try scene.fixture.write(scene.hanneke) { tx in
            var draft = LogDraft(entry)
            draft.note = "Alles goed."
            try draft.update(entry, of: group, version: entry.version, in: tx)
            try LogEntry.find(entry.id.value, of: group, in: tx).delete(from: group, in: tx)
        }
        #expect(try scene.log.timeline().isEmpty)
        let opened = try open(concern, as: scene.lead)
        #expect(opened.kept.map(\.text) == ["Alles goed.", "Hij sloeg haar."])
        try scene.fixture.write(scene.lead) {
            try Concern.find(concern.ref, in: $0).close(.unfounded, nil, in: $0)
        }
        // What was kept for one concern is not shown with another, nor is what nothing was open for.
        let between = try scene.log.log("2026-11-21") { $0.note = "Rustig." }
        try scene.fixture.write(scene.hanneke) { try between.delete(from: group, in: $0) }
        let later = try scene.log.log("2026-11-22") { $0.note = "Samen gegeten." }
        let second = try scene.report(as: scene.officer)
        try scene.fixture.write(scene.hanneke) { try later.delete(from: group, in: $0) }
        #expect(try open(concern, as: scene.lead).kept.count == 2)
        #expect(try open(second, as: scene.lead).kept.map(\.text) == ["Samen gegeten."])
    }

    @Test(
        "of which the coordinator may not know holds the end of a match in words that tell nothing")
    func hold() throws {
        let concern = try scene.report(as: scene.officer) {
            $0.about = .account(try scene.ref(scene.hanneke))
        }
        let group = try scene.log.group()
        let (findings, problem) = try scene.fixture.read(scene.hanneke) { tx in
            let match = try #require(try Match.live(ofGroup: group.id, in: tx).first)
            let step = try #require(Match.lifecycle.transition(.closing, .completed))
            let guards = try match.findings(for: step, in: tx)
            return (
                guards.filter { $0.rule == .concerns }.map(\.isMet),
                refused { try match.prepare(for: .completed, in: tx) }
            )
        }
        #expect(findings == [true])
        #expect(problem.map(\.short) == ["state guard.held"])
        try scene.fixture.write(scene.lead) {
            try Concern.find(concern.ref, in: $0).close(.unfounded, nil, in: $0)
        }
        let free = try scene.fixture.read(scene.hanneke) { tx in
            let match = try #require(try Match.live(ofGroup: group.id, in: tx).first)
            return refused { try match.prepare(for: .completed, in: tx) }
        }
        #expect(free.isEmpty)
    }
}
