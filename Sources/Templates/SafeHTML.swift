/// Markup that is written to a page as it is, the only way around escaping.
///
/// Its literals are the program's own; a text put into one is escaped:
///
///     let mark: SafeHTML = #"<text x="\#(left)" y="12">\#(name)</text>"#
public struct SafeHTML: Hashable, Sendable {
    private(set) var bytes: [UInt8]

    /// No markup at all.
    public static var empty: SafeHTML { SafeHTML(bytes: []) }

    init(bytes: [UInt8]) { self.bytes = bytes }

    public static func += (left: inout SafeHTML, right: SafeHTML) { left.bytes += right.bytes }

    public static func + (left: SafeHTML, right: SafeHTML) -> SafeHTML {
        var both = left
        both += right
        return both
    }
}

extension SafeHTML: CustomStringConvertible {
    /// The markup as it is written.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension Sequence<SafeHTML> {
    /// One after the other, with nothing between them.
    public func joined() -> SafeHTML { reduce(into: .empty) { $0 += $1 } }
}

extension SafeHTML: ExpressibleByStringInterpolation {
    public init(stringLiteral literal: StaticString) {
        self.init(bytes: Array(UnsafeBufferPointer(literal)))
    }

    public init(stringInterpolation: StringInterpolation) {
        self.init(bytes: stringInterpolation.bytes)
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 8 * interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            bytes.append(contentsOf: UnsafeBufferPointer(literal))
        }

        /// A text, escaped for markup and for an attribute between quotes.
        public mutating func appendInterpolation(_ text: String) {
            var text = text.escaped
            text.withUTF8 { bytes.append(contentsOf: $0) }
        }

        public mutating func appendInterpolation(_ number: Int) {
            bytes.append(contentsOf: String(number).utf8)
        }

        /// A number with at most one decimal, after a point.
        public mutating func appendInterpolation(_ number: Double) {
            let tenths = Int((number * 10).rounded())
            if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
            appendInterpolation(abs(tenths) / 10)
            if tenths % 10 != 0 {
                bytes.append(UInt8(ascii: "."))
                appendInterpolation(abs(tenths) % 10)
            }
        }

        public mutating func appendInterpolation(_ markup: SafeHTML) {
            bytes += markup.bytes
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate init(_ literal: StaticString) {
        self.init(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    }
}
