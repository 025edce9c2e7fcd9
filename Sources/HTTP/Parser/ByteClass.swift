/// A set of ASCII bytes, tested with one shift: a bit for each byte below 64, and for each above.
///
/// The sets are written as numbers, which stand in the program as they are; made of their letters at
/// first use, each test of a byte would first ask whether they are there. A test compares the two.
struct ByteClass: Sendable {
    let low: UInt64
    let high: UInt64

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        guard byte < 128 else { return false }
        return (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte & 63)) & 1 == 1
    }
}

extension ByteClass {
    /// RFC 9110 section 5.6.2, `tchar`.
    static let token = ByteClass(low: 0x03ff_6cfa_0000_0000, high: 0x57ff_ffff_c7ff_fffe)
    /// RFC 3986 section 3.2.2, `unreserved / sub-delims` and the percent sign of `pct-encoded`.
    static let registeredName = ByteClass(
        low: 0x2bff_7ff2_0000_0000, high: 0x47ff_fffe_87ff_fffe)
    /// RFC 3986 section 3.2.2, what stands between the brackets of an IPv6 literal.
    static let ipv6 = ByteClass(low: 0x07ff_4000_0000_0000, high: 0x0000_007e_0000_007e)
    /// RFC 6265 section 4.1.1, `cookie-octet`.
    static let cookieValue = ByteClass(low: 0xf7ff_effa_0000_0000, high: 0x7fff_ffff_efff_ffff)
}

extension UInt8 {
    /// Visible ASCII, RFC 5234 `VCHAR`.
    @inline(__always) var isVisible: Bool { self > 0x20 && self < 0x7F }
    /// What may stand in a field value, RFC 9110 section 5.5: no control bytes but the tab.
    @inline(__always) var isFieldValue: Bool { (self >= 0x20 && self != 0x7F) || self == 0x09 }
    /// Optional white space, RFC 9110 section 5.6.3.
    @inline(__always) var isBlank: Bool { self == 0x20 || self == 0x09 }
    @inline(__always) var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    @inline(__always) var lowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// The value of a hexadecimal digit, or nil.
    @inline(__always) var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}
