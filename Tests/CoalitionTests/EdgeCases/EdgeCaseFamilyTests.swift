import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("What goes wrong with families")
struct EdgeCaseFamilyTests {
    @Test(
        "edge case: Family splits - the log stays with the original, unless its match was chosen",
        arguments: SplitDraft.Side.allCases)
    func log(_ side: SplitDraft.Side) throws {
        let scene = try MoveScene()
        let match = try scene.couple()
        try scene.fixture.write(scene.fixture.hanneke) { tx in
            let group = try Group.find(try #require(match.group), in: tx)
            try LogDraft.spoken(on: tx.today).create(for: group, in: tx)
        }
        let part = try scene.split(.ordinary) { $0.match = side }
        let owner: ID<Family>? = try scene.fixture.read(.system) { tx in
            try tx.db.value(
                """
                SELECT matches.family_id FROM log_entries
                JOIN matches ON matches.id = log_entries.match_id
                """)
        }
        #expect(owner == (side == .leaves ? part.id : scene.family.id))
    }

    @Test("edge case: Family splits - what is of the one is on no page of the other")
    func apart() throws {
        let scene = try MoveScene()
        let part = try scene.split(.ordinary)
        let (neighbourhoods, contacts, goals) = try scene.fixture.read(scene.hanneke) { tx in
            (
                try [scene.family, part].map { try Family.find($0.ref, in: tx).neighbourhood },
                try [scene.family, part].map { try FamilyContact.all(of: $0, in: tx).count },
                try Need.all(of: part, in: tx).count
            )
        }
        #expect(neighbourhoods == ["Bottendaal", nil])
        #expect(contacts == [1, 0] && goals == 0)
    }

    @Test("edge case: Family withdraws consent - its counters stay")
    func counters() throws {
        let scene = try LogScene()
        try scene.log("2026-11-20") { $0.minutes = 90 }
        func numbers() throws -> [Int] {
            try scene.fixture.read(.system) { tx in
                let group = try Group.find(scene.ref, in: tx).id
                let months = try Group.contactMonths(of: [group], until: tx.today, in: tx)
                let counted: Int? = try tx.db.value(
                    "SELECT sum(count) FROM state_counts WHERE subject = 'family'")
                return [months[group]?.reduce(0, +) ?? 0, counted ?? 0]
            }
        }
        let before = try numbers()
        try scene.fixture.write(scene.hanneke) { tx in
            let match = try #require(try Group.find(scene.ref, in: tx).matchToLog(in: tx))
            let family = try Family.find(try Match.find(match, in: tx).family, in: tx)
            try family.move(to: .withdrawn, in: tx)
        }
        #expect(before == [1, 1])
        #expect(try numbers() == before)
    }

    @Test("edge case: Erasure vs audit - the logs keep references and fields, and no value")
    func values() throws {
        let scene = try MoveScene()
        let typed = [
            "Amira", "Haddad", "Bottendaal", "Slaapt slecht", "Procedure", "Ans Peters",
            "Bindkracht10", scene.family.code.nl, scene.family.code.en,
        ]
        _ = try scene.split(.ordinary)
        let rows: [String] = try scene.fixture.read(.system) { tx in
            try tx.db.values(
                """
                SELECT subject || ' ' || ref || ' ' || fields || ' ' || result FROM audit_log
                UNION ALL SELECT subject || ' ' || ref || ' ' || fields || ' ' || purpose
                FROM processing_log
                """)
        }
        #expect(rows.contains { $0.contains(scene.family.ref) })
        for word in typed {
            #expect(!rows.contains { $0.contains(word) }, "\(word)")
        }
    }

    @Test("edge case: Erasure vs audit - of an erased family no list has anything, its audit stays")
    func erased() throws {
        let scene = try MoveScene()
        try scene.fixture.write(.system) { tx in
            _ = try tx.db.run(
                "UPDATE families SET state = 'erased' WHERE id = \(scene.family.id)")
        }
        for viewer in [scene.hanneke, scene.fixture.network, scene.fixture.officerOfNijmegen] {
            let (refs, count) = try scene.fixture.read(viewer) { tx in
                (
                    try FamilyList().page(nil, in: tx).rows.map(\.ref),
                    try FamilyList().count(in: tx).value
                )
            }
            #expect(!refs.contains(scene.family.ref) && count == refs.count)
        }
        #expect(try scene.audit(scene.family.ref).isEmpty == false)
    }
}
