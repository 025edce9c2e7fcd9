import CEpoll
import Glibc
import Synchronization

/// Wakes the loop out of its waiting; may be called from any thread, and after its end.
final class WakeUp: Sendable {
    let descriptor: Int32
    private let isOpen = Mutex(true)

    /// nil when descriptors run out.
    init?() {
        descriptor = eventfd(0, EVENT_CLOSE_ON_EXEC_NONBLOCKING)
        guard descriptor >= 0 else { return nil }
    }

    func signal() {
        isOpen.withLock { isOpen in
            guard isOpen else { return }
            var one: UInt64 = 1
            write(descriptor, &one, MemoryLayout<UInt64>.size)
        }
    }

    /// The number of the descriptor may belong to another file afterwards.
    func close() {
        isOpen.withLock { isOpen in
            if isOpen { Glibc.close(descriptor) }
            isOpen = false
        }
    }

    deinit {
        close()
    }
}
