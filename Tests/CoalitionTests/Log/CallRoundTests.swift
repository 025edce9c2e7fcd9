import Coalition
import Fixtures
import Testing

@Suite("The call round")
struct CallRoundTests {
    let scene: LogScene

    init() throws { scene = try LogScene() }

    private func add(_ name: String, since day: String = "2026-09-01") throws -> String {
        let ref = try LogScene.group(name, of: scene.fixture, by: scene.hanneke, members: 5)
        try scene.couple(ref, to: "Gezin \(name)", since: day)
        return ref
    }

    private func log(
        _ ref: String, _ day: String, made: Bool = true,
        _ change: (inout LogDraft) -> Void = { _ in }
    ) throws {
        try scene.fixture.write(scene.hanneke) { tx in
            var draft = made ? LogDraft.spoken(on: tx.today) : LogDraft.tried(on: tx.today)
            draft.happenedOn = Day(iso: day)
            change(&draft)
            try draft.create(for: try Group.find(ref, in: tx), in: tx)
        }
    }

    private func round(_ viewer: Viewer? = nil) throws -> CallRound {
        try scene.fixture.read(viewer ?? scene.hanneke) { try CallRound($0) }
    }

    @Test(
        "begins with a concern, then silence, then what one keeps an eye on, then the longest ago")
    func order() throws {
        let (lent, hees, dukenburg) = (try add("Lent"), try add("Hees"), try add("Dukenburg"))
        try log(scene.ref, "2026-11-12")
        try log(lent, "2026-11-20") { $0.worry = .reported }
        try log(hees, "2026-11-22") { $0.worry = .watched }
        try log(dukenburg, "2026-10-01")
        #expect(try round().groups.map(\.ref) == [lent, dukenburg, hees, scene.ref])
    }

    @Test("passes over who was spoken to or tried today, and ends when nobody is left")
    func done() throws {
        let other = try add("Lent")
        try log(scene.ref, "2026-11-12")
        try log(other, "2026-11-10")
        #expect(try round().next(at: nil, after: nil)?.ref == other)
        try log(other, "2026-11-24", made: false)
        #expect(try round().next(at: nil, after: nil)?.ref == scene.ref)
        try log(scene.ref, "2026-11-24")
        let end = try round()
        #expect(end.next(at: nil, after: nil) == nil)
        #expect((end.spoken, end.tried, end.left) == (1, 1, 0))
        #expect(end.nextDue != nil)
    }

    @Test("leaves a group for later, and passes over one that is not of the round")
    func later() throws {
        let other = try add("Lent")
        try log(scene.ref, "2026-11-12")
        try log(other, "2026-11-10")
        let round = try round()
        #expect(round.next(at: nil, after: other)?.ref == scene.ref)
        #expect(round.next(at: nil, after: scene.ref) == nil)
        #expect(round.next(at: "G-ZZZZ", after: "G-ZZZZ")?.ref == other)
    }

    @Test("is empty for who keeps no log, and of another city's coordinator")
    func strangers() throws {
        for viewer in [scene.fixture.coordinatorOfHaarlem, scene.fixture.network] {
            #expect(try round(viewer).groups.isEmpty)
        }
    }
}
