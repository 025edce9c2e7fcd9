/// A week from Monday to Sunday, as ISO 8601 numbers them: `2026-W48`.
public struct Week: Hashable, Sendable {
    /// Its first day.
    public let monday: Day

    /// The years in which weeks can be asked for.
    private static let years = 2000...2199

    /// The week of a day.
    public init(of day: Day) { monday = day - (day.weekday - 1) }

    /// The week written as `2026-W48`; nil for any other text, and for a week that the year does not
    /// have or that lies absurdly far away.
    public init?(iso text: String) {
        let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, let year = Week.digits(parts[0]),
            parts[1].utf8.count == 3, parts[1].first == "W",
            let number = Week.digits(parts[1].dropFirst()),
            Week.years.contains(year), let fourth = Day(year: year, month: 1, day: 4)
        else { return nil }
        // The first week of a year is the one with the fourth of January.
        let week = Week(of: Week(of: fourth).monday + 7 * (number - 1))
        guard number > 0, week.year == year else { return nil }
        self = week
    }

    /// The week of a day that somebody wrote in an address; nil for one absurdly far away.
    public init?(from text: String) {
        guard let day = Day(iso: text) else { return nil }
        self.init(of: day)
        guard Week.years.contains(year) else { return nil }
    }

    private static func digits(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }

    public var sunday: Day { monday + 6 }
    public var days: [Day] { (0..<7).map { monday + $0 } }
    public var previous: Week { Week(of: monday - 7) }
    public var next: Week { Week(of: monday + 7) }

    /// The year to which it is counted: that of its Thursday.
    public var year: Int { (monday + 3).year }
    /// From 1 to 53.
    public var number: Int {
        let thursday = monday + 3
        guard let first = Day(year: thursday.year, month: 1, day: 1) else { return 1 }
        return (thursday - first) / 7 + 1
    }

    /// `2026-W48`.
    public var iso: String { "\(year)-W\(number < 10 ? "0" : "")\(number)" }

    public func contains(_ day: Day) -> Bool { monday <= day && day <= sunday }
}
