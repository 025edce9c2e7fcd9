import Foundation
import Glibc

/// The two files that hold everything: the database and, outside it, its keys.
public struct RecordFiles: Hashable, Sendable {
    public let database: String
    public let keyFile: String

    public init(database: String, keyFile: String) {
        self.database = database
        self.keyFile = keyFile
    }

    /// Whether something stands at the database's path.
    var hasDatabase: Bool { FileManager.default.fileExists(atPath: database) }
    var hasKeyFile: Bool { FileManager.default.fileExists(atPath: keyFile) }

    /// Whether what stands there was not closed by its last user.
    var hasLog: Bool { logSize > 0 }

    /// The size of the database in bytes; 0 when it is not there.
    public var databaseSize: Int { size(database) }

    /// The size of the database's write-ahead log in bytes; 0 when it is not there.
    public var logSize: Int { size(database + "-wal") }

    /// Makes sure that the database and what lies beside it can be written.
    ///
    /// - Throws: `StartFailure` naming the folder or file.
    package func requireWritable() throws {
        try RecordFiles.requireWritableFolder(of: database)
        guard !hasDatabase || access(database, R_OK | W_OK) == 0 else {
            throw StartFailure(.noPermission, "\(database) cannot be read and written.")
        }
    }

    static func requireWritableFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
            isFolder.boolValue
        else { throw StartFailure(.cannotCreate, "There is no folder \(folder).") }
        // Even for who may do anything, a file system can be read-only.
        guard access(folder, W_OK | X_OK) == 0, isOrdinary(folder) else {
            throw StartFailure(.cannotCreate, "The folder \(folder) cannot be written.")
        }
    }

    /// Whether files can be made there at all: the kernel's own file systems say yes to `access`.
    private static func isOrdinary(_ folder: String) -> Bool {
        var buffer = Array("\(folder)/.coalitie-XXXXXX".utf8CString)
        let descriptor = mkstemp(&buffer)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        unlink(buffer)
        return true
    }

    private func size(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.size] as? Int ?? 0
    }
}
