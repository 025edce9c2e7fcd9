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
            try family.redrawCode(because: .other, version: family.version, in: $0)
        }
        #expect(drawn != family.code)
        let after = try fixture.read(fixture.hanneke) { try Family.find(family.ref, in: $0) }
        #expect(after.code == drawn)
        #expect(throws: Refusal.conflict(current: after.version)) {
            try fixture.write(fixture.hanneke) {
                try after.redrawCode(because: .other, version: 1, in: $0)
            }
        }
        #expect(throws: Refusal.forbidden("forbidden.family_edit")) {
            try fixture.write(fixture.network) {
                try after.redrawCode(because: .other, version: after.version, in: $0)
            }
        }
    }

    private func redraw(_ family: Family, _ reason: FormerCode.Reason) throws -> Family {
        try fixture.write(fixture.hanneke) { tx in
            let now = try Family.find(family.ref, in: tx)
            try now.redrawCode(because: reason, version: now.version, in: tx)
            return try Family.find(family.ref, in: tx)
        }
    }

    private func find(_ name: String, _ viewer: Viewer) throws -> SearchHit? {
        try fixture.read(viewer) { try Family.called(name, in: $0) }
    }

    @Test("P3b is found under the former name, which says what it is called now, unless it leaked")
    func former() throws {
        let first = try announce(1)[0]
        let second = try redraw(first, .other)
        let found = try #require(try find(first.code.nl, fixture.hanneke))
        #expect(found.ref == first.ref)
        #expect(found.name == second.code)
        #expect(found.former?.code == first.code)
        #expect(try find(first.code.en, fixture.hanneke)?.ref == first.ref)
        #expect(try find(first.code.nl, fixture.coordinatorOfHaarlem) == nil)
        let third = try redraw(first, .leaked)
        #expect(try find(second.code.nl, fixture.hanneke) == nil)
        #expect(try find(third.code.nl, fixture.hanneke)?.former == nil)
        let told = try fixture.read(fixture.hanneke) { try third.formerCodes(in: $0) }
        #expect(told.map(\.code) == [first.code])
        for (name, count) in [(first.code.nl, 1), (second.code.nl, 0), (third.code.nl, 1)] {
            var list = FamilyList()
            list.text = name
            let asked = list
            #expect(
                try fixture.read(fixture.hanneke) { try asked.page(nil, in: $0).rows.count }
                    == count)
        }
    }

    @Test("P3b is given back when that was a mistake, and to nobody else")
    func undone() throws {
        let families = try announce(PlantNames.all.count - 1)
        let renamed = try redraw(families[7], .leaked)
        let next = try announce(1)[0]
        #expect(next.code.nl.hasSuffix(" 2"))
        let back = try fixture.write(fixture.hanneke) { try renamed.takeBackCode(in: $0) }
        #expect(back == families[7].code)
        let none = try fixture.write(fixture.hanneke) { try families[9].takeBackCode(in: $0) }
        #expect(none == nil)
        #expect(throws: Refusal.forbidden("forbidden.family_edit")) {
            try fixture.write(fixture.network) { try renamed.takeBackCode(in: $0) }
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
