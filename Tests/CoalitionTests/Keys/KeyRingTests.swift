import Coalition
import Fixtures
import Foundation
import Testing

@Suite("A key file")
struct KeyRingTests {
    private let secret = Data(repeating: 7, count: 32).base64EncodedString()

    private var whole: String {
        ["1 personal", "2 life", "3 index", "4 audit"].map { "\($0) \(secret)\n" }.joined()
    }

    @Test("is written and read again")
    func text() throws {
        let ring = try KeyRing.generate()
        #expect(ring.text.split(separator: "\n").count == 4)
        #expect(try KeyRing(text: ring.text).text == ring.text)
        #expect(try KeyRing.generate().text != ring.text)
        #expect(try KeyRing(text: "# ours\r\n\n" + whole).list.map(\.number) == [1, 2, 3, 4])
    }

    @Test("is refused when a line is no key")
    func malformed() {
        let lines = [
            "0 personal \(secret)", "256 personal \(secret)", "-1 personal \(secret)",
            "5 colour \(secret)", "5 personal", "5 personal \(secret) x", "5 personal AAAA",
            "vijf personal \(secret)", "5 personal \(secret)=", "1 personal \(secret)",
        ]
        for line in lines {
            #expect(throws: KeyError.malformed) { try KeyRing(text: whole + line + "\n") }
        }
    }

    @Test("is refused when a purpose has no key")
    func missing() {
        #expect(throws: KeyError.missing(.personal)) { try KeyRing(text: "") }
        let text = "1 personal \(secret)\n3 index \(secret)\n4 audit \(secret)\n"
        #expect(throws: KeyError.missing(.life)) { try KeyRing(text: text) }
    }

    @Test("is made for its owner alone and never overwritten")
    func file() throws {
        let fixture = try Fixture()
        let path = fixture.folder.appending(path: "new.key").path
        let ring = try KeyFile.create(path)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(try KeyFile.read(path).text == ring.text)
        #expect(throws: KeyError.self) { try KeyFile.create(path) }
        #expect(try KeyFile.read(path).text == ring.text)
    }

    @Test(
        "that others can read is refused, as is one that is not there", arguments: [0o640, 0o604])
    func modes(_ mode: Int) throws {
        let fixture = try Fixture()
        let path = fixture.folder.appending(path: "new.key").path
        #expect(throws: KeyError.absent(path)) { try KeyFile.read(path) }
        _ = try KeyFile.create(path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        #expect(throws: KeyError.readableByOthers(path)) { try KeyFile.read(path) }
    }

    @Test("of another database is refused by the number of its first key")
    func wrong() throws {
        let fixture = try Fixture()
        #expect(throws: KeyError.notOfThisDatabase(1)) {
            try Records(fixture.records.database, keys: KeyRing.generate())
        }
        let lines = fixture.keys.text.split(separator: "\n", omittingEmptySubsequences: false)
        let other = try KeyRing.generate().text.split(separator: "\n")
        let mixed = (lines.prefix(3) + other[3...]).joined(separator: "\n")
        #expect(throws: KeyError.notOfThisDatabase(4)) {
            try Records(fixture.records.database, keys: KeyRing(text: mixed))
        }
        #expect(throws: Never.self) {
            try Records(fixture.records.database, keys: KeyRing(text: fixture.keys.text))
        }
    }
}
