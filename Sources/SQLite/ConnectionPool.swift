import Dispatch
import Glibc
import Synchronization

/// Connections of one kind, lent last in first out, so that few of them stay warm.
final class ConnectionPool: Sendable {
    // SAFETY: a slot is either in the list of idle ones, under the mutex, or lent to one thread.
    private final class Slot: @unchecked Sendable {
        let connection: Connection
        init(_ connection: Connection) { self.connection = connection }
    }

    private struct State {
        var idle: [Slot]
        var isClosing = false
        var isClosed = false
    }

    private let size: Int
    // It begins at zero because a semaphore must not end below its first value.
    private let permits = DispatchSemaphore(value: 0)
    private let state: Mutex<State>

    init(_ connections: [Connection]) {
        size = connections.count
        state = Mutex(State(idle: connections.map(Slot.init)))
        for _ in 0..<size { permits.signal() }
    }

    /// Lends a connection for the length of `work`.
    /// - Throws: ``SQLiteError/busy`` when none came free in time, ``SQLiteError/closed``.
    func with<T>(until deadline: DispatchTime, _ work: (Connection) throws -> T) throws -> T {
        guard permits.wait(timeout: deadline) == .success else { throw SQLiteError.busy }
        defer { permits.signal() }
        guard let slot = state.withLock({ $0.isClosed ? nil : $0.idle.popLast() }) else {
            throw SQLiteError.closed
        }
        defer { state.withLock { $0.idle.append(slot) } }
        return try work(slot.connection)
    }

    /// Closes each connection once it has come back.
    func close() {
        let isFirst = state.withLock { state in
            defer { state.isClosing = true }
            return !state.isClosing
        }
        guard isFirst else { return }
        for _ in 0..<size { permits.wait() }
        state.withLock { state in
            state.isClosed = true
            state.idle.removeAll()
        }
        for _ in 0..<size { permits.signal() }
    }
}

/// Finds, in a debug build, a thread that asks for a connection while it holds one.
///
/// A nested read sees another snapshot than the one around it, and waits for ever once every
/// connection is held by such a thread; a nested write always does.
final class Nesting: Sendable {
    #if DEBUG
        private let threads = Mutex<Set<pthread_t>>([])
    #endif

    /// - Throws: ``SQLiteError/nested``, before anything is asked or written.
    func enter() throws {
        #if DEBUG
            let isFirst = threads.withLock { $0.insert(pthread_self()).inserted }
            if !isFirst { throw SQLiteError.nested }
        #endif
    }

    func leave() {
        #if DEBUG
            threads.withLock { _ = $0.remove(pthread_self()) }
        #endif
    }
}
