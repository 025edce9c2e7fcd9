import Coalition
import Fixtures
import Testing

/// Today is 24 November 2026.
@Suite("When an accommodation is free")
struct FreePeriodTests {
    let world: StayWorld

    init() throws { world = try StayWorld() }

    /// The free periods of an accommodation, written "2026-11-24 2026-12-01", open ones with "-".
    private func free(_ home: Accommodation, by viewer: Viewer? = nil) throws -> [String] {
        try world.fixture.read(viewer ?? world.sanne) { tx in
            let home = try Accommodation.find(home.ref, in: tx)
            return try FreePeriod.all(of: [home], in: tx)[home.id, default: []].map {
                "\($0.from.iso) \($0.until?.iso ?? "-")"
            }
        }
    }

    private func list(
        _ from: String?, _ until: String?, isPartial: Bool = false, by viewer: Viewer? = nil
    ) throws -> [String] {
        var list = FreeHomeList()
        (list.from, list.until) = (from.flatMap(Day.init(iso:)), until.flatMap(Day.init(iso:)))
        list.isPartial = isPartial
        return try world.fixture.read(viewer ?? world.network) { [list] tx in
            let found = try list.page(nil, in: tx).rows.map(\.name).sorted()
            #expect(try list.count(in: tx).value == found.count)
            return found
        }
    }

    @Test("begins today, ends where a stay begins, and has no end where nothing is planned")
    func between() throws {
        #expect(try free(world.waal) == ["2026-11-24 -"])
        try world.plan(world.waal, nil, "2026-12-01", "2027-01-01")
        try world.plan(world.waal, nil, "2027-01-01", "2027-03-01")
        try world.plan(world.waal, nil, "2027-08-01", "2027-09-01")
        #expect(
            try free(world.waal) == [
                "2026-11-24 2026-12-01", "2027-03-01 2027-08-01", "2027-09-01 -",
            ])
    }

    @Test("lies between the first and the last day on which the accommodation is there")
    func closed() throws {
        try world.change(world.waal) {
            $0.availableFrom = Day(iso: "2027-02-01")
            $0.availableUntil = Day(iso: "2027-06-01")
        }
        #expect(try free(world.waal) == ["2027-02-01 2027-06-01"])
        try world.plan(world.waal, nil, "2027-05-01", "2027-06-01")
        #expect(try free(world.waal) == ["2027-02-01 2027-05-01"])
    }

    @Test(
        "has no night of today while a guest is there who should have left, or one who was cancelled"
    )
    func overdue() throws {
        let stay = try world.plan(world.waal, world.guest(), "2026-09-01", "2026-11-20")
        #expect(try free(world.waal) == ["2026-11-24 -"])
        _ = try world.bring(stay, to: [.nominated, .accepted, .preparing, .confirmed, .inStay])
        #expect(try free(world.waal) == ["2026-11-25 -"])
        #expect(try list("2026-11-24", "2026-12-24") == ["HLM-A", "NIJ-B"])
        #expect(try list("2026-11-25", "2026-12-24").contains("NIJ-A"))
        let gone = try world.plan(world.stad, nil, "2026-12-01", "2027-01-01")
        _ = try world.bring(gone, to: [.cancelled])
        #expect(try free(world.stad) == ["2026-11-24 -"])
    }

    @Test("is found for whole periods, and for parts of them when that is asked")
    func lists() throws {
        try world.plan(world.waal, nil, "2027-05-10", "2027-06-10")
        try world.plan(world.stad, nil, "2027-04-20", "2027-06-10")
        #expect(try list("2027-05-01", "2027-06-01") == ["HLM-A"])
        #expect(try list("2027-05-01", "2027-06-01", isPartial: true) == ["HLM-A", "NIJ-A"])
        #expect(try list("2027-05-01", "2027-05-10") == ["HLM-A", "NIJ-A"])
        #expect(try list("2027-06-10", "2027-07-01").count == 3)
        #expect(try list(nil, nil).count == 3)
        #expect(try list("2020-01-01", "2020-02-01").isEmpty)
    }

    @Test("is told of no accommodation of another city, and of none to who reads no stays")
    func scope() throws {
        #expect(try list("2027-05-01", "2027-06-01", by: world.sanne) == ["NIJ-A", "NIJ-B"])
        #expect(try list("2027-05-01", "2027-06-01", by: world.mira) == ["HLM-A"])
        #expect(try list("2027-05-01", "2027-06-01", by: world.fixture.hanneke).isEmpty)
        let plannable = try world.fixture.read(world.sanne) { tx in
            try Accommodation.plannable(during: try .of("2027-05-01", "2027-06-01"), in: tx)
        }
        #expect(plannable.map(\.name) == ["NIJ-A", "NIJ-B"])
    }

    @Test("ends with the nights that are asked for")
    func clipped() throws {
        let (from, until) = (try #require(Day(iso: "2027-03-01")), Day(iso: "2027-05-10"))
        let may = try Period.of("2027-05-01", "2027-06-01")
        let free = FreePeriod(from: from, until: until)
        #expect(free.nights == 70)
        #expect(free.clipped(to: may) == (try .of("2027-05-01", "2027-05-10")))
        #expect(!free.holds(may) && FreePeriod(from: from, until: nil).holds(may))
        #expect(FreePeriod(from: may.until, until: nil).clipped(to: may) == nil)
    }
}
