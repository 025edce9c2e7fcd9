import CSQLite
import Foundation

/// A row whose foreign key points nowhere.
public struct ForeignKeyViolation: Hashable, Sendable {
    /// The table with the row.
    public let table: String
    /// The row; nil in a table without rowids.
    public let rowID: Int64?
    /// The table it should point into.
    public let parent: String

    init(row: inout Row) throws {
        table = try row.next()
        rowID = try row.next()
        parent = try row.next()
    }
}

extension Database {
    /// Moves the write-ahead log into the file and empties it, so that nothing that was deleted
    /// stays in either. Does nothing where the database is replicated.
    ///
    /// A reader in the midst of a snapshot holds this up, so it is tried `attempts` times, 50 ms
    /// apart, letting writes pass between.
    /// - Throws: ``SQLiteError/busy`` when the last try failed too.
    public func checkpoint(attempts: Int = 100) throws {
        guard !configuration.isReplicated else { return }
        for attempt in 1...max(1, attempts) {
            do {
                return try truncateLog()
            } catch SQLiteError.busy where attempt < attempts {
                Thread.sleep(forTimeInterval: 0.05)
            }
        }
    }

    private func truncateLog() throws {
        try withWriter { connection, _ in
            // Not the usual wait: writes queue up meanwhile.
            connection.waitWhenBusy(.milliseconds(20))
            let code = sqlite3_wal_checkpoint_v2(
                connection.handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
            guard code == SQLITE_OK else { throw SQLiteError(connection.handle) }
        }
    }

    /// Looks for damage, without comparing indexes to their tables.
    /// - Throws: ``SQLiteError/corrupt`` when there is any.
    public func quickCheck() throws {
        try read { try $0.expectSound("PRAGMA quick_check(1)") }
    }

    /// Looks for damage thoroughly.
    /// - Throws: ``SQLiteError/corrupt`` when there is any.
    public func integrityCheck() throws {
        try read { try $0.expectSound("PRAGMA integrity_check(1)") }
    }

    /// The rows whose foreign keys point nowhere; empty when all is well.
    /// - Throws: ``SQLiteError``.
    public func foreignKeyViolations() throws -> [ForeignKeyViolation] {
        try read { try $0.foreignKeyViolations() }
    }

    /// How SQLite would find the rows for a statement: one line for each step, as in
    /// `SEARCH families USING INDEX families_by_city (city_id=?)`.
    /// - Throws: ``SQLiteError/statement(reason:)`` for a text that is no statement.
    public func plan(of sqlText: String) throws -> [String] {
        try read { connection in
            let explained = try Statement("EXPLAIN QUERY PLAN " + sqlText, on: connection.handle)
            var lines: [String] = []
            while try explained.step() {
                var row = Row(explained.handle)
                row.skip(3)
                lines.append(try row.next())
            }
            return lines
        }
    }
}

extension Connection {
    package func expectSound(_ check: SQL) throws {
        let verdict: String? = try value(check)
        guard verdict == "ok" else { throw SQLiteError.corrupt }
    }

    func foreignKeyViolations() throws -> [ForeignKeyViolation] {
        let sql: SQL = "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check"
        return try all(sql, ForeignKeyViolation.init)
    }
}
