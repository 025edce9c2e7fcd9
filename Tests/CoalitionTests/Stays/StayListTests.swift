import Coalition
import Fixtures
import SQLite
import Testing

@Suite("The list of stays")
struct StayListTests {
    let world: StayWorld

    init() throws { world = try StayWorld() }

    private func refs(_ list: StayList, by viewer: Viewer? = nil) throws -> [String] {
        try world.fixture.read(viewer ?? world.network) {
            try list.page(nil, in: $0).rows.map(\.ref)
        }
    }

    @Test("is ordered by first day and leaves cancelled stays out until they are asked for")
    func order() throws {
        let late = try world.plan(world.waal, nil, "2027-05-01", "2027-06-01")
        let early = try world.plan(world.stad, nil, "2027-02-01", "2027-03-01")
        let gone = try world.plan(world.spaarne, nil, "2027-01-01", "2027-02-01")
        _ = try world.bring(gone, to: [.cancelled])
        var list = StayList()
        #expect(try refs(list) == [early.ref, late.ref])
        list.isDescending = true
        #expect(try refs(list) == [late.ref, early.ref])
        list.state = .cancelled
        #expect(try refs(list) == [gone.ref])
    }

    @Test("keeps to a city, a state and a period with both its edges")
    func filters() throws {
        let haarlem = try world.plan(world.spaarne, nil, "2027-02-01", "2027-03-01")
        let before = try world.plan(world.waal, nil, "2027-01-01", "2027-02-01")
        let inside = try world.plan(world.waal, nil, "2027-02-01", "2027-03-01")
        _ = try world.plan(world.waal, nil, "2027-03-01", "2027-04-01")
        var list = StayList()
        list.period = try .of("2027-02-01", "2027-03-01")
        #expect(Set(try refs(list)) == [haarlem.ref, inside.ref])
        list.period = try .of("2027-01-31", "2027-03-01")
        #expect(Set(try refs(list)) == [haarlem.ref, before.ref, inside.ref])
        list.city = world.fixture.nijmegen.id
        #expect(try refs(list) == [before.ref, inside.ref])
        list.state = .confirmed
        #expect(try refs(list).isEmpty)
    }

    @Test("pages along its key in both directions, several stays on one day included")
    func paging() throws {
        var planned: [String] = []
        for number in 0..<120 {
            let from = try #require(Day(iso: "2027-01-01")) + number / 3
            let city = world.fixture.nijmegen
            planned.append(try world.plan(nil, nil, from.iso, (from + 5).iso, in: city).ref)
        }
        let pages = try world.fixture.read(world.sanne) { tx in
            let first = try StayList().page(nil, in: tx)
            let second = try StayList().page(first.next, in: tx)
            let third = try StayList().page(second.next, in: tx)
            let back = try StayList().page(third.previous, in: tx)
            #expect(first.previous == nil && third.next == nil)
            return [first, second, third, back].map { $0.rows.map(\.ref) }
        }
        #expect(pages[0] + pages[1] + pages[2] == planned)
        #expect(pages[3] == pages[1])
    }

    @Test("tells who is here now and who is still to come")
    func now() throws {
        let stay = try world.plan(world.waal, world.guest("Wulp"), "2026-09-07", "2026-12-06")
        _ = try world.bring(stay, to: [.nominated, .accepted, .preparing, .confirmed, .inStay])
        try world.plan(world.waal, world.guest("Kluut"), "2026-12-14", "2027-03-01")
        let (here, coming) = try world.fixture.read(world.sanne) { tx in
            let scope = tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes)
            return (
                try Stay.present(in: scope, tx).map { $0.code?.nl },
                try Stay.coming(in: scope, tx).map { $0.code?.nl }
            )
        }
        #expect(here == ["Wulp"])
        #expect(coming == ["Kluut"])
        let elsewhere = try world.fixture.read(world.mira) { tx in
            try Stay.present(in: .everywhere, tx).count
        }
        #expect(elsewhere == 0)
    }

    @Test("finds its rows along an index, in the order of the list")
    func plans() throws {
        let fixture = world.fixture
        let two = Viewer(
            userID: nil, name: "Twee steden",
            grants: [fixture.nijmegen, fixture.haarlem].map { .init(.shelter, city: $0.id) })
        for viewer in [world.network, world.sanne, two] {
            for state in [nil, Stay.State.inStay] {
                var list = StayList()
                list.state = state
                list.period = try .of("2027-02-01", "2027-03-01")
                _ = try fixture.read(viewer) { [list] in try list.page(nil, in: $0) }
                list.isDescending = true
                _ = try fixture.read(viewer) { [list] tx in
                    _ = try list.page(PageCursor(ref: "S-0000", isBackward: true), in: tx)
                    _ = try AccommodationList().page(nil, in: tx)
                    _ = try StayPlan.read(
                        .of("2027-02-01", "2027-03-01"), cities: world.cities, in: tx)
                }
            }
        }
        let statements = fixture.records.database.statements.filter {
            $0.hasPrefix("SELECT stays.") || $0.hasPrefix("SELECT accommodations.")
        }
        #expect(statements.count > 9)
        for text in statements { try expectIndexed(text) }
    }

    private func expectIndexed(_ text: String) throws {
        let steps = try world.fixture.records.database.plan(of: text)
        for step in steps {
            #expect(!step.contains("TEMP B-TREE FOR ORDER BY"), "\(text)\n\(step)")
            let isBareScan = step.hasPrefix("SCAN") && !step.contains("INDEX")
            #expect(!isBareScan, "\(text)\n\(step)")
        }
    }
}
