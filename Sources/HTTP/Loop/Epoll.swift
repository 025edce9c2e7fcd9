import CEpoll
import Glibc

/// An epoll descriptor, level-triggered, and the buffer its events are read into.
struct Epoll: ~Copyable {
    struct Interest: OptionSet, Sendable {
        let rawValue: UInt32
        static let input = Interest(rawValue: EPOLL_INPUT)
        static let output = Interest(rawValue: EPOLL_OUTPUT)
        static let broken = Interest(rawValue: EPOLL_BROKEN)
        /// Told of once for each write at the other side, so that nothing has to be read.
        static let edges = Interest(rawValue: EPOLL_EDGE_TRIGGERED)
    }

    let descriptor: Int32
    private let events: UnsafeMutableBufferPointer<epoll_event>

    init?(capacity: Int) {
        descriptor = epoll_create1(EPOLL_CLOSE_ON_EXEC)
        events = .allocate(capacity: capacity)
        events.initialize(repeating: epoll_event())
        guard descriptor >= 0 else {
            events.deallocate()
            return nil
        }
    }

    deinit {
        events.deallocate()
    }

    func add(_ descriptor: Int32, _ interest: Interest, token: UInt64) -> Bool {
        epoll_control(self.descriptor, EPOLL_CTL_ADD, descriptor, interest.rawValue, token) == 0
    }

    func change(_ descriptor: Int32, _ interest: Interest, token: UInt64) {
        _ = epoll_control(self.descriptor, EPOLL_CTL_MOD, descriptor, interest.rawValue, token)
    }

    /// The number of events, for which it waits so many milliseconds at most; 0 for not at all.
    func wait(milliseconds: Int32) -> Int {
        let count = epoll_wait(
            descriptor, events.baseAddress, Int32(events.count), milliseconds)
        return max(0, Int(count))
    }

    func event(_ index: Int) -> (token: UInt64, ready: Interest) {
        let event = events[index]
        return (event.data.u64, Interest(rawValue: event.events))
    }
}
