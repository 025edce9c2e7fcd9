/// A value as SQLite stores it.
public enum SQLValue: Hashable, Sendable {
    /// No value.
    case null
    /// A signed 64-bit integer; also truth, as 0 or 1.
    case integer(Int64)
    /// A 64-bit floating-point number; NaN is stored as NULL.
    case real(Double)
    /// Text in UTF-8; it may contain NUL characters.
    case text(String)
    /// Bytes.
    case blob([UInt8])
}

/// A type whose values can be bound to a parameter of an ``SQL`` statement.
///
/// An enumeration or structure with a bindable raw value conforms with
/// `extension Role: SQLBindable {}`.
public protocol SQLBindable {
    /// The value as it is stored.
    var sqlValue: SQLValue { get }
}

extension SQLBindable where Self: RawRepresentable, RawValue: SQLBindable {
    /// The raw value as it is stored.
    public var sqlValue: SQLValue { rawValue.sqlValue }
}

extension SQLValue: SQLBindable {
    /// The value itself.
    public var sqlValue: SQLValue { self }
}

extension Int: SQLBindable {
    /// The number as an integer.
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLBindable {
    /// The number as an integer.
    public var sqlValue: SQLValue { .integer(self) }
}

extension Double: SQLBindable {
    /// The number as a real.
    public var sqlValue: SQLValue { .real(self) }
}

extension Bool: SQLBindable {
    /// 1 for true, 0 for false.
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension String: SQLBindable {
    /// The characters as text.
    public var sqlValue: SQLValue { .text(self) }
}

extension Substring: SQLBindable {
    /// The characters as text.
    public var sqlValue: SQLValue { .text(String(self)) }
}

extension [UInt8]: SQLBindable {
    /// The bytes as a blob.
    public var sqlValue: SQLValue { .blob(self) }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    /// NULL for nil, else the wrapped value.
    public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
