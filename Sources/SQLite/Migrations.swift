import CSQLite
import Foundation

/// The numbered files that make a database's schema, and the order in which they were applied.
///
/// Apply them before opening the ``Database``, while holding its ``FileLock``.
public struct Migrations: Sendable {
    /// What a migration does in Swift after its file, in the same transaction.
    public typealias Step = @Sendable (Connection) throws -> Void

    let files: [MigrationFile]
    let applicationID: Int32
    private let steps: [Int: Step]

    /// Reads the files `001-name.sql` and on from a folder; other endings are passed over.
    /// - Parameters:
    ///   - directory: the folder.
    ///   - applicationID: the number by which a file is known as this program's, not 0.
    ///   - steps: what to do in Swift, by the number of the file it follows.
    ///   - checksum: a digest of a file, by which a later change is noticed.
    /// - Throws: ``MigrationError``.
    public init(
        directory: URL, applicationID: Int32, steps: [Int: Step] = [:],
        checksum: ([UInt8]) -> String
    ) throws {
        files = try MigrationFile.all(in: directory, checksum)
        self.applicationID = applicationID
        self.steps = steps
        for number in steps.keys.sorted() where !files.contains(where: { $0.number == number }) {
            throw MigrationError.unknownStep(number: number)
        }
    }

    /// The version a database has when every migration is applied.
    public var version: Int { files.last?.number ?? 0 }

    /// The names of the files that are not yet applied; looks without changing anything.
    /// - Throws: ``MigrationError`` for a refusal, ``SQLiteError`` for a file that cannot be read.
    public func pending(at path: String) throws -> [String] {
        try waiting(at: path).map(\.name)
    }

    /// Applies what is not yet applied, each file all or not at all; makes the database if it is
    /// not there.
    ///
    /// A database that holds data is copied first, to `PATH.before-NNN` with the number of the first
    /// file to be applied.
    /// - Returns: the names of the applied files.
    /// - Throws: ``MigrationError``, ``SQLiteError``, or what a step throws.
    @discardableResult
    public func apply(to path: String) throws -> [String] {
        let waiting = try waiting(at: path)
        guard let first = waiting.first else { return [] }
        if first.number > 1 {
            try Database.copy(path, to: path + ".before-\(first.name.prefix(3))")
        }
        let connection = try Connection.open(path, .writing, Database.Configuration())
        for file in waiting { try apply(file, connection) }
        return waiting.map(\.name)
    }

    private func apply(_ file: MigrationFile, _ connection: Connection) throws {
        // Within a transaction the pragma does nothing, and with foreign keys on, dropping a table
        // that was rebuilt would delete the rows that point into it.
        try connection.script("PRAGMA foreign_keys = OFF")
        defer { try? connection.script("PRAGMA foreign_keys = ON") }
        do {
            try connection.transaction("BEGIN IMMEDIATE") { try apply(file, within: $0) }
        } catch let error as SQLiteError {
            throw MigrationError.refused(name: file.name, error)
        }
    }

    private func apply(_ file: MigrationFile, within connection: Connection) throws {
        try run(file, connection)
        try steps[file.number]?(connection)
        if let violation = try connection.foreignKeyViolations().first {
            throw MigrationError.foreignKeys(name: file.name, table: violation.table)
        }
        try record(file, connection)
    }

    private func run(_ file: MigrationFile, _ connection: Connection) throws {
        // A COMMIT in the file would keep half of it when the rest fails.
        sqlite3_set_authorizer(
            connection.handle,
            { _, action, _, _, _, _ in action == SQLITE_TRANSACTION ? SQLITE_DENY : SQLITE_OK }, nil
        )
        defer { sqlite3_set_authorizer(connection.handle, nil, nil) }
        do {
            try connection.script(file.text)
        } catch SQLiteError.other(code: SQLITE_AUTH) {
            throw MigrationError.transaction(name: file.name)
        }
    }

    private func record(_ file: MigrationFile, _ connection: Connection) throws {
        try connection.run(
            """
            CREATE TABLE IF NOT EXISTS migrations (
                number INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                checksum TEXT NOT NULL
            ) STRICT
            """)
        try connection.run(
            """
            INSERT INTO migrations (number, name, checksum)
            VALUES (\(file.number), \(file.name), \(file.checksum))
            """)
        try connection.script("PRAGMA application_id = \(applicationID)")
        try connection.script("PRAGMA user_version = \(file.number)")
    }
}
