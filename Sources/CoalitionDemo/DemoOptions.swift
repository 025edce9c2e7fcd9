import Coalition
import Foundation

/// How large a demo is to be and of which day, as it was typed; checked before anything is thrown away.
public struct DemoOptions: Sendable {
    /// `demo`, `province` or `country`; nil for the ordinary demo.
    public var size: String?
    /// How many times the usual number of log entries, from 1 to 100; nil for once.
    public var times: String?
    /// The day that is today in it, `2026-11-24`; nil for the day that it is.
    public var today: String?

    public init() {}

    /// What the demo is made from.
    ///
    /// - Throws: `StartFailure` in one sentence for the first thing that cannot be.
    public func plan() throws -> DemoPlan {
        guard let count = Int(times ?? "1"), (1...100).contains(count) else {
            throw StartFailure(.usage, "--times is a number from 1 to 100.")
        }
        guard times == nil || (size ?? "demo") != "demo" else {
            throw StartFailure(.usage, "--times needs --size province or --size country.")
        }
        return DemoPlan(size: try size(times: count), today: try day())
    }

    private func size(times: Int) throws -> Demo.Size? {
        switch size ?? "demo" {
        case "demo": nil
        case "province": .province(times: times)
        case "country": .country(times: times)
        default: throw StartFailure(.usage, "--size is demo, province or country.")
        }
    }

    private func day() throws -> Day? {
        guard let today else { return nil }
        guard let day = Day(iso: today), (1971...9000).contains(day.year) else {
            throw StartFailure(.usage, "--today is a day such as 2026-11-24.")
        }
        return day
    }
}

/// A demo that can be made.
public struct DemoPlan: Sendable {
    /// Nil for the ordinary demo.
    public let size: Demo.Size?
    /// Nil for the day that it is.
    public let today: Day?

    /// Noon of the day by the network's clock, or the system's clock.
    public var clock: Clock {
        guard let today else { return .system }
        let noon = Instant(milliseconds: (Int64(today.number) * 24 + 11) * 3_600_000)
        return Clock { noon }
    }
}
