import Glibc

/// `Host = uri-host [ ":" port ]`, RFC 9110 section 7.2 and RFC 3986 section 3.2.2.
enum HostField {
    static func isValid(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        guard bytes[range.lowerBound] == UInt8(ascii: "[") else {
            let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: range) ?? range.upperBound
            return isRegisteredName(bytes, range.lowerBound..<colon)
                && isPort(bytes, colon..<range.upperBound)
        }
        guard let close = bytes.firstIndex(of: UInt8(ascii: "]"), in: range) else { return false }
        return isIPv6(bytes, range.lowerBound + 1..<close)
            && isPort(bytes, close + 1..<range.upperBound)
    }

    private static func isRegisteredName(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        for index in range {
            guard ByteClass.registeredName.contains(bytes[index]) else { return false }
            guard bytes[index] == UInt8(ascii: "%") else { continue }
            guard index + 2 < range.upperBound, bytes[index + 1].hexValue != nil,
                bytes[index + 2].hexValue != nil
            else { return false }
        }
        return true
    }

    private static func isIPv6(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        for index in range where !ByteClass.ipv6.contains(bytes[index]) { return false }
        var address = in6_addr()
        return inet_pton(AF_INET6, bytes.string(range), &address) == 1
    }

    /// An empty range, or a colon and at most five digits up to 65535; none are allowed too.
    private static func isPort(_ bytes: Bytes, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return true }
        guard bytes[range.lowerBound] == UInt8(ascii: ":"), range.count <= 6 else { return false }
        var port = 0
        for index in range.dropFirst() {
            guard bytes[index].isDigit else { return false }
            port = port * 10 + Int(bytes[index] - 0x30)
        }
        return port <= 65535
    }
}
