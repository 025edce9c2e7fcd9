/// `chunk-size [ chunk-ext ]`, RFC 9112 sections 7.1 and 7.1.1.
enum ChunkSize {
    /// The size and the number of its digits; an extension is checked and passed over.
    static func parse(
        _ bytes: Bytes, _ line: Range<Int>
    ) throws(Refusal) -> (size: UInt64, digits: Int) {
        var size: UInt64 = 0
        var index = line.lowerBound
        while index < line.upperBound, let digit = bytes[index].hexValue {
            guard index - line.lowerBound < 16 else { throw .chunkSize }
            size = size << 4 | UInt64(digit)
            index += 1
        }
        let digits = index - line.lowerBound
        guard digits > 0 else { throw .chunkSize }
        try checkExtensions(bytes, index..<line.upperBound)
        return (size, digits)
    }

    private static func checkExtensions(_ bytes: Bytes, _ range: Range<Int>) throws(Refusal) {
        var rest = range
        while !rest.isEmpty {
            rest = skipBlanks(bytes, rest)
            guard !rest.isEmpty, bytes[rest.lowerBound] == UInt8(ascii: ";") else {
                throw range.lowerBound == rest.lowerBound ? .chunkSize : .chunkExtension
            }
            rest = skipBlanks(bytes, rest.dropFirst())
            rest = try skipToken(bytes, rest)
            let afterBlanks = skipBlanks(bytes, rest)
            guard !afterBlanks.isEmpty, bytes[afterBlanks.lowerBound] == UInt8(ascii: "=") else {
                continue
            }
            rest = try skipValue(bytes, skipBlanks(bytes, afterBlanks.dropFirst()))
        }
    }

    private static func skipBlanks(_ bytes: Bytes, _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, bytes[start].isBlank { start += 1 }
        return start..<range.upperBound
    }

    private static func skipToken(_ bytes: Bytes, _ range: Range<Int>) throws(Refusal) -> Range<Int>
    {
        var start = range.lowerBound
        while start < range.upperBound, ByteClass.token.contains(bytes[start]) { start += 1 }
        guard start > range.lowerBound else { throw .chunkExtension }
        return start..<range.upperBound
    }

    /// A token or a quoted string, RFC 9110 section 5.6.4.
    private static func skipValue(_ bytes: Bytes, _ range: Range<Int>) throws(Refusal) -> Range<Int>
    {
        guard !range.isEmpty, bytes[range.lowerBound] == UInt8(ascii: "\"") else {
            return try skipToken(bytes, range)
        }
        var index = range.lowerBound + 1
        while index < range.upperBound {
            guard bytes[index].isFieldValue else { throw .chunkExtension }
            if bytes[index] == UInt8(ascii: "\"") { return index + 1..<range.upperBound }
            let isEscape = bytes[index] == UInt8(ascii: "\\")
            if isEscape, index + 1 < range.upperBound, !bytes[index + 1].isFieldValue {
                throw .chunkExtension
            }
            index += isEscape ? 2 : 1
        }
        throw .chunkExtension
    }
}
