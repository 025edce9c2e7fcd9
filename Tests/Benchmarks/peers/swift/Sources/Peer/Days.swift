/// A day of the calendar.
struct Day {
    let year: Int
    let month: Int
    let day: Int
    let text: String

    init(_ text: String) {
        let parts = text.split(separator: "-").map { Int($0) ?? 1 }
        (year, month, day) = parts.count == 3 ? (parts[0], parts[1], parts[2]) : (1970, 1, 1)
        self.text = text
    }

    /// Days since the first of March of the year 0 (Howard Hinnant's civil-calendar arithmetic).
    var number: Int {
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear
    }

    func months(until other: Day) -> Int {
        (other.year - year) * 12 + other.month - month - (other.day < day ? 1 : 0)
    }
}

extension Facts {
    func shortDay(_ text: String) -> String {
        let day = Day(text)
        return "\(day.day) \(word("month.short.\(day.month)")) \(day.year)"
    }

    /// How long ago a day was, in the unit in which people would tell it.
    func passed(_ day: Day, _ today: Day) -> String {
        let (days, months) = (today.number - day.number, day.months(until: today))
        if days < 2 { return word(days == 1 ? "day.yesterday" : "day.today") }
        let (number, unit) =
            if days <= 20 {
                (days, "day")
            } else if months == 12 || months >= 24 {
                (months / 12, "year")
            } else if months >= 2 {
                (months, "month")
            } else {
                (days / 7, "week")
            }
        let form = number == 1 ? "one" : "other"
        return word("distance.ago", ["span": "\(number) \(word("unit.\(unit).\(form)"))"])
    }
}
