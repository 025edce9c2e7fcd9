import Coalition
import Fixtures
import Testing

@Suite("A list of stays by where they stand today")
struct StayTimesTests {
    let world: StayWorld
    /// Should have left last week, and is there.
    let late: Stay
    /// Leaves in ten days.
    let leaving: Stay
    /// Comes in a month.
    let coming: Stay
    /// A place in a month without a guest.
    let place: Stay
    /// Ended before its last night.
    let ended: Stay

    /// Tuesday 24 November 2026.
    init() throws {
        let world = try StayWorld()
        self.world = world
        late = try world.bring(
            try world.plan(world.waal, try world.guest("Wulp"), "2026-09-01", "2026-11-17"),
            to: StayTimesTests.arrival)
        leaving = try world.bring(
            try world.plan(world.stad, try world.guest("Grutto"), "2026-09-10", "2026-12-04"),
            to: StayTimesTests.arrival)
        coming = try world.plan(world.waal, try world.guest("Kievit"), "2026-12-24", "2027-03-01")
        place = try world.plan(world.stad, nil, "2026-12-24", "2027-03-01")
        ended = try world.bring(
            try world.plan(world.spaarne, try world.guest("Kluut"), "2026-09-10", "2026-12-04"),
            to: StayTimesTests.arrival + [.otherOutcome])
    }

    private static let arrival: [Stay.State] = [
        .nominated, .accepted, .preparing, .confirmed, .inStay,
    ]

    private func refs(_ list: StayList) throws -> [String] {
        try world.fixture.read(world.network) { tx in
            let rows = try list.page(nil, in: tx).rows.map(\.ref)
            #expect(try list.count(in: tx).value == rows.count)
            return rows
        }
    }

    @Test("fault R51: now and to come has who should have left, and nobody whose stay is over")
    func open() throws {
        #expect(try refs(.of(.open)) == [late.ref, leaving.ref, coming.ref, place.ref])
        #expect(try refs(.of(.now)) == [late.ref, leaving.ref])
    }

    @Test("fault R43: who leaves and who comes are lists of their own, with and without a guest")
    func arrivals() throws {
        #expect(try refs(.of(.leaving)) == [late.ref, leaving.ref])
        #expect(try refs(.of(.coming)) == [coming.ref, place.ref])
        #expect(try refs(.of(.coming, hasGuest: true)) == [coming.ref])
        #expect(try refs(.of(.coming, hasGuest: false)) == [place.ref])
    }

    @Test("goes from one page to the next and back")
    func backwards() throws {
        var list = StayList.of(.open)
        list.isDescending = true
        #expect(try refs(list) == [place.ref, coming.ref, leaving.ref, late.ref])
    }
}
