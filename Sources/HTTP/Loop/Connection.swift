/// One client, as the loop sees it; holds no buffer while it is idle.
final class Connection {
    enum Phase {
        /// Nothing of a request is here.
        case idle
        /// A part of a head is here.
        case head
        /// The head was admitted, the body is not complete.
        case body
        /// A worker has the request.
        case working
        /// The client has not taken all of the answer.
        case writing
        /// Half-closed; what still comes is thrown away.
        case draining
    }

    let descriptor: Int32
    /// Tells this connection from an earlier one with the same descriptor.
    let generation: UInt32
    let peer: Address
    let outlet: Outlet
    var phase = Phase.idle
    var interest: Epoll.Interest = .input
    var intake: Intake?
    var exchange: Exchange?
    var unsent: Unsent?
    /// An answer that came while an earlier one was not sent.
    var waiting: Answer?
    var hasInputEnded = false
    var closesAfterAnswer = false
    var isClosed = false
    /// Grows from body to body, so that the newest can be found.
    var bodyOrder: UInt64 = 0
    /// Bytes of the body that is being read.
    var heldBytes = 0
    /// Bytes that are here and cannot be read yet: half a head, or requests behind another.
    var pendingBytes = 0

    init(descriptor: Int32, generation: UInt32, peer: Address) {
        self.descriptor = descriptor
        self.generation = generation
        self.peer = peer
        outlet = Outlet(descriptor)
    }

    var token: UInt64 { UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor)) }

    /// Whether the next bytes belong to a request that may be read now.
    var isReading: Bool {
        switch phase {
        case .idle, .head, .body: unsent == nil && !closesAfterAnswer && !isClosed
        case .working, .writing, .draining: false
        }
    }
}

/// A request on its way through the server.
struct Exchange: Sendable {
    let head: RequestHead
    let id: RequestIdentity
    /// When the head was complete.
    let started: UInt64
    var lane = Lane.normal
    /// Whether a body is on its way that nobody reads, so that the connection ends after the answer.
    var isUnread = false
}

/// The parser of a connection and the bytes it has not consumed.
final class Intake {
    var parser = RequestParser()
    var bytes: [UInt8] = []
}

/// What the client has not taken of its answers.
struct Unsent {
    var bytes: [UInt8]
    var offset = 0
    let body: [UInt8]
    var part: Range<Int>
    let isShared: Bool
    /// The answer is cut at this moment at the latest.
    let end: UInt64
    var lastTaken: UInt64

    var count: Int { bytes.count - offset + part.count }
    /// Memory that is only held for this connection.
    var ownedCount: Int { bytes.count - offset + (isShared ? 0 : part.count) }

    mutating func take(_ count: Int, at now: UInt64) {
        let ofBytes = min(count, bytes.count - offset)
        offset += ofBytes
        part = part.lowerBound + count - ofBytes..<part.upperBound
        if count > 0 { lastTaken = now }
    }
}
