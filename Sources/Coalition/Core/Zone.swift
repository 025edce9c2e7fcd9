import Foundation
import Synchronization

/// An IANA time zone that this machine knows, such as `Europe/Amsterdam`.
public struct Zone: Hashable, Sendable {
    public let name: String

    /// Nil for a name that the zone database does not have; refused at input, never guessed.
    public init?(_ name: String) {
        guard Zone.table.zone(name) != nil else { return nil }
        self.name = name
    }

    private init(known name: String) { self.name = name }

    /// The zone of the network's own pages.
    public static let amsterdam = Zone(known: "Europe/Amsterdam")
    static let utc = Zone(known: "UTC")

    /// The calendar day that it is in this zone at a moment.
    public func day(of instant: Instant) -> Day {
        Day(number: Int((localSeconds(instant)).dividedDown(by: 86_400)))
    }

    /// Hour and minute of the local clock at a moment.
    public func time(of instant: Instant) -> (hour: Int, minute: Int) {
        let seconds = localSeconds(instant)
        let ofDay = Int(seconds - seconds.dividedDown(by: 86_400) * 86_400)
        return (ofDay / 3600, ofDay / 60 % 60)
    }

    /// The moment at which the local clock shows a time on a day. Where the clock is set back it shows it
    /// twice, and the first is meant; a time that it leaps over is told by the clock of before.
    public func instant(_ day: Day, _ time: ClockTime) -> Instant {
        let local = Int64(day.number) * 86_400 + Int64(time.minutes) * 60
        // No zone is more than a day from UTC, so what held a day earlier is the clock of before.
        let before = offset(at: local - 86_400)
        let first = local - before
        if offset(at: first) == before { return Instant(milliseconds: first * 1000) }
        let second = local - offset(at: local + 86_400)
        let isLeapt = localSeconds(Instant(milliseconds: second * 1000)) != local
        return Instant(milliseconds: (isLeapt ? first : second) * 1000)
    }

    /// Seconds ahead of UTC at a moment, in seconds since 1970.
    private func offset(at seconds: Int64) -> Int64 {
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        return Int64(Zone.table.zone(name)?.secondsFromGMT(for: date) ?? 0)
    }

    private func localSeconds(_ instant: Instant) -> Int64 {
        let seconds = instant.milliseconds.dividedDown(by: 1000)
        return seconds + offset(at: seconds)
    }

    private static let table = ZoneTable()
}

/// Zones already looked up; finding one again costs a lock, not a file.
private final class ZoneTable: Sendable {
    private let known = Mutex<[String: TimeZone]>([:])

    func zone(_ name: String) -> TimeZone? {
        known.withLock { zones in
            if let zone = zones[name] { return zone }
            guard name.contains("/") || name == "UTC", let zone = TimeZone(identifier: name) else {
                return nil
            }
            zones[name] = zone
            return zone
        }
    }
}

extension Int64 {
    fileprivate func dividedDown(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
