import Coalition
import Fixtures
import Testing

@Suite("An extension of a stay")
struct StayExtensionTests {
    let world: StayWorld

    init() throws { world = try StayWorld() }

    /// Wulp is there from 1 September to 1 December.
    private func present() throws -> Stay {
        let stay = try world.plan(world.waal, world.guest("Wulp"), "2026-09-01", "2026-12-01")
        return try world.bring(
            stay, to: [.nominated, .accepted, .preparing, .confirmed, .inStay])
    }

    private func wish(_ until: String?) -> ExtensionDraft {
        var draft = ExtensionDraft()
        draft.until = until.flatMap(Day.init(iso:))
        draft.reason = .travel
        draft.isPermitCovered = true
        return draft
    }

    private func ask(_ stay: Stay, _ until: String) throws -> Stay {
        let draft = wish(until)
        try world.fixture.write(world.sanne) {
            try draft.ask(for: stay, version: stay.version, in: $0)
        }
        return try world.again(stay)
    }

    @Test("that runs into the next stay is shown as a clash and refused when it is approved")
    func clash() throws {
        let stay = try ask(present(), "2026-12-20")
        let next = try world.plan(world.waal, world.guest("Grutto"), "2026-12-14", "2027-03-01")
        let clash = try world.fixture.read(world.sanne) { try stay.extensionClash(in: $0) }
        #expect(clash?.ref == next.ref)
        #expect(clash?.code?.nl == "Grutto")
        let found = try problems {
            try world.fixture.write(world.network) {
                try stay.approveExtension(isException: true, version: stay.version, in: $0)
            }
        }
        #expect(found.map(\.field) == ["until_on"])
        #expect(found.first?.values["name"] == .name(CodeName(nl: "Grutto", en: "Godwit")))
        let standing = try world.again(stay)
        #expect(standing.period == stay.period)
        #expect(standing.extensionUntil == Day(iso: "2026-12-20"))
        #expect(try world.fixture.read(world.sanne) { try stay.formerPeriods(in: $0).isEmpty })
    }

    @Test("up to the day that the next guest comes is no clash")
    func edge() throws {
        let stay = try ask(present(), "2026-12-14")
        try world.plan(world.waal, world.guest("Grutto"), "2026-12-14", "2027-03-01")
        #expect(try world.fixture.read(world.sanne) { try stay.extensionClash(in: $0) } == nil)
        try world.fixture.write(world.network) {
            try stay.approveExtension(isException: true, version: stay.version, in: $0)
        }
        let standing = try world.again(stay)
        #expect(standing.period.until == Day(iso: "2026-12-14"))
        #expect(standing.extensionUntil == nil)
        #expect(standing.isException)
        let former = try world.fixture.read(world.sanne) { try stay.formerPeriods(in: $0) }
        #expect(former.map(\.period) == [stay.period])
    }

    @Test("beyond 92 nights asks the network for an exception on purpose")
    func tooLong() throws {
        let stay = try ask(present(), "2026-12-03")
        #expect(stay.wishedPeriod?.nights == 93)
        let found = try problems {
            try world.fixture.write(world.network) {
                try stay.approveExtension(isException: false, version: stay.version, in: $0)
            }
        }
        #expect(found.map(\.field) == ["is_exception"])
        try world.fixture.write(world.network) {
            try stay.approveExtension(isException: true, version: stay.version, in: $0)
        }
        #expect(try world.again(stay).isException)
    }

    @Test("is decided by the network and not by who asks")
    func decision() throws {
        let stay = try ask(present(), "2026-12-03")
        #expect(
            isForbidden {
                try world.fixture.write(world.sanne) {
                    try stay.approveExtension(isException: true, version: stay.version, in: $0)
                }
            })
        try world.fixture.write(world.sanne) {
            try stay.dropExtension(version: stay.version, in: $0)
        }
        #expect(try world.again(stay).extensionUntil == nil)
    }

    @Test("asks for a later day, a reason and a permit")
    func asked() throws {
        let stay = try present()
        var draft = wish("2026-12-01")
        draft.reason = nil
        draft.isPermitCovered = false
        let found = try problems {
            try world.fixture.write(world.sanne) { [draft] in
                try draft.ask(for: stay, version: stay.version, in: $0)
            }
        }
        #expect(Set(found.map(\.field)) == ["until_on", "reason", "is_permit_covered"])
    }

    @Test("is asked only while the guest is there, and never by moving the dates")
    func onlyPresent() throws {
        let stay = try present()
        var draft = try world.fixture.read(world.network) { try StayDraft.of(stay, in: $0) }
        draft.until = Day(iso: "2026-12-02")
        let found = try problems {
            try world.fixture.write(world.sanne) { [draft] in
                try draft.update(stay, version: stay.version, in: $0)
            }
        }
        #expect(found.map(\.message) == ["problem.extend_instead"])
        let planned = try world.plan(world.stad, nil, "2027-02-01", "2027-03-01")
        let later = wish("2027-03-10")
        #expect(
            isForbidden {
                try world.fixture.write(world.sanne) {
                    try later.ask(for: planned, version: 1, in: $0)
                }
            })
    }

    @Test("stands in the way of preparing the departure until it is decided")
    func undecided() throws {
        let stay = try ask(present(), "2026-12-03")
        let found = try problems {
            try world.fixture.write(world.sanne) { try stay.move(to: .departing, in: $0) }
        }
        #expect(found.map(\.message) == ["guard.stay.decided.unmet"])
    }

    @Test("beyond what the accommodation is there for is refused")
    func availability() throws {
        let stay = try ask(present(), "2026-12-20")
        try world.change(world.waal) { $0.availableUntil = Day(iso: "2026-12-10") }
        let found = try problems {
            try world.fixture.write(world.network) {
                try stay.approveExtension(isException: true, version: stay.version, in: $0)
            }
        }
        #expect(found.map(\.message) == ["problem.accommodation_unavailable"])
    }
}
