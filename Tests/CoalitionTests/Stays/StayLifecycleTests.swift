import Coalition
import Fixtures
import Testing

@Suite("The way of a stay")
struct StayLifecycleTests {
    let world: StayWorld
    let whole: [Stay.State] = [
        .nominated, .accepted, .preparing, .confirmed, .inStay, .departing, .returned, .aftercare,
        .closed,
    ]

    init() throws { world = try StayWorld() }

    @Test("leads from a planned slot to a closed stay")
    func wholeWay() throws {
        let stay = try world.plan(world.waal, world.guest(), "2026-09-01", "2026-11-24")
        #expect(stay.state == .planned)
        #expect(try world.bring(stay, to: whole).state == .closed)
    }

    @Test("has every state in its table, and none that cannot be reached")
    func reachable() {
        let reached = Set(Stay.lifecycle.transitions.map(\.to)).union([.planned])
        #expect(reached == Set(Stay.State.allCases))
        #expect(Stay.lifecycle.steps(from: .closed).isEmpty)
        #expect(Stay.lifecycle.steps(from: .cancelled).isEmpty)
    }

    @Test("refuses every step that is not in the table")
    func outside() throws {
        let stay = try world.plan(world.waal, world.guest(), "2026-09-01", "2026-11-24")
        for state in Stay.State.allCases
        where Stay.lifecycle.transition(.planned, state) == nil {
            let found = try problems {
                try world.fixture.write(world.network) { try stay.move(to: state, in: $0) }
            }
            #expect(found.map(\.message) == ["problem.transition"])
        }
    }

    @Test("begins with a nomination by the network, of a guest")
    func nomination() throws {
        let slot = try world.plan(world.waal, nil, "2027-02-01", "2027-03-01")
        #expect(
            isForbidden {
                try world.fixture.write(world.sanne) { try slot.move(to: .nominated, in: $0) }
            })
        let found = try problems {
            try world.fixture.write(world.network) { try slot.move(to: .nominated, in: $0) }
        }
        #expect(found.map(\.message) == ["guard.stay.guest.unmet"])
    }

    @Test("is answered by the city, not by the network")
    func acceptance() throws {
        let stay = try world.plan(world.waal, world.guest(), "2027-02-01", "2027-03-01")
        let nominated = try world.bring(stay, to: [.nominated])
        #expect(
            isForbidden {
                try world.fixture.write(world.network) { try nominated.move(to: .accepted, in: $0) }
            })
        #expect(
            isForbidden {
                try world.fixture.write(world.mira) { try nominated.move(to: .accepted, in: $0) }
            })
        try world.fixture.write(world.sanne) { try nominated.move(to: .accepted, in: $0) }
    }

    @Test("is confirmed only with a home")
    func homeless() throws {
        let stay = try world.plan(
            nil, world.guest(), "2027-02-01", "2027-03-01", in: world.fixture.nijmegen)
        let prepared = try world.bring(stay, to: [.nominated, .accepted, .preparing])
        let found = try problems {
            try world.fixture.write(world.sanne) { try prepared.move(to: .confirmed, in: $0) }
        }
        #expect(
            found.map(\.message) == [
                "guard.stay.accommodation.unmet", "guard.stay.available.unmet",
            ])
    }

    @Test("lets nobody arrive before the first day, by the city's own calendar")
    func arrival() throws {
        let stay = try world.plan(world.waal, world.guest(), "2027-03-28", "2027-04-20")
        let ready = try world.bring(stay, to: [.nominated, .accepted, .preparing, .confirmed])
        // Half past eleven in the evening of 27 March in Amsterdam, before the clocks go forward.
        world.fixture.clock.now = Instant(milliseconds: 1_806_186_600_000)
        let found = try problems {
            try world.fixture.write(world.sanne) { try ready.move(to: .inStay, in: $0) }
        }
        #expect(found.map(\.message) == ["guard.stay.arrived.unmet"])
        world.fixture.clock.now = world.fixture.clock.now.adding(seconds: 1800)
        try world.fixture.write(world.sanne) { try ready.move(to: .inStay, in: $0) }
        #expect(try world.again(stay).state == .inStay)
    }

    @Test("ends on the last day, or sooner when the guest leaves sooner")
    func departure() throws {
        let stay = try world.plan(world.waal, world.guest(), "2026-09-01", "2026-11-25")
        let leaving = try world.bring(stay, to: Array(whole.prefix(6)))
        world.fixture.clock.now = world.fixture.clock.now.adding(seconds: 86_400)
        try world.fixture.write(world.network) { try leaving.move(to: .returned, in: $0) }
        #expect(try world.again(stay).period == stay.period)
    }

    @Test("can be broken off until the arrival, by the city and by the network")
    func cancelling() throws {
        let stay = try world.plan(world.waal, world.guest(), "2026-11-20", "2026-12-25")
        try world.fixture.write(world.sanne) { try stay.move(to: .cancelled, in: $0) }
        let second = try world.plan(world.waal, world.guest("Kluut"), "2026-11-20", "2026-12-25")
        let here = try world.bring(
            second, to: [.nominated, .accepted, .preparing, .confirmed, .inStay])
        let found = try problems {
            try world.fixture.write(world.network) { try here.move(to: .cancelled, in: $0) }
        }
        #expect(found.map(\.message) == ["problem.transition"])
    }

    @Test("names its guest by the network alone, and no other once that one is nominated")
    func otherGuest() throws {
        let (first, second) = (try world.guest("Wulp"), try world.guest("Kluut"))
        let unasked = try problems {
            try world.plan(world.waal, first, "2027-02-01", "2027-03-01", by: world.fixture.network)
            let slot = try world.plan(world.stad, nil, "2027-02-01", "2027-03-01")
            // Of a guest without a stay a city does not even know.
            let draft = world.draft(world.stad, second, "2027-02-01", "2027-03-01")
            try world.fixture.write(world.sanne) { try draft.update(slot, version: 1, in: $0) }
        }
        #expect(unasked.map(\.short) == ["guest problem.choice"])
        let stay = try world.plan(world.waal, first, "2027-04-01", "2027-05-01")
        let nominated = try world.bring(stay, to: [.nominated])
        let other = world.draft(world.waal, second, "2027-04-01", "2027-05-01")
        let found = try problems {
            try world.fixture.write(world.network) {
                try other.update(nominated, version: nominated.version, in: $0)
            }
        }
        #expect(found.map(\.short) == ["guest problem.guest_fixed"])
    }

    @Test("stands once it is closed or cancelled")
    func closed() throws {
        let stay = try world.plan(world.waal, world.guest(), "2026-09-01", "2026-11-24")
        let closed = try world.bring(stay, to: whole)
        let draft = world.draft(world.waal, nil, "2026-09-02", "2026-11-24")
        #expect(
            isForbidden {
                try world.fixture.write(world.network) {
                    try draft.update(closed, version: closed.version, in: $0)
                }
            })
    }

    @Test("keeps the counts per city and state")
    func counts() throws {
        let stay = try world.plan(world.waal, world.guest(), "2026-09-01", "2026-11-24")
        _ = try world.bring(stay, to: [.nominated, .accepted])
        let counts = try world.fixture.read(.system) { tx in
            try tx.db.all(
                "SELECT state, count FROM state_counts WHERE subject = 'stay' AND count > 0"
            ) { "\(try $0.next() as String) \(try $0.next() as Int)" }
        }
        #expect(counts == ["accepted 1"])
    }
}
