import Coalition
import Testing

@Suite("A day")
struct DayTests {
    @Test(
        "exists only when the calendar has it",
        arguments: [
            ("2024-02-29", true), ("2023-02-29", false), ("2000-02-29", true),
            ("1900-02-29", false),
            ("2026-02-30", false), ("2026-04-31", false), ("2026-12-31", true),
            ("2026-13-01", false),
            ("2026-00-10", false), ("2026-01-00", false), ("0000-01-01", false),
            ("0001-01-01", true),
            ("9999-12-31", true),
        ])
    func exists(_ text: String, _ exists: Bool) {
        #expect((Day(iso: text) != nil) == exists)
        #expect(Day(iso: text).map(\.iso) == (exists ? text : nil))
    }

    @Test(
        "is read from its ISO form and from nothing else",
        arguments: [
            "", "2026-1-01", "2026-01-1", "26-01-01", "2026/01/01", " 2026-01-01", "2026-01-01 ",
            "2026-01-01T00:00", "-026-01-01", "٢٠٢٦-٠١-٠١", "2026-01-0१",
        ])
    func notISO(_ text: String) { #expect(Day(iso: text) == nil) }

    @Test("is the same day after being numbered, over four hundred years and more")
    func numbers() throws {
        let first = try #require(Day(year: 1599, month: 12, day: 31))
        var (previous, count) = (first, 0)
        for number in (first.number + 1)...(first.number + 150_000) {
            let day = Day(number: number)
            let again = Day(year: day.year, month: day.month, day: day.day)
            let follows =
                day.day == previous.day + 1 && day.month == previous.month
                || day.day == 1 && day.month == previous.month % 12 + 1
            if again != day || !follows || day < previous { count += 1 }
            previous = day
        }
        #expect(count == 0)
    }

    @Test("has the weekday of the calendar on the wall")
    func weekdays() throws {
        #expect(try #require(Day(iso: "2026-11-24")).weekday == 2)
        #expect(try #require(Day(iso: "1970-01-01")).weekday == 4)
        #expect(try #require(Day(iso: "1969-12-28")).weekday == 7)
        #expect(try #require(Day(iso: "2024-02-29")).weekday == 4)
        #expect(try #require(Day(iso: "1900-01-01")).weekday == 1)
    }

    @Test(
        "some months on stays in the month that is meant",
        arguments: [
            ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
            ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
            ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"),
            ("2026-11-24", 36, "2029-11-24"), ("2026-11-24", 0, "2026-11-24"),
            ("2026-12-31", 2, "2027-02-28"), ("2026-01-01", -13, "2024-12-01"),
        ])
    func addingMonths(_ from: String, _ months: Int, _ to: String) throws {
        #expect(try #require(Day(iso: from)).adding(months: months).iso == to)
    }

    @Test(
        "counts whole months until another",
        arguments: [
            ("2026-01-31", "2026-02-28", 0), ("2026-01-28", "2026-02-28", 1),
            ("2025-11-24", "2026-11-23", 11), ("2025-11-24", "2026-11-24", 12),
            ("2026-11-24", "2026-01-01", 0),
        ])
    func monthsUntil(_ from: String, _ to: String, _ months: Int) throws {
        let (from, to) = (try #require(Day(iso: from)), try #require(Day(iso: to)))
        #expect(from.months(until: to) == months)
    }

    @Test("is counted with across a leap day and the end of a year")
    func arithmetic() throws {
        let day = try #require(Day(iso: "2024-02-28"))
        #expect((day + 2).iso == "2024-03-01")
        #expect((day - 59).iso == "2023-12-31")
        #expect(try #require(Day(iso: "2025-02-28")) - day == 366)
        #expect((day + 1).startOfMonth.iso == "2024-02-01")
        #expect(day.isoMonth == "2024-02")
    }
}
