/// A calendar day without a zone, as ISO 8601 writes it: `2026-11-24`.
///
/// Ranges over the years 1 to 9999 of the proleptic Gregorian calendar. "Today" is a question for a
/// city's time zone: see ``Zone/day(of:)``.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1 January 1970; negative before it.
    public let number: Int

    public init(number: Int) { self.number = number }

    /// The day with these parts, or nil when the calendar has no such day (30 February).
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
            return nil
        }
        let candidate = Day(number: Day.daysSinceEpoch(year: year, month: month, day: day))
        guard candidate.month == month, candidate.day == day else { return nil }
        self = candidate
    }

    /// The day written exactly as `YYYY-MM-DD`, or nil for anything else.
    public init?(iso text: String) {
        var text = text
        guard let day = text.withUTF8(Day.init(iso:)) else { return nil }
        self = day
    }

    /// The same for the bytes of a text.
    init?(iso digits: UnsafeBufferPointer<UInt8>) {
        guard digits.count == 10, digits[4] == 45, digits[7] == 45,
            let year = Day.decimal(digits[0..<4]), let month = Day.decimal(digits[5..<7]),
            let day = Day.decimal(digits[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var year: Int { civil.year }
    public var month: Int { civil.month }
    public var day: Int { civil.day }

    /// 1 for Monday to 7 for Sunday.
    public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    /// `YYYY-MM-DD`.
    public var iso: String {
        let parts = civil
        return String(unsafeUninitializedCapacity: 10) { text in
            text.initialize(repeating: 45)
            Day.write(parts.year, to: text[0..<4])
            Day.write(parts.month, to: text[5..<7])
            Day.write(parts.day, to: text[8..<10])
            return 10
        }
    }

    /// `YYYY-MM`.
    public var isoMonth: String { String(iso.prefix(7)) }

    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
    public static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
    public static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }

    /// Days from the right to the left; negative when the left lies earlier.
    public static func - (left: Day, right: Day) -> Int { left.number - right.number }

    /// The same day so many months on; the last day of that month when it is shorter.
    public func adding(months: Int) -> Day {
        let total = year * 12 + (month - 1) + months
        let (newYear, newMonth) = (total / 12, total % 12 + 1)
        for candidate in stride(from: day, through: 28, by: -1) {
            if let found = Day(year: newYear, month: newMonth, day: candidate) { return found }
        }
        return Day(year: newYear, month: newMonth, day: day) ?? self
    }

    /// Whole months from this day to another; 0 when the other lies earlier.
    public func months(until other: Day) -> Int {
        let months = (other.year - year) * 12 + (other.month - month) - (other.day < day ? 1 : 0)
        return max(0, months)
    }

    /// The first day of this day's month.
    public var startOfMonth: Day { self - (day - 1) }

    // Howard Hinnant's civil-calendar arithmetic, http://howardhinnant.github.io/date_algorithms.html
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func decimal(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        var value = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 48)
        }
        return value
    }

    private static func write(_ value: Int, to digits: Slice<UnsafeMutableBufferPointer<UInt8>>) {
        var rest = value
        for index in digits.indices.reversed() {
            digits.base[index] = UInt8(48 + abs(rest % 10))
            rest /= 10
        }
    }
}
