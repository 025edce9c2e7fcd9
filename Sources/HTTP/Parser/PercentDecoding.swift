/// Percent-decoding of a path, RFC 3986 section 2.1; done once, nothing is decoded twice.
enum PercentDecoding {
    /// The decoded path; `/` for an empty one.
    static func path(_ bytes: Bytes, _ range: Range<Int>) throws(Refusal) -> String {
        guard !range.isEmpty else { return "/" }
        guard bytes.firstIndex(of: UInt8(ascii: "%"), in: range) != nil else {
            try checkClimb(bytes, range)
            return bytes.string(range)
        }
        let decoded = try decode(bytes, range)
        try checkClimb(decoded.span, 0..<decoded.count)
        guard let text = String(validating: decoded, as: UTF8.self) else { throw .pathNotUnicode }
        return text
    }

    private static func decode(_ bytes: Bytes, _ range: Range<Int>) throws(Refusal) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "%") else {
                decoded.append(bytes[index])
                index += 1
                continue
            }
            guard index + 2 < range.upperBound, let high = bytes[index + 1].hexValue,
                let low = bytes[index + 2].hexValue
            else { throw .percentEncoding }
            let byte = high << 4 | low
            guard byte >= 0x20, byte != 0x7F else { throw .pathControlByte }
            decoded.append(byte)
            index += 3
        }
        return decoded
    }

    /// Dot segments are left as they are as long as they stay below the root.
    private static func checkClimb(_ path: Bytes, _ range: Range<Int>) throws(Refusal) {
        var depth = 0
        var start = range.lowerBound + 1
        while start <= range.upperBound {
            let rest = min(start, range.upperBound)..<range.upperBound
            let end = path.firstIndex(of: UInt8(ascii: "/"), in: rest) ?? range.upperBound
            if path.equals("..", in: rest.lowerBound..<end) {
                depth -= 1
                guard depth >= 0 else { throw .pathClimbs }
            } else if end > rest.lowerBound, !path.equals(".", in: rest.lowerBound..<end) {
                depth += 1
            }
            start = end + 1
        }
    }
}
