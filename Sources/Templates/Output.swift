/// The one buffer that a page is written into, as UTF-8.
///
/// It owns plain memory, because an array would check on each append that nobody shares it.
struct Output: ~Copyable {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        start = .allocate(capacity: self.capacity)
    }

    deinit {
        start.deallocate()
    }

    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    mutating func append(_ literal: [UInt8]) {
        literal.withUnsafeBufferPointer { append($0) }
    }

    mutating func append(_ html: SafeHTML) { append(html.bytes) }

    mutating func append(_ number: Int) {
        reserve(20)
        if number < 0 { put(0x2D) }
        append(digitsOf: number.magnitude)
    }

    mutating func escape(_ text: String) {
        var text = text
        text.withUTF8 { escape($0) }
    }

    private mutating func append(digitsOf number: UInt) {
        if number > 9 { append(digitsOf: number / 10) }
        put(0x30 + UInt8(number % 10))
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        guard UnsafeRawBufferPointer(text).hasSpecial else { return append(text) }
        var plain = 0
        for index in 0..<text.count where text[index].isSpecial {
            append(UnsafeBufferPointer(rebasing: text[plain..<index]))
            append(text[index].entity)
            plain = index + 1
        }
        append(UnsafeBufferPointer(rebasing: text[plain...]))
    }

    private mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
        guard let first = source.baseAddress else { return }
        reserve(source.count)
        (start + count).initialize(from: first, count: source.count)
        count += source.count
    }

    /// Writes one byte for which there is room.
    private mutating func put(_ byte: UInt8) {
        (start + count).initialize(to: byte)
        count += 1
    }

    private mutating func reserve(_ size: Int) {
        if count + size > capacity { grow(size) }
    }

    private mutating func grow(_ size: Int) {
        capacity = max(capacity * 2, count + size)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.moveInitialize(from: start, count: count)
        start.deallocate()
        start = larger
    }
}

extension String {
    /// The text as it stands in HTML, for what is escaped once at load.
    var escapedBytes: [UInt8] {
        var output = Output(capacity: utf8.count)
        output.escape(self)
        return output.bytes
    }

    /// The same as a text; itself when nothing has to be escaped.
    var escaped: String {
        var text = self
        let isPlain = text.withUTF8 { !UnsafeRawBufferPointer($0).hasSpecial }
        return isPlain ? self : String(decoding: escapedBytes, as: UTF8.self)
    }
}

extension UInt8 {
    /// The five characters that end or open something in HTML text or a quoted attribute.
    fileprivate var isSpecial: Bool {
        self == 0x26 || self == 0x3C || self == 0x3E || self == 0x22 || self == 0x27
    }

    fileprivate var entity: UnsafeBufferPointer<UInt8> {
        let text: StaticString =
            switch self {
            case 0x26: "&amp;"
            case 0x3C: "&lt;"
            case 0x3E: "&gt;"
            case 0x22: "&quot;"
            default: "&#39;"
            }
        return UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}

extension UnsafeRawBufferPointer {
    /// Looks at eight bytes at a time; the last eight may overlap those before.
    fileprivate var hasSpecial: Bool {
        guard count >= 8 else { return contains { $0.isSpecial } }
        var offset = 0
        while offset < count - 8 {
            if loadUnaligned(fromByteOffset: offset, as: UInt64.self).hasSpecialByte { return true }
            offset += 8
        }
        return loadUnaligned(fromByteOffset: count - 8, as: UInt64.self).hasSpecialByte
    }
}

extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// `&` and `'` differ only in the lowest bit, `<` and `>` only in the one above it.
    fileprivate var hasSpecialByte: Bool {
        let ampersand = (self | UInt64.ones) ^ (0x27 &* UInt64.ones)
        let angle = (self | 2 &* UInt64.ones) ^ (0x3E &* UInt64.ones)
        let quote = self ^ (0x22 &* UInt64.ones)
        return ampersand.zeroByte | angle.zeroByte | quote.zeroByte != 0
    }

    /// Not zero exactly if one of the bytes is zero.
    private var zeroByte: UInt64 {
        (self &- UInt64.ones) & ~self & (0x80 &* UInt64.ones)
    }
}
