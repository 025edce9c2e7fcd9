import Coalition
import Fixtures
import Foundation
import SQLite
import Testing

@Suite("Opening the records")
struct RecordsAccessTests {
    let fixture: Fixture
    let files: RecordFiles

    init() throws {
        fixture = try Fixture()
        files = RecordsAccessTests.files(in: fixture.folder, "new")
    }

    private static func files(in folder: URL, _ name: String) -> RecordFiles {
        RecordFiles(
            database: folder.appending(path: "\(name).sqlite").path,
            keyFile: folder.appending(path: "\(name).key").path)
    }

    private func opening(_ files: RecordFiles? = nil, migrations: URL? = nil) throws
        -> RecordsAccess
    {
        try RecordsAccess(
            files ?? self.files,
            migrations: migrations ?? Fixture.home.appending(path: "Migrations"))
    }

    private func make() throws { try opening().alone().close() }

    /// Name, content and rights of everything in the folder, but the lock.
    private func state() throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
        return try Dictionary(
            uniqueKeysWithValues: names.filter { $0.hasPrefix("new") && !$0.hasSuffix(".lock") }
                .map { ($0, try Data(contentsOf: fixture.folder.appending(path: $0))) })
    }

    private func expectRefusal(
        _ status: StartFailure.Status, _ word: String, _ work: () throws -> Void,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try state()
        let failure = #expect(throws: StartFailure.self, sourceLocation: sourceLocation) {
            try work()
        }
        #expect(failure?.status == status, sourceLocation: sourceLocation)
        #expect(failure?.sentence.contains(word) ?? false, sourceLocation: sourceLocation)
        #expect(try state() == before, sourceLocation: sourceLocation)
    }

    private func expectRefusal(
        _ status: StartFailure.Status, _ word: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try expectRefusal(
            status, word, { try opening().alone().close() }, sourceLocation: sourceLocation)
    }

    @Test("makes the database and its keys, and finds them again")
    func new() throws {
        let made = try opening().alone()
        #expect(made.isNew && made.applied.count == known.count)
        try made.records.write(as: .system) { try $0.audit(.change, .city, "C-0001") }
        made.close()
        let found = try opening().alone()
        #expect(!found.isNew && found.applied.isEmpty && !found.owesCheck)
        #expect(try Consistency.findings(found.records).isEmpty)
        found.close()
        for path in [files.database, files.keyFile] {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
        }
    }

    @Test("makes the database with keys that are there, also where an empty file waits")
    func keysFirst() throws {
        try opening().makeKeys()
        let keys = try Data(contentsOf: URL(fileURLWithPath: files.keyFile))
        try expectRefusal(.cannotCreate, files.keyFile) { try opening().makeKeys() }
        try Data().write(to: URL(fileURLWithPath: files.database))
        try make()
        #expect(try Data(contentsOf: URL(fileURLWithPath: files.keyFile)) == keys)
        try expectRefusal(.cannotCreate, files.database) { try opening().makeKeys() }
    }

    @Test("is refused while another process has them")
    func locked() throws {
        let open = try opening().alone()
        let failure = #expect(throws: StartFailure.self) { try opening().alone() }
        #expect(failure?.status == .unavailable)
        #expect(try opening().beside().read(as: .system) { try City.all(in: $0) }.isEmpty)
        open.close()
        try opening().alone().close()
    }

    @Test("is refused without the key file, and makes none then")
    func withoutKeys() throws {
        try make()
        try FileManager.default.removeItem(atPath: files.keyFile)
        try expectRefusal(.noInput, files.keyFile)
        try expectRefusal(.noInput, files.keyFile) { _ = try opening().beside() }
    }

    @Test("is refused with a key file that others can read, or that holds no keys")
    func badKeys() throws {
        try make()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o640], ofItemAtPath: files.keyFile)
        try expectRefusal(.noPermission, files.keyFile)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: files.keyFile)
        try Data("geen sleutel\n".utf8).write(to: URL(fileURLWithPath: files.keyFile))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: files.keyFile)
        try expectRefusal(.configuration, files.keyFile)
    }

    @Test("is refused with the keys of another database, also before a migration is applied")
    func wrongKeys() throws {
        try make()
        try FileManager.default.removeItem(atPath: files.keyFile)
        try opening(RecordFiles(database: files.database + "2", keyFile: files.keyFile)).makeKeys()
        try expectRefusal(.configuration, files.keyFile)
        let more = try moreMigrations()
        try expectRefusal(.configuration, files.keyFile) {
            try opening(migrations: more).alone().close()
        }
    }

    @Test("applies a new migration and keeps a copy of what was; beside a server it is refused")
    func migrated() throws {
        try make()
        let more = try moreMigrations()
        try expectRefusal(.configuration, "migrate") {
            _ = try opening(migrations: more).beside()
        }
        let open = try opening(migrations: more).alone()
        #expect(open.applied == [later])
        open.close()
        #expect(
            FileManager.default.fileExists(atPath: files.database + ".before-\(later.prefix(3))"))
        try expectRefusal(.data, "later version")
    }

    @Test("is refused for a damaged file, another program's and one that is no database")
    func damaged() throws {
        try make()
        let path = URL(fileURLWithPath: files.database)
        let whole = try Data(contentsOf: path)
        try whole.prefix(whole.count / 2).write(to: path)
        try expectRefusal(.data, "damaged")
        var spoilt = whole
        for place in stride(from: 4096 * 4, to: whole.count, by: 4096 * 8) {
            spoilt.replaceSubrange(place..<(place + 2048), with: Data(repeating: 0xA5, count: 2048))
        }
        try spoilt.write(to: path)
        try expectRefusal(.data, "damaged")
        try Data(String(repeating: "Dit is een brief.\n", count: 400).utf8).write(to: path)
        try expectRefusal(.data, "not a database")
        try FileManager.default.removeItem(at: path)
        let other = try Database(at: files.database)
        try other.write { _ = try $0.run("CREATE TABLE recipes (id INTEGER PRIMARY KEY)") }
        other.close()
        try expectRefusal(.data, "another program")
    }

    @Test("is refused where there is no folder, or none that can be written")
    func folders() throws {
        for (folder, word) in [("/nowhere", "/nowhere"), ("/sys", "/sys")] {
            let files = RecordsAccessTests.files(in: URL(fileURLWithPath: folder), "new")
            try expectRefusal(.cannotCreate, word) { try opening(files).alone().close() }
        }
        let apart = RecordFiles(database: files.database, keyFile: "/nowhere/new.key")
        try expectRefusal(.cannotCreate, "/nowhere") { try opening(apart).alone().close() }
    }

    private var known: [String] {
        let folder = Fixture.home.appending(path: "Migrations").path
        return (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    private var later: String {
        let number = String(known.count + 1)
        return String(repeating: "0", count: 3 - number.count) + number + "-later.sql"
    }

    /// The schema as it is, and one file more.
    private func moreMigrations() throws -> URL {
        let folder = fixture.folder.appending(path: "More")
        guard !FileManager.default.fileExists(atPath: folder.path) else { return folder }
        try FileManager.default.copyItem(
            at: Fixture.home.appending(path: "Migrations"), to: folder)
        try Data("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;\n".utf8)
            .write(to: folder.appending(path: later))
        return folder
    }
}
