import Dispatch
import Synchronization

/// Writes down that sessions were used, many in one write.
///
/// A person's session is noted once a minute; with thousands of people at work a commit for each
/// would make pages wait for the disk a hundred times a second.
public final class SessionActivity: Sendable {
    private let records: Records
    private let queue = DispatchQueue(label: "coalitie.session-activity", qos: .utility)
    private let pending = Mutex<[ID<Session>: Instant]>([:])

    /// How long a note may wait. A session lives half an hour without use, so a second is nothing.
    private static let delay = DispatchTimeInterval.seconds(1)
    /// Sessions in one write, so that none takes long.
    private static let batch = 500

    public init(_ records: Records) { self.records = records }

    /// Notes that a session was used; returns at once.
    public func note(_ session: ID<Session>, at now: Instant) {
        let isFirst = pending.withLock { pending in
            defer { pending[session] = now }
            return pending.isEmpty
        }
        guard isFirst else { return }
        queue.asyncAfter(deadline: .now() + SessionActivity.delay) { [weak self] in self?.flush() }
    }

    /// Writes what was noted so far.
    public func flush() {
        let noted = pending.withLock { pending in
            defer { pending = [:] }
            return pending.sorted { $0.key.value < $1.key.value }
        }
        for start in stride(from: 0, to: noted.count, by: SessionActivity.batch) {
            let part = noted[start..<min(start + SessionActivity.batch, noted.count)]
            // When nothing can be written reading goes on, and a session ends a little sooner.
            try? records.write(as: .system) { tx in
                for (session, instant) in part { try Session.touch(session, at: instant, in: tx) }
            }
        }
    }
}
