/// What a worker has finished.
struct Completion: Sendable {
    enum Delivery {
        /// The loop is to send it.
        case none
        /// The socket took so many bytes of head and content.
        case sent(Int)
        case broken
    }

    /// Of the connection.
    let token: UInt64
    private(set) var answer: Answer
    /// The bytes of the request's body.
    let heldBytes: Int
    /// From the complete head to the end of the work.
    let microseconds: Int
    private(set) var delivery = Delivery.none

    /// `started` is when the head was complete, by ``LoopClock/monotonic()``.
    init(token: UInt64, answer: Answer, heldBytes: Int, started: UInt64) {
        self.token = token
        self.answer = answer
        self.heldBytes = heldBytes
        microseconds = Int(LoopClock.monotonic() - started) / 1000
    }

    /// Whether the loop cannot wait with it until it is awake anyway. Errors are logged at once.
    var isUrgent: Bool {
        guard case .sent(let count) = delivery else { return true }
        return count < answer.count || answer.status >= 500
    }

    /// `dateLine` is of the moment at which the work began, RFC 9110 section 6.6.1.
    mutating func send(to descriptor: Int32, dateLine: [UInt8]) {
        answer.head += dateLine
        answer.head.append(text: "\r\n")
        let sent = answer.head.withUnsafeBytes { head in
            answer.body.withUnsafeBytes { body in
                Socket.send(descriptor, head, .init(rebasing: body[answer.part]))
            }
        }
        delivery = sent.map { .sent($0) } ?? .broken
        if sent == answer.count { answer.body = [] }
    }
}
