/// Days from the first up to, not including, the last: a night belongs to the day it begins on, and
/// the day one guest leaves may be the next one's first.
public struct Period: Hashable, Sendable {
    public let from: Day
    public let until: Day

    /// Nil when the end does not lie after the beginning.
    public init?(_ from: Day, until: Day) {
        guard until > from else { return nil }
        self.from = from
        self.until = until
    }

    init(days: Range<Day>) {
        from = days.lowerBound
        until = days.upperBound
    }

    public var nights: Int { until - from }

    public func contains(_ day: Day) -> Bool { from <= day && day < until }

    public func overlaps(_ other: Period) -> Bool { from < other.until && until > other.from }

    /// What lies in both; nil when nothing does.
    public func clipped(to other: Period) -> Period? {
        Period(max(from, other.from), until: min(until, other.until))
    }

    /// The twelve months from the first of a month on.
    public static func year(from month: Day) -> Period {
        let first = month.startOfMonth
        return Period(days: first..<first.adding(months: 12))
    }

    /// The months of a period, the first and the last clipped to it.
    public var months: [Period] {
        var (found, next): ([Period], Day) = ([], from)
        while next < until {
            let end = min(next.startOfMonth.adding(months: 1), until)
            found.append(Period(days: next..<end))
            next = end
        }
        return found
    }
}
