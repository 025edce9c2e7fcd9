/// A type whose values can be read from a column.
///
/// An enumeration or structure with a decodable raw value conforms with
/// `extension Role: SQLDecodable {}`. Other types write ``init(sqlValue:)``, or
/// ``init(sqlColumn:)`` where the detour through ``SQLValue`` costs too much.
public protocol SQLDecodable {
    /// Reads a stored value.
    /// - Throws: ``SQLMismatch``, or any error, when the value does not fit.
    init(sqlValue: SQLValue) throws

    /// Reads a column directly.
    /// - Throws: ``SQLMismatch``, or any error, when the value does not fit.
    init(sqlColumn: borrowing SQLColumn) throws
}

extension SQLDecodable {
    /// Reads a column by way of ``SQLValue``.
    @inlinable public init(sqlColumn: borrowing SQLColumn) throws {
        try self.init(sqlValue: sqlColumn.value())
    }
}

extension SQLDecodable where Self: RawRepresentable, RawValue: SQLDecodable {
    /// Reads a stored raw value.
    /// - Throws: ``SQLMismatch`` when no case has it.
    public init(sqlValue: SQLValue) throws {
        guard let known = Self(rawValue: try RawValue(sqlValue: sqlValue)) else {
            throw SQLMismatch()
        }
        self = known
    }

    /// Reads a column with a raw value.
    /// - Throws: ``SQLMismatch`` when no case has it.
    @inlinable public init(sqlColumn: borrowing SQLColumn) throws {
        guard let known = Self(rawValue: try RawValue(sqlColumn: sqlColumn)) else {
            throw SQLMismatch()
        }
        self = known
    }
}

extension SQLValue: SQLDecodable {
    /// The value itself.
    public init(sqlValue: SQLValue) { self = sqlValue }
}

extension Int64: SQLDecodable {
    /// Reads an integer.
    public init(sqlValue: SQLValue) throws {
        guard case .integer(let number) = sqlValue else { throw SQLMismatch() }
        self = number
    }

    /// Reads a column with an integer.
    @inlinable public init(sqlColumn: borrowing SQLColumn) throws { self = try sqlColumn.integer() }
}

extension Int: SQLDecodable {
    /// Reads an integer.
    public init(sqlValue: SQLValue) throws { self = Int(try Int64(sqlValue: sqlValue)) }

    /// Reads a column with an integer.
    @inlinable public init(sqlColumn: borrowing SQLColumn) throws {
        self = Int(try sqlColumn.integer())
    }
}

extension Bool: SQLDecodable {
    /// Reads 0 or 1; any other number is refused.
    public init(sqlValue: SQLValue) throws { try self.init(stored: Int64(sqlValue: sqlValue)) }

    /// Reads a column with 0 or 1; any other number is refused.
    @inlinable public init(sqlColumn: borrowing SQLColumn) throws {
        try self.init(stored: sqlColumn.integer())
    }

    @usableFromInline init(stored number: Int64) throws {
        guard number == 0 || number == 1 else { throw SQLMismatch() }
        self = number == 1
    }
}

extension Double: SQLDecodable {
    /// Reads a number; an integer is converted.
    public init(sqlValue: SQLValue) throws {
        switch sqlValue {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        default: throw SQLMismatch()
        }
    }

    /// Reads a column with a number; an integer is converted.
    @inlinable public init(sqlColumn: borrowing SQLColumn) throws { self = try sqlColumn.real() }
}

extension String: SQLDecodable {
    /// Reads text.
    public init(sqlValue: SQLValue) throws {
        guard case .text(let text) = sqlValue else { throw SQLMismatch() }
        self = text
    }

    /// Reads a column with text.
    @inlinable public init(sqlColumn: borrowing SQLColumn) throws { self = try sqlColumn.text() }
}

extension [UInt8]: SQLDecodable {
    /// Reads a blob.
    public init(sqlValue: SQLValue) throws {
        guard case .blob(let bytes) = sqlValue else { throw SQLMismatch() }
        self = bytes
    }

    /// Reads a column with a blob.
    @inlinable public init(sqlColumn: borrowing SQLColumn) throws { self = try sqlColumn.blob() }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    /// Reads a value; nil for NULL.
    public init(sqlValue: SQLValue) throws {
        self = sqlValue == .null ? nil : try Wrapped(sqlValue: sqlValue)
    }

    /// Reads a column; nil for NULL.
    @inlinable public init(sqlColumn: borrowing SQLColumn) throws {
        self = sqlColumn.isNull ? nil : try Wrapped(sqlColumn: sqlColumn)
    }
}
