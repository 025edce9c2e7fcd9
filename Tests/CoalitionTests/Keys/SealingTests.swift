import Fixtures
import Testing

@testable import Coalition

@Suite("A sealed value")
struct SealingTests {
    let keys: KeyRing
    let place = SealedPlace("volunteers.name", 12)

    init() throws { keys = try KeyRing.generate() }

    @Test("opens where it was sealed", arguments: ["", "Yusuf Öztürk", "محمد", "a\u{0}b", "👩‍👧"])
    func opens(_ text: String) throws {
        #expect(try keys.open(keys.seal(text, place), place) == text)
    }

    @Test("is different each time, and holds nothing of the text")
    func nonce() throws {
        let (first, second) = (try keys.seal("Hanneke", place), try keys.seal("Hanneke", place))
        #expect(first != second)
        #expect(first.count == 2 + 12 + 7 + 16)
        #expect(
            !first.indices.dropLast(6).contains {
                Array(first[$0..<($0 + 7)]) == Array("Hanneke".utf8)
            })
    }

    @Test("does not open in another row or column")
    func moved() throws {
        let sealed = try keys.seal("Hanneke", place)
        for other in [SealedPlace("volunteers.name", 13), SealedPlace("volunteers.phone", 12)] {
            #expect(throws: Damaged.self) { try keys.open(sealed, other) }
        }
    }

    @Test("does not open once any of its bytes is changed or missing")
    func changed() throws {
        let sealed = try keys.seal("Hanneke", place)
        for index in sealed.indices {
            var other = sealed
            other[index] ^= 1
            #expect(throws: Damaged.self) { try keys.open(other, place) }
        }
        for count in [0, 1, 2, 29, sealed.count - 1] {
            #expect(throws: Damaged.self) { try keys.open(Array(sealed.prefix(count)), place) }
        }
    }

    @Test("of a life does not open as personal data, nor the other way about")
    func purposes() throws {
        let life = try keys.seal("Hanneke", place, keys.sealing(.life))
        #expect(throws: Damaged.self) { try keys.open(life, place) }
        #expect(throws: Damaged.self) { try keys.open(keys.seal("x", place), place, .life) }
        #expect(try keys.open(life, place, .life) == "Hanneke")
    }

    @Test("does not open under other keys")
    func otherKeys() throws {
        let other = try KeyRing.generate()
        let sealed = try keys.seal("Hanneke", place)
        #expect(throws: Damaged.self) { try other.open(sealed, place) }
    }

    @Test("of an old key still opens once a new one seals")
    func rotation() throws {
        let sealed = try keys.seal("Hanneke", place)
        let secret = try KeyRing.generate().text.split(separator: "\n")[0].split(separator: " ")[2]
        let rotated = try KeyRing(text: keys.text + "9 personal \(secret)\n")
        #expect(try rotated.open(sealed, place) == "Hanneke")
        #expect(try rotated.seal("Hanneke", place)[1] == 9)
        #expect(rotated.list.filter(\.isInUse).map(\.number) == [2, 3, 4, 9])
    }

    @Test("is found by a token that does not mind case and diacritics, in its own column only")
    func tokens() throws {
        let token = try keys.token("Zoë@Voorbeeld.nl", "volunteers.email")
        #expect(try keys.token("zoe@voorbeeld.NL", "volunteers.email") == token)
        #expect(try keys.token("zoe@voorbeeld.nl", "users.email") != token)
        #expect(try KeyRing.generate().token("zoe@voorbeeld.nl", "volunteers.email") != token)
    }
}
