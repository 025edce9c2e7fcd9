import CSQLite

/// A prepared statement; finalized when it is let go.
@usableFromInline
final class Statement {
    @usableFromInline let handle: OpaquePointer
    private let connection: OpaquePointer
    var isInUse = false
    var lastUse = 0

    /// Prepares exactly one statement.
    init(_ text: String, on connection: OpaquePointer) throws {
        var text = text
        self.connection = connection
        handle = try text.withUTF8 { try Self.prepare($0, on: connection) }
    }

    deinit {
        sqlite3_finalize(handle)
    }

    private static func prepare(
        _ text: UnsafeBufferPointer<UInt8>, on connection: OpaquePointer
    ) throws -> OpaquePointer {
        var handle: OpaquePointer?
        var tail: UnsafePointer<CChar>?
        let code = text.withMemoryRebound(to: CChar.self) {
            sqlite3_prepare_v3(
                connection, $0.baseAddress, Int32(clamping: $0.count),
                UInt32(SQLITE_PREPARE_PERSISTENT), &handle, &tail)
        }
        guard code == SQLITE_OK else { throw SQLiteError(preparing: connection) }
        guard let handle else { throw SQLiteError.statement(reason: "no statement") }
        guard isBlank(after: tail, in: text) else {
            sqlite3_finalize(handle)
            throw SQLiteError.statement(reason: "more than one statement")
        }
        return handle
    }

    private static func isBlank(
        after tail: UnsafePointer<CChar>?, in text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard let tail, let start = text.baseAddress else { return true }
        let read = UnsafeRawPointer(tail) - UnsafeRawPointer(start)
        return text.dropFirst(read).allSatisfy {
            $0 <= UInt8(ascii: " ") || $0 == UInt8(ascii: ";")
        }
    }

    /// Binds one value to each parameter.
    func bind(_ values: [SQLValue]) throws {
        guard Int(sqlite3_bind_parameter_count(handle)) == values.count else {
            throw SQLiteError.statement(reason: "parameters and values differ in number")
        }
        for (index, value) in values.enumerated() {
            guard bind(value, at: Int32(index + 1)) == SQLITE_OK else {
                throw SQLiteError(connection)
            }
        }
    }

    private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let number): sqlite3_bind_int64(handle, index, number)
        case .real(let number): sqlite3_bind_double(handle, index, number)
        case .text(var text):
            text.withUTF8 { csqlite_bind_text(handle, index, $0.baseAddress, UInt64($0.count)) }
        case .blob(let bytes):
            bytes.withUnsafeBytes {
                csqlite_bind_blob(handle, index, $0.baseAddress, UInt64($0.count))
            }
        }
    }

    /// Goes on to the next row; false when there is none.
    @usableFromInline func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        default: throw SQLiteError(connection)
        }
    }

    /// Makes the statement ready for its next use and tells how many steps of SQLite's virtual
    /// machine the last use took.
    func reset() -> Int {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        return Int(sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_VM_STEP, 1))
    }
}
