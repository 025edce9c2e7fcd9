import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("A family that splits")
struct SplitTests {
    let scene: MoveScene
    var fixture: Fixture { scene.fixture }

    init() throws { scene = try MoveScene() }

    @Test("edge case: Family splits - members have a record of their own from the day on")
    func splits() throws {
        let part = try scene.split(.ordinary)
        let old = try scene.now()
        #expect(part.code.nl != old.code.nl && part.state == .announced)
        #expect((old.householdSize, old.adults, old.minors) == (2, 1, 1))
        #expect((part.householdSize, part.adults, part.minors) == (2, 1, 1))
        #expect(part.neighbourhood == nil)
        #expect(try scene.names(of: part) == ["Amira Haddad", "Dina Haddad"])
        let kept = try fixture.read(scene.hanneke) { tx in
            try FamilyMember.all(of: old, in: tx).map { ($0.name, $0.leftOn != nil) }
        }
        #expect(kept.filter { $0.1 }.count == 2 && kept.filter { !$0.1 }.count == 2)
        #expect(
            try fixture.read(scene.hanneke) { try FamilyContact.all(of: part, in: $0) }.isEmpty)
        #expect(
            try fixture.read(scene.noor) { try FamilyParting.known(of: old, in: $0) }.count == 1)
        #expect(try scene.findings() == [])
    }

    @Test("leaves nobody in neither part, and asks what it must know")
    func bad() throws {
        let all = Set(scene.members.map(\.value))
        func refused(_ change: (inout SplitDraft) -> Void) -> [String] {
            scene.problems { _ = try scene.split(.ordinary, change) }
        }
        #expect(refused { $0.members = [] } == ["members: guard.split.nobody_leaves"])
        #expect(refused { $0.members = all } == ["members: guard.split.nobody_stays"])
        #expect(refused { $0.members = [99_999] } == ["members: problem.choice"])
        #expect(
            refused { ($0.kind, $0.on) = (nil, nil) } == [
                "kind: problem.choose", "on: problem.day_required",
            ])
        _ = try scene.couple()
        #expect(refused { _ in } == ["match: problem.choose"])
        #expect(try scene.now().householdSize == 4)
        #expect(try scene.names(of: scene.family).count == 4)
    }

    @Test(
        "edge case: Family splits - people choose with whom the group goes on",
        arguments: SplitDraft.Side.allCases)
    func match(_ side: SplitDraft.Side) throws {
        let match = try scene.couple()
        let part = try scene.split(.ordinary) { $0.match = side }
        let (old, after) = (
            try scene.now(), try fixture.read(.system) { try Match.find(match.id, in: $0) }
        )
        #expect(after.state == .active)
        #expect(after.family == (side == .leaves ? part.id : old.id))
        #expect(part.state == (side == .leaves ? .supported : .announced))
        #expect(old.state == (side == .leaves ? .waiting : .supported))
        #expect(try scene.findings() == [])
    }

    @Test("after safety has nobody's earlier right to names, which stand in the new record only")
    func names() throws {
        let officer = fixture.officerOfNijmegen
        #expect(scene.family.isAnnouncedByMunicipality)
        let part = try scene.split(.safety)
        #expect(throws: Refusal.forbidden("forbidden.family_members")) {
            try scene.names(of: part, as: officer)
        }
        #expect(
            try scene.names(of: scene.family, as: officer).compactMap { $0 }.sorted() == [
                "Basel Haddad", "Faris Haddad",
            ])
        let hits = try scene.search("Amira Haddad")
        #expect(hits.map(\.ref) == [part.ref])
    }

    @Test("after safety is known to safeguarding and to who coordinates the part, sealed")
    func known() throws {
        let part = try scene.split(.safety)
        func knows(_ viewer: Viewer, _ family: Family) throws -> Bool {
            try fixture.read(viewer) { try !FamilyParting.known(of: family, in: $0).isEmpty }
        }
        #expect(try knows(scene.lead, part) && knows(scene.lead, scene.family))
        #expect(try knows(scene.hanneke, part) && !knows(scene.hanneke, scene.family))
        #expect(try !knows(scene.noor, part) && !knows(scene.noor, scene.family))
        #expect(try !knows(fixture.officerOfNijmegen, part) && !knows(fixture.network, part))
        let opened = try fixture.write(scene.lead) {
            try FamilyParting.open(of: scene.now(in: $0), in: $0).map(\.other.ref)
        }
        #expect(opened == [part.ref])
        #expect(throws: Refusal.notFound) {
            try fixture.write(scene.noor) { try FamilyParting.open(of: part, in: $0) }
        }
        // No row says it in the clear, and no row in the logs of the one is joined to the other's.
        let traces: Int? = try fixture.read(.system) { tx in
            try tx.db.value(
                """
                SELECT count(*) FROM audit_log AS one JOIN audit_log AS other USING (trace)
                WHERE one.ref LIKE \(scene.family.ref + "%") AND other.ref LIKE \(part.ref + "%")
                """)
        }
        #expect(traces == 0)
        #expect(try scene.audit(scene.family.ref).allSatisfy { !$0.contains(part.ref) })
        // What one knows goes along with the part, to who coordinates it next.
        let (next, ref) = try fixture.write(.system) { tx in
            let id = try User.create(email: "joris@coalitie.example", name: "Joris", in: tx)
            let grant = Viewer.Grant(.local, city: fixture.nijmegen.id)
            try User.grant(grant, to: id, from: tx.today, in: tx)
            return (
                Viewer(userID: id, name: "Joris", grants: [grant]), try User.find(id, in: tx)?.ref
            )
        }
        #expect(try !knows(next, part))
        try fixture.write(scene.hanneke) { try part.hand(to: ref, in: $0) }
        #expect(try knows(next, part) && !knows(scene.hanneke, part))
        #expect(try scene.findings() == [])
    }

    @Test("after safety the parts are no double of each other, and are never merged")
    func apart() throws {
        let part = try scene.split(.safety)
        // Somebody writes the same person down in the record that was left.
        try fixture.write(scene.noor) { tx in
            var draft = FamilyMemberDraft()
            (draft.name, draft.kind, draft.birthYear) = ("Amira Haddad", .parent, 1988)
            try draft.add(to: scene.now(in: tx), in: tx)
        }
        for family in [part, try scene.now()] {
            #expect(try fixture.read(scene.noor) { try family.doubles(in: $0) }.isEmpty)
        }
        for viewer in [scene.noor, scene.hanneke] {
            #expect(
                scene.problems {
                    try fixture.write(viewer) {
                        try FamilyMerge.merge(part, into: scene.now(in: $0), in: $0)
                    }
                } == ["other: guard.merge.unknown"])
        }
    }

    @Test("after safety moves to another city that the old record does not name")
    func moves() throws {
        let part = try scene.split(.safety)
        let transfer = try fixture.write(scene.hanneke) { tx in
            var draft = TransferDraft()
            draft.city = fixture.haarlem.id
            (draft.consentOn, draft.how) = (tx.today, .spoken)
            return try draft.offer(part, in: tx)
        }
        let new = try scene.accept(transfer)
        let old = try scene.now(part)
        #expect(old.state == .moved)
        let shown = try fixture.read(scene.hanneke) { tx in
            try FamilyTransfer.last(of: old, in: tx)?.destination(of: old, in: tx)
        }
        #expect(shown == nil)
        // There it is kept apart from the other part all the same.
        let apart = try fixture.read(.system) { tx in
            (
                try FamilyParting.keptApart(from: new.id, in: tx),
                try FamilyParting.keptApart(from: scene.family.id, in: tx)
            )
        }
        #expect(apart.0 == [scene.family.id] && apart.1.contains(new.id))
    }

    @Test("after safety is one family again only by who looks after safety")
    func reunites() throws {
        let part = try scene.split(.safety)
        for viewer in [scene.hanneke, scene.noor, fixture.network] {
            #expect(throws: Refusal.notFound) {
                try fixture.write(viewer) { try FamilyMerge.reunite(part, in: $0) }
            }
        }
        let kept = try fixture.write(scene.lead) { try FamilyMerge.reunite(part, in: $0) }
        #expect(kept.id == scene.family.id && kept.householdSize == 4)
        #expect(try scene.names(of: kept).compactMap { $0 }.count == 4)
        #expect(try scene.now(part).state == .merged)
        #expect(try fixture.read(.system) { try FamilyParting.all(of: kept.id, in: $0) }.isEmpty)
        #expect(try scene.findings() == [])
    }
}
