import Coalition
import Fixtures
import SQLite
import Testing

@Suite("The code name of a family")
struct FamilyCodeTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func announce(_ count: Int) throws -> [Family] {
        try fixture.write(fixture.hanneke) { tx in
            try (0..<count).map { _ in
                var draft = FamilyDraft()
                (draft.route, draft.householdSize) = (.statusHolder, 2)
                return try draft.create(in: fixture.nijmegen, tx)
            }
        }
    }

    @Test("is no other family's, and is numbered when the list runs out")
    func unique() throws {
        let codes = try announce(PlantNames.all.count + 3).map(\.code)
        #expect(Set(codes.map(\.nl)).count == codes.count)
        let numbered = codes.filter { $0.nl.hasSuffix(" 2") }
        #expect(numbered.count == 3)
        #expect(numbered.allSatisfy { $0.en.hasSuffix(" 2") })
    }

    @Test("is drawn again on request, by who may change the family")
    func redrawn() throws {
        let family = try announce(1)[0]
        let drawn = try fixture.write(fixture.hanneke) {
            try family.redrawCode(version: family.version, in: $0)
        }
        #expect(drawn != family.code)
        let after = try fixture.read(fixture.hanneke) { try Family.find(family.ref, in: $0) }
        #expect(after.code == drawn)
        #expect(throws: Refusal.conflict(current: after.version)) {
            try fixture.write(fixture.hanneke) { try after.redrawCode(version: 1, in: $0) }
        }
        #expect(throws: Refusal.forbidden("forbidden.family_edit")) {
            try fixture.write(fixture.network) {
                try after.redrawCode(version: after.version, in: $0)
            }
        }
    }

    @Test("is free again once its family is erased")
    func freed() throws {
        let families = try announce(PlantNames.all.count)
        let erased = families[40]
        let next = try fixture.write(fixture.hanneke) { tx in
            try tx.db.run("UPDATE families SET state = 'erased' WHERE id = \(erased.id)")
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.statusHolder, 2)
            return try draft.create(in: fixture.nijmegen, tx).code
        }
        #expect(next == erased.code)
    }
}
