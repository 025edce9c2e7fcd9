import CSQLite
import Foundation

extension Database {
    /// Copies one snapshot of the database to a file, while reads and writes go on.
    ///
    /// The copy is made under a temporary name beside `target`, checked for damage, made safe on
    /// the disk and only then renamed, so that `target` is whole or is not there. A file that is
    /// already there is replaced.
    /// - Throws: ``SQLiteError/cannotOpen`` when `target` is this database or one that is in use,
    ///   ``SQLiteError/corrupt`` when the copy is damaged, ``SQLiteError/full``.
    public func backup(to target: String) throws {
        try Self.copy(path, to: target)
    }

    /// Makes sure that a file is a sound database that can be restored, without changing it.
    /// - Throws: ``SQLiteError/cannotOpen`` when there is none, ``SQLiteError/notADatabase``,
    ///   ``SQLiteError/corrupt``, or ``SQLiteError/foreignApplication`` when its `application_id`
    ///   is not `applicationID`.
    public static func verify(_ path: String, applicationID: Int32) throws {
        guard let found = try Inspection(path) else { throw SQLiteError.cannotOpen }
        guard found.applicationID == applicationID else { throw SQLiteError.foreignApplication }
        let connection = try Connection.inspecting(path)
        try connection.expectSound("PRAGMA integrity_check(1)")
    }

    static func copy(_ source: String, to target: String) throws {
        guard resolved(source) != resolved(target) else { throw SQLiteError.cannotOpen }
        // SQLite would apply the log of a database that is replaced to the copy.
        guard !Connection.hasLog(target) else { throw SQLiteError.cannotOpen }
        let partial = target + ".partial"
        DurableFile.clear(partial)
        do {
            try copyPages(source, to: partial)
            try DurableFile.rename(partial, to: target)
        } catch {
            DurableFile.clear(partial)
            throw error
        }
    }

    static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }

    private static func copyPages(_ source: String, to target: String) throws {
        let from = try Connection.bare(source, .reading)
        let into = try Connection.bare(target, .writing)
        // The file is synced as a whole before it gets its name.
        try into.script("PRAGMA synchronous = OFF")
        // Within one snapshot the copying never has to begin again because of a write.
        try from.transaction("BEGIN") { try $0.copyAll(into: into) }
        // A backup is one file, to be read even where nothing can be written.
        try into.script("PRAGMA journal_mode = DELETE")
        try into.expectSound("PRAGMA integrity_check(1)")
    }
}

extension Connection {
    private static let pagesAtOnce: Int32 = 1024

    fileprivate func copyAll(into target: Connection) throws {
        // A transaction has no snapshot before its first read.
        let _: Int? = try value("SELECT COUNT(*) FROM sqlite_schema")
        guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
            throw SQLiteError(target.handle)
        }
        var code = SQLITE_OK
        while code == SQLITE_OK { code = sqlite3_backup_step(backup, Self.pagesAtOnce) }
        sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE else { throw SQLiteError(code: code) }
    }
}
