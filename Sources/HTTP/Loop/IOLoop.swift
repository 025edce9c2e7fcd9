import Dispatch
import Glibc
import Synchronization

/// Accepts, reads, enforces deadlines and writes; everything in it happens on one serial queue.
///
/// The queue runs one block from start to stop, which waits for epoll: a source of Dispatch would
/// watch epoll from one thread and run its handler on another, and both would have to be woken for
/// every request.
// SAFETY: all mutable state is touched by that block only; `mailbox` and `metrics`, which others
// use too, guard themselves.
final class IOLoop: @unchecked Sendable {
    private static let scratchSize = 65536
    /// Milliseconds between two looks while stopping.
    private static let stoppingTurn: Int32 = 20

    let service: Service
    let limits: ParserLimits
    let metrics = Mutex(Metrics())
    let ended = DispatchGroup()
    private let queue = DispatchQueue(label: "http-loop")
    private let mailbox = Mailbox<Completion>()
    private let wakeUp: WakeUp
    private let isStopAsked = Atomic(false)

    let epoll: Epoll
    var listener: Listener?
    var table = ConnectionTable()
    var clock = LoopClock()
    var log: AccessLog
    /// What is read into.
    let scratch = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: scratchSize)
    /// What is written from; empty between two events.
    var output: [UInt8] = []
    /// The intake of a connection that has none of its own yet.
    var spareIntake = Intake()
    /// Kept open, to be given up when descriptors run out.
    var spareDescriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
    var bodyCount: UInt64 = 0
    var heldBytes = 0
    var pendingBytes = 0
    var unsentBytes = 0
    var isPaused = false
    /// When a stop ends what is in flight; nil while no stop was asked for.
    var stopDeadline: UInt64?
    private var hasEnded = false
    private var nextTick: UInt64 = 0
    private var identities = RequestIdentities()

    init(_ service: Service, _ listener: Listener) throws(ServerError) {
        guard let wakeUp = WakeUp(), let epoll = Epoll(capacity: 256) else { throw .outOfResources }
        self.epoll = epoll
        self.wakeUp = wakeUp
        self.service = service
        self.listener = listener
        limits = service.configuration.parserLimits
        log = AccessLog(service.configuration.accessLog)
        output.reserveCapacity(Self.scratchSize)
        guard self.epoll.add(listener.descriptor, .input, token: UInt64(listener.descriptor)),
            self.epoll.add(wakeUp.descriptor, [.input, .edges], token: UInt64(wakeUp.descriptor))
        else { throw .outOfResources }
    }

    deinit {
        scratch.deallocate()
    }

    /// Runs until it was asked to stop and has stopped.
    func start() {
        ended.enter()
        queue.async {
            while !self.hasEnded { self.turn() }
            self.release()
        }
    }

    /// Called from any thread.
    func askToStop() {
        isStopAsked.store(true, ordering: .releasing)
        wakeUp.signal()
    }

    /// Called by a worker, from any thread.
    func complete(_ completion: consuming Completion, by outlet: Outlet, dateLine: [UInt8]) {
        let wakes = outlet.deliver(&completion, to: mailbox) { completion, descriptor in
            // Before the client has its answer and may ask for the figures.
            count(completion.answer, microseconds: completion.microseconds)
            completion.send(to: descriptor, dateLine: dateLine)
        }
        if wakes { wakeUp.signal() }
    }

    func nextIdentity() -> RequestIdentity { identities.next() }

    private func turn() {
        let count = epoll.wait(milliseconds: mailbox.sleeps() ? untilTick : 0)
        let letters = mailbox.collect()
        clock.update()
        for letter in letters { deliver(letter) }
        for index in 0..<count {
            let (token, ready) = epoll.event(index)
            handle(token, ready)
        }
        relieve()
        if clock.now >= nextTick {
            nextTick = after(service.configuration.tickSeconds)
            tick()
        }
        if isStopAsked.load(ordering: .acquiring) { stop() }
        endIfStopped()
        publishMemory()
    }

    /// In milliseconds. A worker that has sent a whole answer wakes nobody, so a stop that waits for
    /// the last of them looks often.
    private var untilTick: Int32 {
        let now = LoopClock.monotonic()
        let rest = now < nextTick ? Int32((nextTick - now) / 1_000_000) + 1 : 0
        return stopDeadline == nil ? rest : min(rest, Self.stoppingTurn)
    }

    private func handle(_ token: UInt64, _ ready: Epoll.Interest) {
        if token == UInt64(wakeUp.descriptor) { return }
        if token >> 32 == 0 { return accept() }
        guard let connection = table[token] else { return }
        guard ready.isDisjoint(with: .broken) else { return close(connection) }
        if ready.contains(.output) { resumeWriting(connection) }
        if ready.contains(.input), !connection.isClosed { read(connection) }
    }

    /// Ends a stop when nothing is open any more, or its time is over.
    func endIfStopped() {
        guard let stopDeadline, !hasEnded, table.count == 0 || clock.now >= stopDeadline else {
            return
        }
        hasEnded = true
        for connection in table.all { close(connection) }
    }

    private func release() {
        log.close()
        Glibc.close(epoll.descriptor)
        wakeUp.close()
        if spareDescriptor >= 0 { Glibc.close(spareDescriptor) }
        ended.leave()
    }
}

/// Unique in this process, short enough to need no memory of its own.
struct RequestIdentity: Sendable {
    fileprivate let prefix: String
    fileprivate let count: Int

    var text: String { prefix + String(count, radix: 36) }
}

private struct RequestIdentities {
    private let prefix: String
    private var count = 0

    init() {
        var generator = SystemRandomNumberGenerator()
        prefix = String(UInt32.random(in: 0...0xFFFFF, using: &generator), radix: 36) + "-"
    }

    mutating func next() -> RequestIdentity {
        count += 1
        return RequestIdentity(prefix: prefix, count: count)
    }
}
