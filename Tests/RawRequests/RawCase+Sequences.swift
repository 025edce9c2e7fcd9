/// Several requests on one connection, and what becomes of those behind a refusal.
extension RawCase {
    private static let length = "Content-Length: 3"
    private static let preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    private static let broken = "GET / HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n"

    static let sequences: [RawCase] = [
        RawCase.ok("two at once", get() + get(), "9112 9.3.2").behind(1),
        RawCase.ok("a POST between", get() + post(length, then: "abc") + get(), "9112 9.3.2")
            .behind(2),
        RawCase.ok("one behind chunks", chunked("3\r\nabc\r\n0\r\n\r\n") + get(), "9112 7.1")
            .behind(1),
        RawCase.ok("one behind trailers", chunked("0\r\nX: 1\r\n\r\n") + get(), "9112 7.1.2")
            .behind(1),
        RawCase.ok("an empty line behind a body", post(length, then: "abc\r\n") + get(), "9112 2.2")
            .behind(1),
        RawCase.ok(
            "an old client that stays, then one more",
            "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + get(), "9112 9.3"
        ).behind(1),
        RawCase.ok("ten at once", String(repeating: get(), count: 10), "9112 9.3.2").behind(9),
        .ok("one behind a close", get("Connection: close") + get(), "9112 9.6", stays: false),
        .ok(
            "one behind a body and a close", post("Connection: close", length, then: "abc") + get(),
            "9112 9.6", stays: false),
        .ok(
            "one behind an old client's", "GET / HTTP/1.0\r\n\r\n" + get(), "9112 9.3", stays: false
        ),
        RawCase.no(
            400, .emptyLines, "two empty lines behind a body",
            post(length, then: "abc\r\n\r\n") + get(), "9112 2.2"
        ).behind(1),
        .no(400, .blankBeforeColon, "one behind a refused head", broken + get(), "9112 9.6"),
        RawCase.no(
            400, .blankBeforeColon, "a refused one between two", get() + broken + get(), "9112 9.6"
        ).behind(1),
        .no(
            400, .contentLengthInvalid, "one as the body of a broken length",
            post("Content-Length: x", then: get()), "9112 6.3"),
        .no(
            413, .bodyTooLong, "a body that is too long, and one behind it",
            post("Content-Length: \(bodyLimit + 1)", then: get()), "9110 15.5.14"),
        .no(
            400, .chunkSize, "one behind a broken chunk", chunked("x\r\n") + get(), "9112 7.1"),
        .no(
            400, .chunkEnd, "a chunk longer than it says, and one behind it",
            chunked("3\r\nabcd\r\n0\r\n\r\n") + get("X: 1"), "9112 7.1"),
        .no(
            505, .versionNotSupported, "one behind another version",
            "GET / HTTP/3.0\r\n\r\n" + get(), "9110 15.6.6"),
        .no(
            501, .transferCodingUnknown, "one behind an unknown coding",
            post("Transfer-Encoding: gzip, chunked", then: get()), "9112 6.1"),
        RawCase.no(
            501, .methodNotImplemented, "a body longer than it says",
            post(length, then: "abcd") + get(), "9112 6.3"
        ).behind(1),
        RawCase.no(
            400, .requestLineShape, "a body longer by a line",
            post(length, then: "abcX: 1\r\n\r\n"),
            "9112 6.3"
        ).behind(1),
        RawCase.no(
            400, .requestLineShape, "chunks behind the last",
            chunked("0\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
            "9112 7.1"
        ).behind(1),
        RawCase.no(
            505, .versionNotSupported, "the preface of HTTP/2 behind a request", get() + preface,
            "9113 3.4"
        ).behind(1),
        RawCase.no(
            505, .versionNotSupported, "an upgrade that was not taken, and its preface",
            get("Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMAAABk")
                + preface, "9110 7.8"
        ).behind(1),
        RawCase.ok("a client that says no more", get("X: end"), "9112 9.6").ended,
        RawCase.ok("a body and no more", post(length, "X: end", then: "abc"), "9112 9.6").ended,
        RawCase.ok("chunks and no more", chunked("1\r\na\r\n0\r\n\r\n"), "9112 9.6").ended,
        RawCase.ok("two and no more", get("X: end") + get("X: end"), "9112 9.6").behind(1).ended,
        RawCase.truncated("half a head behind a request", get() + "GET / HT", "9112 8").behind(1),
        RawCase.truncated("half a body behind a request", get() + post(length, then: "a"), "9112 8")
            .behind(1),
        RawCase.truncated("half a chunk behind a request", get() + chunked("3\r\na"), "9112 8")
            .behind(1),
    ]

    private static func toLivez(_ method: String, _ lines: String..., then body: String = "")
        -> String
    {
        (["\(method) /livez HTTP/1.1", "Host: a"] + lines).map { $0 + "\r\n" }.joined() + "\r\n"
            + body
    }

    /// Answered as soon as the head is there, so that a body can only be left unread; then nothing
    /// behind it can be told from it, RFC 9112 section 9.3.
    static let early: [RawCase] = [
        .ok("without a body", toLivez("GET"), "9112 9.3"),
        .ok("a body of no bytes", toLivez("POST", "Content-Length: 0"), "9112 9.3"),
        .ok("a body that does not come", toLivez("POST", length), "9112 9.3", stays: false),
        .ok("a body", toLivez("POST", length, then: "abc"), "9112 9.3", stays: false),
        .ok("a body of GET", toLivez("GET", length, then: "abc"), "9112 9.3", stays: false),
        .ok(
            "a body and one behind it", toLivez("POST", length, then: "abc" + get()), "9112 9.3",
            stays: false),
        .ok(
            "a request as the body", toLivez("POST", "Content-Length: 27", then: get()), "9112 9.3",
            stays: false),
        .ok(
            "a body longer than any limit", toLivez("POST", "Content-Length: 99999999999"),
            "9112 9.3", stays: false),
        .ok(
            "chunks", toLivez("POST", "Transfer-Encoding: chunked", then: "0\r\n\r\n"), "9112 9.3",
            stays: false),
        .ok(
            "chunks that are broken", toLivez("POST", "Transfer-Encoding: chunked", then: "x\r\n"),
            "9112 9.3", stays: false),
        .ok(
            "a body that waits to be asked for", toLivez("POST", "Expect: 100-continue", length),
            "9110 10.1.1", stays: false),
        RawCase.ok("behind another", get() + toLivez("POST", length), "9112 9.3", stays: false)
            .behind(1),
    ]

    private static func head(_ lines: String..., then body: String = "") -> String {
        (["HEAD / HTTP/1.1"] + lines).map { $0 + "\r\n" }.joined() + "\r\n" + body
    }

    /// RFC 9110 section 9.3.2: no content, in a refusal neither.
    static let head: [RawCase] = [
        .ok("HEAD", head("Host: a"), "9110 9.3.2"),
        .ok("HEAD and a close", head("Host: a", "Connection: close"), "9112 9.3", stays: false),
        .ok("HEAD with a body", head("Host: a", length, then: "abc"), "9110 9.3.2"),
        .ok("HEAD in HTTP/1.0", "HEAD / HTTP/1.0\r\n\r\n", "9112 9.3", stays: false),
        .no(400, .hostMissing, "HEAD without a Host", head(), "9112 3.2"),
        .no(400, .fieldWithoutColon, "HEAD with a broken line", head("Host: a", "X"), "9112 5"),
        .no(
            417, .expectationUnknown, "HEAD that expects", head("Host: a", "Expect: x"),
            "9110 10.1.1"),
        .no(
            431, .tooManyFields, "HEAD with 101 fields",
            head("Host: a\r\n" + Array(repeating: "X: 1", count: 100).joined(separator: "\r\n")),
            "6585 5"),
        .no(
            413, .bodyTooLong, "HEAD with a body that is too long",
            "HEAD /form HTTP/1.1\r\nHost: a\r\nContent-Length: \(bodyLimit + 1)\r\n\r\n",
            "9110 15.5.14"),
        .no(
            400, .chunkSize, "HEAD with broken chunks",
            head("Host: a", "Transfer-Encoding: chunked", then: "x\r\n"), "9112 7.1"),
        .truncated("half of a HEAD", "HEAD / HTTP/1.1\r\nHost: a\r\n", "9112 8"),
        .truncated("half of the body of a HEAD", head("Host: a", length, then: "a"), "9112 8"),
    ]
}
