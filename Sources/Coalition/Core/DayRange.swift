/// The days that a field may hold, each end with where it comes from: not before what it follows, not
/// after today for what happened, not absurdly far away.
public struct DayRange: Sendable {
    /// Where an end comes from, as the refusal says it.
    public enum Source: String, Code {
        /// Nothing that is kept here is older, or lies further ahead: a slip of the keyboard.
        case oldest, farthest
        case today
        case registered, proposed, started, joined, born, reported, year, window
    }

    /// An end of the range.
    public struct Bound: Sendable {
        let day: Day
        let source: Source

        init(_ day: Day, _ source: Source) {
            self.day = day
            self.source = source
        }

        /// The day on which something began; nothing is older than the oldest when that is unknown.
        init(_ day: Day?, _ source: Source) {
            self = day.map { Bound($0, source) } ?? .oldest
        }

        static let oldest = Bound(Day.oldest, .oldest)
    }

    /// How far ahead something can be planned, in years, unless a field says otherwise.
    static let yearsAhead = 3

    let first: Bound
    let last: Bound

    /// What happened: up to today.
    static func past(_ today: Day, from first: Bound = .oldest) -> DayRange {
        DayRange(first: first, last: Bound(today, .today))
    }

    /// What is planned: from a day on, so many years ahead.
    static func ahead(of first: Day, years: Int = yearsAhead) -> DayRange {
        DayRange(
            first: Bound(first, .today),
            last: Bound(first.adding(months: 12 * years), .farthest))
    }

    /// What may have been and may still come.
    static func around(
        _ today: Day, from first: Bound = .oldest, years: Int = yearsAhead
    ) -> DayRange {
        DayRange(first: first, last: Bound(today.adding(months: 12 * years), .farthest))
    }

    /// Every day that can be written; something else says how far is meant.
    static let unlimited = DayRange(
        first: Bound(.first, .oldest), last: Bound(.last, .farthest))

    /// What is wrong with a day; nil for one within the range, and for none.
    func problem(_ day: Day?, _ field: String) -> Problem? {
        guard let day else { return nil }
        if day < first.day {
            return Problem(field, "problem.day_early.\(first.source.rawValue)", values(first.day))
        }
        if day > last.day {
            return last.source == .today
                ? Problem(field, "problem.day_future", ["today": .day(last.day)])
                : Problem(field, "problem.day_late.\(last.source.rawValue)", values(last.day))
        }
        return nil
    }

    /// - Throws: `Refusal.invalid` on the field for a day outside the range.
    func require(_ day: Day?, _ field: String) throws {
        if let problem = problem(day, field) { throw Refusal.invalid([problem]) }
    }

    private func values(_ bound: Day) -> [String: Problem.Value] { ["day": .day(bound)] }
}

extension DayRange.Source {
    /// Where a range of this kind begins; every one has its words `problem.day_early`.
    public static let beginnings: [DayRange.Source] = allCases.filter { $0 != .farthest }
    /// Where it ends besides today, which has words of its own: `problem.day_late`.
    public static let ends: [DayRange.Source] = [.farthest]
}

extension Day {
    /// The oldest day that is kept of anything but a birth.
    static let oldest = Day(number: 10_957)
}
