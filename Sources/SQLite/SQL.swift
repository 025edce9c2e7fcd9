/// A statement's text with `?` where values belong, and the values.
///
/// The text can only come from literals in the program: every interpolated value becomes a bound
/// parameter, and there is no way to splice a `String` that was made at run time.
///
///     let sql: SQL = "SELECT name FROM families WHERE id = \(id)"
///
/// Interpolating another ``SQL`` splices its text and its values.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// What the text consists of; the key under which a prepared statement is kept.
    var parts: [SQLPart]
    /// The values, in the order of their `?` in ``text``.
    public internal(set) var bindings: [SQLValue]

    init(parts: [SQLPart] = [], bindings: [SQLValue] = []) {
        self.parts = parts
        self.bindings = bindings
    }

    /// A statement without values, written as a literal.
    public init(stringLiteral value: StaticString) {
        self.init(parts: value.isEmpty ? [] : [SQLPart(value)])
    }

    /// A statement written as a literal with interpolated values.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// The text, with a `?` for each value; put together anew each time it is asked for.
    public var text: String { parts.map(\.text).joined() }

    /// Whether there is no text at all.
    public var isEmpty: Bool { parts.isEmpty }

    /// The same text with other values, one for each `?`; running it with too few or too many fails.
    public func binding(_ values: [SQLValue]) -> SQL { SQL(parts: parts, bindings: values) }

    /// The two statements' texts and values, one after the other, with nothing between them.
    public static func + (left: SQL, right: SQL) -> SQL {
        SQL(parts: left.parts + right.parts, bindings: left.bindings + right.bindings)
    }

    /// Appends the text and values of `right`, with nothing between them.
    public static func += (left: inout SQL, right: SQL) {
        left.parts += right.parts
        left.bindings += right.bindings
    }
}

extension SQL: Hashable {
    /// Whether text and values are the same, wherever the literals stand in the program.
    public static func == (left: SQL, right: SQL) -> Bool {
        left.text == right.text && left.bindings == right.bindings
    }

    /// Feeds text and values.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(bindings)
    }
}

extension SQL {
    /// Collects the literal parts and the values of an interpolated ``SQL``.
    public struct StringInterpolation: StringInterpolationProtocol {
        var sql = SQL()

        /// Makes room for the literal parts and the values.
        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.parts.reserveCapacity(2 * interpolationCount + 1)
            sql.bindings.reserveCapacity(interpolationCount)
        }

        /// Appends text that stands in the program; a `String` does not fit.
        public mutating func appendLiteral(_ literal: StaticString) {
            if !literal.isEmpty { sql.parts.append(SQLPart(literal)) }
        }

        /// Binds `value` to a parameter.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            bind(value.sqlValue)
        }

        /// Binds `value` to a parameter; nil as NULL.
        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            // Without this, the compiler takes an optional for a slip and warns.
            bind(value.sqlValue)
        }

        /// Splices the text and the values of `other`.
        public mutating func appendInterpolation(_ other: SQL) {
            sql += other
        }

        /// Binds each of `values` in a list like `(?,?,?)`, as `IN` wants it; `()` when empty.
        public mutating func appendInterpolation<Value: SQLBindable>(
            list values: some Sequence<Value>
        ) {
            let before = sql.bindings.count
            for value in values { sql.bindings.append(value.sqlValue) }
            sql.parts.append(SQLPart(listOf: sql.bindings.count - before))
        }

        /// Binds each of `values` as a row of its own, as `VALUES` wants them: `(?),(?),(?)`.
        ///
        /// A join with such rows costs SQLite less than `IN` with a list of more than two, which it
        /// first puts in a table. There must be at least one.
        public mutating func appendInterpolation<Value: SQLBindable>(
            rows values: some Sequence<Value>
        ) {
            let before = sql.bindings.count
            for value in values { sql.bindings.append(value.sqlValue) }
            sql.parts.append(SQLPart(rows: sql.bindings.count - before))
        }

        private mutating func bind(_ value: SQLValue) {
            sql.parts.append(.parameter)
            sql.bindings.append(value)
        }
    }
}

/// A piece of a statement's text: a literal of the program, a `?`, or a list of them.
///
/// A literal is known by where it stands in the program, so that a statement is found again
/// without its text being put together or read.
struct SQLPart: Hashable, Sendable {
    /// The address of the literal's first byte; 0 for what is no literal, 1 for rows.
    private let address: UInt
    /// How many bytes the literal has, how many `?` the list or the rows; -1 for a single `?`.
    private let count: Int

    static let parameter = SQLPart(address: 0, count: -1)

    init(_ literal: StaticString) {
        self.init(
            address: UInt(bitPattern: literal.utf8Start), count: literal.utf8CodeUnitCount)
    }

    init(listOf count: Int) { self.init(address: 0, count: count) }

    init(rows count: Int) { self.init(address: 1, count: count) }

    private init(address: UInt, count: Int) {
        self.address = address
        self.count = count
    }

    var text: String {
        if address == 1 { return Array(repeating: "(?)", count: count).joined(separator: ",") }
        guard let start = UnsafePointer<UInt8>(bitPattern: address) else {
            return count < 0
                ? "?" : "(" + Array(repeating: "?", count: count).joined(separator: ",") + ")"
        }
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }
}

extension StaticString {
    fileprivate var isEmpty: Bool { utf8CodeUnitCount == 0 }
}

extension Sequence<SQL> {
    /// The statements' texts and values with `separator` between each two; empty for no elements.
    public func joined(separator: SQL) -> SQL {
        var result = SQL()
        for (index, part) in enumerated() {
            if index > 0 { result += separator }
            result += part
        }
        return result
    }
}
