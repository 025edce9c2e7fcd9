import HTTPTypes

/// The limits of a head and of what frames a body.
package struct ParserLimits: Sendable {
    var requestLine = 8192
    var head = 32768
    var fields = 100
    var host = 255
    var chunkExtensions = 16384

    /// The documented limits.
    package init() {}
}

extension ParserLimits {
    init(requestLine: Int, head: Int, fields: Int, chunkExtensions: Int) {
        self.init()
        (self.requestLine, self.head) = (requestLine, head)
        (self.fields, self.chunkExtensions) = (fields, chunkExtensions)
    }
}

/// Reads a head line by line as it arrives.
///
/// Refusals do not depend on how the bytes were cut: every line is judged when it is complete, and
/// its length before its content.
struct HeadReader: Sendable {
    private var scanner = LineScanner()
    private var requestLine: RequestLine?
    private var lines: [FieldLines.Line] = []
    private var framing = Framing()
    /// RFC 9112 section 2.2: one empty line before the request line is passed over.
    private var headStart = 0

    /// Whether a HEAD is being read, as far as its request line tells.
    var isHead: Bool { requestLine?.method == .head }

    /// The head and the bytes it takes, or nil while it is not complete.
    mutating func read(
        _ bytes: Bytes, _ limits: ParserLimits
    ) throws(Refusal) -> (head: RequestHead, length: Int)? {
        while let line = try nextLine(bytes, limits) {
            if let requestLine {
                guard !line.isEmpty else { return try finish(bytes, requestLine) }
                try readField(bytes, line, limits)
            } else {
                try readRequestLine(bytes, line)
            }
        }
        return nil
    }

    private mutating func nextLine(
        _ bytes: Bytes, _ limits: ParserLimits
    ) throws(Refusal) -> Range<Int>? {
        guard requestLine != nil else {
            let end = scanner.start + limits.requestLine + 2
            return try scanner.next(bytes, endingBefore: end, else: .requestLineTooLong)
        }
        return try scanner.next(
            bytes, endingBefore: headStart + limits.head, else: .headTooLong)
    }

    private mutating func readRequestLine(_ bytes: Bytes, _ line: Range<Int>) throws(Refusal) {
        guard line.isEmpty else {
            requestLine = try RequestLine(bytes, line)
            lines.reserveCapacity(16)
            return
        }
        guard headStart == 0 else { throw .emptyLines }
        headStart = scanner.start
    }

    private mutating func readField(
        _ bytes: Bytes, _ line: Range<Int>, _ limits: ParserLimits
    ) throws(Refusal) {
        guard lines.count < limits.fields else { throw .tooManyFields }
        let field = try FieldLine.parse(bytes, line)
        try framing.read(bytes, field, hostLimit: limits.host)
        lines.append(field)
    }

    private func finish(
        _ bytes: Bytes, _ line: RequestLine
    ) throws(Refusal) -> (head: RequestHead, length: Int) {
        let minor = line.minorVersion
        try framing.check(minorVersion: minor, authority: line.target.authority, bytes)
        let length = scanner.start
        let fields = FieldLines(head: bytes.array(0..<length), lines: lines)
        let head = RequestHead(
            method: line.method, target: line.target.text, path: line.target.path,
            query: line.target.query, contentLength: framing.contentLength,
            isChunked: framing.isChunked, minorVersion: minor,
            isPersistent: framing.isPersistent(minorVersion: minor),
            // RFC 9110 section 10.1.1: not from HTTP/1.0.
            expectsContinue: framing.expectsContinue && minor > 0, storage: .received(fields))
        return (head, length)
    }
}
