/// The one buffer that a page is written into, as UTF-8.
struct Output {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func append(_ literal: [UInt8]) {
        bytes.append(contentsOf: literal)
    }

    mutating func append(_ html: SafeHTML) {
        bytes.append(contentsOf: html.markup.utf8)
    }

    mutating func append(_ number: Int) {
        guard number < 0 || number > 9 else { return bytes.append(48 + UInt8(number)) }
        bytes.append(contentsOf: String(number).utf8)
    }

    mutating func escape(_ text: String) {
        let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { escape($0) }
        if isWritten == nil { Array(text.utf8).withUnsafeBufferPointer { escape($0) } }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        guard text.hasSpecial else { return bytes.append(contentsOf: text) }
        var start = 0
        for index in 0..<text.count where text[index].isSpecial {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            bytes.append(contentsOf: text[index].entity.utf8)
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
}

extension String {
    /// The text as it stands in HTML, for what is escaped once at load.
    var escapedBytes: [UInt8] {
        var output = Output(capacity: utf8.count)
        output.escape(self)
        return output.bytes
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Looks at every byte without an early exit, which the compiler turns into vector
    /// instructions.
    fileprivate var hasSpecial: Bool {
        var found = false
        for byte in self { found = found || byte.isSpecial }
        return found
    }
}

extension UInt8 {
    /// The five characters that end or open something in HTML text or a quoted attribute.
    @inline(__always)
    fileprivate var isSpecial: Bool {
        self == 0x26 || self == 0x3C || self == 0x3E || self == 0x22 || self == 0x27
    }

    fileprivate var entity: StaticString {
        switch self {
        case 0x26: "&amp;"
        case 0x3C: "&lt;"
        case 0x3E: "&gt;"
        case 0x22: "&quot;"
        default: "&#39;"
        }
    }
}

extension StaticString {
    fileprivate var utf8: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    }
}
