import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("Two records of one family")
struct MergeTests {
    let scene: MoveScene
    let twin: Family
    var fixture: Fixture { scene.fixture }

    init() throws {
        let scene = try MoveScene()
        self.scene = scene
        twin = try scene.fixture.write(scene.hanneke) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize, draft.languages) = (.resettlement, 5, ["ar", "kmr"])
            let family = try draft.create(in: scene.fixture.nijmegen, tx)
            for (name, year) in [("AMIRA haddad", 1988), ("Yusuf Haddad", 2022)] {
                var person = FamilyMemberDraft()
                (person.name, person.kind, person.birthYear) = (name, .relative, year)
                try person.add(to: family, in: tx)
            }
            var need = NeedDraft()
            (need.theme, need.title, need.owner) = (.work, "Een baan", .municipality)
            try need.add(to: family, in: tx)
            try SensitiveNote.add(.preference, "Halal.", to: family, in: tx)
            return try Family.find(family.ref, in: tx)
        }
    }

    private func merge(_ other: Family, into kept: Family) throws {
        try fixture.write(scene.hanneke) { tx in
            try FamilyMerge.merge(
                Family.find(other.id, in: tx), into: Family.find(kept.id, in: tx), in: tx)
        }
    }

    @Test("edge case: Families merge / duplicate - a hint by name, year of birth and city")
    func hint() throws {
        let found = try fixture.read(scene.hanneke) { try scene.family.doubles(in: $0) }
        #expect(found.map(\.ref) == [twin.ref])
        #expect(throws: Refusal.forbidden("forbidden.family_members")) {
            try fixture.read(fixture.network) { try scene.family.doubles(in: $0) }
        }
    }

    @Test("edge case: Families merge / duplicate - one, found by either name, people of both once")
    func merges() throws {
        try merge(twin, into: scene.family)
        let (kept, gone) = (try scene.now(), try scene.now(twin))
        #expect(gone.state == .merged && kept.state == .waiting && kept.householdSize == 5)
        #expect(
            try scene.names(of: kept).compactMap { $0 }.sorted() == [
                "Amira Haddad", "Basel Haddad", "Dina Haddad", "Faris Haddad", "Yusuf Haddad",
            ])
        let hits = try scene.search(twin.code.nl)
        #expect(hits.map(\.ref) == [kept.ref])
        let (goals, notes, successor) = try fixture.read(scene.hanneke) { tx in
            (
                try Need.all(of: kept, in: tx).count, try SensitiveNote.count(of: kept, in: tx),
                try FamilyMerge.successor(of: gone, in: tx)
            )
        }
        #expect(goals == 2 && notes == 3 && successor?.id == kept.id)
        let open = try fixture.read(.system) { tx -> Int? in
            try tx.db.value(
                "SELECT count(*) FROM tasks WHERE subject_id = \(gone.id) AND done_at IS NULL")
        }
        #expect(open == 0)
        #expect(try scene.findings() == [])
    }

    @Test("edge case: Families merge / duplicate - two again for thirty days, with what each had")
    func undone() throws {
        try merge(twin, into: scene.family)
        let back = try fixture.write(scene.hanneke) { tx in
            try #require(try FamilyMerge.undoable(into: scene.now(in: tx), in: tx)).undo(in: tx)
        }
        let kept = try scene.now()
        #expect(back.id == twin.id && back.state == .announced && kept.householdSize == 4)
        #expect(
            try scene.names(of: back).compactMap { $0 }.sorted() == [
                "AMIRA haddad", "Yusuf Haddad",
            ])
        #expect(try scene.names(of: kept).count == 4)
        let hits = try scene.search(twin.code.nl)
        #expect(hits.map(\.ref) == [twin.ref])
        #expect(try scene.findings() == [])
        try merge(twin, into: scene.family)
        fixture.clock.now = fixture.clock.now.adding(seconds: 31 * 86_400)
        #expect(
            try fixture.read(scene.hanneke) { try FamilyMerge.undoable(into: kept, in: $0) } == nil)
    }

    @Test("are not made one when both have a group, and the one with a group goes on")
    func matched() throws {
        _ = try scene.couple()
        #expect(
            scene.problems { try merge(scene.family, into: twin) } == [
                "kept: guard.merge.keeps_group"
            ])
        _ = try fixture.write(.system) { tx in
            try tx.db.run(
                """
                INSERT INTO matches (ref, city_id, kind, group_id, family_id, state, rule_version,
                    created_at, updated_at)
                SELECT 'M-TEST', city_id, kind, group_id, \(twin.id), 'proposed', rule_version, 0, 0
                FROM matches LIMIT 1
                """)
        }
        #expect(
            scene.problems { try merge(twin, into: scene.family) } == [
                "other: guard.merge.matched"
            ])
        #expect(scene.problems { try merge(twin, into: twin) } == ["other: guard.merge.same"])
        #expect(try scene.now(twin).state == .announced)
    }

    @Test("are never of two cities, and wait for an offer to be answered")
    func other() throws {
        let there = try scene.accept(try scene.offer())
        #expect(
            scene.problems { try merge(there, into: twin) } == ["other: guard.merge.unknown"])
        #expect(
            scene.problems {
                try fixture.write(scene.hanneke) {
                    try FamilyMerge.merge(nil, into: scene.now(twin, in: $0), in: $0)
                }
            } == ["other: guard.merge.unknown"])
    }

    @Test("of parts that were split are one family again, which is not undone")
    func parts() throws {
        let part = try scene.split(.ordinary)
        try merge(part, into: scene.family)
        let kept = try scene.now()
        #expect(kept.householdSize == 4 && kept.adults == 2 && kept.minors == 2)
        #expect(try scene.names(of: kept).count == 4)
        #expect(
            try fixture.read(scene.hanneke) { try FamilyMerge.undoable(into: kept, in: $0) } == nil)
        #expect(try scene.findings() == [])
    }
}
