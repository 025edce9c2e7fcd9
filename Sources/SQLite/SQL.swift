/// A statement's text with `?` where values belong, and the values.
///
/// The text can only come from literals in the program: every interpolated value becomes a bound
/// parameter, and there is no way to splice a `String` that was made at run time.
///
///     let sql: SQL = "SELECT name FROM families WHERE id = \(id)"
///
/// Interpolating another ``SQL`` splices its text and its values.
public struct SQL: ExpressibleByStringInterpolation, Hashable, Sendable {
    /// The text, with a `?` for each value; the key under which a prepared statement is kept.
    public internal(set) var text: String
    /// The values, in the order of their `?` in ``text``.
    public internal(set) var bindings: [SQLValue]

    init(text: String, bindings: [SQLValue] = []) {
        self.text = text
        self.bindings = bindings
    }

    /// A statement without values, written as a literal.
    public init(stringLiteral value: StaticString) {
        self.init(text: value.description)
    }

    /// A statement written as a literal with interpolated values.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// Whether there is no text at all.
    public var isEmpty: Bool { text.isEmpty }

    /// The two statements' texts and values, one after the other, with nothing between them.
    public static func + (left: SQL, right: SQL) -> SQL {
        SQL(text: left.text + right.text, bindings: left.bindings + right.bindings)
    }

    /// Appends the text and values of `right`, with nothing between them.
    public static func += (left: inout SQL, right: SQL) {
        left.text += right.text
        left.bindings += right.bindings
    }
}

extension SQL {
    /// Collects the literal parts and the values of an interpolated ``SQL``.
    public struct StringInterpolation: StringInterpolationProtocol {
        var sql = SQL(text: "")

        /// Makes room for the literal parts and the values.
        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.text.reserveCapacity(literalCapacity + interpolationCount)
            sql.bindings.reserveCapacity(interpolationCount)
        }

        /// Appends text that stands in the program; a `String` does not fit.
        public mutating func appendLiteral(_ literal: StaticString) {
            sql.text += literal.description
        }

        /// Binds `value` to a parameter.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            sql.text += "?"
            sql.bindings.append(value.sqlValue)
        }

        /// Binds `value` to a parameter; nil as NULL.
        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            // Without this, the compiler takes an optional for a slip and warns.
            sql.text += "?"
            sql.bindings.append(value.sqlValue)
        }

        /// Splices the text and the values of `other`.
        public mutating func appendInterpolation(_ other: SQL) {
            sql += other
        }

        /// Binds each of `values` in a list like `(?,?,?)`, as `IN` wants it; `()` when empty.
        public mutating func appendInterpolation<Value: SQLBindable>(
            list values: some Sequence<Value>
        ) {
            let bound = values.map(\.sqlValue)
            sql.text += "(" + Array(repeating: "?", count: bound.count).joined(separator: ",") + ")"
            sql.bindings += bound
        }
    }
}

extension Sequence<SQL> {
    /// The statements' texts and values with `separator` between each two; empty for no elements.
    public func joined(separator: SQL) -> SQL {
        var result = SQL(text: "")
        for (index, part) in enumerated() {
            if index > 0 { result += separator }
            result += part
        }
        return result
    }
}
