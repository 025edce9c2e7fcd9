import Coalition
import Testing

@Suite("The wish for a demo")
struct DemoWishTests {
    private func wish(_ size: String?, _ times: String?, _ today: String? = nil) -> DemoWish {
        var wish = DemoWish()
        (wish.size, wish.times, wish.today) = (size, times, today)
        return wish
    }

    @Test("is granted from the ordinary demo to a hundred times the country's log")
    func granted() throws {
        #expect(try wish(nil, nil).plan().size == nil)
        #expect(try wish("demo", nil).plan().size == nil)
        #expect(try wish("country", nil).plan().size == .country())
        #expect(try wish("country", "100").plan().size == .country(times: 100))
        #expect(try wish("province", "10").plan().size == .province(times: 10))
        #expect(try wish(nil, nil, "2026-11-24").plan().clock.now.milliseconds == 1_795_518_000_000)
    }

    @Test(
        "is refused in one sentence for a number, size or day that cannot be",
        arguments: [
            ("country", "0", nil), ("country", "x", nil), ("country", "101", nil),
            ("village", nil, nil), (nil, "2", nil), ("demo", "2", nil), (nil, nil, "2026-02-30"),
        ] as [(String?, String?, String?)])
    func refused(size: String?, times: String?, today: String?) {
        let failure = #expect(throws: StartFailure.self) { try wish(size, times, today).plan() }
        #expect(failure?.status == .usage)
        #expect(failure?.sentence.hasSuffix(".") == true)
    }
}
