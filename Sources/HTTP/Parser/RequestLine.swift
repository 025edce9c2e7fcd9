import HTTPTypes

/// `method SP request-target SP HTTP-version`, RFC 9112 section 3.
struct RequestLine {
    let method: HTTPRequest.Method
    let target: RequestTarget
    let minorVersion: Int

    init(_ bytes: Bytes, _ line: Range<Int>) throws(Refusal) {
        let space = UInt8(ascii: " ")
        guard let first = bytes.firstIndex(of: space, in: line),
            let second = bytes.firstIndex(of: space, in: first + 1..<line.upperBound),
            first > line.lowerBound, second > first + 1, second + 1 < line.upperBound,
            bytes.firstIndex(of: space, in: second + 1..<line.upperBound) == nil
        else { throw .requestLineShape }
        let name = line.lowerBound..<first
        for index in name where !ByteClass.token.contains(bytes[index]) { throw .methodNotToken }
        minorVersion = try Self.minorVersion(bytes, second + 1..<line.upperBound)
        guard let method = Self.method(bytes, name) else { throw .methodNotImplemented }
        self.method = method
        target = try RequestTarget(
            bytes, in: first + 1..<second, isOptions: bytes.equals("OPTIONS", in: name))
    }

    private static func minorVersion(_ bytes: Bytes, _ range: Range<Int>) throws(Refusal) -> Int {
        let start = range.lowerBound
        guard range.count == 8, bytes.equals("HTTP/", in: start..<start + 5),
            bytes[start + 5].isDigit, bytes[start + 6] == UInt8(ascii: "."),
            bytes[start + 7].isDigit
        else { throw .versionShape }
        guard bytes[start + 5] == UInt8(ascii: "1") else { throw .versionNotSupported }
        return Int(bytes[start + 7] - 0x30)
    }

    /// The methods of RFC 9110 and RFC 5789 without TRACE and CONNECT; they are case-sensitive.
    private static func method(_ bytes: Bytes, _ name: Range<Int>) -> HTTPRequest.Method? {
        if bytes.equals("GET", in: name) { return .get }
        if bytes.equals("POST", in: name) { return .post }
        if bytes.equals("HEAD", in: name) { return .head }
        if bytes.equals("PUT", in: name) { return .put }
        if bytes.equals("PATCH", in: name) { return .patch }
        if bytes.equals("DELETE", in: name) { return .delete }
        return bytes.equals("OPTIONS", in: name) ? .options : nil
    }
}
