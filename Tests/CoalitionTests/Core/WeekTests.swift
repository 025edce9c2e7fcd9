import Testing

@testable import Coalition

@Suite("A week")
struct WeekTests {
    @Test(
        "has the number that the calendar gives it, and belongs to the year of its Thursday",
        arguments: [
            ("2026-11-25", "2026-W48", "2026-11-23"), ("2026-12-31", "2026-W53", "2026-12-28"),
            ("2027-01-03", "2026-W53", "2026-12-28"), ("2027-01-04", "2027-W01", "2027-01-04"),
            ("2024-12-30", "2025-W01", "2024-12-30"), ("2021-01-01", "2020-W53", "2020-12-28"),
        ])
    func number(day: String, iso: String, monday: String) throws {
        let week = Week(of: try #require(Day(iso: day)))
        #expect(week.iso == iso)
        #expect(week.monday.iso == monday)
        #expect(Week(iso: iso) == week && Week(from: day) == week)
        #expect(week.contains(week.sunday) && !week.contains(week.sunday + 1))
        #expect(week.next.previous == week && week.days.count == 7)
    }

    @Test("is read in small letters too")
    func small() { #expect(Week(iso: "2026-w48")?.iso == "2026-W48") }

    @Test(
        "is not read from anything else",
        arguments: [
            "", "2026", "2026-W", "2026-W0", "2026-W00", "2026-W54", "2025-W53", "2026-48",
            "1999-W01", "2200-W01", "9999-W52", "2026-W4a", "2026-W048", "-2026-W48", "2026-W+1",
            "٢٠٢٦-W48", "2026-W48-1",
        ])
    func refused(text: String) { #expect(Week(iso: text) == nil) }

    @Test("is not read from a day that no calendar has, or one absurdly far away")
    func days() {
        #expect(Week(from: "2026-02-30") == nil)
        #expect(Week(from: "9999-12-31") == nil && Week(from: "0001-01-01") == nil)
        #expect(Week(from: "morgen") == nil)
    }
}

@Suite("A time of day")
struct ClockTimeTests {
    @Test(
        "is read as people write one",
        arguments: [
            ("14:30", "14:30"), ("14.30", "14:30"), ("14u30", "14:30"), ("14 uur", "14:00"),
            ("9", "09:00"), ("09", "09:00"), ("9:05", "09:05"), ("0:00", "00:00"), ("14h", "14:00"),
            ("23:59", "23:59"), ("2:30 pm", "14:30"), ("12 am", "00:00"), ("12:15 PM", "12:15"),
            ("14u", "14:00"), (" 14 : 30 ", "14:30"), ("14:30 uur", "14:30"),
        ])
    func read(typed: String, text: String) { #expect(ClockTime(typed: typed)?.text == text) }

    @Test(
        "is not read from anything else",
        arguments: [
            "", "24:00", "14:60", "14:3", "half drie", "25", "1430", "-1", "14:30:00", "pm",
            "13 pm",
            "0 am", "٩", "14:", "14.", ":30", "99999999999999",
        ])
    func refused(typed: String) { #expect(ClockTime(typed: typed) == nil) }

    @Test("lies within a day")
    func range() {
        #expect(ClockTime(minutes: -1) == nil && ClockTime(minutes: 1440) == nil)
        #expect(ClockTime(minutes: 1439)?.text == "23:59")
    }

    @Test("is a moment by the clock of a place, also on the days when it is set forward or back")
    func moments() throws {
        func moment(_ day: String, _ time: String, _ zone: Zone = .amsterdam) throws -> String {
            let instant = zone.instant(
                try #require(Day(iso: day)), try #require(ClockTime(typed: time)))
            let utc = Zone.utc
            let (hour, minute) = utc.time(of: instant)
            return "\(utc.day(of: instant).iso) \(hour):\(minute)"
        }
        #expect(try moment("2026-11-25", "14:30") == "2026-11-25 13:30")
        #expect(try moment("2026-07-01", "0:30") == "2026-06-30 22:30")
        // Set forward at two: what is leapt over is told by the clock of before.
        #expect(try moment("2026-03-29", "1:59") == "2026-03-29 0:59")
        #expect(try moment("2026-03-29", "2:30") == "2026-03-29 1:30")
        #expect(try moment("2026-03-29", "3:00") == "2026-03-29 1:0")
        #expect(try moment("2026-03-29", "23:00") == "2026-03-29 21:0")
        // Set back at three: of the hour that comes twice the first is meant.
        #expect(try moment("2026-10-25", "2:30") == "2026-10-25 0:30")
        #expect(try moment("2026-10-25", "3:00") == "2026-10-25 2:0")
        let costaRica = try #require(Zone("America/Costa_Rica"))
        #expect(try moment("2026-11-25", "20:00", costaRica) == "2026-11-26 2:0")
    }
}
