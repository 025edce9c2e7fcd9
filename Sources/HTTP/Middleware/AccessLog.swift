import Dispatch
import Synchronization

/// One line of JSON a request, collected in a buffer of the loop.
///
/// The sink is called on a queue of its own, so that a slow file never holds up the loop; what
/// waits there is bounded, and what does not fit is counted and left out.
struct AccessLog {
    private static let flushSize = 32768

    private let output: Output?
    private var buffer: [UInt8] = []
    private var oldest: UInt64 = 0

    init(_ sink: (@Sendable ([UInt8]) -> Void)?) {
        output = sink.map(Output.init)
    }

    mutating func write(
        _ answer: Answer, _ exchange: Exchange?, microseconds: Int, _ clock: LoopClock
    ) {
        guard output != nil, answer.isLogged else { return }
        if buffer.isEmpty { oldest = clock.now }
        buffer.appendLine(answer, exchange, microseconds, clock)
        if answer.status >= 500 || buffer.count >= Self.flushSize { flush() }
    }

    /// Hands on what is older than a tenth of a second.
    mutating func flush(at now: UInt64) {
        if !buffer.isEmpty, now - oldest >= 100_000_000 { flush() }
    }

    mutating func flush() {
        guard !buffer.isEmpty else { return }
        output?.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Hands on everything and returns when the sink has taken it.
    mutating func close() {
        flush()
        output?.wait()
    }
}

extension AccessLog {
    fileprivate final class Output: Sendable {
        private static let capacity = 4 << 20

        private let queue = DispatchQueue(label: "access-log")
        private let pending = Mutex((bytes: 0, lost: 0))
        private let sink: @Sendable ([UInt8]) -> Void

        init(_ sink: @escaping @Sendable ([UInt8]) -> Void) {
            self.sink = sink
        }

        func write(_ lines: [UInt8]) {
            let fits = pending.withLock { pending in
                guard pending.bytes + lines.count <= Self.capacity else {
                    pending.lost += lines.count(where: { $0 == 0x0A })
                    return false
                }
                pending.bytes += lines.count
                return true
            }
            if fits { queue.async { self.deliver(lines) } }
        }

        func wait() {
            queue.sync {}
        }

        private func deliver(_ lines: [UInt8]) {
            let lost = pending.withLock { pending in
                pending.bytes -= lines.count
                defer { pending.lost = 0 }
                return pending.lost
            }
            sink(lost == 0 ? lines : Array("{\"lostLines\":\(lost)}\n".utf8) + lines)
        }
    }
}

extension [UInt8] {
    fileprivate mutating func appendLine(
        _ answer: Answer, _ exchange: Exchange?, _ microseconds: Int, _ clock: LoopClock
    ) {
        append(text: "{\"time\":\"")
        append(contentsOf: clock.timestamp)
        append(0x2E)
        if clock.milliseconds < 100 { append(0x30) }
        if clock.milliseconds < 10 { append(0x30) }
        append(number: clock.milliseconds)
        append(text: "Z\"")
        if let exchange {
            append(member: ",\"id\":", exchange.id.text)
            append(member: ",\"method\":", exchange.head.method.rawValue)
        }
        if let route = answer.route { append(member: ",\"route\":", route) }
        append(text: ",\"status\":")
        append(number: answer.status)
        append(text: ",\"us\":")
        append(number: microseconds)
        append(text: ",\"bytes\":")
        append(number: answer.part.count)
        if let refusal = answer.refusal { append(member: ",\"refusal\":", refusal.rawValue) }
        if let label = answer.label { append(member: ",\"label\":", label) }
        append(text: "}\n")
    }

    /// A string of JSON, RFC 8259 section 7.
    private mutating func append(member: StaticString, _ text: String) {
        append(text: member)
        append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: append(contentsOf: [0x5C, byte])
            case ..<0x20:
                append(text: "\\u00")
                append(contentsOf: [0x30 + byte >> 4, Self.hexDigits[Int(byte & 15)]])
            default: append(byte)
            }
        }
        append(0x22)
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
