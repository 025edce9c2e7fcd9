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

    public static func += (left: inout SafeHTML, right: SafeHTML) { left.append(right) }

    public static func + (left: SafeHTML, right: SafeHTML) -> SafeHTML {
        var both = left
        both += right
        return both
    }
}

extension SafeHTML {
    /// Markup of the program's own.
    public mutating func append(literal: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(literal))
    }

    public mutating func append(_ markup: SafeHTML) { bytes += markup.bytes }

    /// A text, escaped for markup and for an attribute between quotes.
    public mutating func append(text: String) {
        var text = text.escaped
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    public mutating func append(_ number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        append(digitsOf: number.magnitude)
    }

    /// A number with at most one decimal, after a point.
    public mutating func append(_ number: Double) {
        let tenths = Int((number * 10).rounded())
        if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
        append(digitsOf: tenths.magnitude / 10)
        let tenth = tenths.magnitude % 10
        if tenth != 0 {
            bytes.append(UInt8(ascii: "."))
            append(digitsOf: tenth)
        }
    }

    private mutating func append(digitsOf number: UInt) {
        if number > 9 { append(digitsOf: number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
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
        self = stringInterpolation.markup
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var markup = SafeHTML.empty

        public init(literalCapacity: Int, interpolationCount: Int) {
            markup.bytes.reserveCapacity(literalCapacity + 8 * interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            markup.append(literal: literal)
        }

        /// A text, escaped for markup and for an attribute between quotes.
        public mutating func appendInterpolation(_ text: String) { markup.append(text: text) }

        public mutating func appendInterpolation(_ number: Int) { markup.append(number) }

        /// A number with at most one decimal, after a point.
        public mutating func appendInterpolation(_ number: Double) { markup.append(number) }

        public mutating func appendInterpolation(_ other: SafeHTML) { markup.append(other) }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate init(_ literal: StaticString) {
        self.init(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    }
}
