import Coalition
import Fixtures
import SQLite
import Testing

@Suite("A change of a record")
struct RecordChangeTests {
    let world: StayWorld

    init() throws { world = try StayWorld() }

    /// The fields of the audit rows about an accommodation, the last first.
    private func audited(_ home: Accommodation) throws -> [String] {
        try world.fixture.read(.system) { tx in
            try tx.db.values(
                "SELECT fields FROM audit_log WHERE ref = \(home.ref) ORDER BY id DESC")
        }
    }

    private func again(_ home: Accommodation) throws -> Accommodation {
        try world.fixture.read(world.sanne) { try Accommodation.find(home.ref, in: $0) }
    }

    @Test("is audited with the fields that really changed, and nothing else")
    func changed() throws {
        #expect(try audited(world.waal) == ["name kind address beds"])
        try world.change(world.waal) { ($0.beds, $0.isAccessible) = (2, false) }
        #expect(try audited(world.waal).first == "beds is_accessible")
        try world.change(world.waal) { $0.isAccessible = nil }
        #expect(try audited(world.waal).first == "is_accessible")
    }

    @Test("that changes nothing writes nothing and stands in nobody's way")
    func nothing() throws {
        try world.change(world.waal) { $0.name = "NIJ-A" }
        #expect(try audited(world.waal).count == 1)
        #expect(try again(world.waal).version == 1)
    }

    @Test("of a sealed field typed again as it is, is no change; typed otherwise it is one")
    func sealed() throws {
        try world.change(world.waal) { $0.address = "Waalkade 12, 6511 XR" }
        #expect(try audited(world.waal).count == 1)
        try world.change(world.waal) { $0.address = "Waalkade 14" }
        #expect(try audited(world.waal).first == "address")
        let shown = try world.fixture.write(world.sanne) { tx in
            try Accommodation.find(world.waal.ref, in: tx).openAddress(reason: nil, in: tx)
        }
        #expect(shown == "Waalkade 14")
    }

    @Test("of a group is audited by field too, and keeps what a draft has not")
    func group() throws {
        let group = try world.fixture.ready()
        try world.fixture.write(world.fixture.hanneke) { tx in
            var draft = try GroupDraft.stored(group.id, in: tx).draft
            #expect(draft.intakeOn == group.intakeOn)
            draft.neighbourhood = "Bottendaal"
            try draft.update(group, version: group.version, in: tx)
        }
        let fields: String? = try world.fixture.read(.system) { tx in
            try tx.db.value(
                "SELECT fields FROM audit_log WHERE ref = \(group.ref) ORDER BY id DESC LIMIT 1")
        }
        #expect(fields == "neighbourhood")
    }

    @Test("is refused with a problem at each field: too long, out of range, before its beginning")
    func problems() throws {
        let found = try CoalitionTests.problems {
            try world.change(world.waal) {
                $0.name = String(repeating: "a", count: 201)
                $0.beds = 31
                ($0.availableFrom, $0.availableUntil) = (
                    Day(iso: "2027-02-01"), Day(iso: "2027-02-01")
                )
            }
        }
        #expect(found.map(\.field) == ["name", "beds", "available_until_on"])
        #expect(
            found.map(\.message) == [
                "problem.too_long", "problem.number", "problem.until_before_from",
            ])
    }
}
