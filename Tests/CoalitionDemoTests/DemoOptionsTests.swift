import Coalition
import CoalitionDemo
import Testing

@Suite("Options of a demo")
struct DemoOptionsTests {
    private func options(_ size: String?, _ times: String?, _ today: String? = nil) -> DemoOptions {
        var options = DemoOptions()
        (options.size, options.times, options.today) = (size, times, today)
        return options
    }

    @Test("are granted from the ordinary demo to a hundred times the country's log")
    func granted() throws {
        #expect(try options(nil, nil).plan().size == nil)
        #expect(try options("demo", nil).plan().size == nil)
        #expect(try options("country", nil).plan().size == .country())
        #expect(try options("country", "100").plan().size == .country(times: 100))
        #expect(try options("province", "10").plan().size == .province(times: 10))
        #expect(
            try options(nil, nil, "2026-11-24").plan().clock.now.milliseconds == 1_795_518_000_000)
    }

    @Test(
        "are refused in one sentence for a number, size or day that cannot be",
        arguments: [
            ("country", "0", nil), ("country", "x", nil), ("country", "101", nil),
            ("village", nil, nil), (nil, "2", nil), ("demo", "2", nil), (nil, nil, "2026-02-30"),
        ] as [(String?, String?, String?)])
    func refused(size: String?, times: String?, today: String?) {
        let failure = #expect(throws: StartFailure.self) { try options(size, times, today).plan() }
        #expect(failure?.status == .usage)
        #expect(failure?.sentence.hasSuffix(".") == true)
    }
}
