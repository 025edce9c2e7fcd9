import Coalition
import Fixtures
import Testing

@Suite("Signing in")
struct SignInTests {
    let fixture: Fixture
    private let office = "192.0.2.1"
    private let home = "198.51.100.7"
    private let hanneke = "hanneke@voorbeeld.nl"

    init() throws { fixture = try Fixture() }

    private func fail(_ times: Int, _ email: String, from address: String) throws {
        for _ in 0..<times {
            try fixture.records.write(as: .system, address: address) {
                try SignIn.failed(email: email, in: $0)
            }
        }
    }

    /// Seconds to wait; nil when there is no need.
    private func delay(_ email: String, from address: String) throws -> Int? {
        do {
            try fixture.records.read(as: .system, address: address) {
                try SignIn.requireTurn(email: email, in: $0)
            }
            return nil
        } catch Refusal.tooMany(let seconds) { return seconds }
    }

    @Test("may fail five times, then waits longer each time, a quarter of an hour at most")
    func grows() throws {
        try fail(5, hanneke, from: home)
        #expect(try delay(hanneke, from: home) == nil)
        var delays: [Int] = []
        for _ in 0..<12 {
            try fail(1, hanneke, from: home)
            delays.append(try #require(try delay(hanneke, from: home)))
        }
        #expect(delays == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
    }

    @Test("is possible again once the time is over")
    func waits() throws {
        try fail(7, hanneke, from: home)
        #expect(try delay(hanneke, from: home) == 4)
        fixture.clock.now = fixture.clock.now.adding(seconds: 4)
        #expect(try delay(hanneke, from: home) == nil)
    }

    @Test("from another address is never delayed, however often this one fails")
    func elsewhere() throws {
        try fail(40, hanneke, from: home)
        #expect(try delay(hanneke, from: office) == nil)
    }

    @Test("with another account from an address shared by an office is not delayed soon")
    func sharedAddress() throws {
        try fail(10, hanneke, from: office)
        #expect(try delay(hanneke, from: office) != nil)
        #expect(try delay("els@voorbeeld.nl", from: office) == nil)
        for number in 0..<11 { try fail(1, "gok\(number)@voorbeeld.nl", from: office) }
        #expect(try delay("els@voorbeeld.nl", from: office) != nil)
    }

    @Test("counts one account whatever its case, and whether or not it exists")
    func normalised() throws {
        try fail(6, "  HANNEKE@voorbeeld.nl", from: home)
        #expect(try delay(hanneke, from: home) == 2)
    }

    @Test("with success forgets the failures of this address on this account")
    func success() throws {
        try fail(6, hanneke, from: home)
        try fixture.records.write(as: .system, address: home) {
            try SignIn.succeeded(email: hanneke, in: $0)
        }
        #expect(try delay(hanneke, from: home) == nil)
        try fail(5, hanneke, from: home)
        #expect(try delay(hanneke, from: home) == nil)
    }

    @Test("forgets failures of more than a day ago")
    func aged() throws {
        try fail(9, hanneke, from: home)
        fixture.clock.now = fixture.clock.now.adding(seconds: 86_401)
        try fail(1, hanneke, from: home)
        #expect(try delay(hanneke, from: home) == nil)
    }
}
