/// Reads a chunked body, RFC 9112 section 7.1.
struct ChunkedReader: Sendable {
    private enum Stage: Sendable {
        case size
        case data(left: Int)
        case dataEnd
        case trailers
    }

    private(set) var body: [UInt8] = []
    private let limit: Int
    private var stage = Stage.size
    /// Counts from the first byte that is not consumed.
    private var scanner = LineScanner()
    private var extensionBytes = 0
    private var trailerBytes = 0
    private var trailerCount = 0

    init(limit: Int) {
        self.limit = limit
    }

    /// How many bytes were consumed, and whether the body ended there.
    mutating func read(
        _ bytes: Bytes, _ limits: ParserLimits
    ) throws(Refusal) -> (consumed: Int, isComplete: Bool) {
        var consumed = 0
        while true {
            let rest = bytes.extracting(consumed..<bytes.count)
            let before = consumed
            if try step(rest, limits, &consumed) { return (consumed, true) }
            guard consumed > before else { return (consumed, false) }
        }
    }

    private mutating func step(
        _ rest: Bytes, _ limits: ParserLimits, _ consumed: inout Int
    ) throws(Refusal) -> Bool {
        switch stage {
        case .size: try readSize(rest, limits, &consumed)
        case .data(let left): readData(rest, left, &consumed)
        case .dataEnd: try readDataEnd(rest, &consumed)
        case .trailers: return try readTrailer(rest, limits, &consumed)
        }
        return false
    }

    private mutating func readSize(
        _ rest: Bytes, _ limits: ParserLimits, _ consumed: inout Int
    ) throws(Refusal) {
        // Sixteen digits and the CRLF are no extension.
        let end = 18 + limits.chunkExtensions - extensionBytes
        guard
            let line = try scanner.next(rest, endingBefore: end, else: .chunkExtensionsTooLong)
        else { return }
        let (size, digits) = try ChunkSize.parse(rest, line)
        extensionBytes += line.count - digits
        guard extensionBytes <= limits.chunkExtensions else { throw .chunkExtensionsTooLong }
        guard size <= UInt64(limit - body.count) else { throw .bodyTooLong }
        advance(line.upperBound + 2, &consumed)
        stage = size == 0 ? .trailers : .data(left: Int(size))
    }

    private mutating func readData(_ rest: Bytes, _ left: Int, _ consumed: inout Int) {
        let count = min(left, rest.count)
        rest.extracting(0..<count).withUnsafeBufferPointer { body.append(contentsOf: $0) }
        advance(count, &consumed)
        stage = count == left ? .dataEnd : .data(left: left - count)
    }

    private mutating func readDataEnd(_ rest: Bytes, _ consumed: inout Int) throws(Refusal) {
        guard rest.isEmpty || rest[0] == 0x0D else { throw .chunkEnd }
        guard rest.count >= 2 else { return }
        guard rest[1] == 0x0A else { throw .chunkEnd }
        advance(2, &consumed)
        stage = .size
    }

    /// RFC 9112 section 7.1.2: trailers are checked like fields, and dropped.
    private mutating func readTrailer(
        _ rest: Bytes, _ limits: ParserLimits, _ consumed: inout Int
    ) throws(Refusal) -> Bool {
        let end = limits.head - trailerBytes
        guard let line = try scanner.next(rest, endingBefore: end, else: .trailersTooLong) else {
            return false
        }
        if !line.isEmpty {
            let field = try FieldLine.parse(rest, line)
            try Self.checkAllowed(rest, field.name)
            trailerCount += 1
            guard trailerCount <= limits.fields else { throw .trailersTooLong }
        }
        trailerBytes += line.count + 2
        advance(line.upperBound + 2, &consumed)
        return line.isEmpty
    }

    private mutating func advance(_ count: Int, _ consumed: inout Int) {
        consumed += count
        scanner = LineScanner()
    }

    /// RFC 9110 section 6.5.1: framing and routing are not for trailers.
    private static func checkAllowed(_ bytes: Bytes, _ name: Range<Int>) throws(Refusal) {
        for forbidden: StaticString in ["content-length", "transfer-encoding", "host"]
        where bytes.equals(forbidden, ignoringCaseIn: name) {
            throw .trailerForbidden
        }
    }
}
