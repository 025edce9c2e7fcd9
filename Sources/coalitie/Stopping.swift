import Foundation
import Synchronization

/// The signals by which a service is stopped: none is lost, whenever it comes.
///
/// They are blocked in every thread and taken by one that waits for nothing else. A source of Dispatch
/// loses a signal that comes before it is in place, and the service would go on.
final class Stopping: Sendable {
    private let arrived = DispatchSemaphore(value: 0)
    /// Whether there is something to end in order; before that a signal ends the program at once.
    private let isServing = Mutex(false)

    /// Made before any other thread, which has what is blocked here from the one that makes it.
    init() {
        var signals = Stopping.signals
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        Thread.detachNewThread { [self] in
            while true { taken(Stopping.next()) }
        }
    }

    /// From now on there is something to end in order.
    func hold() { isServing.withLock { $0 = true } }

    /// Returns once a signal came; one that comes later ends the program at once.
    func wait() {
        arrived.wait()
        isServing.withLock { $0 = false }
    }

    private func taken(_ number: Int32) {
        if isServing.withLock({ $0 }) {
            arrived.signal()
        } else {
            Stopping.end(by: number)
        }
    }

    private static var signals: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGTERM, SIGINT] { sigaddset(&signals, number) }
        return signals
    }

    private static func next() -> Int32 {
        var (signals, number) = (signals, Int32(0))
        sigwait(&signals, &number)
        return number
    }

    /// Ends the program as the signal does that nobody waits for.
    private static func end(by number: Int32) {
        var signals = signals
        signal(number, SIG_DFL)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(number)
    }
}
