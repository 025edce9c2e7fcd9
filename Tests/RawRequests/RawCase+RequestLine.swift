extension RawCase {
    static let requestLine: [RawCase] = [
        .ok("GET", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "9112 3"),
        .ok("POST without a body", "POST / HTTP/1.1\r\nHost: a\r\n\r\n", "9112 6.3"),
        .ok("PUT", "PUT / HTTP/1.1\r\nHost: a\r\n\r\n", "9110 9.3.4"),
        .ok("PATCH", "PATCH / HTTP/1.1\r\nHost: a\r\n\r\n", "5789 2"),
        .ok("DELETE", "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", "9110 9.3.5"),
        .ok("OPTIONS", "OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n", "9110 9.3.7"),
        .ok("a later minor version", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", "9110 2.5"),
        .ok("the last minor version", "GET / HTTP/1.9\r\nHost: a\r\n\r\n", "9110 2.5"),
        .ok("one empty line before", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "9112 2.2"),
        .no(400, .emptyLines, "two empty lines", "\r\n\r\nGET / HTTP/1.1\r\n\r\n", "9112 2.2"),
        .no(
            400, .bareLineFeed, "a bare LF before", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "9112 2.2"),
        .no(400, .bareLineFeed, "LF ends the line", "GET / HTTP/1.1\nHost: a\r\n\r\n", "9112 2.2"),
        .no(400, .bareLineFeed, "LF everywhere", "GET / HTTP/1.1\nHost: a\n\n", "9112 2.2"),
        .no(
            400, .bareCarriageReturn, "CR ends the line", "GET / HTTP/1.1\rHost: a\r\n\r\n",
            "9112 2.2"),
        .no(
            400, .bareCarriageReturn, "CR CR LF", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", "9112 2.2"),
        .no(
            400, .bareCarriageReturn, "CR within the target", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n",
            "9112 2.2"),
        .no(400, .requestLineShape, "HTTP/0.9", "GET /\r\n", "9112 3"),
        .no(400, .requestLineShape, "method only", "GET\r\n\r\n", "9112 3"),
        .no(400, .requestLineShape, "nothing but a space", " \r\n\r\n", "9112 3"),
        .no(400, .requestLineShape, "two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "9112 3"),
        .no(
            400, .requestLineShape, "two spaces before the version",
            "GET /  HTTP/1.1\r\nHost: a\r\n\r\n", "9112 3"),
        .no(
            400, .requestLineShape, "a space before", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", "9112 3"
        ),
        .no(
            400, .requestLineShape, "a space behind", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", "9112 3"
        ),
        .no(
            400, .requestLineShape, "a space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
            "9112 3"),
        .no(
            400, .requestLineShape, "a second request line's end",
            "GET / HTTP/1.1 HTTP/1.1\r\nHost: a\r\n\r\n", "9112 3"),
        .no(400, .requestLineShape, "tabs for spaces", "GET\t/\tHTTP/1.1\r\n\r\n", "9112 3"),
        .no(400, .requestLineShape, "no target", "GET  HTTP/1.1\r\nHost: a\r\n\r\n", "9112 3"),
        .no(400, .requestLineShape, "no version", "GET / \r\nHost: a\r\n\r\n", "9112 3"),
        .no(400, .requestLineShape, "a field comes first", "Host: a\r\n\r\n", "9112 3"),
        .no(400, .methodNotToken, "a colon in the method", "GE:T / HTTP/1.1\r\n\r\n", "9110 9.1"),
        .no(400, .methodNotToken, "a slash in the method", "G/T / HTTP/1.1\r\n\r\n", "9110 9.1"),
        .no(400, .methodNotToken, "a tab in the method", "GET\t / HTTP/1.1\r\n\r\n", "9110 9.1"),
        .no(400, .methodNotToken, "a quoted method", "\"GET\" / HTTP/1.1\r\n\r\n", "9110 9.1"),
        .no(
            400, .methodNotToken, "a method of letters beyond ASCII", "GÉT / HTTP/1.1\r\n\r\n",
            "9110 9.1"),
        .no(
            501, .methodNotImplemented, "TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", "9110 9.3.8"
        ),
        .no(
            501, .methodNotImplemented, "CONNECT", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
            "9110 9.3.6"),
        .no(
            501, .methodNotImplemented, "lower case", "get / HTTP/1.1\r\nHost: a\r\n\r\n",
            "9110 9.1"),
        .no(501, .methodNotImplemented, "Get", "Get / HTTP/1.1\r\nHost: a\r\n\r\n", "9110 9.1"),
        .no(501, .methodNotImplemented, "GETX", "GETX / HTTP/1.1\r\nHost: a\r\n\r\n", "9110 9.1"),
        .no(
            501, .methodNotImplemented, "PROPFIND", "PROPFIND / HTTP/1.1\r\nHost: a\r\n\r\n",
            "9110 9.1"),
        .no(
            501, .methodNotImplemented, "letters left of an earlier body",
            "xGET / HTTP/1.1\r\nHost: a\r\n\r\n", "9110 9.1"),
        .no(400, .versionShape, "lower-case http", "GET / http/1.1\r\nHost: a\r\n\r\n", "9112 2.3"),
        .no(400, .versionShape, "HTTP/1", "GET / HTTP/1\r\nHost: a\r\n\r\n", "9112 2.3"),
        .no(400, .versionShape, "HTTP/1.", "GET / HTTP/1.\r\nHost: a\r\n\r\n", "9112 2.3"),
        .no(400, .versionShape, "HTTP/1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", "9112 2.3"),
        .no(400, .versionShape, "HTTP/01.1", "GET / HTTP/01.1\r\nHost: a\r\n\r\n", "9112 2.3"),
        .no(400, .versionShape, "HTTP/1,1", "GET / HTTP/1,1\r\nHost: a\r\n\r\n", "9112 2.3"),
        .no(400, .versionShape, "HTTP 1.1", "GET / HTTP-1.1\r\nHost: a\r\n\r\n", "9112 2.3"),
        .no(400, .versionShape, "HTTP/1.x", "GET / HTTP/1.x\r\nHost: a\r\n\r\n", "9112 2.3"),
        .no(400, .versionShape, "a tab behind", "GET / HTTP/1.1\t\r\nHost: a\r\n\r\n", "9112 2.3"),
        .no(400, .versionShape, "another protocol", "GET / RTSP/1.0\r\n\r\n", "9112 2.3"),
        .no(
            505, .versionNotSupported, "the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "9113 3.4"),
        .no(
            505, .versionNotSupported, "HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n",
            "9110 15.6.6"),
        .no(
            505, .versionNotSupported, "HTTP/0.9 spelt out", "GET / HTTP/0.9\r\n\r\n", "9110 15.6.6"
        ),
        .no(
            505, .versionNotSupported, "HTTP/3.0", "GET / HTTP/3.0\r\nHost: a\r\n\r\n",
            "9110 15.6.6"),
        .no(400, .requestLineShape, "HTTP/0.9 with a space", "GET / \r\n", "9112 3"),
        .no(400, .bareLineFeed, "HTTP/0.9 that ends in LF", "GET /\n", "9112 2.2"),
        .truncated("HTTP/0.9 without an end", "GET /", "9112 8"),
        .no(400, .versionShape, "HTTP/2 without a minor", "GET / HTTP/2\r\n\r\n", "9112 2.3"),
        .no(400, .versionShape, "HTTP/11.1", "GET / HTTP/11.1\r\n\r\n", "9112 2.3"),
        .no(400, .versionShape, "HTTP/1.-1", "GET / HTTP/1.-1\r\n\r\n", "9112 2.3"),
        .no(400, .versionShape, "HTTP/+1.1", "GET / HTTP/+1.1\r\n\r\n", "9112 2.3"),
        .no(
            400, .versionShape, "NUL behind the version", "GET / HTTP/1.1\u{0}\r\n\r\n", "9112 2.3"),
        .no(400, .requestLineShape, "HTTP/ 1.1", "GET / HTTP/ 1.1\r\nHost: a\r\n\r\n", "9112 3"),
        .no(400, .methodNotToken, "an answer", "HTTP/1.1 200 OK\r\n\r\n", "9112 2.1"),
        .no(
            400, .requestLineShape, "the line of a proxy", "PROXY TCP4 1.2.3.4 1.2.3.5 1 2\r\n",
            "9112 3"),
        .no(400, .requestLineShape, "a mail server's greeting", "EHLO a\r\n", "9112 3"),
        .truncated("the greeting of TLS", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}", "9112 8"),
        .truncated("half a method", "GE", "9112 8"),
        .truncated("no end of the line", "GET / HTTP/1.1", "9112 8"),
        .truncated("no end of the head", "GET / HTTP/1.1\r\nHost: a\r\n", "9112 8"),
        .truncated("half of the last CRLF", "GET / HTTP/1.1\r\nHost: a\r\n\r", "9112 8"),
        .truncated("one empty line and no more", "\r\n", "9112 8"),
    ]
}
