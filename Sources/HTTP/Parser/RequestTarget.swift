/// The target of a request, RFC 9112 section 3.2, reduced to path and query.
struct RequestTarget {
    /// Origin form; `*` for the asterisk form.
    let text: String
    /// Percent-decoded once.
    let path: String
    let query: String?
    /// The lower-cased authority of an absolute form, nil otherwise.
    let authority: String?

    init(_ bytes: Bytes, in range: Range<Int>, isOptions: Bool) throws(Refusal) {
        try Self.checkBytes(bytes, range)
        guard !bytes.equals("*", in: range) else {
            guard isOptions else { throw .asteriskWithoutOptions }
            (text, path, query, authority) = ("*", "*", nil, nil)
            return
        }
        let parts = try AbsoluteForm(bytes, range)
        authority = parts.authority
        let mark = bytes.firstIndex(of: UInt8(ascii: "?"), in: parts.origin)
        let pathRange = parts.origin.lowerBound..<(mark ?? parts.origin.upperBound)
        path = try PercentDecoding.path(bytes, pathRange)
        query = mark.map { bytes.string($0 + 1..<parts.origin.upperBound) }
        if mark == nil, path.utf8.count == parts.origin.count {
            text = path
        } else {
            text = (pathRange.isEmpty ? "/" : "") + bytes.string(parts.origin)
        }
    }

    private static func checkBytes(_ bytes: Bytes, _ range: Range<Int>) throws(Refusal) {
        for index in range {
            guard bytes[index].isVisible else { throw .targetByte }
            guard bytes[index] != UInt8(ascii: "#") else { throw .targetFragment }
        }
    }
}

/// Takes `http://host` off the front of a target in absolute form, RFC 9112 section 3.2.2.
private struct AbsoluteForm {
    let authority: String?
    let origin: Range<Int>

    init(_ bytes: Bytes, _ range: Range<Int>) throws(Refusal) {
        guard bytes[range.lowerBound] != UInt8(ascii: "/") else {
            (authority, origin) = (nil, range)
            return
        }
        guard let start = Self.schemeEnd(bytes, range) else { throw .targetForm }
        var end = start
        while end < range.upperBound, bytes[end] != UInt8(ascii: "/"),
            bytes[end] != UInt8(ascii: "?")
        {
            end += 1
        }
        guard HostField.isValid(bytes, start..<end) else { throw .targetAuthority }
        authority = bytes.string(start..<end).lowercased()
        origin = end..<range.upperBound
    }

    private static func schemeEnd(_ bytes: Bytes, _ range: Range<Int>) -> Int? {
        for scheme: StaticString in ["http://", "https://"] {
            let end = range.lowerBound + scheme.utf8CodeUnitCount
            if end < range.upperBound,
                bytes.equals(scheme, ignoringCaseIn: range.lowerBound..<end)
            {
                return end
            }
        }
        return nil
    }
}
