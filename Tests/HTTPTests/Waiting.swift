import Glibc
import RawRequests
import Synchronization

func pause(milliseconds: UInt32) {
    usleep(milliseconds * 1000)
}

/// Returns once the condition holds.
///
/// - Throws: `ClientError.silent` when it does not within twenty seconds.
func waitUntil(_ condition: () -> Bool) throws {
    for _ in 0..<4000 {
        if condition() { return }
        pause(milliseconds: 5)
    }
    throw ClientError.silent
}

/// Holds up whoever passes until it is opened.
final class Gate: Sendable {
    private let state = Mutex((isOpen: false, waiting: 0))

    var waiting: Int { state.withLock { $0.waiting } }

    func open() { state.withLock { $0.isOpen = true } }

    func close() { state.withLock { $0.isOpen = false } }

    func pass() {
        state.withLock { $0.waiting += 1 }
        while !state.withLock({ $0.isOpen }) { pause(milliseconds: 2) }
        state.withLock { $0.waiting -= 1 }
    }
}
