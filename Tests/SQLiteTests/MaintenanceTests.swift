import Foundation
import Synchronization
import Testing

@testable import SQLite

@Suite("Maintenance")
struct MaintenanceTests {
    let folder: Folder
    let database: Database

    init() throws {
        folder = try Folder()
        database = try folder.database()
        try database.write { try $0.script("PRAGMA application_id = 7") }
        try database.fillNotes(["first", "second"])
    }

    private func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))
    }

    @Test("finds a sound file sound")
    func findsSound() throws {
        try database.quickCheck()
        try database.integrityCheck()
        #expect(try database.foreignKeyViolations() == [])
    }

    @Test("finds rows whose foreign keys point nowhere")
    func findsViolations() throws {
        try database.withWriter { connection, _ in
            try connection.script(
                """
                PRAGMA foreign_keys = OFF;
                CREATE TABLE replies (note_id INTEGER REFERENCES notes) STRICT;
                INSERT INTO replies VALUES (1), (9);
                PRAGMA foreign_keys = ON;
                """)
        }
        let violation = try #require(try database.foreignKeyViolations().first)
        #expect(violation.table == "replies")
        #expect(violation.rowID == 2)
        #expect(violation.parent == "notes")
    }

    @Test("tells the texts prepared so far and their plans")
    func tellsPlans() throws {
        _ = try database.read { try $0.values("SELECT id FROM notes WHERE id = \(3)") as [Int] }
        _ = try database.read { try $0.values("SELECT id FROM notes WHERE text = \("x")") as [Int] }
        let texts = database.statements
        #expect(texts == Array(Set(texts)).sorted())
        #expect(texts.contains("SELECT id FROM notes WHERE id = ?"))
        #expect(!texts.contains { $0.hasPrefix("PRAGMA") })
        #expect(
            try database.plan(of: "SELECT id FROM notes WHERE id = ?")
                == ["SEARCH notes USING INTEGER PRIMARY KEY (rowid=?)"])
        #expect(try database.plan(of: "SELECT id FROM notes WHERE text = ?") == ["SCAN notes"])
        for text in texts { _ = try database.plan(of: text) }
        #expect(try database.notes == ["first", "second"])
    }

    @Test("leaves no erased text in any file after a checkpoint")
    func erases() throws {
        let secret = "Amina wept on the third of May"
        try database.write { _ = try $0.run("INSERT INTO notes (text) VALUES (\(secret))") }
        #expect(try bytes("city.sqlite-wal").range(of: Data(secret.utf8)) != nil)
        try database.write { _ = try $0.run("DELETE FROM notes WHERE text = \(secret)") }
        try database.checkpoint()
        for name in try folder.names {
            #expect(try bytes(name).range(of: Data(secret.utf8)) == nil, "\(name)")
        }
        #expect(try bytes("city.sqlite-wal").isEmpty)
    }

    @Test("tells when a reader holds a checkpoint up, and lets it pass afterwards")
    func checkpointWaits() throws {
        try database.read { [database] connection in
            _ = try connection.run("SELECT * FROM notes")
            #expect(throws: SQLiteError.busy) {
                try onAnotherThread { try database.checkpoint(attempts: 2) }
            }
        }
        try database.checkpoint(attempts: 1)
    }

    @Test("leaves the log alone where the database is replicated")
    func leavesLog() throws {
        let replicated = try folder.database("replica.sqlite") { $0.isReplicated = true }
        try replicated.fillNotes()
        for _ in 0..<30 {
            let long = String(repeating: "x", count: 200_000)
            try replicated.write { _ = try $0.run("INSERT INTO notes (text) VALUES (\(long))") }
        }
        try replicated.checkpoint()
        #expect(try bytes("replica.sqlite").count < 100_000)
        replicated.close()
        #expect(try bytes("replica.sqlite-wal").count > 6_000_000)
        #expect(try folder.database("replica.sqlite").notes.count == 30)
    }

    @Test("copies one snapshot while writes go on")
    func backsUp() throws {
        // Both rows of a pair are written together, so that a torn copy would show.
        let isDone = Mutex(false)
        let written = DispatchGroup()
        try database.write { _ = try $0.run("CREATE TABLE pairs (left, right)") }
        written.enter()
        Thread.detachNewThread { [database] in
            defer { written.leave() }
            for number in 0..<5000 where !isDone.withLock({ $0 }) {
                try? database.write { connection in
                    try connection.run("INSERT INTO notes (text) VALUES (\("n\(number)"))")
                    try connection.run("INSERT INTO pairs VALUES (\(number), zeroblob(5000))")
                }
            }
        }
        for _ in 0..<5 {
            try database.backup(to: folder.path("copy.sqlite"))
            try Database.verify(folder.path("copy.sqlite"), applicationID: 7)
            let copy = try folder.database("copy.sqlite")
            let pairs: Int? = try copy.read { try $0.value("SELECT COUNT(*) FROM pairs") }
            #expect(try copy.notes.count - 2 == pairs)
            copy.close()
        }
        isDone.withLock { $0 = true }
        #expect(written.wait(timeout: .now() + 120) == .success)
        let copies = try folder.names.filter { $0.hasPrefix("copy") }
        #expect(copies == ["copy.sqlite"])
    }

    @Test("refuses to copy onto itself, and leaves nothing of a failed copy")
    func refusesOntoItself() throws {
        let link = folder.path("link.sqlite")
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: folder.path())
        let used = try folder.database("used.sqlite")
        try used.fillNotes()
        for target in [folder.path(), link, used.path, folder.path("no/copy.sqlite")] {
            #expect(throws: SQLiteError.cannotOpen) { try database.backup(to: target) }
        }
        #expect(try folder.names.filter { $0.hasSuffix(".partial") } == [])
        #expect(try database.notes == ["first", "second"])
    }

    @Test("restores a backup and keeps the old file with its log")
    func restores() throws {
        let backup = folder.path("copy.sqlite")
        try database.backup(to: backup)
        try database.write { _ = try $0.run("INSERT INTO notes (text) VALUES ('third')") }
        let copyOfLog = try bytes("city.sqlite-wal")
        database.close()
        // As if the process had been killed: what it last wrote is in the log alone.
        try copyOfLog.write(to: URL(fileURLWithPath: folder.path("city.sqlite-wal")))
        let now = Date(timeIntervalSince1970: 1_767_323_045)
        let kept = try Database.restore(
            from: backup, to: folder.path(), applicationID: 7, at: now)
        #expect(kept == folder.path("city.sqlite.replaced-2026-01-02T030405Z"))
        #expect(try folder.database().notes == ["first", "second"])
        #expect(try Database(at: try #require(kept)).notes == ["first", "second", "third"])
    }

    @Test("restores where there was no database")
    func restoresAnew() throws {
        try database.backup(to: folder.path("copy.sqlite"))
        let kept = try Database.restore(
            from: folder.path("copy.sqlite"), to: folder.path("new.sqlite"), applicationID: 7)
        #expect(kept == nil)
        #expect(try folder.database("new.sqlite").notes == ["first", "second"])
    }

    @Test("refuses to restore what is not a sound backup of this program, or while serving")
    func refusesToRestore() throws {
        let backup = folder.path("copy.sqlite")
        try database.backup(to: backup)
        let letter = folder.path("letter.txt")
        try Data(repeating: 65, count: 9000).write(to: URL(fileURLWithPath: letter))
        func refused(_ source: String, id: Int32 = 7) -> SQLiteError? {
            #expect(throws: SQLiteError.self) {
                try Database.restore(from: source, to: folder.path(), applicationID: id)
            }
        }
        #expect(refused(letter) == .notADatabase)
        #expect(refused(folder.path("none")) == .cannotOpen)
        #expect(refused(folder.path()) == .cannotOpen)
        #expect(refused(backup, id: 8) == .foreignApplication)
        let lock = try FileLock(for: folder.path())
        #expect(refused(backup) == .locked)
        lock.release()
        #expect(try database.notes == ["first", "second"])
        #expect(
            try folder.names.filter { $0.contains("replaced") || $0.contains("restored") } == [])
    }
}

@Suite("A file lock")
struct FileLockTests {
    @Test("has one holder at a time")
    func hasOneHolder() throws {
        let folder = try Folder()
        let first = try FileLock(for: folder.path())
        #expect(throws: SQLiteError.locked) { try FileLock(for: folder.path()) }
        first.release()
        first.release()
        let second = try FileLock(for: folder.path())
        #expect(throws: SQLiteError.locked) { try FileLock(for: folder.path()) }
        second.release()
        #expect(throws: SQLiteError.cannotOpen) { try FileLock(for: folder.path("no/city")) }
    }

    @Test("ends when its process is killed")
    func endsWithProcess() async throws {
        let folder = try Folder()
        let path = folder.path()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let lock = try FileLock(for: path)
            withExtendedLifetime(lock) { _ = kill(getpid(), SIGKILL) }
        }
        #expect(try folder.names == ["city.sqlite.lock"])
        _ = try FileLock(for: path)
    }
}
