import Foundation
import Testing

@testable import SQLite

@Suite("An error")
struct ErrorTests {
    let folder: Folder
    let database: Database

    init() throws {
        folder = try Folder()
        database = try folder.database()
        try database.write { connection in
            try connection.script(
                """
                CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
                CREATE TABLE families (
                    id INTEGER PRIMARY KEY,
                    city_id INTEGER NOT NULL REFERENCES cities,
                    code TEXT NOT NULL,
                    size INTEGER NOT NULL DEFAULT 1 CONSTRAINT size_in_range CHECK (size BETWEEN 1 AND 9),
                    later_id INTEGER REFERENCES cities DEFERRABLE INITIALLY DEFERRED,
                    UNIQUE (city_id, code)
                ) STRICT;
                CREATE UNIQUE INDEX families_by_folded_code ON families (LOWER(code))
                WHERE city_id = 2;
                CREATE TRIGGER no_ghosts BEFORE INSERT ON families WHEN new.code = 'ghost'
                BEGIN
                    SELECT RAISE(ABORT, 'stay_overlap');
                END;
                INSERT INTO cities VALUES (1, 'Utrecht'), (2, 'Gent');
                INSERT INTO families (id, city_id, code) VALUES (1, 1, 'a'), (2, 2, 'a');
                """)
        }
    }

    private func refused(_ sql: SQL) -> SQLiteError? {
        #expect(throws: SQLiteError.self) { try database.write { _ = try $0.run(sql) } }
    }

    @Test("names the rule that was broken")
    func namesRule() {
        #expect(
            refused("INSERT INTO families (city_id, code) VALUES (1, 'a')")
                == .unique(columns: ["families.city_id", "families.code"]))
        #expect(refused("INSERT INTO cities VALUES (1, 'x')") == .unique(columns: ["cities.id"]))
        #expect(
            refused("INSERT INTO families (city_id, code) VALUES (2, 'A')")
                == .unique(columns: ["families_by_folded_code"]))
        #expect(
            refused("INSERT INTO families (city_id, code, size) VALUES (1, 'b', 10)")
                == .check(name: "size_in_range"))
        #expect(refused("INSERT INTO families (city_id, code) VALUES (7, 'b')") == .foreignKey)
        #expect(refused("UPDATE families SET later_id = 7") == .foreignKey)
        #expect(refused("DELETE FROM cities WHERE id = 1") == .foreignKey)
        #expect(
            refused("INSERT INTO families (city_id, code) VALUES (1, NULL)")
                == .notNull(column: "families.code"))
        #expect(
            refused("INSERT INTO families (city_id, code) VALUES ('secret', 'b')")
                == .datatype(column: "families.city_id"))
        #expect(
            refused("INSERT INTO families (city_id, code) VALUES (1, 'ghost')")
                == .trigger(message: "stay_overlap"))
    }

    @Test("tells no values")
    func tellsNoValues() throws {
        let secret = "Amina's (secret"
        for sql: SQL in [
            "INSERT INTO families (city_id, code) VALUES (\(secret), 'b')",
            "SELECT json(\(secret))", "SELECT '' REGEXP \(secret)",
            "INSERT INTO cities VALUES (\(secret), 'x')",
        ] {
            let error = try #require(refused(sql))
            let words = error.description + String(reflecting: error)
            #expect(!words.contains("secret"))
        }
    }

    @Test("tells a text above the limit")
    func tellsTooBig() {
        #expect(refused("SELECT zeroblob(2000000000)") == .tooBig)
    }

    @Test("tells a full disk, after which reads go on and writes recover")
    func tellsFull() throws {
        let pages: Int? = try database.read { try $0.value("PRAGMA page_count") }
        let limit = try #require(pages) + 3
        try database.withWriter { connection, _ in
            try connection.script("PRAGMA max_page_count = \(limit)")
        }
        let long = String(repeating: "x", count: 100_000)
        #expect(refused("INSERT INTO cities VALUES (3, \(long))") == .full)
        #expect(try database.read { try $0.value("SELECT COUNT(*) FROM cities") } == 2)
        try database.write { _ = try $0.run("INSERT INTO cities VALUES (4, 'Brugge')") }
        try database.withWriter { connection, _ in
            try connection.script("PRAGMA max_page_count = 100000")
        }
        try database.write { _ = try $0.run("INSERT INTO cities VALUES (3, \(long))") }
        #expect(try database.read { try $0.value("SELECT COUNT(*) FROM cities") } == 4)
    }

    @Test("tells a file that is no database, and leaves it as it is")
    func tellsNotADatabase() throws {
        let path = folder.path("letter.txt")
        let letter = Data(String(repeating: "Dear city, ", count: 900).utf8)
        try letter.write(to: URL(fileURLWithPath: path))
        #expect(throws: SQLiteError.notADatabase) { try Database(at: path) }
        #expect(throws: SQLiteError.notADatabase) { try Database.verify(path, applicationID: 7) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == letter)
        #expect(try folder.names.filter { $0.hasPrefix("letter") } == ["letter.txt"])
    }

    @Test("tells a damaged file, and leaves it as it is")
    func tellsCorrupt() throws {
        try database.write { connection in
            for number in 10..<2000 {
                try connection.run("INSERT INTO cities VALUES (\(number), 'Utrecht')")
            }
        }
        database.close()
        let url = URL(fileURLWithPath: folder.path())
        var bytes = try Data(contentsOf: url)
        let middle = bytes.count / 4096 / 2 * 4096
        bytes.replaceSubrange(middle..<middle + 4096, with: Data(repeating: 0x5a, count: 4096))
        try bytes.write(to: url)
        let damaged = try folder.database()
        #expect(throws: SQLiteError.corrupt) { try damaged.quickCheck() }
        #expect(throws: SQLiteError.corrupt) { try damaged.integrityCheck() }
        #expect(throws: SQLiteError.corrupt) { try damaged.backup(to: folder.path("copy.sqlite")) }
        damaged.close()
        #expect(try Data(contentsOf: url) == bytes)
        #expect(try folder.names == ["city.sqlite"])
    }

    @Test("tells a folder that is not there")
    func tellsCannotOpen() {
        #expect(throws: SQLiteError.cannotOpen) { try Database(at: folder.path("no/city.sqlite")) }
    }

    @Test("tells another program's file, and leaves it as it is")
    func tellsForeign() throws {
        database.close()
        let other = try Connection.bare(folder.path(), .writing)
        try other.script("PRAGMA application_id = 5; PRAGMA journal_mode = DELETE")
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.path()))
        #expect(throws: SQLiteError.foreignApplication) {
            try folder.database { $0.applicationID = 7 }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path())) == before)
    }
}
