import Coalition
import Fixtures
import Testing

@Suite("The plan of a year")
struct StayPlanTests {
    let world: StayWorld

    init() throws { world = try StayWorld() }

    private func plan(_ from: String, _ until: String, by viewer: Viewer? = nil) throws -> StayPlan
    {
        let period = try Period.of(from, until)
        return try world.fixture.read(viewer ?? world.sanne) {
            try StayPlan.read(period, cities: world.cities, in: $0)
        }
    }

    @Test("has a line per accommodation, and one for slots that have none")
    func lines() throws {
        try world.plan(world.stad, nil, "2027-02-01", "2027-03-01")
        try world.plan(nil, nil, "2027-02-01", "2027-03-01", in: world.fixture.nijmegen)
        let found = try plan("2027-01-01", "2028-01-01")
        #expect(found.lines.map { $0.accommodation?.name } == ["NIJ-A", "NIJ-B", nil])
        #expect(found.lines.map(\.stays.count) == [0, 1, 1])
        #expect(found.cohorts.map(\.season) == [.spring, .autumn])
    }

    @Test("is cut into pages of whole cities, which together have every city once")
    func pages() throws {
        try world.plan(nil, nil, "2027-02-01", "2027-03-01", in: world.fixture.nijmegen)
        let cities = try world.fixture.read(world.network) { try HostingCity.all(in: $0) }
        #expect(cities.map(\.city.nameNL) == ["Haarlem", "Nijmegen"])
        #expect(cities.map(\.lines) == [1, 2])
        func names(_ most: Int) -> [[String]] {
            HostingCity.pages(cities, lines: most).map { $0.map(\.city.nameNL) }
        }
        #expect(names(3) == [["Haarlem", "Nijmegen"]])
        #expect(names(2) == [["Haarlem"], ["Nijmegen"]])
        #expect(names(0) == [["Haarlem"], ["Nijmegen"]])
        #expect(HostingCity.pages([], lines: 60).isEmpty)
        let own = try world.fixture.read(world.sanne) { try HostingCity.all(in: $0) }
        #expect(own.map(\.city.nameNL) == ["Nijmegen"])
    }

    @Test("counts the nights in the period and no others")
    func occupancy() throws {
        let stay = try world.plan(world.waal, world.guest(), "2026-10-20", "2026-11-10")
        _ = try world.bring(stay, to: [.nominated, .accepted, .preparing, .confirmed, .inStay])
        try world.plan(world.stad, nil, "2026-11-25", "2026-12-05")
        let november = try plan("2026-11-01", "2026-12-01").occupancy()
        #expect(november.occupied == 9)
        #expect(november.planned == 6)
        #expect(november.available == 60)
        #expect(november.share == 0.25)
        let october = try plan("2026-10-01", "2026-11-01").occupancy()
        #expect(october.occupied == 12)
        #expect(october.available == 62)
    }

    @Test("has 29 nights in February 2028 and a night of every day on which the clocks change")
    func calendar() throws {
        try world.plan(world.waal, nil, "2028-02-01", "2028-03-01")
        #expect(try plan("2028-02-01", "2028-03-01").occupancy().planned == 29)
        #expect(try plan("2027-03-28", "2027-03-29").occupancy().available == 2)
        #expect(try plan("2027-10-31", "2027-11-01").occupancy().available == 2)
        #expect(Period.year(from: Day(iso: "2028-02-29") ?? .init(number: 0)).nights == 366)
    }

    @Test("has nothing available without accommodations, and no share then")
    func empty() throws {
        let none = try plan("2026-11-01", "2026-12-01", by: world.fixture.hanneke).occupancy()
        #expect(none.available == 0)
        #expect(none.share == nil)
    }

    @Test("knows the gaps between stays and the days an accommodation is not there")
    func gaps() throws {
        try world.change(world.waal) {
            $0.availableFrom = Day(iso: "2027-02-01")
            $0.availableUntil = Day(iso: "2027-11-01")
        }
        try world.plan(world.waal, nil, "2027-03-01", "2027-04-01")
        try world.plan(world.waal, nil, "2027-04-01", "2027-06-01")
        let found = try plan("2027-01-01", "2028-01-01")
        let line = try #require(found.lines.first)
        let gaps = line.gaps(in: found.period)
        #expect(
            gaps == [
                try .of("2027-02-01", "2027-03-01"), try .of("2027-06-01", "2027-11-01"),
            ])
        #expect(
            line.closures(in: found.period) == [
                try .of("2027-01-01", "2027-02-01"), try .of("2027-11-01", "2028-01-01"),
            ])
        #expect(found.occupancy().available == 273 + 365)
    }

    @Test("shows the nights that a wished extension would take from the next guest")
    func clashes() throws {
        let stay = try world.plan(world.waal, world.guest("Wulp"), "2026-09-07", "2026-12-06")
        let here = try world.bring(
            stay, to: [.nominated, .accepted, .preparing, .confirmed, .inStay])
        try world.plan(world.waal, world.guest("Grutto"), "2026-12-14", "2027-03-13")
        var wish = ExtensionDraft()
        (wish.until, wish.reason, wish.isPermitCovered) = (Day(iso: "2026-12-20"), .health, true)
        try world.fixture.write(world.sanne) { [wish] in
            try wish.ask(for: here, version: here.version, in: $0)
        }
        let found = try plan("2026-08-01", "2027-08-01")
        let clashes = try #require(found.lines.first).clashes
        #expect(clashes.map(\.wish.code?.nl) == ["Wulp"])
        #expect(clashes.map(\.next.code?.nl) == ["Grutto"])
        #expect(clashes.map(\.nights) == [try .of("2026-12-14", "2026-12-20")])
    }

    @Test("holds a stay that began a year before the period and one that ends after it")
    func edges() throws {
        var long = world.draft(world.waal, nil, "2026-01-02", "2027-01-02")
        long.isException = true
        _ = try world.fixture.write(world.sanne) { [long] in try long.create($0) }
        try world.plan(world.stad, nil, "2027-12-31", "2028-02-01")
        try world.plan(world.stad, nil, "2028-02-01", "2028-03-01")
        let found = try plan("2027-01-01", "2028-01-01")
        #expect(found.lines.map(\.stays.count) == [1, 1])
        #expect(found.occupancy().planned == 2)
    }
}
