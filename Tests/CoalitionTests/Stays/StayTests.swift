import Coalition
import Fixtures
import Testing

@Suite("A stay")
struct StayTests {
    let world: StayWorld

    init() throws { world = try StayWorld() }

    @Test(
        "that shares a night with another in the same accommodation is refused and the clash named")
    func overlap() throws {
        let first = try world.plan(world.waal, world.guest("Wulp"), "2027-01-10", "2027-03-01")
        let other = try world.guest("Grutto")
        for (from, until) in [
            ("2027-02-28", "2027-04-01"), ("2026-12-01", "2027-01-11"),
            ("2027-01-20", "2027-01-21"),
            ("2027-01-01", "2027-03-15"), ("2027-01-10", "2027-03-01"),
        ] {
            let found = try problems { try world.plan(world.waal, other, from, until) }
            #expect(found.map(\.field) == ["from_on"])
            #expect(found.map(\.message) == ["problem.stay_overlap"])
            #expect(found.first?.values["name"] == .name(CodeName(nl: "Wulp", en: "Curlew")))
            #expect(found.first?.values["ref"] == .text(first.ref))
            #expect(found.first?.values["from"] == .day(first.period.from))
            #expect(found.first?.values["until"] == .day(first.period.until))
        }
        #expect(try world.fixture.read(world.network) { try StayList().count(in: $0).value } == 1)
    }

    @Test("may start on the day that another ends, and end on the day that another starts")
    func changeover() throws {
        try world.plan(world.waal, world.guest("Wulp"), "2027-02-01", "2027-03-01")
        try world.plan(world.waal, world.guest("Grutto"), "2027-03-01", "2027-04-01")
        try world.plan(world.waal, world.guest("Kluut"), "2027-01-01", "2027-02-01")
        #expect(try world.fixture.read(world.network) { try StayList().count(in: $0).value } == 3)
    }

    @Test("may share its nights with one in another accommodation, and with a cancelled one")
    func beside() throws {
        let cancelled = try world.plan(world.waal, nil, "2027-02-01", "2027-03-01")
        try world.plan(world.stad, nil, "2027-02-01", "2027-03-01")
        _ = try world.bring(cancelled, to: [.cancelled])
        try world.plan(world.waal, nil, "2027-02-01", "2027-03-01")
    }

    @Test("that clashes with a slot without a guest names it by its dates")
    func slot() throws {
        try world.plan(world.waal, nil, "2027-02-01", "2027-03-01")
        let found = try problems { try world.plan(world.waal, nil, "2027-02-10", "2027-03-10") }
        #expect(found.map(\.message) == ["problem.stay_overlap_slot"])
    }

    @Test("of a guest who is somewhere else in those nights is refused at the guest")
    func sameGuest() throws {
        let guest = try world.guest()
        let first = try world.plan(world.waal, guest, "2027-02-01", "2027-03-01")
        let found = try problems { try world.plan(world.stad, guest, "2027-02-28", "2027-03-20") }
        #expect(found.map(\.field) == ["guest"])
        #expect(found.first?.values["ref"] == .text(first.ref))
        try world.plan(world.stad, guest, "2027-03-01", "2027-03-20")
    }

    @Test(
        "of a guest who is in another city then tells a coordinator the dates, not the city or stay"
    )
    func sameGuestElsewhere() throws {
        let guest = try world.guest()
        try world.plan(world.waal, guest, "2026-02-01", "2026-03-01")
        try world.plan(world.spaarne, guest, "2027-02-01", "2027-03-01")
        // A stay of the guest here, which its coordinator moves into the nights elsewhere.
        let here = try world.plan(world.stad, guest, "2027-03-05", "2027-03-20")
        let draft = world.draft(world.stad, guest, "2027-02-20", "2027-03-20")
        let found = try problems {
            try world.fixture.write(world.sanne) { try draft.update(here, version: 1, in: $0) }
        }
        #expect(found.map(\.message) == ["problem.guest_overlap_elsewhere"])
        #expect(found.first.map { Set($0.values.keys) } == ["from", "until"])
    }

    @Test("that moves onto another is refused, and its own dates never stand in its way")
    func moving() throws {
        let first = try world.plan(world.waal, nil, "2027-02-01", "2027-03-01")
        try world.plan(world.waal, nil, "2027-03-10", "2027-04-01")
        var draft = world.draft(world.waal, nil, "2027-02-05", "2027-03-10")
        try world.fixture.write(world.sanne) { try draft.update(first, version: 1, in: $0) }
        draft.until = Day(iso: "2027-03-11")
        let found = try problems {
            try world.fixture.write(world.sanne) {
                try draft.update(try Stay.find(first.ref, in: $0), version: 2, in: $0)
            }
        }
        #expect(found.map(\.message) == ["problem.stay_overlap_slot"])
        let period = try Period.of("2027-02-05", "2027-03-10")
        #expect(try world.again(first).period == period)
    }

    @Test("that ends on or before its first day is refused at the last day")
    func backwards() throws {
        for until in ["2027-02-01", "2027-01-31"] {
            let found = try problems { try world.plan(world.waal, nil, "2027-02-01", until) }
            #expect(found.map(\.field) == ["until_on"])
        }
    }

    @Test("without days asks for both")
    func dayless() throws {
        let found = try problems { try world.plan(world.waal, nil, "", "") }
        #expect(found.map(\.field) == ["from_on", "until_on"])
    }

    @Test("of 92 nights is normal, of 93 an exception on purpose with a badge")
    func maximum() throws {
        let normal = try world.plan(world.waal, nil, "2027-01-01", "2027-04-03")
        #expect(normal.period.nights == 92)
        #expect(!normal.isException)
        var long = world.draft(world.stad, nil, "2027-01-01", "2027-04-04")
        let found = try problems {
            _ = try world.fixture.write(world.sanne) { try long.create($0) }
        }
        #expect(found.map(\.field) == ["is_exception"])
        #expect(found.first?.values == ["nights": .number(93), "maximum": .number(92)])
        long.isException = true
        #expect(try world.fixture.write(world.sanne) { try long.create($0).isException })
    }

    @Test("of normal length is no exception, whatever was ticked")
    func needlessTick() throws {
        var short = world.draft(world.stad, nil, "2027-01-01", "2027-02-01")
        short.isException = true
        #expect(try world.fixture.write(world.sanne) { try !short.create($0).isException })
    }

    @Test("cannot last longer than a year or lie more than ten years ahead")
    func bounds() throws {
        var draft = world.draft(world.waal, nil, "2027-01-01", "2028-01-02")
        draft.isException = true
        _ = try world.fixture.write(world.sanne) { try draft.create($0) }
        draft = world.draft(world.stad, nil, "2027-01-01", "2028-01-03")
        draft.isException = true
        let tooLong = try problems {
            _ = try world.fixture.write(world.sanne) { try draft.create($0) }
        }
        #expect(tooLong.map(\.message) == ["problem.stay_longest"])
        let far = try problems { try world.plan(world.stad, nil, "2036-11-01", "2036-11-25") }
        #expect(far.map(\.message) == ["problem.day_range"])
        let early = try problems { try world.plan(world.stad, nil, "2011-12-31", "2012-01-25") }
        #expect(early.map(\.field) == ["from_on"])
    }

    @Test("counts nights by the calendar, over 29 February and over the change of the clocks")
    func calendar() throws {
        #expect(try Period.of("2028-02-28", "2028-03-01").nights == 2)
        #expect(try Period.of("2027-02-28", "2027-03-01").nights == 1)
        #expect(try Period.of("2027-03-27", "2027-03-29").nights == 2)
        #expect(try Period.of("2027-10-30", "2027-11-01").nights == 2)
        let leap = try world.plan(world.waal, nil, "2028-02-29", "2028-03-01")
        #expect(leap.period.nights == 1)
        try world.plan(world.waal, nil, "2028-02-28", "2028-02-29")
        let found = try problems { try world.plan(world.waal, nil, "2028-02-29", "2028-03-02") }
        #expect(found.map(\.message) == ["problem.stay_overlap_slot"])
    }

    @Test("belongs to the cohort of its first day, and to none between the seasons")
    func cohort() throws {
        let stays = try ["2027-04-01", "2027-08-01", "2027-12-31"].map { first in
            let until = try #require(Day(iso: first)) + 10
            return try world.plan(nil, nil, first, until.iso, in: world.fixture.nijmegen)
        }
        let cohorts = try world.fixture.read(world.network) { tx in
            try stays.map { try Cohort.of($0.period.from, in: tx)?.season }
        }
        #expect(cohorts == [.spring, nil, .autumn])
        #expect(stays.map { $0.cohort == nil } == [false, true, false])
    }

    @Test("keeps the dates and the home it had before")
    func history() throws {
        let stay = try world.plan(world.waal, nil, "2027-02-01", "2027-03-01")
        let draft = world.draft(world.stad, nil, "2027-02-03", "2027-03-01")
        try world.fixture.write(world.sanne) { try draft.update(stay, version: 1, in: $0) }
        let former = try world.fixture.read(world.sanne) { try stay.formerPeriods(in: $0) }
        #expect(former.map(\.period) == [stay.period])
        #expect(former.first?.accommodationName == "NIJ-A")
    }

    @Test("that somebody else saved first is a conflict with the version that stands")
    func conflict() throws {
        let stay = try world.plan(world.waal, nil, "2027-02-01", "2027-03-01")
        let draft = world.draft(world.waal, nil, "2027-02-02", "2027-03-01")
        try world.fixture.write(world.sanne) { try draft.update(stay, version: 1, in: $0) }
        #expect {
            try world.fixture.write(world.network) { tx in
                try draft.update(Stay.find(stay.ref, in: tx), version: 1, in: tx)
            }
        } throws: { error in
            if case Refusal.conflict(current: 2) = error { true } else { false }
        }
    }

    @Test("cannot be planned while the accommodation is not available")
    func availability() throws {
        try world.change(world.waal) {
            $0.availableFrom = Day(iso: "2027-02-01")
            $0.availableUntil = Day(iso: "2027-05-01")
        }
        for (from, until) in [("2027-01-31", "2027-02-10"), ("2027-04-20", "2027-05-02")] {
            let found = try problems { try world.plan(world.waal, nil, from, until) }
            #expect(found.map(\.field) == ["accommodation"])
        }
        try world.plan(world.waal, nil, "2027-02-01", "2027-05-01")
    }
}
