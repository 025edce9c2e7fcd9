import Coalition
import Fixtures
import Foundation
import SQLite
import Testing

@Suite("Checking what a start would be refused for")
struct RecordsCheckTests {
    let fixture: Fixture
    let folder: URL
    let files: RecordFiles

    init() throws {
        fixture = try Fixture()
        folder = fixture.folder.appending(path: "checked")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        files = RecordFiles(
            database: folder.appending(path: "a.sqlite").path,
            keyFile: folder.appending(path: "a.key").path)
    }

    private func access() throws -> RecordsAccess {
        try RecordsAccess(files, migrations: Fixture.home.appending(path: "Migrations"))
    }

    private func make() throws { try access().alone().close() }

    private func state() throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try Dictionary(
            uniqueKeysWithValues: names.map {
                ($0, try Data(contentsOf: folder.appending(path: $0)))
            })
    }

    /// The statuses of the problems, after making sure that looking changed nothing.
    private func statuses() throws -> [StartFailure.Status] {
        let before = try state()
        let found = try access().problems()
        #expect(try state() == before)
        return found.map(\.status)
    }

    @Test("finds nothing before there is a database, after it was made, and while it is served")
    func nothing() throws {
        #expect(try statuses().isEmpty)
        try make()
        #expect(try statuses().isEmpty)
        let open = try access().alone()
        #expect(try access().problems().isEmpty)
        open.close()
    }

    @Test("finds what the start is refused for, with the same status and sentence")
    func same() throws {
        try make()
        try FileManager.default.removeItem(atPath: files.keyFile)
        let refusal = #expect(throws: StartFailure.self) { try access().alone() }
        #expect(try access().problems() == [try #require(refusal)])
        #expect(try statuses() == [.noInput])
    }

    @Test("finds the keys of another database")
    func otherKeys() throws {
        try make()
        try FileManager.default.removeItem(atPath: files.keyFile)
        _ = try KeyFile.create(files.keyFile)
        #expect(try statuses() == [.configuration])
    }

    @Test("finds a newer database and a damaged one")
    func content() throws {
        try make()
        let whole = try Data(contentsOf: URL(fileURLWithPath: files.database))
        var damaged = whole
        damaged.replaceSubrange(
            8192..<(damaged.count - 4096), with: Data(count: whole.count - 12288))
        try damaged.write(to: URL(fileURLWithPath: files.database))
        #expect(try statuses() == [.data])
        var newer = whole
        newer.replaceSubrange(60..<64, with: [0, 0, 0x27, 0x0F])
        try newer.write(to: URL(fileURLWithPath: files.database))
        #expect(try statuses() == [.data])
    }

    @Test("finds everything at once")
    func all() throws {
        try Data("Dit is geen database.".utf8).write(to: URL(fileURLWithPath: files.database))
        try Data("geen sleutel\n".utf8).write(to: URL(fileURLWithPath: files.keyFile))
        #expect(try statuses() == [.data, .noPermission])
    }
}
