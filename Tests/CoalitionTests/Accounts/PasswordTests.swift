import Coalition
import Fixtures
import Testing

@Suite("A password")
struct PasswordTests {
    private let cost = Password.Cost(rounds: 16)

    private func user(_ name: String = "Hanneke Vos") throws -> User {
        let fixture = try Fixture()
        return try fixture.write(.system) { tx in
            let id = try User.create(email: "hanneke.vos@voorbeeld.nl", name: name, in: tx)
            return try #require(try User.find(id, in: tx))
        }
    }

    @Test("is known by its hash, and no other password is")
    func verified() throws {
        let hash = try Password.hash("samen aan tafel 7", cost: cost)
        #expect(try Password.verify("samen aan tafel 7", hash, cost: .standard))
        for other in ["samen aan tafel 8", "Samen aan tafel 7", "samen aan tafel 7 ", ""] {
            #expect(try !Password.verify(other, hash, cost: cost))
        }
        #expect(!hash.contains("tafel"))
        #expect(hash.hasPrefix("scrypt$16$8$3$"))
    }

    @Test("has another hash each time")
    func salted() throws {
        let password = "samen aan tafel 7"
        #expect(try Password.hash(password, cost: cost) != Password.hash(password, cost: cost))
    }

    @Test("is the same however the keyboard composes its letters")
    func composed() throws {
        let hash = try Password.hash("caf\u{E9} om de hoek", cost: cost)
        #expect(try Password.verify("cafe\u{301} om de hoek", hash, cost: cost))
    }

    @Test("is never known without a hash, or with one that is damaged")
    func absent() throws {
        let damaged = ["", "scrypt", "scrypt$16$8$3$AAAA", "md5$16$8$3$AAAA$AAAA", "plain"]
        #expect(try !Password.verify("", nil, cost: cost))
        for hash in damaged { #expect(try !Password.verify("", hash, cost: cost)) }
        #expect(try !Password.verify("", "scrypt$16$8$3$AAAA$", cost: cost))
    }

    @Test("costs what is written beside its hash")
    func costs() {
        #expect(
            Password.Cost.standard == Password.Cost(rounds: 32_768, blockSize: 8, parallelism: 3))
    }

    @Test(
        "is refused when it is short, long or the first that anybody tries",
        arguments: [
            ("elf tekens!", "problem.password_short"), ("", "problem.password_short"),
            (String(repeating: "ab cd ", count: 22), "problem.password_long"),
            ("wachtwoord123", "problem.password_common"),
            ("Gemeente2026!", "problem.password_common"),
            ("SamenHier-2026", "problem.password_common"),
            ("welkomwelkom", "problem.password_common"),
            ("123456789012345", "problem.password_common"),
            ("aaaaaaaaaaaaaa", "problem.password_common"),
            ("abababababab", "problem.password_common"),
            ("HannekeVos1234", "problem.password_common"),
            ("hanneke.vos!!", "problem.password_common"),
            ("N1jm3g3n-2026", nil), ("samen-aan-tafel-2026", nil), ("correct paard batterij", nil),
            ("пароль для всех", nil), ("twaalf tek..", nil),
            (String(repeating: "abcdefgh", count: 16), nil),
        ])
    func problems(_ password: String, _ problem: String?) throws {
        #expect(Password.problem(password, for: try user()) == problem)
    }
}
