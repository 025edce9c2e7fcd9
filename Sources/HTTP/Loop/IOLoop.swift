import Dispatch
import Glibc
import Synchronization

/// Accepts, reads, enforces deadlines and writes; everything in it happens on one serial queue.
///
/// One dispatch source watches one epoll descriptor. Its handler polls for a bounded number of
/// turns and returns, so that timers get their share.
// SAFETY: all mutable state is touched on `queue` only, from the first event on; `mailbox` and
// `metrics`, which others use too, guard themselves.
final class IOLoop: @unchecked Sendable {
    struct Completion: Sendable {
        let token: UInt64
        let answer: Answer
        let heldBytes: Int
    }

    private static let turns = 64
    private static let scratchSize = 65536

    let queue = DispatchQueue(label: "http-loop")
    let service: Service
    let limits: ParserLimits
    let metrics = Mutex(Metrics())
    let ended = DispatchGroup()
    private let mailbox = Mailbox<Completion>()

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
    private var source: (any DispatchSourceRead)?
    private var timer: (any DispatchSourceTimer)?
    private var identities = RequestIdentities()

    init(_ service: Service, _ listener: Listener) throws(ServerError) {
        guard let epoll = Epoll(capacity: 256) else { throw .outOfResources }
        self.epoll = epoll
        self.service = service
        self.listener = listener
        limits = service.configuration.parserLimits
        log = AccessLog(service.configuration.accessLog)
        output.reserveCapacity(Self.scratchSize)
        guard self.epoll.add(listener.descriptor, .input, token: UInt64(listener.descriptor)) else {
            throw .outOfResources
        }
    }

    deinit {
        scratch.deallocate()
    }

    /// Runs until ``stop()``; the sources keep the loop alive until then.
    func start() {
        ended.enter()
        let source = DispatchSource.makeReadSource(fileDescriptor: epoll.descriptor, queue: queue)
        source.setEventHandler { self.run() }
        // The descriptor is closed here and nowhere else: a number that is closed before its
        // source has ended goes silent when it is used again.
        source.setCancelHandler { self.release() }
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(
            deadline: .now(), repeating: .milliseconds(100), leeway: .milliseconds(20))
        timer.setEventHandler { self.tick() }
        self.source = source
        self.timer = timer
        source.activate()
        timer.activate()
    }

    /// Called by a worker, from any thread.
    func complete(_ completion: Completion) {
        if mailbox.post(completion) { queue.async { self.run() } }
    }

    func nextIdentity() -> String { identities.next() }

    private func run() {
        var isBusy = true
        for _ in 0..<Self.turns where isBusy && !hasEnded { isBusy = turn() }
        guard !hasEnded, isBusy || !mailbox.sleep() else { return }
        queue.async { self.run() }
    }

    /// False when nothing was there to be done.
    private func turn() -> Bool {
        let count = epoll.poll()
        let letters = mailbox.collect()
        guard count > 0 || !letters.isEmpty else { return false }
        clock.update()
        for letter in letters { deliver(letter) }
        for index in 0..<count {
            let (token, ready) = epoll.event(index)
            handle(token, ready)
        }
        relieve()
        endIfStopped()
        publishMemory()
        return true
    }

    private func handle(_ token: UInt64, _ ready: Epoll.Interest) {
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
        timer?.cancel()
        source?.cancel()
    }

    private func release() {
        log.close()
        Glibc.close(epoll.descriptor)
        if spareDescriptor >= 0 { Glibc.close(spareDescriptor) }
        (source, timer) = (nil, nil)
        ended.leave()
    }
}

/// Ids of requests: unique in this process, short enough to need no memory of their own.
private struct RequestIdentities {
    private let prefix: String
    private var count = 0

    init() {
        var generator = SystemRandomNumberGenerator()
        prefix = String(UInt32.random(in: 0...0xFFFFF, using: &generator), radix: 36) + "-"
    }

    mutating func next() -> String {
        count += 1
        return prefix + String(count, radix: 36)
    }
}
