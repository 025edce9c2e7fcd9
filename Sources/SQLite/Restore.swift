import Foundation
import Glibc

extension Database {
    /// Puts a backup in the place of a database that no process serves.
    ///
    /// The backup is verified and copied first. The old file, with its write-ahead log, is kept
    /// beside the new one as `PATH.replaced-DATE`, with the date and time in UTC.
    /// - Returns: the kept file's path; nil when there was no database.
    /// - Throws: ``SQLiteError/locked`` while a process serves it, ``SQLiteError/cannotOpen`` when
    ///   the backup is this database or is not there, ``SQLiteError/notADatabase``,
    ///   ``SQLiteError/corrupt`` or ``SQLiteError/foreignApplication`` for the backup; the old
    ///   file is then still in its place.
    @discardableResult
    public static func restore(
        from backup: String, to path: String, applicationID: Int32, at now: Date = Date()
    ) throws -> String? {
        let lock = try FileLock(for: path)
        defer { lock.release() }
        guard resolved(backup) != resolved(path) else { throw SQLiteError.cannotOpen }
        try verify(backup, applicationID: applicationID)
        let incoming = path + ".restored"
        defer { DurableFile.clear(incoming) }
        try copy(backup, to: incoming)
        let kept = try keep(path, at: now)
        // The log belongs to the old file; SQLite must not find it beside the new one.
        for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
        try DurableFile.rename(incoming, to: path)
        return kept
    }

    private static func keep(_ path: String, at now: Date) throws -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let kept = path + ".replaced-" + stamp(now)
        try DurableFile.link(path, as: kept)
        try DurableFile.link(path + "-wal", as: kept + "-wal")
        try DurableFile.syncFolder(of: kept)
        return kept
    }

    // Without colons, which some file systems refuse.
    private static func stamp(_ now: Date) -> String {
        now.formatted(.iso8601.timeSeparator(.omitted))
    }
}
