import Coalition
import Fixtures
import Foundation
import SQLite
import Testing

@Suite("A guest")
struct GuestTests {
    let world: StayWorld

    init() throws { world = try StayWorld() }

    private func identified() throws -> Guest {
        let guest = try world.guest()
        try world.fixture.write(world.network) { tx in
            try GuestIdentity.write(
                [.legalName: "Maryam Yıldız", .country: "Belarus", .risk: "wordt gevolgd"],
                of: guest, version: guest.version, in: tx)
        }
        return guest
    }

    private func open(_ guest: Guest, by viewer: Viewer) throws -> GuestIdentity {
        try world.fixture.write(viewer) {
            try GuestIdentity.open(guest, reason: "Ticket boeken voor 1 december", in: $0)
        }
    }

    @Test("gets a bird's name that no guest ever had")
    func unique() throws {
        let drawn = try world.fixture.write(world.network) { tx in
            try (0..<60).map { _ in
                var draft = GuestDraft()
                draft.code = try #require(GuestCode.draw(in: tx).first).nl
                return try draft.create(in: tx).code.nl
            }
        }
        #expect(Set(drawn).count == 60)
        #expect(Set(drawn).isSubset(of: Set(BirdNames.all.map(\.nl))))
        let found = try problems { _ = try world.guest(drawn[7]) }
        #expect(found.map(\.message) == ["problem.code_taken"])
    }

    @Test("gets a numbered name once every bird is taken, out of different ones to choose from")
    func numbered() throws {
        let names = try world.fixture.write(world.network) { tx in
            for bird in BirdNames.all.dropLast(2) {
                var draft = GuestDraft()
                draft.code = bird.nl
                try draft.create(in: tx)
            }
            return try GuestCode.draw(5, in: tx)
        }
        #expect(Set(names).count == 5)
        #expect(Set(names.prefix(2)) == Set(BirdNames.all.suffix(2)))
        #expect(names.suffix(3).allSatisfy { $0.nl.hasSuffix(" 2") && $0.en.hasSuffix(" 2") })
        #expect(try world.guest(names[4].nl).code == names[4])
    }

    @Test("cannot be given a name that is not on the list")
    func typed() throws {
        for name in ["Maryam", "Wulp Yıldız", "Wulp 1", "Wulp 10000", "wulp", "", " ", "Wulp 2 3"] {
            let found = try problems { _ = try world.guest(name) }
            #expect(found.map(\.message) == ["problem.code"])
        }
    }

    @Test("is entered by the network alone")
    func writers() throws {
        for viewer in [world.sanne, world.fixture.hanneke, world.safeguarding, world.fixture.admin]
        {
            var draft = GuestDraft()
            draft.code = "Wulp"
            #expect(
                isForbidden {
                    _ = try world.fixture.write(viewer) { [draft] in try draft.create(in: $0) }
                })
        }
    }

    @Test("is opened for the network with a reason, after the row of the audit log")
    func opened() throws {
        let guest = try identified()
        let identity = try open(guest, by: world.network)
        #expect(identity[.legalName] == "Maryam Yıldız")
        #expect(identity[.risk] == "wordt gevolgd")
        #expect(identity[.channel] == nil)
        let fields: [String] = try world.fixture.read(.system) { tx in
            try tx.db.values(
                "SELECT fields FROM audit_log WHERE action = 'open' AND ref = \(guest.ref)")
        }
        #expect(fields == ["legal_name country work channel risk"])
        let disclosures = try world.fixture.read(world.network) { try guest.disclosures(in: $0) }
        #expect(disclosures.map(\.reason) == ["Ticket boeken voor 1 december"])
        #expect(try AuditCheck.run(world.fixture.records).isEmpty)
    }

    @Test("stays closed without a reason, and where no row can be written")
    func unexplained() throws {
        let guest = try identified()
        for reason in ["", "   ", "zomaar", String(repeating: "a", count: 501)] {
            let found = try problems {
                _ = try world.fixture.write(world.network) {
                    try GuestIdentity.open(guest, reason: reason, in: $0)
                }
            }
            #expect(found.map(\.field) == ["reason"])
        }
        #expect(throws: (any Error).self) {
            try world.fixture.read(world.network) {
                try GuestIdentity.open(guest, reason: "Ticket boeken voor 1 december", in: $0)
            }
        }
        let disclosures = try world.fixture.read(world.network) {
            try guest.disclosures(in: $0).count
        }
        #expect(disclosures == 0)
    }

    @Test(
        "is opened by a coordinator only once the city accepted the nomination, and not after it ended"
    )
    func coordinator() throws {
        let guest = try identified()
        #expect(isForbidden { _ = try open(guest, by: world.sanne) })
        let stay = try world.plan(world.waal, guest, "2026-09-01", "2026-11-24")
        #expect(isForbidden { _ = try open(guest, by: world.sanne) })
        _ = try world.bring(stay, to: [.nominated])
        #expect(isForbidden { _ = try open(guest, by: world.sanne) })
        _ = try world.bring(stay, to: [.accepted])
        #expect(try open(guest, by: world.sanne)[.country] == "Belarus")
        #expect(isForbidden { _ = try open(guest, by: world.mira) })
        _ = try world.bring(
            stay, to: [.preparing, .confirmed, .inStay, .departing, .returned, .aftercare, .closed])
        #expect(isForbidden { _ = try open(guest, by: world.sanne) })
    }

    @Test("is opened by nobody of the municipality, Samen Hier or the administration")
    func strangers() throws {
        let guest = try identified()
        let stay = try world.plan(world.waal, guest, "2026-09-01", "2026-11-24")
        _ = try world.bring(stay, to: [.nominated, .accepted])
        for viewer in [
            world.fixture.officerOfNijmegen, world.fixture.hanneke, world.fixture.admin,
            world.viewer(.auditor),
        ] {
            #expect(isForbidden { _ = try open(guest, by: viewer) })
        }
        #expect(try open(guest, by: world.safeguarding)[.country] == "Belarus")
    }

    @Test("is visible to a city when it has a stay there, not before and not when it is elsewhere")
    func visibility() throws {
        let guest = try world.guest()
        let fixture = world.fixture
        #expect(
            try fixture.read(world.network) { try Guest.find(guest.ref, in: $0).ref } == guest.ref)
        // Without a stay a guest is a candidate, of whom the network alone knows.
        for viewer in [
            fixture.officerOfNijmegen, fixture.hanneke, world.mira, world.sanne, world.safeguarding,
        ] {
            #expect(
                isNotFound { _ = try fixture.read(viewer) { try Guest.find(guest.ref, in: $0) } })
            #expect(try fixture.read(viewer) { try GuestList().count(in: $0) } == .zero)
        }
        try world.plan(world.waal, guest, "2027-02-01", "2027-03-01")
        #expect(
            isNotFound { _ = try fixture.read(world.mira) { try Guest.find(guest.ref, in: $0) } })
        #expect(try fixture.read(world.mira) { try GuestList().count(in: $0).value } == 0)
        #expect(try fixture.read(world.sanne) { try GuestList().count(in: $0).value } == 1)
        let officer = world.fixture.officerOfNijmegen
        #expect(isNotFound { _ = try fixture.read(officer) { try Guest.find(guest.ref, in: $0) } })
    }

    @Test("is known to have no stay again when the last one was cancelled or went to another guest")
    func placing() throws {
        let (first, second) = (try world.guest("Kievit"), try world.guest("Kluut"))
        let fixture = world.fixture
        func unplaced() throws -> Set<String> {
            var list = GuestList()
            list.isUnplaced = true
            #expect(try Consistency.findings(fixture.records) == [])
            return try fixture.read(world.network) {
                Set(try list.page(nil, in: $0).rows.map(\.ref))
            }
        }
        #expect(try unplaced() == [first.ref, second.ref])
        let stay = try world.plan(world.waal, first, "2027-02-01", "2027-03-01")
        #expect(try unplaced() == [second.ref])
        try fixture.write(.system) { tx in
            _ = try tx.db.run("UPDATE stays SET guest_id = \(second.id) WHERE ref = \(stay.ref)")
        }
        #expect(try unplaced() == [first.ref])
        try fixture.write(.system) { tx in
            _ = try tx.db.run("UPDATE stays SET state = 'cancelled' WHERE ref = \(stay.ref)")
        }
        #expect(try unplaced() == [first.ref, second.ref])
        try fixture.write(.system) { tx in
            try tx.db.run("UPDATE stays SET state = 'planned' WHERE ref = \(stay.ref)")
            try tx.db.run("DELETE FROM stay_periods")
            try tx.db.run("DELETE FROM stays WHERE ref = \(stay.ref)")
        }
        #expect(try unplaced() == [first.ref, second.ref])
    }

    @Test("is counted up to a thousand and no further")
    func counted() throws {
        try world.fixture.records.database.write { db in
            _ = try db.run(
                """
                WITH RECURSIVE numbers (n) AS (
                    SELECT 101 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1100)
                INSERT INTO guests (id, ref, code_nl, code_en, created_at, updated_at)
                SELECT n, 'H-' || n, 'Vogel ' || n, 'Bird ' || n, 0, 0 FROM numbers
                """)
        }
        func count() throws -> ListCount {
            try world.fixture.read(world.network) { try GuestList().count(in: $0) }
        }
        #expect(try count().value == 1000 && !count().isMore)
        _ = try world.guest()
        #expect(try count().value == 1000 && count().isMore)
    }

    @Test("is listed for a city by looking among its own few")
    func listed() throws {
        let fixture = world.fixture
        try world.plan(world.waal, try world.guest("Kievit"), "2027-02-01", "2027-03-01")
        _ = try world.guest("Kluut")
        let page = try fixture.read(world.sanne) { try GuestList().page(nil, in: $0) }
        #expect(page.rows.map(\.code.nl) == ["Kievit"])
        let text = try #require(
            fixture.records.database.statements.first {
                $0.contains("AS guests") && $0.contains("ORDER BY guests.code_nl")
            })
        let steps = try fixture.records.database.plan(of: text)
        #expect(steps.contains { $0.contains("INTEGER PRIMARY KEY (rowid=?)") }, "\(steps)")
        #expect(steps.contains { $0.contains("stays_by_city_guest (city_id=?)") }, "\(steps)")
    }

    @Test("keeps what a form leaves empty, and the file never holds it in the clear")
    func sealed() throws {
        let guest = try identified()
        try world.fixture.write(world.network) { tx in
            #expect(throws: Refusal.conflict(current: 2)) {
                try GuestIdentity.write([.channel: "Signal"], of: guest, version: 1, in: tx)
            }
            let guest = try Guest.find(guest.ref, in: tx)
            try GuestIdentity.write(
                [.channel: "Signal", .country: ""], of: guest, version: guest.version, in: tx)
        }
        let identity = try open(guest, by: world.network)
        #expect(identity[.country] == "Belarus")
        #expect(identity[.channel] == "Signal")
        for file in try FileManager.default.contentsOfDirectory(
            at: world.fixture.folder, includingPropertiesForKeys: nil)
        {
            let bytes = try Data(contentsOf: file)
            for secret in ["Maryam", "Belarus", "gevolgd", "Ticket boeken"] {
                #expect(bytes.range(of: Data(secret.utf8)) == nil)
            }
        }
    }

    @Test("moved from one guest's row to another's does not open")
    func bound() throws {
        let (first, second) = (try identified(), try world.guest("Kluut"))
        _ = try world.fixture.records.database.write { db in
            try db.run(
                """
                INSERT INTO guest_identities (guest_id, legal_name_sealed, updated_at)
                SELECT (SELECT id FROM guests WHERE ref = \(second.ref)), legal_name_sealed, 0
                FROM guest_identities
                """)
        }
        #expect(throws: Damaged.self) { try open(second, by: world.network) }
        #expect(try open(first, by: world.network)[.legalName] == "Maryam Yıldız")
    }
}
