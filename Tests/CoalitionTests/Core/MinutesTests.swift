import Coalition
import Testing

@Suite("A duration as people type it")
struct MinutesTests {
    @Test(
        "is read in whole minutes",
        arguments: [
            ("1,5", 90), ("1.5", 90), ("1:30", 90), ("1u30", 90), ("90 min", 90), ("90min", 90),
            ("1,75", 105), ("0,5", 30), ("2", 120), ("2 uur", 120), ("2 hours", 120), ("1 h", 60),
            ("1h05", 65), (" 1 : 30 ", 90), ("45 minuten", 45), ("24", 1440), ("5 min", 5),
            ("1440 minutes", 1440), ("0:05", 5), ("1,5 UUR", 90), ("0,1", 6), ("24:00", 1440),
        ])
    func read(_ text: String, _ minutes: Int) { #expect(Minutes.parse(text) == minutes) }

    @Test(
        "is refused when it could be anything",
        arguments: [
            "", " ", "4 min", "25", "-1", "1,5,5", "een hele middag", "1:60", "1:5", "1u3", ",5",
            "1,",
            "1,555", "24:01", "1441 min", "0", "1e2", "½", "٢", "1;30", "1:30:00",
            "99999999999999999999",
            "min", "uur", "+2", "1.5.", "0x10", "1u30m",
        ])
    func refused(_ text: String) { #expect(Minutes.parse(text) == nil) }
}
