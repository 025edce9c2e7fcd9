import Foundation
import SQLite

/// Proof that a backup can be restored: it is opened, brought up to date and checked in a folder of
/// its own, which is removed again.
public struct Rehearsal: Sendable {
    private let backup: String
    private let files: RecordFiles
    private let migrations: URL
    private let clock: Clock

    /// - Parameter files: Where the backup would go; only the key file is read.
    public init(
        of backup: String, for files: RecordFiles, migrations: URL, clock: Clock = .system
    ) {
        self.clock = clock
        self.backup = backup
        self.files = files
        self.migrations = migrations
    }

    /// What is wrong in the backup, a sentence each; empty when it is whole.
    ///
    /// - Throws: `StartFailure` when it cannot be opened with these keys at all.
    public func findings() throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "coalitie-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
            return try findings(in: folder)
        } catch let failure as StartFailure {
            // The copy has a name of its own that means nothing to anybody.
            let sentence = failure.sentence.replacingOccurrences(of: copy(in: folder), with: backup)
            throw StartFailure(failure.status, sentence)
        } catch is CocoaError {
            throw StartFailure(.cannotCreate, "The folder \(folder.path) cannot be made.")
        } catch {
            throw StartFailure(error, RecordFiles(database: backup, keyFile: files.keyFile))
        }
    }

    private func findings(in folder: URL) throws -> [String] {
        let copy = copy(in: folder)
        try Database.restore(from: backup, to: copy, applicationID: Schema.applicationID)
        let copied = RecordFiles(database: copy, keyFile: files.keyFile)
        let open = try RecordsAccess(
            copied, migrations: migrations, readers: 1, clock: clock
        ).alone()
        defer { open.close() }
        return try Consistency.findings(open.records)
    }

    private func copy(in folder: URL) -> String { folder.appending(path: "rehearsal.sqlite").path }
}
