import Foundation
import Synchronization
import Testing

@testable import SQLite

@Suite("A database")
struct DatabaseTests {
    let folder: Folder
    let database: Database

    init() throws {
        folder = try Folder()
        database = try folder.database { $0.writerWait = .milliseconds(80) }
        try database.fillNotes(["first"])
    }

    private struct Refused: Error {}

    @Test("sets up every connection")
    func setsUp() throws {
        let expected: [(SQL, SQLValue)] = [
            ("PRAGMA busy_timeout", .integer(5000)), ("PRAGMA journal_mode", .text("wal")),
            ("PRAGMA synchronous", .integer(2)), ("PRAGMA foreign_keys", .integer(1)),
            ("PRAGMA trusted_schema", .integer(0)), ("PRAGMA secure_delete", .integer(1)),
            ("PRAGMA temp_store", .integer(2)),
        ]
        @Sendable func check(_ connection: Connection, isReading: Bool) throws {
            for (pragma, value) in expected {
                #expect(try connection.value(pragma) == value, "\(pragma.text)")
            }
            #expect(try connection.value("PRAGMA query_only") == isReading)
            #expect(try connection.value("PRAGMA cell_size_check") == !isReading)
            #expect(try (connection.value("PRAGMA mmap_size") as Int?) ?? 0 > 1 << 30)
            #expect(throws: SQLiteError.self) { try connection.run("SELECT \"no such column\"") }
            #expect(throws: SQLiteError.self) { try connection.run("SELECT load_extension('x')") }
        }
        // Two readers at once are both of them.
        try database.read { outer throws in
            try check(outer, isReading: true)
            try onAnotherThread { [database] in try database.read { try check($0, isReading: true) }
            }
        }
        try database.withWriter { connection, _ in try check(connection, isReading: false) }
    }

    @Test("makes files that only their owner may read")
    func isPrivate() throws {
        for name in try folder.names {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test("keeps nothing of a write that throws")
    func keepsNothing() throws {
        #expect(throws: Refused.self) {
            try database.write { connection in
                try connection.run("INSERT INTO notes (text) VALUES ('second')")
                try connection.run("CREATE TABLE other (id INTEGER) STRICT")
                throw Refused()
            }
        }
        #expect(try database.notes == ["first"])
        #expect(throws: SQLiteError.statement(reason: "no such table: other")) {
            try database.read { _ = try $0.run("SELECT * FROM other") }
        }
    }

    @Test("undoes a savepoint alone")
    func undoesSavepoint() throws {
        try database.write { connection in
            try connection.run("INSERT INTO notes (text) VALUES ('outer')")
            try connection.savepoint {
                #expect(throws: Refused.self) {
                    try connection.savepoint {
                        try connection.run("INSERT INTO notes (text) VALUES ('inner')")
                        throw Refused()
                    }
                }
                try connection.run("INSERT INTO notes (text) VALUES ('between')")
            }
        }
        #expect(try database.notes == ["first", "outer", "between"])
    }

    @Test("commits nothing after an error that ended the transaction")
    func commitsNothingAfterwards() throws {
        #expect(throws: SQLiteError.other(code: 4)) {
            try database.write { connection in
                _ = try? connection.run("INSERT OR ROLLBACK INTO notes (id, text) VALUES (1, 'x')")
                try connection.run("INSERT INTO notes (text) VALUES ('stray')")
            }
        }
        #expect(try database.notes == ["first"])
    }

    @Test("reads one snapshot while others write")
    func readsOneSnapshot() throws {
        try database.read { [database] connection in
            let count: SQL = "SELECT COUNT(*) FROM notes"
            #expect(try connection.value(count) == 1)
            try onAnotherThread {
                try database.write { _ = try $0.run("INSERT INTO notes (text) VALUES ('second')") }
                #expect(try database.notes == ["first", "second"])
            }
            #expect(try connection.value(count) == 1)
        }
        #expect(try database.notes == ["first", "second"])
    }

    @Test("serves more threads than it has connections")
    func servesManyThreads() throws {
        let patient = try folder.database("patient.sqlite") { $0.writerWait = .seconds(60) }
        try patient.fillNotes()
        let errors = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 12) { thread in
            for round in 0..<20 {
                do {
                    let text = "\(thread) \(round)"
                    try patient.write {
                        _ = try $0.run("INSERT INTO notes (text) VALUES (\(text))")
                    }
                    let notes = try patient.notes
                    #expect(notes.contains(text))
                } catch {
                    errors.withLock { $0 += 1 }
                }
            }
        }
        #expect(errors.withLock { $0 } == 0)
        #expect(try patient.notes.count == 240)
    }

    @Test("tells a write that waited too long that it is busy")
    func tellsBusy() throws {
        let elsewhere = try folder.database { $0.writerWait = .milliseconds(80) }
        try database.write { [database] connection in
            try connection.run("INSERT INTO notes (text) VALUES ('second')")
            for other in [database, elsewhere] {
                #expect(throws: SQLiteError.busy) {
                    try onAnotherThread { try other.write { try $0.run("DELETE FROM notes") } }
                }
            }
        }
        #expect(try elsewhere.write { try $0.run("DELETE FROM notes") } == 2)
    }

    @Test("refuses to write while reading")
    func refusesToWrite() throws {
        #expect(throws: SQLiteError.readOnly) {
            try database.read { try $0.run("DELETE FROM notes") }
        }
        #expect(throws: SQLiteError.readOnly) {
            try database.read { connection in
                try connection.run("PRAGMA query_only = OFF")
                try connection.run("DELETE FROM notes")
            }
        }
        #expect(try database.notes == ["first"])
    }

    @Test("can be closed and opened again")
    func closes() throws {
        database.close()
        database.close()
        #expect(throws: SQLiteError.closed) { try database.notes }
        #expect(throws: SQLiteError.closed) { try database.write { _ in } }
        #expect(try folder.names == ["city.sqlite"])
        let again = try folder.database()
        #expect(try again.notes == ["first"])
        again.close()
        #expect(try folder.names == ["city.sqlite"])
    }

    #if DEBUG
        @Test("traps a read or write within another on one thread")
        func trapsNesting() async {
            await #expect(processExitsWith: .failure) {
                let database = try Folder().database()
                try database.read { _ in try database.read { _ in } }
            }
            await #expect(processExitsWith: .failure) {
                let database = try Folder().database()
                try database.write { _ in try database.read { _ in } }
            }
        }
    #endif

    @Test("keeps every acknowledged write when its process is killed")
    func survivesKill() async throws {
        let path = folder.path("killed.sqlite")
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let database = try Database(at: path)
            try database.fillNotes()
            for number in 0..<100 {
                try database.write { connection in
                    _ = try connection.run("INSERT INTO notes (text) VALUES (\(String(number)))")
                }
            }
            try database.write { connection in
                try connection.run("INSERT INTO notes (text) VALUES ('never committed')")
                kill(getpid(), SIGKILL)
            }
        }
        let names = try folder.names
        #expect(names.contains("killed.sqlite-wal"))
        let database = try Database(at: path)
        #expect(try database.notes == (0..<100).map(String.init))
        try database.integrityCheck()
    }
}
