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

    private func localSeconds(_ instant: Instant) -> Int64 {
        let seconds = instant.milliseconds.dividedDown(by: 1000)
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        return seconds + Int64(Zone.table.zone(name)?.secondsFromGMT(for: date) ?? 0)
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
