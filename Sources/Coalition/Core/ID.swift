import SQLite

/// The integer key of one kind of record, so that ids of different things cannot be mixed up.
public struct ID<Entity>: Hashable, Sendable {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}

extension ID: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(value) }
    public init(sqlValue: SQLValue) throws { self.init(try Int64(sqlValue: sqlValue)) }
    public init(sqlColumn: borrowing SQLColumn) throws { self.init(try sqlColumn.integer()) }
}

extension Day: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .text(iso) }
    public init(sqlValue: SQLValue) throws {
        guard let day = Day(iso: try String(sqlValue: sqlValue)) else { throw Damaged.day }
        self = day
    }
    public init(sqlColumn: borrowing SQLColumn) throws {
        guard let day = try sqlColumn.withText(Day.init(iso:)) else { throw Damaged.day }
        self = day
    }
}

extension Instant: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(milliseconds) }
    public init(sqlValue: SQLValue) throws {
        self.init(milliseconds: try Int64(sqlValue: sqlValue))
    }
    public init(sqlColumn: borrowing SQLColumn) throws {
        self.init(milliseconds: try sqlColumn.integer())
    }
}

/// A stored value that no code of ours can have written.
public enum Damaged: Error, Sendable {
    case day, zone, sealed, code(String)
}

/// An enumeration that is stored as its raw text.
public protocol Code: RawRepresentable, Hashable, Sendable, CaseIterable, SQLBindable, SQLDecodable,
    FieldType
where RawValue == String {}

extension Code {
    /// By the case rather than by its text, which costs several times as much.
    public func hash(into hasher: inout Hasher) {
        withUnsafeBytes(of: self) { hasher.combine(bytes: $0) }
    }
}
