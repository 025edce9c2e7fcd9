extension RawCase {
    private static let length = "Content-Length: 3"
    private static let zeros = String(repeating: "0", count: 30)
    private static let coding = "Transfer-Encoding: chunked"

    static let contentLength: [RawCase] = [
        .ok("three bytes", post(length, then: "abc"), "9110 8.6"),
        .ok("none", post("Content-Length: 0"), "9110 8.6"),
        .ok("leading zeros", post("Content-Length: 0003", then: "abc"), "9110 8.6"),
        .ok("tabs around", post("Content-Length:\t3\t", then: "abc"), "9110 8.6"),
        .ok("a body of GET", get(length) + "abc", "9110 9.3.1"),
        .ok(
            "a body that looks like a request",
            post("Content-Length: 18", then: "GET / HTTP/1.1\r\n\r\n"), "9112 6.3"),
        .ok("a body of bare line feeds", post(length, then: "\n\r\n"), "9112 6.3"),
        .ok(
            "as long as allowed",
            post("Content-Length: \(bodyLimit)", then: String(repeating: "x", count: bodyLimit)),
            "9110 15.5.14"),
        .no(
            413, .bodyTooLong, "one too many", post("Content-Length: \(bodyLimit + 1)"),
            "9110 15.5.14"),
        .no(
            413, .bodyTooLong, "beyond 64 bits", post("Content-Length: 99999999999999999999"),
            "9110 8.6"),
        .no(
            413, .bodyTooLong, "what wraps to 3",
            post("Content-Length: 18446744073709551619", then: "abc"), "9110 8.6"),
        .no(
            413, .bodyTooLong, "the largest signed", post("Content-Length: 9223372036854775807"),
            "9110 8.6"),
        .no(
            400, .contentLengthTwice, "twice", post(length, "Content-Length: 4", then: "abcd"),
            "9112 6.3"),
        .no(
            400, .contentLengthTwice, "twice the same", post(length, length, then: "abc"),
            "9112 6.3"),
        .no(
            400, .contentLengthTwice, "twice in two spellings",
            post(length, "content-length: 0", then: "abc"), "9112 6.3"),
        .no(
            400, .contentLengthInvalid, "a list", post("Content-Length: 3, 3", then: "abc"),
            "9112 6.3"),
        .no(
            400, .contentLengthInvalid, "a sign", post("Content-Length: +3", then: "abc"),
            "9110 8.6"),
        .no(
            400, .contentLengthInvalid, "negative", post("Content-Length: -3", then: "abc"),
            "9110 8.6"),
        .no(400, .contentLengthInvalid, "empty", post("Content-Length:", then: "abc"), "9110 8.6"),
        .no(
            400, .contentLengthInvalid, "hexadecimal", post("Content-Length: 0x3", then: "abc"),
            "9110 8.6"),
        .no(
            400, .contentLengthInvalid, "a fraction", post("Content-Length: 3.0", then: "abc"),
            "9110 8.6"),
        .no(
            400, .contentLengthInvalid, "an exponent", post("Content-Length: 3e0", then: "abc"),
            "9110 8.6"),
        .no(
            400, .contentLengthInvalid, "a unit", post("Content-Length: 3 bytes", then: "abc"),
            "9110 8.6"),
        .no(
            400, .contentLengthInvalid, "a space within", post("Content-Length: 1 3", then: "abc"),
            "9110 8.6"),
        .no(
            400, .contentLengthInvalid, "quoted", post("Content-Length: \"3\"", then: "abc"),
            "9110 8.6"),
        .no(
            400, .contentLengthInvalid, "an underscore", post("Content-Length: 1_0", then: "abc"),
            "9110 8.6"),
        .no(
            400, .contentLengthInvalid, "other digits", post("Content-Length: ٣", then: "abc"),
            "9110 8.6"),
        .no(400, .contentLengthInvalid, "a word", post("Content-Length: chunked"), "9110 8.6"),
        .ok("thirty zeros", post("Content-Length: \(zeros)3", then: "abc"), "9110 8.6"),
        .no(
            400, .contentLengthInvalid, "blanks", post("Content-Length: \t ", then: "abc"),
            "9110 8.6"),
        .no(
            400, .contentLengthInvalid, "a list with nothing before", post("Content-Length: ,3"),
            "9112 6.3"),
        .no(
            400, .contentLengthInvalid, "a list with nothing behind", post("Content-Length: 3,"),
            "9112 6.3"),
        .no(
            400, .contentLengthInvalid, "a list of two", post("Content-Length: 3, 4", then: "abcd"),
            "9112 6.3"),
        .no(
            400, .contentLengthInvalid, "a parameter", post("Content-Length: 3;q=1", then: "abc"),
            "9110 8.6"),
        .no(400, .contentLengthInvalid, "zero with a sign", post("Content-Length: -0"), "9110 8.6"),
        .no(
            400, .contentLengthInvalid, "digits of full width", post("Content-Length: ３"),
            "9110 8.6"),
        .no(
            400, .fieldValueByte, "NUL behind the length", post("Content-Length: 3\u{0}"),
            "9110 5.5"),
        .no(
            400, .contentLengthTwice, "a list on the second line",
            post(length, "Content-Length: 3, 3", then: "abc"), "9112 6.3"),
        .no(
            400, .contentLengthTwice, "twice in HTTP/1.0",
            "POST / HTTP/1.0\r\n\(length)\r\n\(length)\r\n\r\nabc", "9112 6.3"),
        .ok(
            "in HTTP/1.0", "POST / HTTP/1.0\r\n\(length)\r\n\r\nabc", "9112 6.3", stays: false),
        .truncated("a body cut off", post(length, then: "ab"), "9112 8"),
        .truncated("a body that never comes", post(length), "9112 8"),
    ]

    static let transferEncoding: [RawCase] = [
        .ok("chunked", post(coding, then: "3\r\nabc\r\n0\r\n\r\n"), "9112 7.1"),
        .ok("in capitals", post("Transfer-Encoding: CHUNKED", then: "0\r\n\r\n"), "9112 7"),
        .ok("tabs around", post("Transfer-Encoding:\tchunked\t", then: "0\r\n\r\n"), "9110 5.6.3"),
        .ok("on a GET", get(coding) + "0\r\n\r\n", "9110 9.3.1"),
        .no(
            400, .lengthWithTransferEncoding, "CL.TE", post(length, coding, then: "0\r\n\r\nx"),
            "9112 6.1"),
        .no(
            400, .lengthWithTransferEncoding, "TE.CL",
            post(coding, length, then: "3\r\nabc\r\n0\r\n\r\n"), "9112 6.1"),
        .no(
            400, .lengthWithTransferEncoding, "TE.0",
            post(coding, "Content-Length: 0", then: "0\r\n\r\n"), "9112 6.1"),
        .no(
            400, .transferEncodingTwice, "TE.TE", post(coding, coding, then: "0\r\n\r\n"),
            "9112 6.1"),
        .no(
            400, .transferEncodingTwice, "chunked, then identity",
            post(coding, "Transfer-Encoding: identity", then: "0\r\n\r\n"), "9112 6.1"),
        .no(
            400, .transferEncodingInvalid, "identity, then chunked",
            post("Transfer-Encoding: identity", coding, then: "0\r\n\r\n"), "9112 6.1"),
        .no(
            400, .transferEncodingInvalid, "identity", post("Transfer-Encoding: identity"),
            "9112 6.3"),
        .no(400, .transferEncodingInvalid, "empty", post("Transfer-Encoding:"), "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "gzip only", post("Transfer-Encoding: gzip"), "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "chunked is not last",
            post("Transfer-Encoding: chunked, gzip"), "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "chunked twice",
            post("Transfer-Encoding: chunked, chunked"), "9112 6.1"),
        .no(
            400, .transferEncodingInvalid, "xchunked", post("Transfer-Encoding: xchunked"),
            "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "chunkedx", post("Transfer-Encoding: chunkedx"),
            "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "quoted", post("Transfer-Encoding: \"chunked\""),
            "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "a parameter", post("Transfer-Encoding: chunked;q=1"),
            "9112 7"),
        .no(
            400, .transferEncodingInvalid, "a comma before", post("Transfer-Encoding: ,chunked"),
            "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "a comma behind", post("Transfer-Encoding: chunked,"),
            "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "a blank within", post("Transfer-Encoding: chu nked"),
            "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "a letter that folds to k",
            post("Transfer-Encoding: chun\u{212A}ed"), "9112 6.3"),
        .no(
            400, .fieldValueByte, "a vertical tab before", post("Transfer-Encoding: \u{0B}chunked"),
            "9110 5.5"),
        .no(
            400, .fieldValueByte, "NUL behind", post("Transfer-Encoding: chunked\u{0}"), "9110 5.5"),
        .no(
            400, .bareLineFeed, "LF before the coding", post("Transfer-Encoding:\nchunked"),
            "9112 2.2"),
        .no(
            501, .transferCodingUnknown, "gzip, chunked", post("Transfer-Encoding: gzip, chunked"),
            "9112 6.1"),
        .no(
            501, .transferCodingUnknown, "identity, chunked",
            post("Transfer-Encoding: identity, chunked"), "9112 6.1"),
        .no(
            400, .transferEncodingInOldVersion, "in HTTP/1.0",
            "POST / HTTP/1.0\r\n\(coding)\r\n\r\n0\r\n\r\n", "9112 6.1"),
    ]

    static let connection: [RawCase] = [
        .ok("close", get("Connection: close"), "9112 9.3", stays: false),
        .ok("close in capitals", get("Connection: CLOSE"), "9112 9.3", stays: false),
        .ok("close in a list", get("Connection: x , close"), "9112 9.3", stays: false),
        .ok(
            "close on the second line", get("Connection: x", "Connection: close"), "9112 9.3",
            stays: false),
        .ok("close wins", get("Connection: keep-alive, close"), "9112 9.3", stays: false),
        .ok("keep-alive", get("Connection: keep-alive"), "9112 9.3"),
        .ok("a word that holds close", get("Connection: closed"), "9112 9.3"),
        .ok("an empty list", get("Connection: ,,"), "9110 5.6.1"),
        .ok(
            "an old client that stays", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "9112 9.3"),
        .ok("an old client", "GET / HTTP/1.0\r\nConnection: x\r\n\r\n", "9112 9.3", stays: false),
    ]
}
