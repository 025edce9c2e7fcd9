import CSQLite

/// The row a query stands on, read column by column from left to right.
///
/// It cannot be copied, so it cannot outlive the closure it is handed to.
public struct Row: ~Copyable {
    @usableFromInline let statement: OpaquePointer
    @usableFromInline let count: Int32
    @usableFromInline var index: Int32 = 0

    @usableFromInline init(_ statement: OpaquePointer) {
        self.statement = statement
        count = sqlite3_data_count(statement)
    }

    /// The next column, read as the type that is wanted; ask for an optional where NULL may stand.
    /// - Throws: ``SQLiteError/decode(column:expected:)`` when the column does not fit or is absent.
    @inlinable
    public mutating func next<T: SQLDecodable>() throws -> T {
        let column = SQLColumn(statement: statement, index: index)
        index += 1
        do {
            guard column.index < count else { throw SQLMismatch() }
            return try T(sqlColumn: column)
        } catch {
            throw Row.mismatch(column.index, T.self)
        }
    }

    @usableFromInline
    static func mismatch(_ index: Int32, _ type: any Any.Type) -> SQLiteError {
        .decode(column: Int(index), expected: String(describing: type))
    }

    /// Passes over columns without reading them.
    public mutating func skip(_ columns: Int = 1) {
        index += Int32(columns)
    }
}
