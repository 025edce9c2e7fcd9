import Foundation

/// A moment in UTC, in milliseconds since 1 January 1970.
public struct Instant: Hashable, Comparable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The moment read from the system's clock.
    public static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(
            milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// The moment that `2027-03-01T09:00:00Z` names, in the years 1971 to 9000; nil for any other text.
    public init?(iso text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Day(iso: String(parts[0])),
            (1971...9000).contains(day.year), let seconds = Instant.seconds(ofDay: parts[1])
        else { return nil }
        self.init(milliseconds: (Int64(day.number) * 86_400 + Int64(seconds)) * 1000)
    }

    /// The seconds since midnight of `09:00:00Z`.
    private static func seconds(ofDay text: Substring) -> Int? {
        guard text.utf8.count == 9, text.last == "Z" else { return nil }
        let parts = text.dropLast().split(separator: ":", omittingEmptySubsequences: false)
        let digits = parts.filter { $0.utf8.count == 2 && $0.allSatisfy("0123456789".contains) }
        let numbers = digits.compactMap { Int($0) }
        guard parts.count == 3, numbers.count == 3, numbers[0] < 24, numbers[1] < 60,
            numbers[2] < 60
        else { return nil }
        return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment so many seconds later; earlier when negative.
    public func adding(seconds: Int) -> Instant {
        Instant(milliseconds: milliseconds + Int64(seconds) * 1000)
    }

    /// Whole seconds from an earlier moment to this one.
    public func seconds(since earlier: Instant) -> Int {
        Int((milliseconds - earlier.milliseconds) / 1000)
    }
}

/// Where "now" comes from: the system, a ``ClockFile``, or a test that sets it.
public struct Clock: Sendable {
    private let read: @Sendable () -> Instant

    public init(_ read: @escaping @Sendable () -> Instant) { self.read = read }

    public static let system = Clock { Instant.now }

    public var now: Instant { read() }
}
