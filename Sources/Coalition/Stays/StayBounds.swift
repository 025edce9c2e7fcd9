/// How long and how far ahead a stay may be.
struct StayBounds {
    /// The longest that the schema accepts, exceptions included.
    static let longest = 366
    /// Years ahead that can be planned.
    static let yearsAhead = 10

    /// Months back that a new stay can begin, for one that is written down late.
    static let monthsBack = 12

    let rules: Rules
    let today: Day

    /// That a stay that is made now does not lie far back.
    ///
    /// - Throws: `Refusal.invalid` on `from_on`.
    static func requireNew(_ period: Period, _ today: Day) throws {
        let first = DayRange.Bound(today.adding(months: -monthsBack), .year)
        try DayRange.around(today, from: first, years: yearsAhead).require(period.from, "from_on")
    }

    /// - Throws: `Refusal.invalid` on `is_exception` for a stay longer than the rules say that is no
    ///   exception on purpose, on the dates for what no stay can be.
    func require(_ period: Period, isException: Bool) throws {
        let (first, last) = (Day.firstStay, today.adding(months: 12 * StayBounds.yearsAhead))
        guard period.from >= first, period.until <= last else {
            throw Refusal.problem(
                period.from < first ? "from_on" : "until_on", "problem.day_range",
                ["first": .day(first), "last": .day(last)])
        }
        guard period.nights <= StayBounds.longest else {
            throw Refusal.problem(
                "until_on", "problem.stay_longest",
                ["nights": .number(period.nights), "maximum": .number(StayBounds.longest)])
        }
        let maximum = try rules.value("stay.maximum_nights")
        guard period.nights <= maximum || isException else {
            throw Refusal.problem(
                "is_exception", "problem.stay_too_long",
                ["nights": .number(period.nights), "maximum": .number(maximum)])
        }
    }
}

extension Stay {
    /// That the dates of a guest who is or was there can be: who is there has come, and who left has gone.
    ///
    /// - Throws: `Refusal.invalid` on the day that lies ahead.
    func requireBegun(_ period: Period, _ today: Day) throws {
        let past = DayRange.past(today)
        if State.present.contains(state) { try past.require(period.from, "from_on") }
        if State.over.contains(state) { try past.require(period.until, "until_on") }
    }

    /// The most nights that a stay has by the rules of a day; longer is an exception on purpose.
    public static func maximumNights(on day: Day, in tx: Transaction) throws -> Int {
        try Rules.value("stay.maximum_nights", on: day, in: tx)
    }

    /// The same by the rules under which this stay was planned.
    public func maximumNights(in tx: Transaction) throws -> Int {
        try Rules.value("stay.maximum_nights", of: ruleVersion, in: tx)
    }
}

extension Problem {
    static func tooLong(_ field: String, _ text: String, _ most: Int) -> Problem {
        Problem(
            field, "problem.too_long", ["max": .number(most), "length": .number(text.count)])
    }
}

extension Day {
    /// The first Shelter City opened in 2012.
    static let firstStay = Day(number: 15_340)
}
