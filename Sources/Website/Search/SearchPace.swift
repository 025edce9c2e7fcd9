import Coalition
import Synchronization

/// How often somebody may look for names: more often than anybody types, and not as often as a program
/// asks that goes through all there are.
final class SearchPace: Sendable {
    /// So many in one minute.
    static let most = 60

    private struct Minute {
        var number: Int64 = 0
        var counts: [ID<User>: Int] = [:]
    }

    private let minute = Mutex(Minute())

    /// - Throws: `Refusal.tooMany` for who asks too often.
    func requireTurn(_ context: Context) throws {
        guard let user = context.viewer.userID else { return }
        let number = context.now.milliseconds / 60_000
        let count = minute.withLock { minute in
            if minute.number != number { minute = Minute(number: number) }
            minute.counts[user, default: 0] += 1
            return minute.counts[user] ?? 0
        }
        guard count <= SearchPace.most else {
            let left = 60 - Int(context.now.milliseconds / 1000 % 60)
            throw Refusal.tooMany(retryAfter: max(1, left))
        }
    }
}
