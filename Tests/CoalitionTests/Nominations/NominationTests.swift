import Coalition
import Fixtures
import Testing

@Suite("A nomination")
struct NominationTests {
    let world: NominationWorld

    init() throws { world = try NominationWorld() }

    @Test("gives the slot to the guest, and asks city and municipality")
    func proposed() throws {
        let made = try world.nominate(try world.candidate(), for: world.slot)
        let stay = try world.stays.again(world.slot)
        #expect(stay.state == .nominated)
        #expect(stay.code?.nl == "Wulp")
        #expect(made.isOpen && made.answerBy == Day(iso: "2026-12-04"))
        #expect(try world.tasks() == ["nomination shelter", "permission municipality"])
    }

    @Test("is made by the network alone")
    func makers() throws {
        let guest = try world.candidate()
        for viewer in [world.sanne, world.gerrit, world.stays.safeguarding] {
            #expect(isForbidden { try world.nominate(guest, for: world.slot, by: viewer) })
        }
    }

    @Test("of a guest who is elsewhere in those nights is refused at the guest")
    func twice() throws {
        let guest = try world.candidate()
        try world.nominate(guest, for: world.slot)
        let found = try problems { try world.nominate(guest, for: world.haarlem) }
        #expect(found.map(\.short) == ["guest guard.nomination.elsewhere"])
        #expect(found.first?.values["name"] == .name(guest.code))
        #expect(try world.stays.again(world.haarlem).state == .planned)
        #expect(try world.nomination(world.haarlem) == nil)
    }

    @Test("of a slot outside its home's availability is refused at the slot")
    func unavailable() throws {
        let guest = try world.candidate()
        // Somebody closed the home after the slot was planned.
        try world.fixture.write(.system) { tx in
            _ = try tx.db.run(
                "UPDATE accommodations SET available_until_on = '2027-05-01' WHERE ref = \(world.stays.waal.ref)"
            )
        }
        let found = try problems { try world.nominate(guest, for: world.slot) }
        #expect(found.map(\.short) == ["stay guard.nomination.unavailable"])
    }

    @Test("of a slot outside the guest's days is refused at the slot")
    func days() throws {
        let late = try world.candidate("Wulp") { $0.facts.earliest = Day(iso: "2027-04-15") }
        let early = try world.candidate("Kluut") { $0.facts.latest = Day(iso: "2027-03-15") }
        #expect(
            try problems { try world.nominate(late, for: world.slot) }.map(\.short) == [
                "stay guard.nomination.early"
            ])
        #expect(
            try problems { try world.nominate(early, for: world.slot) }.map(\.short) == [
                "stay guard.nomination.late"
            ])
    }

    @Test("of somebody of whom something is still to be found out is refused at the guest")
    func unready() throws {
        let guest = try world.entered("Wulp")
        #expect(
            try problems { try world.nominate(guest, for: world.slot) }.map(\.short) == [
                "guest guard.nomination.entered"
            ])
    }

    @Test("of a place that has a guest, or has begun, is refused at the slot")
    func taken() throws {
        try world.nominate(try world.candidate(), for: world.slot)
        let other = try world.candidate("Kluut")
        #expect(
            try problems { try world.nominate(other, for: world.slot) }.map(\.short) == [
                "stay guard.nomination.taken"
            ])
        let past = try world.stays.plan(world.stays.stad, nil, "2026-11-01", "2026-12-20")
        let found = try problems {
            try world.nominate(
                try world.candidate("Fuut") {
                    $0.facts.earliest = nil
                    $0.facts.earliest = Day(iso: "2026-10-01")
                }, for: past)
        }
        #expect(found.map(\.short) == ["stay guard.nomination.begun"])
    }

    @Test("for a city that is no place for the guest is refused without a word of why")
    func veto() throws {
        let nijmegen = world.fixture.nijmegen.id
        let guest = try world.candidate { $0.vetoes = [nijmegen] }
        let found = try problems { try world.nominate(guest, for: world.slot) }
        #expect(found.map(\.short) == ["stay guard.nomination.not_for_guest"])
        #expect(found.first?.values.isEmpty == true)
        #expect(try world.stays.again(world.slot).guest == nil)
        // Not by the step of the stay either, whoever put the guest there.
        let plan = try world.stays.plan(
            world.stays.stad, guest, "2027-08-01", "2027-09-01", by: world.esther)
        let step = try problems {
            try world.fixture.write(world.esther) { try plan.move(to: .nominated, in: $0) }
        }
        #expect(step.map(\.short) == ["stay guard.nomination.not_for_guest"])
        try world.nominate(guest, for: world.haarlem)
    }

    @Test("is answered by the city with yes, whose coordinator joins the team")
    func accepted() throws {
        let guest = try world.candidate()
        try world.nominate(guest, for: world.slot)
        #expect(
            isForbidden {
                try world.answer(world.slot, by: world.esther) {
                    try $0.accept($1, in: $2)
                }
            })
        try world.accept(world.slot)
        #expect(try world.stays.again(world.slot).state == .accepted)
        let made = try #require(try world.nomination(world.slot))
        #expect(made.outcome == .accepted && made.answeredBy == world.sanne.userID)
        let team = try world.fixture.read(world.esther) { try CaseTeamMember.all(of: made, in: $0) }
        #expect(team.map(\.part) == [.coordinator, .shelter])
        #expect(team.map(\.user) == [world.esther.userID, world.sanne.userID])
        #expect(try world.tasks() == ["permission municipality"])
    }

    @Test("keeps the candidate's coordinator as the first of the team, whoever nominates")
    func coordinator() throws {
        let guest = try world.candidate()
        let made = try world.nominate(guest, for: world.slot, by: world.stays.network)
        let team = try world.fixture.read(world.esther) { try CaseTeamMember.all(of: made, in: $0) }
        #expect(team.map(\.user) == [world.esther.userID])
    }

    @Test("that is declined gives the slot back without the guest")
    func declined() throws {
        let guest = try world.candidate()
        try world.nominate(guest, for: world.slot)
        let unsaid = try problems {
            try world.answer(world.slot) { try $0.decline($1, nil, in: $2) }
        }
        #expect(unsaid.map(\.short) == ["reason problem.choose"])
        try world.decline(world.slot)
        let stay = try world.stays.again(world.slot)
        #expect(stay.state == .planned && stay.guest == nil)
        #expect(try world.tasks() == [])
        let all = try world.fixture.read(world.esther) { try Nomination.all(of: guest, in: $0) }
        #expect(all.map(\.outcome) == [.declined])
        let reasons = try world.fixture.write(world.esther) { tx in
            try Candidate.of(guest, in: tx).open(in: tx).reasons
        }
        #expect(reasons == [all[0].id: .language])
        // And the guest can be proposed elsewhere, and another one here.
        try world.nominate(guest, for: world.haarlem)
        try world.nominate(try world.candidate("Kluut"), for: world.slot)
    }

    @Test("is answered once")
    func once() throws {
        try world.nominate(try world.candidate(), for: world.slot)
        try world.accept(world.slot)
        var isAlready = false
        do { try world.decline(world.slot) } catch Refusal.already { isAlready = true }
        #expect(isAlready)
        #expect(try world.stays.again(world.slot).state == .accepted)
    }

    @Test("is taken back by the network until the city answered")
    func withdrawn() throws {
        let guest = try world.candidate()
        try world.nominate(guest, for: world.slot)
        #expect(isForbidden { try world.answer(world.slot) { try $0.withdraw($1, in: $2) } })
        try world.answer(world.slot, by: world.esther) { try $0.withdraw($1, in: $2) }
        #expect(try world.stays.again(world.slot).guest == nil)
    }

    @Test("records the municipality's answer apart from the city's")
    func municipality() throws {
        try world.nominate(try world.candidate(), for: world.slot)
        #expect(
            isForbidden {
                try world.answer(world.slot, by: world.esther) {
                    try $0.permit($1, .yes, in: $2)
                }
            })
        try world.answer(world.slot, by: world.gerrit) { try $0.permit($1, .no, in: $2) }
        let made = try #require(try world.nomination(world.slot))
        #expect(made.permission == .no && made.permissionBy == world.gerrit.userID)
        #expect(made.isOpen)
        #expect(try world.stays.again(world.slot).state == .nominated)
        #expect(try world.tasks() == ["nomination shelter"])
    }

    @Test("ends with its stay, and its team with it")
    func ended() throws {
        try world.nominate(try world.candidate(), for: world.slot)
        try world.accept(world.slot)
        try world.fixture.write(world.esther) { tx in
            try Stay.find(world.slot.ref, in: tx).move(to: .cancelled, in: tx)
        }
        let made = try #require(try world.nomination(world.slot))
        #expect(made.endedAt != nil && made.outcome == .accepted)
        let team = try world.fixture.read(world.esther) { try CaseTeamMember.all(of: made, in: $0) }
        #expect(team.allSatisfy { $0.until != nil })
        #expect(try world.tasks() == [])
    }

    @Test("reminds the city before the term ends, and tells the network after it")
    func terms() throws {
        try world.nominate(try world.candidate(), for: world.slot)
        let round = DailyRound(world.fixture.records) { _ in }
        try round.go()
        #expect(try world.nomination(world.slot)?.remindedAt == nil)
        world.fixture.clock.now = world.fixture.clock.now.adding(seconds: 7 * 86_400)
        try round.go()
        try round.go()
        #expect(try world.nomination(world.slot)?.remindedAt != nil)
        #expect(try world.tasks().count == 2)
        world.fixture.clock.now = world.fixture.clock.now.adding(seconds: 4 * 86_400)
        try round.go()
        try round.go()
        #expect(
            try world.tasks() == [
                "nomination shelter", "permission municipality", "unanswered network",
            ])
        try world.accept(world.slot)
        #expect(try world.tasks() == ["permission municipality"])
    }

    @Test("keeps the chain of the logs whole and its records consistent")
    func consistent() throws {
        try world.nominate(try world.candidate(), for: world.slot)
        try world.decline(world.slot)
        try world.nominate(try world.candidate("Kluut"), for: world.slot)
        try world.accept(world.slot)
        #expect(try Consistency.findings(world.fixture.records).isEmpty)
    }

    @Test("keeps the guest in its slot: the database refuses another while it lasts")
    func kept() throws {
        try world.nominate(try world.candidate(), for: world.slot)
        let other = try world.candidate("Kluut")
        #expect(throws: (any Error).self) {
            try world.fixture.write(.system) { tx in
                _ = try tx.db.run(
                    "UPDATE stays SET guest_id = \(other.id) WHERE ref = \(world.slot.ref)")
            }
        }
    }
}
