import Coalition

/// What happened in the demo, written down in any order and played in the order of time, so that
/// the domain sees each day as it was.
final class DemoStory {
    private struct Event {
        let at: Instant
        let viewer: Viewer
        let act: (Transaction) throws -> Void
    }

    let now: Instant
    let today: Day
    let accounts: DemoAccounts
    private var events: [Event] = []

    /// Writes of this many events, so that none takes long.
    private static let batch = 250

    init(now: Instant, accounts: DemoAccounts) {
        self.now = now
        self.accounts = accounts
        today = Zone.amsterdam.day(of: now)
    }

    /// Notes something that somebody did on a day; what lies ahead of now is done now.
    ///
    /// - Parameter minute: After midnight UTC; from 480 to 1,079 it is the same day in every zone.
    func on(
        _ day: Day, minute: Int = 600, by viewer: Viewer,
        _ act: @escaping (Transaction) throws -> Void
    ) {
        let wanted = Instant(milliseconds: (Int64(day.number) * 1440 + Int64(minute)) * 60_000)
        events.append(Event(at: min(wanted, now), viewer: viewer, act: act))
    }

    func play(in records: Records) throws {
        let ordered = events.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }
        for start in stride(from: 0, to: ordered.count, by: DemoStory.batch) {
            let part = ordered[start..<min(start + DemoStory.batch, ordered.count)]
            try records.write(as: .system) { tx in
                for (number, event) in part {
                    try event.act(
                        tx.replayed(at: event.at, as: event.viewer, trace: "demo-\(number)"))
                }
            }
        }
        events.removeAll()
    }
}
