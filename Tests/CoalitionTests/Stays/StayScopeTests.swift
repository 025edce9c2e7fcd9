import Coalition
import Fixtures
import Testing

@Suite("Who may see and change stays")
struct StayScopeTests {
    let world: StayWorld

    init() throws { world = try StayWorld() }

    @Test("A stay of another city does not exist for its coordinator and officer")
    func otherCity() throws {
        let stay = try world.plan(world.waal, nil, "2027-02-01", "2027-03-01")
        for viewer in [world.mira, world.fixture.officerOfHaarlem] {
            #expect(
                isNotFound {
                    _ = try world.fixture.read(viewer) { try Stay.find(stay.ref, in: $0) }
                })
            let list = try world.fixture.read(viewer) {
                try StayList().page(nil, in: $0).rows.count
            }
            #expect(list == 0)
            let plan = try world.fixture.read(viewer) {
                try StayPlan.read(.year(from: stay.period.from), cities: world.cities, in: $0)
                    .lines.flatMap(\.stays)
                    .count
            }
            #expect(plan == 0)
        }
    }

    @Test("A local coordinator, an administrator and an auditor see no stay, home or guest at all")
    func none() throws {
        let guest = try world.guest()
        let stay = try world.plan(world.waal, guest, "2027-02-01", "2027-03-01")
        for viewer in [
            world.fixture.hanneke, world.fixture.admin, world.viewer(.auditor),
        ] {
            let fixture = world.fixture
            #expect(isNotFound { _ = try fixture.read(viewer) { try Stay.find(stay.ref, in: $0) } })
            #expect(
                isNotFound { _ = try fixture.read(viewer) { try Guest.find(guest.ref, in: $0) } })
            #expect(
                isNotFound {
                    _ = try fixture.read(viewer) { try Accommodation.find(world.waal.ref, in: $0) }
                })
            let seen = try fixture.read(viewer) { tx in
                try StayList().count(in: tx).value + GuestList().count(in: tx).value
                    + AccommodationList().count(in: tx).value
                    + StayPlan.read(.year(from: stay.period.from), cities: world.cities, in: tx)
                    .lines.count
            }
            #expect(seen == 0)
        }
    }

    @Test("The officer of the city reads its stays and changes none")
    func officer() throws {
        let stay = try world.plan(world.waal, nil, "2027-02-01", "2027-03-01")
        let officer = world.fixture.officerOfNijmegen
        #expect(try world.fixture.read(officer) { try Stay.find(stay.ref, in: $0).ref } == stay.ref)
        let draft = world.draft(world.waal, nil, "2027-02-02", "2027-03-01")
        #expect(
            isForbidden {
                try world.fixture.write(officer) { try draft.update(stay, version: 1, in: $0) }
            })
        #expect(isForbidden { _ = try world.fixture.write(officer) { try draft.create($0) } })
        #expect(
            isForbidden {
                try world.fixture.write(officer) { try stay.move(to: .cancelled, in: $0) }
            })
    }

    @Test("Planning in an accommodation of another city is refused as if it did not exist")
    func otherHome() throws {
        let found = try problems {
            try world.plan(world.spaarne, nil, "2027-02-01", "2027-03-01", by: world.sanne)
        }
        #expect(found.map(\.field) == ["accommodation"])
        #expect(found.map(\.message) == ["problem.choice"])
    }

    @Test("A slot without a home is planned only in one's own city")
    func otherSlot() throws {
        #expect(
            isForbidden {
                try world.plan(
                    nil, nil, "2027-02-01", "2027-03-01", by: world.sanne, in: world.fixture.haarlem
                )
            })
        let slot = try world.plan(
            nil, nil, "2027-02-01", "2027-03-01", by: world.sanne, in: world.fixture.nijmegen)
        #expect(slot.accommodation == nil)
        #expect(slot.guest == nil)
    }

    @Test("A stay does not move to another city by its home")
    func homeOfAnotherCity() throws {
        let stay = try world.plan(world.waal, nil, "2027-02-01", "2027-03-01")
        let draft = world.draft(world.spaarne, nil, "2027-02-01", "2027-03-01")
        let found = try problems {
            try world.fixture.write(world.network) { try draft.update(stay, version: 1, in: $0) }
        }
        #expect(found.map(\.message) == ["problem.stay_city"])
    }

    @Test("The officer does not learn from the list how a stay ended")
    func outcome() throws {
        let stay = try world.plan(world.waal, world.guest(), "2026-10-01", "2026-11-20")
        _ = try world.bring(
            stay,
            to: [.nominated, .accepted, .preparing, .confirmed, .inStay, .otherOutcome])
        var list = StayList()
        for state in Stay.State.over {
            list.state = state
            let officer = try world.fixture.read(world.fixture.officerOfNijmegen) {
                [list] in try list.count(in: $0).value
            }
            #expect(officer == 1)
            let network = try world.fixture.read(world.network) { [list] in
                try list.count(in: $0).value
            }
            #expect(network == (state == .otherOutcome ? 1 : 0))
        }
        let policy = StayPolicy(world.fixture.officerOfNijmegen, stay)
        #expect(!policy.maySeeOutcome)
        #expect(StayPolicy(world.sanne, stay).maySeeOutcome)
    }

    @Test("What people did is in the audit log, and its chain is whole")
    func audited() throws {
        let stay = try world.plan(world.waal, world.guest(), "2027-02-01", "2027-03-01")
        _ = try world.bring(stay, to: [.nominated, .accepted])
        let actions: [String] = try world.fixture.read(.system) { tx in
            try tx.db.values("SELECT action FROM audit_log WHERE ref = \(stay.ref) ORDER BY id")
        }
        #expect(actions == ["create", "transition", "transition"])
        #expect(try AuditCheck.run(world.fixture.records).isEmpty)
    }
}
