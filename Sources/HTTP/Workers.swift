import Dispatch
import Synchronization

/// A bounded, work-conserving pool: one queue of jobs, shared by serial queues that run until it is
/// empty and are woken only when they are idle.
///
/// One slow job holds up one of them and no other job; the global concurrent queue, whose number of
/// threads is bounded by the cores, is never blocked.
final class Workers: Sendable {
    typealias Job = @Sendable () -> Void

    private struct State {
        var jobs: RingBuffer<Job>
        var idle: [Int]
    }

    private let state: Mutex<State>
    private let queues: [DispatchQueue]

    init(label: String, count: Int, capacity: Int) {
        let count = max(1, count)
        let jobs = RingBuffer<Job>(capacity: max(1, capacity))
        state = Mutex(State(jobs: jobs, idle: Array(0..<count)))
        queues = (0..<count).map { DispatchQueue(label: "\(label).\($0)") }
    }

    /// How many jobs wait for a worker.
    var waiting: Int { state.withLock { $0.jobs.count } }

    /// False, and nothing is kept, when the queue is full.
    func submit(_ job: @escaping Job) -> Bool {
        let outcome: (isTaken: Bool, wakes: Int?) = state.withLock { state in
            guard state.jobs.append(job) else { return (false, nil) }
            return (true, state.idle.popLast())
        }
        if let worker = outcome.wakes { queues[worker].async { self.run(worker) } }
        return outcome.isTaken
    }

    private func run(_ worker: Int) {
        while let job = next(worker) { job() }
    }

    private func next(_ worker: Int) -> Job? {
        state.withLock { state in
            let job = state.jobs.popFirst()
            if job == nil { state.idle.append(worker) }
            return job
        }
    }
}

/// A queue of fixed capacity.
struct RingBuffer<Element> {
    private var slots: [Element?]
    private var first = 0
    private(set) var count = 0

    init(capacity: Int) {
        slots = Array(repeating: nil, count: capacity)
    }

    /// False when it is full.
    mutating func append(_ element: Element) -> Bool {
        guard count < slots.count else { return false }
        slots[(first + count) % slots.count] = element
        count += 1
        return true
    }

    mutating func popFirst() -> Element? {
        guard count > 0 else { return nil }
        let element = slots[first]
        slots[first] = nil
        first = (first + 1) % slots.count
        count -= 1
        return element
    }
}
