import Foundation
import SQLite

/// The one way in which a command comes to the records (design: storage, start-up checks).
///
/// Everything that can be refused is looked at first, so that a refusal changes nothing.
public struct RecordsAccess: Sendable {
    public let files: RecordFiles
    private let folder: URL
    private let migrations: Migrations
    package let configuration: Database.Configuration
    private let clock: Clock

    /// Above this size a database that was closed well is checked after the start, not before.
    static let checkedAtOnce = 32 << 20

    /// - Parameter migrations: The folder of the schema's files.
    /// - Throws: `StartFailure` when the folder is not whole.
    public init(
        _ files: RecordFiles, migrations folder: URL, readers: Int = 8,
        isReplicated: Bool = false, clock: Clock = .system
    ) throws {
        self.files = files
        self.folder = folder
        self.clock = clock
        var configuration = Database.Configuration()
        configuration.readers = readers
        configuration.isReplicated = isReplicated
        configuration.applicationID = Schema.applicationID
        self.configuration = configuration
        do {
            migrations = try Schema.migrations(folder: folder)
        } catch { throw StartFailure(error, files) }
    }

    /// Opens the records for this process alone, brought up to date; makes them when the database
    /// is absent or empty, and with it an absent key file.
    ///
    /// - Throws: `StartFailure`; then nothing has changed.
    public func alone() throws -> OpenRecords {
        do {
            try files.requireWritable()
            return try isNew() ? try made() : try opened()
        } catch { throw StartFailure(error, files) }
    }

    /// Opens the records beside a server that may be running.
    ///
    /// - Throws: `StartFailure`, also for an absent database and one that is not up to date.
    public func beside() throws -> Records {
        do {
            guard files.hasDatabase else {
                throw StartFailure(.noInput, "There is no database \(files.database).")
            }
            guard try migrations.pending(at: files.database).isEmpty else {
                throw StartFailure(
                    .configuration,
                    "\(files.database) is of an older version; run \"coalitie migrate\" first.")
            }
            return try records(KeyFile.read(files.keyFile))
        } catch { throw StartFailure(error, files) }
    }

    /// Whether there is nothing yet: no file, or one without anything in it.
    public func isNew() throws -> Bool {
        do {
            return try migrations.pending(at: files.database).count == migrations.version
        } catch { throw StartFailure(error, files) }
    }

    /// Makes a key file where there is none, for a database that is still to be made.
    ///
    /// - Throws: `StartFailure` for a key file or a database that is there.
    public func makeKeys() throws {
        guard try isNew() else {
            throw StartFailure(.cannotCreate, "\(files.database) has its keys already.")
        }
        guard !files.hasKeyFile else {
            throw StartFailure(.cannotCreate, "\(files.keyFile) is there already.")
        }
        do {
            try RecordFiles.requireWritableFolder(of: files.keyFile)
            _ = try KeyFile.create(files.keyFile)
        } catch { throw StartFailure(error, files) }
    }

    private func made() throws -> OpenRecords {
        let mustMakeKeys = !files.hasKeyFile
        if mustMakeKeys { try RecordFiles.requireWritableFolder(of: files.keyFile) }
        let known = mustMakeKeys ? nil : try KeyFile.read(files.keyFile)
        let lock = try FileLock(for: files.database)
        let keys = try known ?? KeyFile.create(files.keyFile)
        do {
            let applied = try migrate(keys)
            return OpenRecords(try records(keys), lock, applied: applied, isNew: true)
        } catch {
            if mustMakeKeys { try? FileManager.default.removeItem(atPath: files.keyFile) }
            throw error
        }
    }

    private func opened() throws -> OpenRecords {
        let keys = try KeyFile.read(files.keyFile)
        let pending = try migrations.pending(at: files.database)
        let isDueNow = isCheckedAtOnce
        let lock = try FileLock(for: files.database)
        var found = try records(keys, checked: isDueNow || !pending.isEmpty)
        if !pending.isEmpty {
            found.database.close()
            try migrate(keys)
            found = try records(keys)
        }
        return OpenRecords(
            found, lock, applied: pending, isNew: false,
            owesCheck: !isDueNow && pending.isEmpty)
    }

    /// Brings the schema up to date, and with the keys what a migration makes of sealed values.
    @discardableResult
    private func migrate(_ keys: KeyRing) throws -> [String] {
        try Schema.migrations(folder: folder, keys: keys).apply(to: files.database)
    }

    private func records(_ keys: KeyRing, checked: Bool = false) throws -> Records {
        let database = try Database(at: files.database, configuration)
        do {
            if checked { try database.quickCheck() }
            let records = try Records(database, keys: keys, clock: clock)
            try Records.bindNew(keys, to: database)
            return records
        } catch {
            database.close()
            throw error
        }
    }
}

/// The records of a process that has them alone, until it closes them.
public final class OpenRecords: Sendable {
    public let records: Records
    /// The names of the migrations that were applied on opening.
    public let applied: [String]
    public let isNew: Bool
    /// Whether the database is still to be checked for damage, being too large to wait for it.
    public let owesCheck: Bool
    private let lock: FileLock

    init(
        _ records: Records, _ lock: FileLock, applied: [String], isNew: Bool,
        owesCheck: Bool = false
    ) {
        self.records = records
        self.lock = lock
        self.applied = applied
        self.isNew = isNew
        self.owesCheck = owesCheck
    }

    /// Closes the database and lets another process have it.
    public func close() {
        records.database.close()
        lock.release()
    }
}
