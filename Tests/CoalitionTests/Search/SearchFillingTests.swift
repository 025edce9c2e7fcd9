import Fixtures
import Foundation
import SQLite
import Testing

@testable import Coalition

@Suite("What records are found by")
struct SearchFillingTests {
    @Test("is made of those that were there before there was a search")
    func migrated() throws {
        let scene = try SearchScene()
        try scene.group(
            "Lent", in: scene.fixture.nijmegen, members: ["Zofia O’Brien", "Anna 't Hart"])
        try scene.family("Meidoorn", in: scene.fixture.nijmegen, people: ["محمد Haddad"])
        try scene.home("Het Baken", in: scene.fixture.haarlem)
        let before = try rows(scene)
        #expect(before.count > 10)
        try scene.fixture.write(.system) { tx in
            try tx.db.run("DELETE FROM search_words")
            try tx.db.run("DELETE FROM name_tokens")
        }
        #expect(try rows(scene).isEmpty)
        try scene.fixture.write(.system) { try SearchFilling.all($0.db, $0.keys) }
        #expect(try rows(scene) == before)
    }

    @Test("is a step of the migration, which the keys of the records make")
    func step() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "coalitie-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let earlier = folder.appending(path: "Earlier")
        try FileManager.default.copyItem(
            at: Fixture.home.appending(path: "Migrations"), to: earlier)
        for name in try FileManager.default.contentsOfDirectory(atPath: earlier.path)
        where name >= "017" {
            try FileManager.default.removeItem(at: earlier.appending(path: name))
        }
        let path = folder.appending(path: "old.sqlite").path
        try Schema.migrations(folder: earlier).apply(to: path)
        let keys = try KeyRing.generate()
        let name = try keys.seal("Zofia O’Brien", SealedPlace("volunteers.name", 1))
        let old = try Database(at: path)
        try old.write { db in
            try db.run(
                """
                INSERT INTO cities (ref, name_nl, name_en, sort_key, country, time_zone, latitude,
                    longitude, created_at, updated_at)
                VALUES ('C-1111', 'Nijmegen', 'Nijmegen', 'nijmegen', 'NL', 'Europe/Amsterdam', 51.8,
                    5.8, 0, 0)
                """)
            try db.run(
                """
                INSERT INTO volunteers (id, city_id, name_sealed, created_at, updated_at)
                VALUES (1, 1, \(name), 0, 0)
                """)
        }
        old.close()
        let applied = try Schema.migrations(
            folder: Fixture.home.appending(path: "Migrations"), keys: keys
        ).apply(to: path)
        #expect(applied.contains("017-search.sql"))
        let new = try Database(at: path)
        defer { new.close() }
        let found: (tokens: Int?, word: String?) = try new.read { db in
            (
                try db.value("SELECT count(*) FROM name_tokens"),
                try db.value("SELECT word FROM search_words")
            )
        }
        // "zofia", "obrien" and "brien".
        #expect(found.tokens == 3)
        #expect(found.word == "nijmegen")
    }

    @Test("tells no name: 16 bits, others in another city and column")
    func tokens() throws {
        let keys = try KeyRing.generate()
        let places = ["volunteers.name:1", "volunteers.name:2", "family_members.name:1"]
        let tokens = try places.map { try keys.shortToken("jansen", $0) }
        #expect(Set(tokens).count == 3)
        #expect(tokens.allSatisfy { (0..<65_536).contains($0) })
        let words = (0..<20_000).map { "naam\($0)" }
        let shared = try words.map { try keys.shortToken($0, places[0]) }
        #expect(Set(shared).count < words.count)
    }

    @Test("a word written under an earlier key is found")
    func earlierKey() throws {
        let old = try KeyRing.generate()
        let token = try old.shortToken("jansen", "volunteers.name:1")
        let new = try KeyRing(
            text: old.text + "9 index " + Data(repeating: 7, count: 32).base64EncodedString())
        #expect(try new.shortToken("jansen", "volunteers.name:1") != token)
        #expect(new.shortTokens("jansen", "volunteers.name:1").contains(token))
    }

    private func rows(_ scene: SearchScene) throws -> [String] {
        try scene.fixture.records.database.read { db in
            try db.values(
                """
                SELECT kind || ' ' || city_id || ' ' || word || ' ' || record_id || ' ' || back
                FROM search_words
                UNION ALL SELECT kind || ' ' || city_id || ' ' || readers || ' ' || token || ' '
                    || record_id FROM name_tokens ORDER BY 1
                """)
        }
    }
}
