import Foundation
import Testing

@testable import SQLite

@Suite("Migrations")
struct MigrationTests {
    let folder: Folder
    let directory: URL

    init() throws {
        folder = try Folder()
        directory = folder.url.appending(path: "Migrations")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try write(
            "001-cities.sql", "CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT) STRICT;")
        try write(
            "002-families.sql",
            """
            -- Families belong to a city.
            CREATE TABLE families (
                id INTEGER PRIMARY KEY, city_id INTEGER NOT NULL REFERENCES cities ON DELETE CASCADE
            ) STRICT;
            -- The end.

            """)
    }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: directory.appending(path: name))
    }

    private func remove(_ name: String) throws {
        try FileManager.default.removeItem(at: directory.appending(path: name))
    }

    private func migrations(
        id: Int32 = 7, steps: [Int: Migrations.Step] = [:]
    ) throws -> Migrations {
        try Migrations(directory: directory, applicationID: id, steps: steps) { bytes in
            String(bytes.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) })
        }
    }

    /// Applies the first two files and fills them, without leaving a log behind.
    private func fill() throws {
        try migrations().apply(to: folder.path())
        let database = try folder.database()
        try database.write { connection in
            try connection.run("INSERT INTO cities VALUES (1, 'Utrecht')")
            try connection.run("INSERT INTO families VALUES (1, 1), (2, 1)")
        }
        database.close()
    }

    private func refused(_ make: () throws -> Migrations) throws -> MigrationError {
        let url = URL(fileURLWithPath: folder.path())
        let before = (try? Data(contentsOf: url), try folder.names)
        let error = #expect(throws: MigrationError.self) { try make().apply(to: folder.path()) }
        let after = try? Data(contentsOf: url)
        #expect(after == before.0)
        let names = try folder.names
        #expect(names == before.1)
        return try #require(error)
    }

    private func count(_ table: SQL, _ name: String = "city.sqlite") throws -> Int? {
        let database = try folder.database(name)
        defer { database.close() }
        return try database.read { try $0.value("SELECT COUNT(*) FROM \(table)") }
    }

    @Test("make a new database, once")
    func makeNew() throws {
        let migrations = try migrations()
        #expect(
            try migrations.pending(at: folder.path()) == ["001-cities.sql", "002-families.sql"])
        #expect(try folder.names == ["Migrations"])
        #expect(try migrations.apply(to: folder.path()) == ["001-cities.sql", "002-families.sql"])
        #expect(try migrations.apply(to: folder.path()) == [])
        #expect(try migrations.pending(at: folder.path()) == [])
        #expect(migrations.version == 2)
        let names = try folder.names
        #expect(names == ["Migrations", "city.sqlite"])
        try folder.database { $0.applicationID = 7 }.read { connection throws in
            #expect(try connection.value("PRAGMA user_version") == 2)
            #expect(try connection.value("PRAGMA application_id") == 7)
            #expect(try connection.value("SELECT COUNT(*) FROM migrations") == 2)
        }
    }

    @Test("copy a database that holds data before they change it")
    func copyFirst() throws {
        try fill()
        try write("003-more.sql", "DELETE FROM families;")
        try migrations().apply(to: folder.path())
        #expect(
            try folder.names == ["Migrations", "city.sqlite", "city.sqlite.before-003"])
        #expect(try count("families") == 0)
        #expect(try count("families", "city.sqlite.before-003") == 2)
    }

    @Test("rebuild a parent table without deleting the rows that point into it")
    func rebuildParent() throws {
        try fill()
        try write(
            "003-city-codes.sql",
            """
            CREATE TABLE new_cities (id INTEGER PRIMARY KEY, name TEXT, code TEXT) STRICT;
            INSERT INTO new_cities (id, name) SELECT id, name FROM cities;
            DROP TABLE cities;
            ALTER TABLE new_cities RENAME TO cities;
            """)
        try migrations().apply(to: folder.path())
        #expect(try count("families") == 2)
    }

    @Test("run the step that belongs to a file, in its transaction")
    func runStep() throws {
        try fill()
        try write("003-codes.sql", "ALTER TABLE cities ADD COLUMN code BLOB;")
        struct Refused: Error {}
        let failing = try migrations(steps: [
            3: { connection in
                try connection.run("DELETE FROM cities")
                throw Refused()
            }
        ])
        #expect(throws: Refused.self) { try failing.apply(to: folder.path()) }
        #expect(try count("cities WHERE id = 1") == 1)
        let filling = try migrations(steps: [
            3: { _ = try $0.run("UPDATE cities SET code = \([UInt8]([1, 2]))") }
        ])
        #expect(try filling.apply(to: folder.path()) == ["003-codes.sql"])
        #expect(try count("cities WHERE code = x'0102'") == 1)
    }

    @Test("keep nothing of a file that fails, and all of those before it")
    func keepNothing() throws {
        try fill()
        try write("003-notes.sql", "CREATE TABLE notes (id INTEGER) STRICT;")
        try write("004-orphans.sql", "CREATE TABLE x (id INTEGER) STRICT; DELETE FROM cities;")
        #expect(throws: MigrationError.foreignKeys(name: "004-orphans.sql", table: "families")) {
            try migrations().apply(to: folder.path())
        }
        #expect(try count("cities") == 1)
        #expect(try count("sqlite_schema WHERE name = 'x'") == 0)
        #expect(try migrations().pending(at: folder.path()) == ["004-orphans.sql"])
        try write("004-orphans.sql", "CREATE TABLE x (id INTEGER) STRICT; SELEC;")
        let error = #expect(throws: MigrationError.self) {
            try migrations().apply(to: folder.path())
        }
        #expect(error?.description.contains("004-orphans.sql") == true)
        #expect(try count("sqlite_schema WHERE name = 'x'") == 0)
    }

    @Test("refuse a file that ends its transaction", arguments: ["COMMIT", "ROLLBACK", "BEGIN"])
    func refuseTransaction(statement: String) throws {
        try fill()
        try write("003-commit.sql", "CREATE TABLE x (id INTEGER) STRICT; \(statement); SELECT 1;")
        #expect(throws: MigrationError.transaction(name: "003-commit.sql")) {
            try migrations().apply(to: folder.path())
        }
        #expect(try count("sqlite_schema WHERE name = 'x'") == 0)
    }

    @Test("refuse an old file that changed, is missing or has another name")
    func refuseChanged() throws {
        try fill()
        try write("001-cities.sql", "CREATE TABLE towns (id INTEGER PRIMARY KEY) STRICT;")
        #expect(try refused { try migrations() } == .edited(name: "001-cities.sql"))
        try remove("001-cities.sql")
        #expect(try refused { try migrations() } == .missing(name: "001-cities.sql"))
        try write("001-towns.sql", "SELECT 1;")
        #expect(try refused { try migrations() } == .missing(name: "001-cities.sql"))
    }

    @Test("refuse a gap, before anything is applied and after")
    func refuseGap() throws {
        try write("004-late.sql", "SELECT 1;")
        #expect(try refused { try migrations() } == .gap(number: 3))
        try remove("004-late.sql")
        try fill()
        try write("004-late.sql", "SELECT 1;")
        #expect(try refused { try migrations() } == .gap(number: 3))
    }

    @Test("refuse a file that later ones have overtaken")
    func refuseOutOfOrder() throws {
        try fill()
        try change("DELETE FROM migrations WHERE number = 1")
        #expect(try refused { try migrations() } == .outOfOrder(name: "001-cities.sql"))
    }

    @Test("refuse a database of a later version, or one that disagrees with itself")
    func refuseNewer() throws {
        try fill()
        try change("PRAGMA user_version = 1")
        #expect(try refused { try migrations() } == .disagreement(version: 1, recorded: 2))
        try change("PRAGMA user_version = 3")
        #expect(try refused { try migrations() } == .newer(version: 3))
        try change("PRAGMA user_version = 2")
        try remove("002-families.sql")
        #expect(try refused { try migrations() } == .newer(version: 2))
    }

    @Test("refuse another program's file")
    func refuseForeign() throws {
        try fill()
        #expect(try refused { try migrations(id: 8) } == .foreignApplication(id: 7))
        try change("PRAGMA application_id = 0")
        #expect(try refused { try migrations() } == .foreignApplication(id: 0))
    }

    @Test("refuse names, numbers and steps that do not fit")
    func refuseNames() throws {
        try write("3-short.sql", "SELECT 1;")
        #expect(try refused { try migrations() } == .misnamed(file: "3-short.sql"))
        try remove("3-short.sql")
        try write("002-again.sql", "SELECT 1;")
        #expect(try refused { try migrations() } == .duplicate(number: 2))
        try remove("002-again.sql")
        #expect(try refused { try migrations(steps: [5: { _ in }]) } == .unknownStep(number: 5))
        try write("notes.md", "Not a migration.")
        #expect(try migrations().version == 2)
    }

    private func change(_ text: String) throws {
        let database = try folder.database()
        try database.withWriter { connection, _ in try connection.script(text) }
        database.close()
    }
}
