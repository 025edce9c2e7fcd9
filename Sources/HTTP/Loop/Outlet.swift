import Glibc
import Synchronization

/// The way out of a connection, by which a worker sends an answer without waking the loop.
///
/// It is open while a request is worked on and nothing else is to be sent before or with its answer.
final class Outlet: Sendable {
    private struct State {
        var isOpen = false
        /// Whether something waits for the answer besides the client.
        var isAwaited = false
    }

    private let descriptor: Int32
    private let state = Mutex(State())

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    func open() {
        state.withLock { $0 = State(isOpen: true) }
    }

    /// Once it returns, nobody writes to the descriptor any more.
    func close() {
        state.withLock { $0.isOpen = false }
    }

    /// Once it returns, the answer was posted already, or its posting will wake the loop.
    func hurry() {
        state.withLock { $0.isAwaited = true }
    }

    /// Lets the answer be sent if the way is open, and posts what then is left to the loop.
    ///
    /// - Returns: whether the loop has to be woken by the caller.
    func deliver(
        _ completion: inout Completion, to mailbox: Mailbox<Completion>,
        send: (inout Completion, Int32) -> Void
    ) -> Bool {
        state.withLock { state in
            if state.isOpen { send(&completion, descriptor) }
            return mailbox.post(completion, isUrgent: state.isAwaited || completion.isUrgent)
        }
    }
}
