import Testing

@testable import HTTP

@Suite("Sets of bytes")
struct BytesTests {
    private static let alphanumeric =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

    @Test("hold the letters of their grammar and no others")
    func classes() {
        let expected: [(ByteClass, String)] = [
            (.token, "!#$%&'*+-.^_`|~" + Self.alphanumeric),
            (.registeredName, "-._~!$&'()*+,;=%" + Self.alphanumeric),
            (.ipv6, "0123456789ABCDEFabcdef:."),
            (.cookieValue, "!#$%&'()*+-./:<=>?@[]^_`{|}~" + Self.alphanumeric),
        ]
        for (found, letters) in expected {
            #expect((0...255).filter(found.contains) == letters.utf8.sorted())
        }
    }

    @Test("of a field value are found at every place of a word and behind it")
    func fieldValues() {
        for byte in UInt8.min...UInt8.max {
            for place in 0..<19 {
                var bytes = [UInt8](repeating: 0x61, count: 19)
                bytes[place] = byte
                let isAllowed = byte >= 0x20 && byte != 0x7F || byte == 0x09
                let (isWholeAllowed, isStartAllowed) = (
                    bytes.span.areFieldValue(in: 0..<19), bytes.span.areFieldValue(in: 0..<place)
                )
                #expect(isWholeAllowed == isAllowed, "\(byte) at \(place)")
                #expect(isStartAllowed, "before \(place)")
            }
        }
    }
}
