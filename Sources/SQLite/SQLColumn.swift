import CSQLite

/// One column of the row a statement stands on; valid only while it is being read.
public struct SQLColumn: ~Copyable {
    @usableFromInline let statement: OpaquePointer
    @usableFromInline let index: Int32

    @inlinable init(statement: OpaquePointer, index: Int32) {
        self.statement = statement
        self.index = index
    }

    /// Whether the column holds NULL.
    @inlinable public var isNull: Bool { storage == SQLITE_NULL }

    /// The integer in this column.
    /// - Throws: ``SQLMismatch`` when it holds anything else.
    @inlinable public func integer() throws -> Int64 {
        guard storage == SQLITE_INTEGER else { throw SQLMismatch() }
        return sqlite3_column_int64(statement, index)
    }

    /// The number in this column; an integer is converted.
    /// - Throws: ``SQLMismatch`` when it holds no number.
    @inlinable public func real() throws -> Double {
        guard storage == SQLITE_FLOAT || storage == SQLITE_INTEGER else { throw SQLMismatch() }
        return sqlite3_column_double(statement, index)
    }

    /// The text in this column, whole even where it contains NUL characters.
    /// - Throws: ``SQLMismatch`` when it holds anything else, or bytes that are not UTF-8.
    public func text() throws -> String {
        guard storage == SQLITE_TEXT else { throw SQLMismatch() }
        let bytes = bytes
        // Most texts are plain ASCII, which needs no further look.
        if bytes.isASCII { return String(decoding: bytes, as: UTF8.self) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw SQLMismatch() }
        return text
    }

    /// Hands the bytes of the text in this column to `body`, which may not keep them.
    /// - Throws: ``SQLMismatch`` when the column holds anything else, or what `body` throws.
    @inlinable
    public func withText<T>(_ body: (UnsafeBufferPointer<UInt8>) throws -> T) throws -> T {
        guard storage == SQLITE_TEXT else { throw SQLMismatch() }
        return try bytes.withMemoryRebound(to: UInt8.self, body)
    }

    /// The bytes in this column.
    /// - Throws: ``SQLMismatch`` when it holds anything but a blob.
    public func blob() throws -> [UInt8] {
        guard storage == SQLITE_BLOB else { throw SQLMismatch() }
        return Array(bytes)
    }

    /// Whatever this column holds.
    /// - Throws: ``SQLMismatch`` for text that is not UTF-8.
    public func value() throws -> SQLValue {
        switch storage {
        case SQLITE_INTEGER: .integer(try integer())
        case SQLITE_FLOAT: .real(try real())
        case SQLITE_TEXT: .text(try text())
        case SQLITE_BLOB: .blob(try blob())
        default: .null
        }
    }

    @inlinable var storage: Int32 { sqlite3_column_type(statement, index) }

    // `sqlite3_column_blob` also gives the bytes of a text, without first appending a NUL.
    @inlinable var bytes: UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, index)
        return UnsafeRawBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(statement, index)))
    }
}

extension UnsafeRawBufferPointer {
    /// Looks at eight bytes at a time.
    fileprivate var isASCII: Bool {
        var (all, offset): (UInt64, Int) = (0, 0)
        while offset + 8 <= count {
            all |= loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            offset += 8
        }
        while offset < count {
            all |= UInt64(self[offset])
            offset += 1
        }
        return all & 0x8080_8080_8080_8080 == 0
    }
}

/// A stored value does not have the shape the reading type wants; it never carries the value.
public struct SQLMismatch: Error, Hashable {
    /// A mismatch without further detail; ``Row/next()`` adds the column and the type.
    public init() {}
}
