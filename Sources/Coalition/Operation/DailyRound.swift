import Dispatch
import SQLite
import Synchronization

/// What has to be done each day without anybody asking: a call to a group that has become silent, the
/// end of a pause, a match to be looked at again, a concern that nobody settled, and what no longer
/// holds because a certificate ran out.
///
/// It goes round in each hour, because midnight comes at another hour in each zone; what was done
/// already is not done again.
public final class DailyRound: Sendable {
    private let records: Records
    private let queue = DispatchQueue(label: "coalitie.daily-round", qos: .utility)
    private let isStopped = Mutex(false)
    private let interval: DispatchTimeInterval
    private let hour = Mutex<Int64?>(nil)
    private let failed: @Sendable (any Error) -> Void

    /// Records in one write, so that none takes long.
    private static let batch = 100

    /// Each does at most so many and says how many; what it did it does not find again.
    private static let rules: [@Sendable (Int, Transaction) throws -> Int] = [
        { try Task.raiseSilences(limit: $0, in: $1) },
        { try Task.raiseWeaknesses(limit: $0, in: $1) },
        { try Task.raiseClearances(limit: $0, in: $1) },
        { try Task.raisePauses(limit: $0, in: $1) },
        { try Task.raiseReviews(limit: $0, in: $1) },
        { try Task.settleYearReviews(limit: $0, in: $1) },
        { try Task.raiseYearReviews(limit: $0, in: $1) },
        { try Task.raiseExtensions(limit: $0, in: $1) },
        { try Task.returnConcerns(limit: $0, in: $1) },
        { try Group.refreshNoted(limit: $0, in: $1) },
        { try Group.refreshUnready(limit: $0, in: $1) },
        { try Family.refreshUnwilling(limit: $0, in: $1) },
        { try CheckInWindow.open(limit: $0, in: $1) },
        { try CheckInWindow.pass(limit: $0, in: $1) },
        { try Concern.raiseTriages(limit: $0, in: $1) },
        { try Safeguarding.handOver(limit: $0, in: $1) },
        { try Absence.giveBack(limit: $0, in: $1) },
        { try User.releaseLeft(limit: $0, in: $1) },
        { try Nomination.raiseAnswers(limit: $0, in: $1) },
        { try Nomination.remind(limit: $0, in: $1) },
        { try Nomination.escalate(limit: $0, in: $1) },
    ]

    /// - Parameters:
    ///   - interval: How often it looks whether another hour has come: seldom by a clock that goes by
    ///     itself, often by one that is moved.
    ///   - failed: Told of an error; the next round tries again.
    public init(
        _ records: Records, every interval: DispatchTimeInterval = .seconds(3600),
        failed: @escaping @Sendable (any Error) -> Void
    ) {
        self.records = records
        self.interval = interval
        self.failed = failed
    }

    /// Goes round now and in every hour from now on, beside the requests.
    public func start() {
        queue.async { [weak self] in self?.turn() }
    }

    /// Ends the rounds once the one under way is done.
    public func stop() {
        isStopped.withLock { $0 = true }
        queue.sync {}
    }

    private func turn() {
        guard !isStopped.withLock({ $0 }) else { return }
        if isAnotherHour() {
            do { try go() } catch { failed(error) }
        }
        queue.asyncAfter(deadline: .now() + interval) { [weak self] in
            self?.turn()
        }
    }

    private func isAnotherHour() -> Bool {
        let current = records.clock.now.milliseconds / 3_600_000
        return hour.withLock { hour in
            defer { hour = current }
            return hour != current
        }
    }

    /// Goes round once.
    ///
    /// - Throws: `SQLiteError`; what was written before it stays.
    public func go() throws {
        for rule in DailyRound.rules {
            while try records.write(as: .system, { try rule(DailyRound.batch, $0) }) > 0 {}
        }
        var after: ID<Group>? = ID(0)
        while let last = after {
            after = try records.write(as: .system) {
                try Group.refreshRunOut(after: last, limit: DailyRound.batch, in: $0)
            }
        }
    }
}

extension Group {
    /// Brings groups in line of which a certificate or training has run out since they were last
    /// looked at.
    ///
    /// - Returns: The last group of a full batch, to go on after; nil when there are no more.
    static func refreshRunOut(
        after last: ID<Group>, limit: Int, in tx: Transaction
    ) throws -> ID<Group>? {
        // Nowhere is it later than a day ahead of the network's own.
        let ids: [ID<Group>] = try tx.db.values(
            """
            SELECT id FROM groups
            WHERE id > \(last) AND cleared_count > 0 AND clearance_until_on <= \(tx.today + 1)
            ORDER BY id LIMIT \(limit)
            """)
        for id in ids { try refresh(id, in: tx) }
        return ids.count == limit ? ids.last : nil
    }
}
