/// What the fields say about host, framing and connection; every rule is checked as a line comes.
struct Framing: Sendable {
    private(set) var host: Range<Int>?
    private(set) var contentLength: Int?
    private(set) var isChunked = false
    private(set) var expectsContinue = false
    private var wantsClose = false
    private var wantsKeepAlive = false

    mutating func read(
        _ bytes: Bytes, _ line: FieldLines.Line, hostLimit: Int
    ) throws(Refusal) {
        switch line.name.count {
        case 4 where bytes.equals("host", ignoringCaseIn: line.name):
            try readHost(bytes, line.value, hostLimit)
        case 6 where bytes.equals("expect", ignoringCaseIn: line.name):
            try readExpectation(bytes, line.value)
        case 10 where bytes.equals("connection", ignoringCaseIn: line.name):
            readConnection(bytes, line.value)
        case 14 where bytes.equals("content-length", ignoringCaseIn: line.name):
            try readContentLength(bytes, line.value)
        case 17 where bytes.equals("transfer-encoding", ignoringCaseIn: line.name):
            try readTransferEncoding(bytes, line.value)
        default: break
        }
    }

    /// What can only be judged when all lines are there.
    func check(minorVersion: Int, authority: String?, _ bytes: Bytes) throws(Refusal) {
        if minorVersion > 0, host == nil { throw .hostMissing }
        if let authority, let host, authority != bytes.string(host).lowercased() {
            throw .hostDiffersFromTarget
        }
        guard isChunked else { return }
        if contentLength != nil { throw .lengthWithTransferEncoding }
        if minorVersion == 0 { throw .transferEncodingInOldVersion }
    }

    /// RFC 9112 section 9.3.
    func isPersistent(minorVersion: Int) -> Bool {
        !wantsClose && (minorVersion > 0 || wantsKeepAlive)
    }

    private mutating func readHost(
        _ bytes: Bytes, _ value: Range<Int>, _ limit: Int
    ) throws(Refusal) {
        guard host == nil else { throw .hostTwice }
        guard value.count <= limit, HostField.isValid(bytes, value) else { throw .hostInvalid }
        host = value
    }

    private mutating func readExpectation(_ bytes: Bytes, _ value: Range<Int>) throws(Refusal) {
        guard bytes.equals("100-continue", ignoringCaseIn: value) else {
            throw .expectationUnknown
        }
        expectsContinue = true
    }

    private mutating func readContentLength(_ bytes: Bytes, _ value: Range<Int>) throws(Refusal) {
        guard contentLength == nil else { throw .contentLengthTwice }
        guard !value.isEmpty else { throw .contentLengthInvalid }
        var length = 0
        for index in value {
            guard bytes[index].isDigit else { throw .contentLengthInvalid }
            // A length beyond any limit stays there, so that the answer is 413 and not 400.
            length = min(length * 10 + Int(bytes[index] - 0x30), Int.max / 16)
        }
        contentLength = length
    }

    private mutating func readTransferEncoding(
        _ bytes: Bytes, _ value: Range<Int>
    ) throws(Refusal) {
        guard !isChunked else { throw .transferEncodingTwice }
        guard bytes.equals("chunked", ignoringCaseIn: value) else {
            throw Self.endsInOneChunked(bytes, value)
                ? .transferCodingUnknown : .transferEncodingInvalid
        }
        isChunked = true
    }

    /// RFC 9112 sections 6.1 and 6.3: 501 if only the inner codings are unknown, 400 otherwise.
    private static func endsInOneChunked(_ bytes: Bytes, _ value: Range<Int>) -> Bool {
        var start = value.lowerBound
        while let comma = bytes.firstIndex(of: UInt8(ascii: ","), in: start..<value.upperBound) {
            let coding = bytes.trimmed(start..<comma)
            guard !coding.isEmpty, !bytes.equals("chunked", ignoringCaseIn: coding) else {
                return false
            }
            for index in coding where !ByteClass.token.contains(bytes[index]) { return false }
            start = comma + 1
        }
        return bytes.equals("chunked", ignoringCaseIn: bytes.trimmed(start..<value.upperBound))
    }

    private mutating func readConnection(_ bytes: Bytes, _ value: Range<Int>) {
        var start = value.lowerBound
        while start < value.upperBound {
            let rest = start..<value.upperBound
            let end = bytes.firstIndex(of: UInt8(ascii: ","), in: rest) ?? value.upperBound
            let option = bytes.trimmed(start..<end)
            if bytes.equals("close", ignoringCaseIn: option) { wantsClose = true }
            if bytes.equals("keep-alive", ignoringCaseIn: option) { wantsKeepAlive = true }
            start = end + 1
        }
    }
}

extension Substring {
    /// The text without spaces and tabs at both ends.
    var trimmingBlanks: String {
        let start = utf8.firstIndex { !$0.isBlank } ?? endIndex
        let end = utf8.lastIndex { !$0.isBlank }.map { utf8.index(after: $0) } ?? start
        return String(self[start..<end])
    }
}
