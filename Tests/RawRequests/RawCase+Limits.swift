extension RawCase {
    private static func letters(_ count: Int) -> String { String(repeating: "a", count: count) }

    /// "GET /" and " HTTP/1.1" are 14 bytes of the 8,192 of a request line.
    private static func line(_ count: Int) -> String {
        "GET /\(letters(count - 14)) HTTP/1.1\r\nHost: a\r\n\r\n"
    }

    private static func fields(_ count: Int) -> String {
        "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: 1\r\n", count: count - 1) + "\r\n"
    }

    /// A head of exactly so many bytes, its last empty line included.
    private static func head(_ count: Int) -> String {
        let start = "GET / HTTP/1.1\r\nHost: a\r\nX: "
        return start + letters(count - start.utf8.count - 4) + "\r\n\r\n"
    }

    static let limits: [RawCase] = [
        .ok("a line as long as allowed", line(8192), "9112 3"),
        .no(414, .requestLineTooLong, "a line too long by one", line(8193), "9112 3"),
        .no(414, .requestLineTooLong, "a line that never ends", "GET /" + letters(9000), "9112 3"),
        .no(414, .requestLineTooLong, "a method that never ends", letters(9000), "9112 3"),
        .ok("100 fields", fields(100), "6585 5"),
        .no(431, .tooManyFields, "101 fields", fields(101), "6585 5"),
        .ok("a head as long as allowed", head(32768), "6585 5"),
        .no(431, .headTooLong, "a head too long by one", head(32769), "6585 5"),
        .no(
            431, .headTooLong, "a field that never ends",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + letters(40_000), "6585 5"),
        .no(
            431, .headTooLong, "a name that never ends",
            "GET / HTTP/1.1\r\n" + letters(40_000), "6585 5"),
    ]

    /// Every control byte at every kind of place, RFC 9110 sections 5.1 and 5.5.
    static let bytes: [RawCase] = controlBytes.flatMap { byte -> [RawCase] in
        let place = "byte \(byte) "
        return [
            .no(
                400, .fieldValueByte, place + "in a value",
                bytes: around("GET / HTTP/1.1\r\nHost: a\r\nX: a", byte, "b\r\n\r\n"), "9110 5.5"),
            .no(
                400, .fieldNameNotToken, place + "in a name",
                bytes: around("GET / HTTP/1.1\r\nHost: a\r\nX", byte, "Y: b\r\n\r\n"), "9110 5.1"),
            .no(
                400, .targetByte, place + "in a target",
                bytes: around("GET /a", byte, "b HTTP/1.1\r\nHost: a\r\n\r\n"), "3986 2"),
            .no(
                400, .methodNotToken, place + "in a method",
                bytes: around("GE", byte, "T / HTTP/1.1\r\nHost: a\r\n\r\n"), "9110 9.1"),
        ]
    }

    private static let controlBytes: [UInt8] = [0, 1, 7, 8, 11, 12, 14, 26, 27, 31, 127]

    private static func around(_ before: String, _ byte: UInt8, _ after: String) -> [UInt8] {
        Array(before.utf8) + [byte] + Array(after.utf8)
    }
}
