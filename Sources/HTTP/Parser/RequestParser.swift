/// Bytes in, requests or refusals out; a pure value without a socket and without a clock.
///
/// The caller hands in all bytes from the first one that was not consumed, and calls again with
/// more of them after `.incomplete`. After `.head` it says with ``takeBody(limit:)`` how much of a
/// body it wants, or calls ``skipBody()``. After a refusal nothing more is read.
package struct RequestParser: Sendable {
    package enum Event: Sendable {
        case incomplete
        case head(RequestHead)
        case body([UInt8])
        case refused(Refusal)
    }

    private enum Stage: Sendable {
        case head
        case undecided(length: Int, isChunked: Bool)
        case fixed(length: Int)
        case chunked
        case refused(Refusal)
    }

    private var stage = Stage.head
    private var headReader = HeadReader()
    private var chunkedReader = ChunkedReader(limit: 0)
    private var body: [UInt8] = []

    package init() {}

    /// How many bytes of the body that is being read are held.
    var heldBytes: Int {
        switch stage {
        case .fixed: body.count
        case .chunked: chunkedReader.body.count
        default: 0
        }
    }

    /// Whether a HEAD is being read, so that a refusal of it has no content.
    var isHead: Bool { headReader.isHead }

    /// Reads on; `consumed` grows by the bytes that must not be handed in again.
    package mutating func advance(
        _ bytes: Span<UInt8>, _ limits: ParserLimits, _ consumed: inout Int
    ) -> Event {
        do throws(Refusal) {
            switch stage {
            case .head: return try readHead(bytes, limits, &consumed)
            case .undecided: return .incomplete
            case .fixed(let length): return readFixed(length, bytes, &consumed)
            case .chunked: return try readChunked(bytes, limits, &consumed)
            case .refused(let refusal): throw refusal
            }
        } catch {
            stage = .refused(error)
            return .refused(error)
        }
    }

    /// Says that the body of the head just read is wanted up to `limit` bytes.
    ///
    /// - Throws: `bodyTooLong`, from Content-Length alone.
    package mutating func takeBody(limit: Int) throws(Refusal) {
        guard case .undecided(let length, let isChunked) = stage else { return }
        guard length <= limit else {
            stage = .refused(.bodyTooLong)
            throw .bodyTooLong
        }
        if isChunked {
            chunkedReader = ChunkedReader(limit: limit)
            stage = .chunked
        } else {
            body.reserveCapacity(min(length, 65536))
            stage = .fixed(length: length)
        }
    }

    /// Says that there is no body to be read, or that nothing after it will be.
    package mutating func skipBody() {
        stage = .head
    }

    private mutating func readHead(
        _ bytes: Bytes, _ limits: ParserLimits, _ consumed: inout Int
    ) throws(Refusal) -> Event {
        guard let (head, length) = try headReader.read(bytes, limits) else { return .incomplete }
        headReader = HeadReader()
        consumed += length
        stage = .undecided(length: head.contentLength ?? 0, isChunked: head.isChunked)
        return .head(head)
    }

    private mutating func readFixed(
        _ length: Int, _ bytes: Bytes, _ consumed: inout Int
    ) -> Event {
        let count = min(length - body.count, bytes.count)
        bytes.extracting(0..<count).withUnsafeBufferPointer { body.append(contentsOf: $0) }
        consumed += count
        guard body.count == length else { return .incomplete }
        stage = .head
        defer { body = [] }
        return .body(body)
    }

    private mutating func readChunked(
        _ bytes: Bytes, _ limits: ParserLimits, _ consumed: inout Int
    ) throws(Refusal) -> Event {
        let (count, isComplete) = try chunkedReader.read(bytes, limits)
        consumed += count
        guard isComplete else { return .incomplete }
        stage = .head
        defer { chunkedReader = ChunkedReader(limit: 0) }
        return .body(chunkedReader.body)
    }
}
