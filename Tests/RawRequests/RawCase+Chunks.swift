extension RawCase {
    private static let end = "0\r\n\r\n"

    static let chunks: [RawCase] = [
        .ok("no data", chunked(end), "9112 7.1"),
        .ok("two chunks", chunked("3\r\nabc\r\n2\r\nde\r\n" + end), "9112 7.1"),
        .ok(
            "hexadecimal in both cases", chunked("a\r\n0123456789\r\nA\r\n0123456789\r\n" + end),
            "9112 7.1"),
        .ok("sixteen digits", chunked("0000000000000003\r\nabc\r\n" + end), "9112 7.1"),
        .ok("several zeros", chunked("000\r\n\r\n"), "9112 7.1"),
        .ok("data that looks like an end", chunked("5\r\n0\r\n\r\n\r\n" + end), "9112 7.1"),
        .ok("an extension", chunked("3;a\r\nabc\r\n" + end), "9112 7.1.1"),
        .ok("an extension with a value", chunked("3;a=b\r\nabc\r\n" + end), "9112 7.1.1"),
        .ok("a quoted value", chunked("3;a=\"b;\\\"c\"\r\nabc\r\n" + end), "9112 7.1.1"),
        .ok("blanks around", chunked("3 ; a = b\r\nabc\r\n" + end), "9112 7.1.1"),
        .ok("several extensions", chunked("3;a;b=c;d\r\nabc\r\n0;e\r\n\r\n"), "9112 7.1.1"),
        .ok(
            "as long as allowed",
            chunked("10000\r\n" + String(repeating: "x", count: bodyLimit) + "\r\n" + end),
            "9110 15.5.14"),
        .no(413, .bodyTooLong, "one too many", chunked("10001\r\n"), "9110 15.5.14"),
        .no(
            413, .bodyTooLong, "too many together", chunked("3\r\nabc\r\nfffe\r\n"),
            "9110 15.5.14"),
        .no(413, .bodyTooLong, "the largest size", chunked("ffffffffffffffff\r\n"), "9112 7.1"),
        .no(413, .bodyTooLong, "the largest signed", chunked("7fffffffffffffff\r\n"), "9112 7.1"),
        .no(
            400, .chunkSize, "seventeen digits", chunked("00000000000000003\r\nabc\r\n"), "9112 7.1"
        ),
        .no(
            400, .chunkSize, "what wraps to 3", chunked("10000000000000003\r\nabc\r\n"), "9112 7.1"),
        .no(400, .chunkSize, "no size", chunked("\r\nabc\r\n"), "9112 7.1"),
        .no(400, .chunkSize, "no digits", chunked("xyz\r\n"), "9112 7.1"),
        .no(400, .chunkSize, "0x", chunked("0x3\r\nabc\r\n"), "9112 7.1"),
        .no(400, .chunkSize, "a sign", chunked("+3\r\nabc\r\n"), "9112 7.1"),
        .no(400, .chunkSize, "negative", chunked("-3\r\nabc\r\n"), "9112 7.1"),
        .no(400, .chunkSize, "a blank before", chunked(" 3\r\nabc\r\n"), "9112 7.1"),
        .no(400, .chunkExtension, "a blank behind", chunked("3 \r\nabc\r\n"), "9112 7.1"),
        .no(400, .chunkSize, "an underscore", chunked("1_0\r\n"), "9112 7.1"),
        .no(400, .chunkSize, "a fraction", chunked("3.0\r\nabc\r\n"), "9112 7.1"),
        .no(400, .chunkSize, "an extension without a size", chunked(";a\r\n"), "9112 7.1"),
        .no(400, .chunkSize, "a comma", chunked("3,3\r\nabc\r\n"), "9112 7.1"),
        .no(400, .bareLineFeed, "LF behind the size", chunked("3\nabc\r\n" + end), "9112 7.1"),
        .no(400, .bareLineFeed, "LF behind the last size", chunked("0\n\r\n"), "9112 7.1"),
        .no(
            400, .bareLineFeed, "LF within an extension", chunked("3;a\nx\r\nabc\r\n" + end),
            "9112 7.1.1"),
        .no(
            400, .bareCarriageReturn, "CR within an extension", chunked("3;a\rx\r\nabc\r\n" + end),
            "9112 7.1.1"),
        .no(400, .bareCarriageReturn, "CR behind the size", chunked("3\rX\r\n"), "9112 7.1"),
        .no(400, .chunkExtension, "an empty extension", chunked("3;\r\nabc\r\n"), "9112 7.1.1"),
        .no(400, .chunkExtension, "two semicolons", chunked("3;;a\r\nabc\r\n"), "9112 7.1.1"),
        .no(
            400, .chunkExtension, "a value without a name", chunked("3;=b\r\nabc\r\n"), "9112 7.1.1"
        ),
        .no(
            400, .chunkExtension, "a name without a value", chunked("3;a=\r\nabc\r\n"), "9112 7.1.1"
        ),
        .no(400, .chunkExtension, "an open quote", chunked("3;a=\"b\r\nabc\r\n"), "9112 7.1.1"),
        .no(
            400, .chunkExtension, "words behind a quote", chunked("3;a=\"b\"c\r\nabc\r\n"),
            "9112 7.1.1"),
        .no(400, .chunkExtension, "a control byte", chunked("3;a\u{1}\r\nabc\r\n"), "9112 7.1.1"),
        .no(
            400, .chunkExtension, "a control byte in quotes", chunked("3;a=\"\u{1}\"\r\n"),
            "9112 7.1.1"),
        .no(400, .chunkExtension, "letters beyond ASCII", chunked("3;é\r\nabc\r\n"), "9112 7.1.1"),
        .no(400, .chunkEnd, "too much data", chunked("3\r\nabcd\r\n" + end), "9112 7.1"),
        .no(400, .chunkEnd, "no CRLF behind the data", chunked("3\r\nabc0\r\n\r\n"), "9112 7.1"),
        .no(400, .chunkEnd, "LF behind the data", chunked("3\r\nabc\n" + end), "9112 7.1"),
        .no(400, .chunkEnd, "CR behind the data", chunked("3\r\nabc\r0\r\n\r\n"), "9112 7.1"),
        .no(
            400, .chunkEnd, "any two bytes behind the data", chunked("3\r\nabcxx" + end), "9112 7.1"
        ),
        .no(400, .chunkEnd, "too little data", chunked("4\r\nab\r\n" + end), "9112 7.1"),
        .no(
            413, .chunkExtensionsTooLong, "a long extension",
            chunked("1;" + String(repeating: "a", count: 17_000) + "\r\nx\r\n" + end), "9112 7.1.1"),
        .no(
            413, .chunkExtensionsTooLong, "many extensions",
            chunked(
                String(
                    repeating: "1;" + String(repeating: "a", count: 1000) + "\r\nx\r\n", count: 17)
                    + end), "9112 7.1.1"),
        .no(400, .chunkSize, "a tab before", chunked("\t3\r\nabc\r\n"), "9112 7.1"),
        .no(400, .chunkExtension, "a tab behind", chunked("3\t\r\nabc\r\n"), "9112 7.1"),
        .no(400, .chunkSize, "NUL behind", chunked("3\u{0}\r\nabc\r\n"), "9112 7.1"),
        .no(400, .chunkSize, "digits of full width", chunked("３\r\nabc\r\n"), "9112 7.1"),
        .no(
            400, .chunkSize, "an empty line between chunks", chunked("3\r\nabc\r\n\r\n" + end),
            "9112 7.1"),
        .no(413, .bodyTooLong, "the sign bit", chunked("8000000000000000\r\n"), "9112 7.1"),
        .no(
            400, .bareCarriageReturn, "CR CR LF behind the size", chunked("3\r\r\nabc\r\n" + end),
            "9112 7.1"),
        .no(
            400, .chunkEnd, "CR CR LF behind the data", chunked("3\r\nabc\r\r\n" + end), "9112 7.1"),
        .no(
            400, .bareLineFeed, "LF behind an extension", chunked("3;a\nabc\r\n" + end),
            "9112 7.1.1"),
        .no(
            400, .bareLineFeed, "LF within quotes", chunked("3;a=\"\nx\"\r\nabc\r\n" + end),
            "9112 7.1.1"),
        .truncated("no end", chunked("3\r\nabc\r\n"), "9112 8"),
        .truncated("within a chunk", chunked("3\r\nab"), "9112 8"),
        .truncated("no last empty line", chunked("3\r\nabc\r\n0\r\n"), "9112 8"),
        .truncated("within a size", chunked("3"), "9112 8"),
    ]

    static let trailers: [RawCase] = [
        .ok("a trailer", chunked("0\r\nX: 1\r\n\r\n"), "9112 7.1.2"),
        .ok("trailers", chunked("0\r\nX: 1\r\nY: 2\r\n\r\n"), "9112 7.1.2"),
        .no(400, .bareLineFeed, "LF ends the trailers", chunked("0\r\n\n"), "9112 7.1.2"),
        .no(
            400, .fieldWithoutColon, "a request for a trailer", chunked("0\r\nGET / HTTP/1.1\r\n"),
            "9112 7.1.2"),
        .no(
            400, .fieldNameNotToken, "a broken trailer", chunked("0\r\nX Y: 1\r\n\r\n"),
            "9112 7.1.2"),
        .no(
            400, .blankBeforeColon, "a blank before its colon", chunked("0\r\nX : 1\r\n\r\n"),
            "9112 5.1"),
        .no(400, .foldedLine, "a folded trailer", chunked("0\r\nX: 1\r\n 2\r\n\r\n"), "9112 5.2"),
        .no(
            400, .fieldValueByte, "a control byte in a trailer", chunked("0\r\nX: \u{1}\r\n\r\n"),
            "9110 5.5"),
        .no(
            400, .trailerForbidden, "a length in the trailers",
            chunked("0\r\nContent-Length: 5\r\n\r\n"), "9110 6.5.1"),
        .no(
            400, .trailerForbidden, "a coding in the trailers",
            chunked("0\r\nTransfer-Encoding: chunked\r\n\r\n"), "9110 6.5.1"),
        .no(
            400, .trailerForbidden, "a host in the trailers", chunked("0\r\nHost: b\r\n\r\n"),
            "9110 6.5.1"),
        .no(
            431, .trailersTooLong, "101 trailers",
            chunked("0\r\n" + String(repeating: "X: 1\r\n", count: 101) + "\r\n"), "6585 5"),
        .no(
            431, .trailersTooLong, "a long trailer",
            chunked("0\r\nX: " + String(repeating: "x", count: 33_000) + "\r\n\r\n"), "6585 5"),
        .no(400, .bareLineFeed, "LF ends a trailer", chunked("0\r\nX: 1\n\r\n"), "9112 7.1.2"),
        .no(
            400, .bareCarriageReturn, "CR within a trailer", chunked("0\r\nX: 1\rY: 2\r\n\r\n"),
            "9112 2.2"),
        .no(
            400, .bareCarriageReturn, "CR CR LF ends the trailers", chunked("0\r\n\r\r\n"),
            "9112 2.2"),
        .no(
            400, .fieldNameNotToken, "a trailer without a name", chunked("0\r\n: 1\r\n\r\n"),
            "9110 5.1"),
        .no(
            400, .trailerForbidden, "a length in capitals",
            chunked("0\r\nCONTENT-LENGTH: 5\r\n\r\n"), "9110 6.5.1"),
        .truncated("no end of a trailer", chunked("0\r\nX: 1\r\n"), "9112 8"),
    ]
}
