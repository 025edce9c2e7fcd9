import Coalition
import Fixtures
import SQLite
import Testing

@Suite("The end of a stay")
struct StayEndingTests {
    let world: StayWorld

    init() throws { world = try StayWorld() }

    private let arriving: [Stay.State] = [
        .nominated, .accepted, .preparing, .confirmed, .inStay,
    ]

    private func present(_ from: String = "2026-11-01", _ until: String = "2026-12-25") throws
        -> Stay
    {
        try world.bring(
            try world.plan(world.waal, world.guest(), from, until), to: arriving)
    }

    @Test(
        "fault R41: frees its nights from that day, whatever came next",
        arguments: [[Stay.State.otherOutcome], [.departing, .returned]])
    func freed(_ way: [Stay.State]) throws {
        let stay = try world.bring(try present(), to: way)
        #expect(stay.period == (try Period.of("2026-11-01", "2026-11-24")))
        let former = try world.fixture.read(world.network) { try stay.formerPeriods(in: $0) }
        #expect(former.map(\.period) == [try Period.of("2026-11-01", "2026-12-25")])
        try world.plan(world.waal, world.guest("Kluut"), "2026-11-24", "2026-12-20")
    }

    @Test("fault R41: leaves one night to who came today")
    func oneNight() throws {
        let stay = try world.bring(try present("2026-11-24"), to: [.otherOutcome])
        #expect(stay.period == (try Period.of("2026-11-24", "2026-11-25")))
    }

    @Test("fault R41: is no longer an exception when it is as short as any other")
    func exception() throws {
        var draft = world.draft(world.waal, try world.guest(), "2026-11-01", "2027-03-01")
        draft.isException = true
        let long = draft
        let planned = try world.fixture.write(world.network) { try long.create($0) }
        #expect(planned.isException)
        let stay = try world.bring(planned, to: arriving + [.otherOutcome])
        #expect(!stay.isException)
    }

    @Test("fault R41: before the arrival takes no night at all")
    func cancelled() throws {
        let stay = try world.plan(world.waal, world.guest(), "2026-12-01", "2026-12-25")
        _ = try world.bring(stay, to: [.cancelled])
        try world.plan(world.waal, world.guest("Kluut"), "2026-12-01", "2026-12-25")
    }

    @Test("fault R40: who is there has come, so that the first day is not ahead")
    func ahead() throws {
        let stay = try present()
        let draft = world.draft(world.waal, nil, "2026-12-01", "2026-12-25")
        var later = draft
        later.guest = stay.guestRef
        let changed = later
        let found = try problems {
            try world.fixture.write(world.network) {
                try changed.update(stay, version: stay.version, in: $0)
            }
        }
        #expect(found.map(\.short) == ["from_on problem.day_future"])
    }

    @Test("fault R40: a new stay begins at most a year ago")
    func longAgo() throws {
        let found = try problems { try world.plan(world.waal, nil, "2020-03-01", "2020-04-01") }
        #expect(found.map(\.short) == ["from_on problem.day_early.year"])
        try world.plan(world.waal, nil, "2025-11-24", "2025-12-24")
    }
}

@Suite("A wished extension")
struct ExtensionRequestTests {
    let world: StayWorld
    let stay: Stay

    init() throws {
        world = try StayWorld()
        let planned = try world.plan(world.waal, world.guest(), "2026-11-01", "2026-12-25")
        stay = try world.bring(
            planned, to: [.nominated, .accepted, .preparing, .confirmed, .inStay])
        var draft = ExtensionDraft()
        (draft.until, draft.reason, draft.isPermitCovered) = (
            Day(iso: "2027-01-10"), .safety, true
        )
        let (wish, stay) = (draft, stay)
        try world.fixture.write(world.sanne) {
            try wish.ask(for: stay, version: stay.version, in: $0)
        }
    }

    private func tasks() throws -> [Task] {
        try world.fixture.read(world.network) { tx in
            var list = TaskList()
            list.role = .network
            return try list.page(nil, in: tx).rows
        }
    }

    private func requests() throws -> [ExtensionRequest] {
        try world.fixture.read(world.sanne) { try ExtensionRequest.all(of: stay, in: $0) }
    }

    @Test("fault R15: is a task of the network in Shelter City, and the asker sees where it stands")
    func asked() throws {
        let task = try #require(try tasks().first)
        #expect(task.kind == .extending && task.stay == stay.id)
        #expect(task.programme == .shelterCity && task.dueOn == Day(iso: "2026-11-29"))
        #expect(try requests().map(\.outcome) == [nil])
        let due = try world.fixture.read(world.sanne) { try stay.decisionDue(in: $0) }
        #expect(due == task.dueOn)
        let elsewhere = Viewer(
            userID: nil, name: "Netwerk", grants: [.init(.network, programme: .samenHier)])
        #expect(
            try world.fixture.read(elsewhere) { try TaskList().page(nil, in: $0).rows.isEmpty })
    }

    @Test("fault R15: is done once it is approved, refused, withdrawn or no longer possible")
    func decided() throws {
        let now = try world.again(stay)
        try world.fixture.write(world.network) {
            try now.approveExtension(isException: false, version: now.version, in: $0)
        }
        #expect(try tasks().isEmpty && requests().map(\.outcome) == [.approved])
    }

    @Test("fault R15: is refused by the network and withdrawn by who asked")
    func dropped() throws {
        let now = try world.again(stay)
        try world.fixture.write(world.network) {
            try now.dropExtension(version: now.version, in: $0)
        }
        #expect(try requests().map(\.outcome) == [.refused])
        #expect(try tasks().isEmpty)
    }

    @Test("fault R15: lapses when the stay ends before anybody decided")
    func lapsed() throws {
        _ = try world.bring(try world.again(stay), to: [.otherOutcome])
        #expect(try requests().map(\.outcome) == [.lapsed] && tasks().isEmpty)
    }

    @Test("from before it was asked of anybody is found by the daily round")
    func former() throws {
        try world.fixture.records.database.write { db in _ = try db.run("DELETE FROM tasks") }
        for _ in 0..<2 { try DailyRound(world.fixture.records) { Issue.record($0) }.go() }
        #expect(try tasks().map(\.kind) == [.extending])
    }
}
