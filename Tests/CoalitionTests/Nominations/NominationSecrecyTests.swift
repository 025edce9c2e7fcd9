import Coalition
import Fixtures
import Testing

@Suite("What a nomination tells")
struct NominationSecrecyTests {
    let world: NominationWorld

    init() throws { world = try NominationWorld() }

    @Test("opens to the city with its yes, and risk to the network alone")
    func levels() throws {
        try world.nominate(try world.candidate(), for: world.slot) { $0.tellsThemes = true }
        let asked = try #require(try world.profile(world.slot, world.sanne))
        #expect(asked.languages == ["en"] && asked.themes == ["press"])
        #expect(asked.needsLevel == 1 && asked.riskLevel == 3)
        #expect(asked.needs == nil && asked.risk == nil)
        try world.accept(world.slot)
        let welcomed = try #require(try world.profile(world.slot, world.sanne))
        #expect(welcomed.needs == "Een kamer beneden" && welcomed.risk == nil)
        #expect(try world.profile(world.slot, world.esther)?.risk == "Wordt gevolgd")
        #expect(try world.profile(world.slot, world.gerrit) == nil)
        #expect(try world.profile(world.slot, world.stays.safeguarding) == nil)
    }

    @Test("holds a theme only where the network allows it")
    func themes() throws {
        try world.nominate(try world.candidate(), for: world.slot)
        #expect(try world.profile(world.slot, world.sanne)?.themes == [])
    }

    @Test("leaves a line for each look")
    func looks() throws {
        let guest = try world.candidate()
        try world.nominate(guest, for: world.slot)
        func lines() throws -> Int {
            try world.fixture.read(.system) { tx in
                try tx.db.value(
                    "SELECT count(*) FROM audit_log WHERE action = 'open' AND ref = \(guest.ref)")
                    ?? 0
            }
        }
        let before = try lines()
        _ = try world.profile(world.slot, world.sanne)
        _ = try world.profile(world.slot, world.gerrit)
        #expect(try lines() == before + 1)
        // Inside a read there is no line, so there is no answer.
        #expect(throws: (any Error).self) {
            try world.fixture.read(world.sanne) { tx in
                let stay = try Stay.find(world.slot.ref, in: tx)
                _ = try Nomination.live(of: stay, in: tx)?.open(of: stay, in: tx)
            }
        }
    }

    @Test("is gone for a city that said no, with the guest")
    func declined() throws {
        let guest = try world.candidate()
        try world.nominate(guest, for: world.slot)
        _ = try world.fixture.read(world.sanne) { try Guest.find(guest.ref, in: $0) }
        try world.decline(world.slot)
        for viewer in [world.sanne, world.gerrit] {
            #expect(
                isNotFound {
                    try world.fixture.read(viewer) { _ = try Guest.find(guest.ref, in: $0) }
                })
        }
        let (history, steps, nomination) = try world.fixture.read(world.sanne) { tx in
            let stay = try Stay.find(world.slot.ref, in: tx)
            return (
                try RecordHistory(of: stay, in: tx).page(nil, in: tx).rows.map(\.action),
                try stay.history(in: tx).map(\.state), try Nomination.current(of: stay, in: tx)
            )
        }
        #expect(history == [.create])
        #expect(steps == [.planned])
        #expect(nomination == nil)
        let network = try world.fixture.read(world.esther) { tx in
            try Stay.find(world.slot.ref, in: tx).history(in: tx).map(\.state)
        }
        #expect(network == [.planned, .nominated, .planned])
    }

    @Test("of a former guest is not told to the next guest's team")
    func later() throws {
        let (first, second) = (try world.candidate("Wulp"), try world.candidate("Kluut"))
        try world.nominate(first, for: world.slot)
        try world.decline(world.slot)
        world.fixture.clock.now = world.fixture.clock.now.adding(seconds: 60)
        try world.nominate(second, for: world.slot) { $0.profile.languages = ["fr"] }
        try world.accept(world.slot)
        #expect(try world.profile(world.slot, world.sanne)?.languages == ["fr"])
        let (former, steps) = try world.fixture.read(world.sanne) { tx in
            let stay = try Stay.find(world.slot.ref, in: tx)
            return (
                try Nomination.former(of: stay, in: tx).count,
                try stay.history(in: tx).map(\.state)
            )
        }
        #expect(former == 0)
        #expect(steps == [.accepted, .nominated, .planned])
        let known = try world.fixture.read(world.esther) { tx in
            try Nomination.former(of: try Stay.find(world.slot.ref, in: tx), in: tx).map(\.guest)
        }
        #expect(known == [first.id])
    }

    @Test("keeps from a city who looked before it was asked, which tells who said no")
    func formerLooks() throws {
        let guest = try world.candidate()
        let mira = try world.account("Mira", .shelter, world.fixture.haarlem)
        try world.nominate(guest, for: world.haarlem)
        _ = try world.profile(world.haarlem, mira)
        try world.answer(world.haarlem, by: mira) { try $0.decline($1, .full, in: $2) }
        world.fixture.clock.now = world.fixture.clock.now.adding(seconds: 60)
        try world.nominate(guest, for: world.slot)
        _ = try world.profile(world.slot, world.sanne)
        try world.accept(world.slot)
        func lookers(_ viewer: Viewer) throws -> Set<ID<User>?> {
            try world.fixture.read(viewer) { tx in
                Set(try guest.disclosures(in: tx).map(\.user))
            }
        }
        #expect(try !lookers(world.sanne).contains(mira.userID))
        #expect(try lookers(world.sanne).contains(world.sanne.userID))
        #expect(try lookers(world.esther).contains(mira.userID))
    }

    @Test("leaves no fact in the clear in the file")
    func sealed() throws {
        let guest = try world.candidate { $0.vetoes = [world.fixture.haarlem.id] }
        try world.nominate(guest, for: world.slot)
        let texts = try world.fixture.read(.system) { tx in
            let bytes: [[UInt8]] = try tx.db.values(
                """
                SELECT facts_sealed FROM candidates WHERE guest_id = \(guest.id)
                UNION ALL SELECT conditions_sealed FROM candidates WHERE guest_id = \(guest.id)
                UNION ALL SELECT vetoes_sealed FROM candidates WHERE guest_id = \(guest.id)
                UNION ALL SELECT profile_sealed FROM nominations
                """)
            return bytes.map { String(decoding: $0, as: UTF8.self) }
        }
        for text in texts {
            for word in ["press", "kamer", "gevolgd", "passport", "languages", "2027-"] {
                #expect(!text.contains(word))
            }
        }
        #expect(texts.count == 4)
    }
}
