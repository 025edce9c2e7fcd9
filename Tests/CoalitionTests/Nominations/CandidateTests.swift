import Coalition
import Fixtures
import Testing

@Suite("A candidate")
struct CandidateTests {
    let world: NominationWorld

    init() throws { world = try NominationWorld() }

    private func contents(_ guest: Guest) throws -> CandidateContents {
        try world.fixture.write(world.esther) { tx in
            try Candidate.of(guest, in: tx).open(in: tx)
        }
    }

    private func candidate(_ guest: Guest) throws -> Candidate {
        try world.fixture.read(world.esther) { try Candidate.of(guest, in: $0) }
    }

    @Test("keeps what was written down, and who found each condition when")
    func kept() throws {
        let guest = try world.candidate { $0.vetoes = [world.fixture.haarlem.id] }
        let known = try contents(guest)
        #expect(known.facts == NominationWorld.draft().facts)
        #expect(known.vetoes == [world.fixture.haarlem.id])
        #expect(known.conditions.count == CandidateCondition.allCases.count)
        #expect(known.conditions[.passport]?.by == world.esther.userID)
        #expect(known.conditions[.passport]?.on == Day(iso: "2026-11-24"))
    }

    @Test("keeps who found a condition for as long as the answer is the same")
    func found() throws {
        let guest = try world.candidate()
        world.fixture.clock.now = world.fixture.clock.now.adding(seconds: 3 * 86_400)
        try world.fixture.write(world.stays.network) { tx in
            var draft = NominationWorld.draft()
            draft.conditions[.alone] = false
            try draft.save(guest, version: try Candidate.of(guest, in: tx).version, in: tx)
        }
        let known = try contents(guest).conditions
        #expect(known[.passport]?.on == Day(iso: "2026-11-24"))
        #expect(known[.alone]?.on == Day(iso: "2026-11-27"))
        #expect(known[.alone]?.isMet == false)
    }

    @Test("is ready once every condition is met, and no longer when one falls away")
    func ready() throws {
        let guest = try world.entered("Wulp")
        let lacks = try problems {
            try world.fixture.write(world.esther) { tx in
                try Candidate.of(guest, in: tx).enter(.ready, in: tx)
            }
        }
        #expect(
            lacks.map(\.message) == [
                "guard.candidate.conditions", "guard.candidate.days", "guard.candidate.languages",
            ])
        let other = try world.candidate("Kluut")
        #expect(try candidate(other).state == .ready)
        try world.fixture.write(world.esther) { tx in
            var draft = NominationWorld.draft()
            draft.conditions[.passport] = nil
            try draft.save(other, version: try Candidate.of(other, in: tx).version, in: tx)
        }
        #expect(try candidate(other).state == .entered)
    }

    @Test("is known to the network alone, in every list and search")
    func closed() throws {
        let guest = try world.candidate()
        for viewer in [
            world.sanne, world.gerrit, world.stays.safeguarding, world.stays.mira,
            world.fixture.admin, world.fixture.hanneke,
        ] {
            #expect(
                isForbidden {
                    try world.fixture.read(viewer) { _ = try Candidate.of(guest, in: $0) }
                })
            #expect(
                isNotFound {
                    try world.fixture.read(viewer) { _ = try Guest.find(guest.ref, in: $0) }
                })
            let count = try world.fixture.read(viewer) { tx in
                try GuestList().count(in: tx).value + CandidateList().count(in: tx).value
            }
            #expect(count == 0)
        }
        let seen = try world.fixture.read(world.esther) { try CandidateList().count(in: $0).value }
        #expect(seen == 1)
    }

    @Test("leaves the list with a stay, and comes back when the city said no")
    func listed() throws {
        func count() throws -> Int {
            try world.fixture.read(world.esther) { try CandidateList().count(in: $0).value }
        }
        let guest = try world.candidate()
        try world.nominate(guest, for: world.slot)
        #expect(try count() == 0)
        try world.decline(world.slot)
        #expect(try count() == 1)
    }

    @Test("is opened with one line a visit, the page of all as well")
    func lines() throws {
        let guests = [try world.candidate("Wulp"), try world.candidate("Kluut")]
        func lines() throws -> Int {
            try world.fixture.read(.system) { tx in
                try tx.db.value("SELECT count(*) FROM audit_log WHERE action = 'open'") ?? 0
            }
        }
        let before = try lines()
        let facts = try world.fixture.write(world.esther) { tx in
            try Candidate.open(
                Array(try Candidate.all(of: guests.map(\.id), in: tx).values), in: tx)
        }
        #expect(facts.count == 2)
        #expect(try lines() == before + 1)
    }

    @Test("refuses days in the wrong order, nights that cannot be, and a second save")
    func refused() throws {
        let guest = try world.entered("Wulp")
        let found = try problems {
            try world.fixture.write(world.esther) { tx in
                var draft = NominationWorld.draft()
                draft.facts.latest = Day(iso: "2027-02-01")
                draft.facts.nights = 400
                try draft.save(guest, version: 1, in: tx)
            }
        }
        #expect(
            found.map(\.short) == [
                "latest_on problem.latest_before_earliest", "nights problem.number",
            ])
        try world.fixture.write(world.esther) {
            try NominationWorld.draft().save(guest, version: 1, in: $0)
        }
        #expect(throws: Refusal.conflict(current: 2)) {
            try world.fixture.write(world.esther) {
                try NominationWorld.draft().save(guest, version: 1, in: $0)
            }
        }
    }
}

@Suite("A cohort")
struct CohortTests {
    let world: NominationWorld

    init() throws { world = try NominationWorld() }

    private func spring() throws -> CohortStand {
        let stands = try world.fixture.read(world.esther) { try CohortStand.of(year: 2027, in: $0) }
        return try #require(stands.first)
    }

    @Test("counts slots against nominations, and what still lacks")
    func counted() throws {
        try world.nominate(try world.candidate(), for: world.slot)
        #expect(try spring().lacking == nil)
        try world.fixture.write(world.esther) { tx in
            let cohort = try Cohort.find(.spring, 2027, in: tx)
            var draft = CohortDraft(cohort)
            draft.wanted = 5
            try draft.save(cohort, version: cohort.version, in: tx)
        }
        let stand = try spring()
        #expect([stand.places, stand.free, stand.nominated, stand.accepted] == [2, 1, 1, 0])
        #expect(stand.lacking == 3)
        try world.accept(world.slot)
        #expect(try spring().accepted == 1)
    }

    @Test("has its call before its season, and both in order")
    func days() throws {
        let found = try problems {
            try world.fixture.write(world.esther) { tx in
                let cohort = try Cohort.find(.spring, 2027, in: tx)
                var draft = CohortDraft(cohort)
                draft.from = Day(iso: "2028-04-01")
                draft.callUntil = Day(iso: "2028-05-01")
                try draft.save(cohort, version: cohort.version, in: tx)
            }
        }
        #expect(
            found.map(\.short) == [
                "from_on problem.cohort_year", "until_on problem.until_before_from",
                "call_until_on problem.call_late",
            ])
    }

    @Test("is seen and changed by the network alone")
    func closed() throws {
        for viewer in [world.sanne, world.gerrit, world.fixture.admin] {
            #expect(
                isForbidden {
                    try world.fixture.read(viewer) { _ = try CohortStand.of(year: 2027, in: $0) }
                })
        }
    }
}
