import Coalition
import Testing

@Suite("A time zone")
struct ZoneTests {
    private func instant(_ day: String, _ hour: Int, _ minute: Int) throws -> Instant {
        let midnight = Int64(try #require(Day(iso: day)).number) * 86_400_000
        return Instant(milliseconds: midnight + Int64(hour * 60 + minute) * 60_000)
    }

    @Test(
        "edge case: \"Today\" near midnight - the day is the city's own",
        arguments: [
            ("2026-11-24", 22, 59, "Europe/Amsterdam", "2026-11-24"),
            ("2026-11-24", 23, 0, "Europe/Amsterdam", "2026-11-25"),
            ("2026-11-24", 23, 30, "Europe/Amsterdam", "2026-11-25"),
            ("2026-07-24", 22, 0, "Europe/Amsterdam", "2026-07-25"),
            ("2026-12-31", 23, 30, "Europe/Amsterdam", "2027-01-01"),
            ("2028-02-28", 23, 30, "Europe/Amsterdam", "2028-02-29"),
            ("2026-11-24", 23, 30, "America/Costa_Rica", "2026-11-24"),
            ("2026-11-24", 5, 59, "America/Costa_Rica", "2026-11-23"),
            ("2026-11-24", 19, 59, "Asia/Tbilisi", "2026-11-24"),
            ("2026-11-24", 20, 0, "Asia/Tbilisi", "2026-11-25"),
            ("2026-11-24", 21, 0, "Africa/Dar_es_Salaam", "2026-11-25"),
            ("2026-11-24", 23, 30, "UTC", "2026-11-24"),
        ])
    func days(_ day: String, _ hour: Int, _ minute: Int, _ name: String, _ local: String) throws {
        let zone = try #require(Zone(name))
        #expect(zone.day(of: try instant(day, hour, minute)).iso == local)
    }

    @Test("keeps to the clock on the days when it is put forward and back")
    func summerTime() throws {
        let zone = Zone.amsterdam
        #expect(zone.time(of: try instant("2026-03-29", 0, 59)) == (1, 59))
        #expect(zone.time(of: try instant("2026-03-29", 1, 0)) == (3, 0))
        #expect(zone.time(of: try instant("2026-10-25", 0, 30)) == (2, 30))
        #expect(zone.time(of: try instant("2026-10-25", 1, 30)) == (2, 30))
        #expect(zone.day(of: try instant("2026-03-28", 22, 59)).iso == "2026-03-28")
        #expect(zone.day(of: try instant("2026-03-29", 21, 59)).iso == "2026-03-29")
        #expect(zone.day(of: try instant("2026-03-29", 22, 0)).iso == "2026-03-30")
        #expect(zone.day(of: try instant("2026-10-25", 22, 59)).iso == "2026-10-25")
        #expect(zone.day(of: try instant("2026-10-25", 23, 0)).iso == "2026-10-26")
    }

    @Test("knows the days before 1970 too")
    func past() throws {
        #expect(Zone.amsterdam.day(of: Instant(milliseconds: -1)).iso == "1970-01-01")
        #expect(try #require(Zone("UTC")).day(of: Instant(milliseconds: -1)).iso == "1969-12-31")
    }

    @Test(
        "is refused when nobody knows it",
        arguments: [
            "", "Europe/Nijmegen", "CET+1", "../etc/passwd", "Amsterdam", "Europe/",
            "europe amsterdam",
        ])
    func unknown(_ name: String) { #expect(Zone(name) == nil) }
}
