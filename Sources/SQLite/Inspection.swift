import Foundation

/// What a file says of itself, read without changing it.
struct Inspection {
    let applicationID: Int32
    let userVersion: Int
    let isEmpty: Bool

    /// Nil when there is no file.
    init?(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let connection = try Connection.inspecting(path)
        applicationID = Int32(
            truncatingIfNeeded: try connection.value("PRAGMA application_id") ?? 0)
        userVersion = try connection.value("PRAGMA user_version") ?? 0
        let hasTables: Int? = try connection.value("SELECT 1 FROM sqlite_schema LIMIT 1")
        isEmpty = hasTables == nil && userVersion == 0 && applicationID == 0
    }
}

extension Database {
    /// Reads a file so that nothing is changed in it or beside it.
    /// - Throws: ``SQLiteError``, or what `work` throws.
    package static func inspect<T>(_ path: String, _ work: (Connection) throws -> T) throws -> T {
        try work(Connection.inspecting(path))
    }

    static func refuseForeign(_ path: String, _ configuration: Configuration) throws {
        guard let wanted = configuration.applicationID, let found = try Inspection(path) else {
            return
        }
        guard found.isEmpty || found.applicationID == wanted else {
            throw SQLiteError.foreignApplication
        }
    }
}
