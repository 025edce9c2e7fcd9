import CSQLite

extension Connection {
    /// Does `work` all or not at all within the running transaction; may be nested.
    /// - Throws: ``SQLiteError``, or what `work` throws, after its changes are undone.
    public func savepoint<T>(_ work: () throws -> T) throws -> T {
        try run("SAVEPOINT work")
        do {
            let result = try work()
            try run("RELEASE work")
            return result
        } catch {
            // Both fail when the error has already ended the whole transaction.
            _ = try? run("ROLLBACK TO work")
            _ = try? run("RELEASE work")
            throw error
        }
    }

    /// Does `work` within a transaction begun by `begin`; commits, or undoes all when it throws.
    func transaction<T>(_ begin: SQL, _ work: (Connection) throws -> T) throws -> T {
        try run(begin)
        isInTransaction = true
        do {
            let result = try work(self)
            try run("COMMIT")
            isInTransaction = false
            return result
        } catch {
            isInTransaction = false
            if sqlite3_get_autocommit(handle) == 0 { _ = try? run("ROLLBACK") }
            throw error
        }
    }

    /// Runs statements that take no values, one after the other; for migrations alone.
    package func script(_ text: String) throws {
        try text.withCString { start in
            var rest: UnsafePointer<CChar>? = start
            while let next = rest, next.pointee != 0 { rest = try runFirst(of: next) }
        }
    }

    private func runFirst(of text: UnsafePointer<CChar>) throws -> UnsafePointer<CChar>? {
        var statement: OpaquePointer?
        var tail: UnsafePointer<CChar>?
        guard sqlite3_prepare_v2(handle, text, -1, &statement, &tail) == SQLITE_OK else {
            throw SQLiteError(preparing: handle)
        }
        defer { sqlite3_finalize(statement) }
        guard let statement else { return tail }
        var code = SQLITE_ROW
        while code == SQLITE_ROW { code = sqlite3_step(statement) }
        guard code == SQLITE_DONE else { throw SQLiteError(handle) }
        return tail
    }
}
