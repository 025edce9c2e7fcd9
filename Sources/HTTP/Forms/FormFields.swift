/// Fields of a form or of a query, `application/x-www-form-urlencoded`, in the order they were sent.
public struct FormFields: Sendable, Equatable {
    /// Why a form was refused; a server should answer 400, or 413 for the two limits.
    public enum Problem: Error, Sendable, Equatable {
        /// More fields than allowed.
        case tooManyFields
        /// More bytes than allowed.
        case tooLong
        /// A percent sign without two hexadecimal digits.
        case percentEncoding
        /// A name or value that is not UTF-8 once decoded.
        case notUnicode
    }

    private let pairs: [(name: String, value: String)]

    /// Decodes a body or a query; an empty one has no fields.
    ///
    /// - Parameters:
    ///   - maximumFields: how many fields are taken.
    ///   - maximumBytes: how long the encoded text may be.
    /// - Throws: `Problem`.
    public init(
        parsing bytes: some Collection<UInt8>, maximumFields: Int = 1000,
        maximumBytes: Int = 1 << 20
    ) throws(Problem) {
        guard bytes.count <= maximumBytes else { throw .tooLong }
        var decoder = FormDecoder(maximumFields: maximumFields)
        for byte in bytes { try decoder.read(byte) }
        pairs = try decoder.finish()
    }

    /// Decodes the query of a request; nil has no fields.
    ///
    /// - Throws: `Problem`.
    public init(query: String?, maximumFields: Int = 1000) throws(Problem) {
        try self.init(parsing: Array((query ?? "").utf8), maximumFields: maximumFields)
    }

    /// The first value of a name; nil if it was not sent, empty if it was left empty.
    public subscript(_ name: String) -> String? {
        pairs.first { $0.name == name }?.value
    }

    /// All values of a name in the order they were sent; empty if there are none.
    public func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value)
    }

    /// Each name once, in the order of its first appearance.
    public var names: [String] {
        var seen: Set<String> = []
        return pairs.map(\.name).filter { seen.insert($0).inserted }
    }

    /// How many fields there are, names that stand twice counted twice.
    public var count: Int { pairs.count }

    public static func == (left: FormFields, right: FormFields) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0.name == $1.name && $0.value == $1.value }
    }
}

/// A byte loop over `name=value&name=value`.
private struct FormDecoder {
    private let maximumFields: Int
    private var pairs: [(name: String, value: String)] = []
    private var name: String?
    private var text: [UInt8] = []
    /// Whether anything of a field was there; `&&` holds no field.
    private var hasField = false
    /// 0, or how many digits of a percent-encoded byte are still to come.
    private var digitsLeft = 0
    private var byte: UInt8 = 0

    init(maximumFields: Int) {
        self.maximumFields = maximumFields
    }

    mutating func read(_ next: UInt8) throws(FormFields.Problem) {
        guard digitsLeft == 0 else { return try readDigit(next) }
        switch next {
        case UInt8(ascii: "&"): return try endField()
        case UInt8(ascii: "=") where name == nil: name = try takeText()
        case UInt8(ascii: "+"): text.append(0x20)
        case UInt8(ascii: "%"): digitsLeft = 2
        default: text.append(next)
        }
        hasField = true
    }

    mutating func finish() throws(FormFields.Problem) -> [(name: String, value: String)] {
        try endField()
        return pairs
    }

    private mutating func readDigit(_ next: UInt8) throws(FormFields.Problem) {
        guard let digit = next.hexValue else { throw .percentEncoding }
        byte = byte << 4 | digit
        digitsLeft -= 1
        if digitsLeft == 0 { text.append(byte) }
    }

    private mutating func endField() throws(FormFields.Problem) {
        guard digitsLeft == 0 else { throw .percentEncoding }
        guard hasField else { return }
        guard pairs.count < maximumFields else { throw .tooManyFields }
        let last = try takeText()
        if let name { pairs.append((name, last)) } else { pairs.append((last, "")) }
        name = nil
        hasField = false
    }

    private mutating func takeText() throws(FormFields.Problem) -> String {
        defer { text.removeAll(keepingCapacity: true) }
        guard let string = String(validating: text, as: UTF8.self) else { throw .notUnicode }
        return string
    }
}
