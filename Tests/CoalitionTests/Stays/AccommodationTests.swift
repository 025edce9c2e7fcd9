import Coalition
import Fixtures
import Foundation
import Testing

@Suite("An accommodation")
struct AccommodationTests {
    let world: StayWorld

    init() throws { world = try StayWorld() }

    @Test(
        "shows its address to its own city's coordinator and officer, and each look is written down"
    )
    func address() throws {
        for viewer in [world.sanne, world.fixture.officerOfNijmegen] {
            let shown = try world.fixture.write(viewer) { tx in
                try Accommodation.find(world.waal.ref, in: tx).openAddress(reason: nil, in: tx)
            }
            #expect(shown == "Waalkade 12, 6511 XR")
        }
        let opened: Int? = try world.fixture.read(.system) { tx in
            try tx.db.value(
                "SELECT count(*) FROM audit_log WHERE action = 'open' AND ref = \(world.waal.ref)")
        }
        #expect(opened == 2)
        #expect(
            try world.fixture.read(world.sanne) { try world.waal.disclosures(in: $0).count } == 2)
    }

    @Test("shows its address to nobody of another city, and to the network only with a reason")
    func addressElsewhere() throws {
        for viewer in [world.mira, world.fixture.officerOfHaarlem, world.safeguarding] {
            #expect(
                isForbidden {
                    _ = try world.fixture.write(viewer) {
                        try world.waal.openAddress(reason: "Ik wil het weten", in: $0)
                    }
                })
        }
        let found = try problems {
            _ = try world.fixture.write(world.network) {
                try world.waal.openAddress(reason: "omdat", in: $0)
            }
        }
        #expect(found.map(\.field) == ["reason"])
        let shown = try world.fixture.write(world.network) {
            try world.waal.openAddress(reason: "Brand gemeld in de straat", in: $0)
        }
        #expect(shown != nil)
    }

    @Test("does not give its address in a read, which leaves no row")
    func unwritten() throws {
        #expect(throws: (any Error).self) {
            try world.fixture.read(world.sanne) { try world.waal.openAddress(reason: nil, in: $0) }
        }
    }

    @Test(
        "keeps its address when the form leaves it empty, and the file never holds it in the clear")
    func keepsAddress() throws {
        try world.change(world.waal) { $0.name = "NIJ-Waal" }
        let shown = try world.fixture.write(world.sanne) { tx in
            try Accommodation.find(world.waal.ref, in: tx).openAddress(reason: nil, in: tx)
        }
        #expect(shown == "Waalkade 12, 6511 XR")
        for file in try FileManager.default.contentsOfDirectory(
            at: world.fixture.folder, includingPropertiesForKeys: nil)
        {
            let bytes = try Data(contentsOf: file)
            #expect(bytes.range(of: Data("Waalkade".utf8)) == nil)
        }
    }

    @Test("has a name of its own in its city, and may share it with another city's")
    func name() throws {
        let found = try problems {
            _ = try world.fixture.write(world.sanne) { tx in
                try StayWorld.home("NIJ-A", in: world.fixture.nijmegen, tx)
            }
        }
        #expect(found.map(\.message) == ["problem.accommodation_taken"])
        _ = try world.fixture.write(world.network) { tx in
            try StayWorld.home("NIJ-A", in: world.fixture.haarlem, tx)
        }
    }

    @Test("cannot become unavailable on nights that are planned")
    func availability() throws {
        let stay = try world.plan(world.waal, world.guest("Wulp"), "2027-02-01", "2027-03-01")
        let found = try problems {
            try world.change(world.waal) { $0.availableUntil = Day(iso: "2027-02-28") }
        }
        #expect(found.map(\.field) == ["available_until_on"])
        #expect(found.first?.values["ref"] == .text(stay.ref))
        try world.change(world.waal) { $0.availableUntil = Day(iso: "2027-03-01") }
    }

    @Test("is added by its city's coordinator and the network only")
    func writers() throws {
        for viewer in [world.mira, world.fixture.officerOfNijmegen, world.fixture.hanneke] {
            #expect(
                isForbidden {
                    _ = try world.fixture.write(viewer) {
                        try StayWorld.home("NIJ-C", in: world.fixture.nijmegen, $0)
                    }
                })
        }
    }

    @Test("of another city is not on the list and cannot be found")
    func scope() throws {
        let names = try world.fixture.read(world.sanne) {
            try AccommodationList().page(nil, in: $0).rows.map(\.name)
        }
        #expect(names == ["NIJ-A", "NIJ-B"])
        #expect(
            isNotFound {
                _ = try world.fixture.read(world.sanne) {
                    try Accommodation.find(world.spaarne.ref, in: $0)
                }
            })
    }
}
