import Coalition

/// A length of time in the one unit in which people would tell it: "3 dagen", "5 weken", "2 jaar".
///
/// Whole units that have passed are counted, so that it never says more than is true.
struct Span: Hashable, Sendable {
    enum Unit: String, CaseIterable, Sendable { case second, minute, hour, day, week, month, year }

    let count: Int
    let unit: Unit

    init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// From one day to another; a span of 0 days for the same day and when the other lies earlier.
    ///
    /// - Parameter dayLimit: So many days are told in days; from there on in weeks, from two months on
    ///   in calendar months, a whole year and from two years on in years.
    init(from first: Day, to last: Day, dayLimit: Int = 20) {
        let days = max(0, last - first)
        let months = first.months(until: last)
        if days <= dayLimit {
            self.init(days, .day)
        } else if months == 12 || months >= 24 {
            self.init(months / 12, .year)
        } else if months >= 2 {
            self.init(months, .month)
        } else {
            self.init(days / 7, .week)
        }
    }

    /// A time to wait, rounded up so that it is over when it has passed; at least a second.
    init(waiting seconds: Int) {
        let unit: (seconds: Int, Unit) =
            seconds <= 90 ? (1, .second) : seconds <= 90 * 60 ? (60, .minute) : (3600, .hour)
        self.init(max(1, (seconds + unit.seconds - 1) / unit.seconds), unit.1)
    }
}
