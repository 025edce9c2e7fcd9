/// Base 64 with the URL-safe alphabet and without padding (RFC 4648 section 5).
public enum Base64URL {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Four characters for three bytes; two or three for what is left.
    public static func encode(_ bytes: [UInt8]) -> String {
        let length = (bytes.count * 4 + 2) / 3
        return String(unsafeUninitializedCapacity: length) { text in
            for position in 0..<length {
                text[position] = alphabet[sextet(position, of: bytes)]
            }
            return length
        }
    }

    /// The bytes behind a text; nil for other characters, an impossible length, or bits left over.
    public static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (buffer, bits): (UInt32, Int) = (0, 0)
        for character in text.utf8 {
            guard let value = value(of: character) else { return nil }
            buffer = buffer << 6 | UInt32(value)
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            buffer &= (1 << UInt32(bits)) - 1
        }
        return bits < 6 && buffer == 0 ? bytes : nil
    }

    /// The six bits that the character at a position stands for.
    private static func sextet(_ position: Int, of bytes: [UInt8]) -> Int {
        let (index, offset) = (position * 6 / 8, position * 6 % 8)
        let following = index + 1 < bytes.count ? bytes[index + 1] : 0
        let pair = UInt16(bytes[index]) << 8 | UInt16(following)
        return Int(pair >> UInt16(10 - offset)) & 63
    }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case 65...90: character - 65
        case 97...122: character - 71
        case 48...57: character + 4
        case 45: 62
        case 95: 63
        default: nil
        }
    }
}
