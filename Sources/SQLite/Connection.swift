import CSQLite

/// One connection to a database, lent to one thread for the length of a transaction.
///
/// Each statement is prepared once and kept. Do not keep a connection beyond the
/// closure it was handed to.
public final class Connection {
    let handle: OpaquePointer
    let cache: StatementCache
    var isInTransaction = false

    /// How many steps SQLite's virtual machine has taken for this connection's queries: a measure
    /// of their cost that is the same on every machine.
    public private(set) var stepCount = 0

    init(_ handle: OpaquePointer, statementLimit: Int, register: StatementRegister) {
        self.handle = handle
        cache = StatementCache(limit: statementLimit, register: register)
    }

    deinit {
        cache.removeAll()
        sqlite3_close_v2(handle)
    }

    /// The rowid of the last row inserted on this connection; 0 before the first.
    public var lastInsertedRowID: Int64 { sqlite3_last_insert_rowid(handle) }

    /// What `make` reads from each row, in the order of the rows.
    /// - Throws: ``SQLiteError``, or what `make` throws.
    @inlinable public func all<T>(_ sql: SQL, _ make: (inout Row) throws -> T) throws -> [T] {
        var result: [T] = []
        try each(sql) { result.append(try make(&$0)) }
        return result
    }

    /// What `make` reads from the first row; nil when there is none.
    /// - Throws: ``SQLiteError``, or what `make` throws.
    @inlinable public func first<T>(_ sql: SQL, _ make: (inout Row) throws -> T) throws -> T? {
        try using(sql) { statement in
            guard try statement.step() else { return nil }
            var row = Row(statement.handle)
            return try make(&row)
        }
    }

    /// The first column of the first row; nil when there is no row or the column holds NULL.
    /// - Throws: ``SQLiteError``.
    @inlinable public func value<T: SQLDecodable>(_ sql: SQL) throws -> T? {
        try first(sql) { try $0.next() as T? } ?? nil
    }

    /// The first column of each row.
    /// - Throws: ``SQLiteError``.
    @inlinable public func values<T: SQLDecodable>(_ sql: SQL) throws -> [T] {
        try all(sql) { try $0.next() }
    }

    /// Runs a statement to its end and tells how many rows it inserted, updated or deleted,
    /// without those that triggers and foreign keys changed.
    /// - Throws: ``SQLiteError``.
    @discardableResult
    public func run(_ sql: SQL) throws -> Int {
        let before = sqlite3_total_changes64(handle)
        try each(sql) { _ in }
        // The count of changes stays as it was after a statement that changes no rows.
        return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
    }

    /// Hands each row to `body`, in the order of the rows.
    /// - Throws: ``SQLiteError``, or what `body` throws, which ends the reading.
    @inlinable public func each(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        try using(sql) { statement in
            while try statement.step() {
                var row = Row(statement.handle)
                try body(&row)
            }
        }
    }

    @inlinable func using<T>(_ sql: SQL, _ work: (Statement) throws -> T) throws -> T {
        let statement = try bound(sql)
        defer { giveBack(statement) }
        return try work(statement)
    }

    @usableFromInline func bound(_ sql: SQL) throws -> Statement {
        try requireTransactionAlive()
        let statement = try cache.take(sql, on: handle)
        do {
            try statement.bind(sql.bindings)
        } catch {
            giveBack(statement)
            throw error
        }
        return statement
    }

    @usableFromInline func giveBack(_ statement: Statement) {
        stepCount += statement.reset()
        statement.isInUse = false
    }

    // A full disk and some other errors end the transaction. Were such an error caught, what follows
    // would be committed statement by statement.
    private func requireTransactionAlive() throws {
        guard !isInTransaction || sqlite3_get_autocommit(handle) == 0 else {
            throw SQLiteError.other(code: SQLITE_ABORT)
        }
    }
}
