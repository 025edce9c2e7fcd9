/// Requests that two readers could cut in two ways, RFC 9112 section 11.2.
extension RawCase {
    private static let length = "Content-Length: 3"
    private static let coding = "Transfer-Encoding: chunked"
    /// A request that somebody would like to be served unseen.
    private static let hidden = "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n"

    static let smuggling: [RawCase] = [
        .no(
            400, .lengthWithTransferEncoding, "CL.TE around a request",
            post("Content-Length: \(hidden.utf8.count + 5)", coding, then: "0\r\n\r\n" + hidden),
            "9112 6.1"),
        .no(
            400, .lengthWithTransferEncoding, "TE.CL around a request",
            post(coding, "Content-Length: 4", then: "20\r\n\(hidden)\r\n0\r\n\r\n"), "9112 6.1"),
        .no(
            400, .lengthWithTransferEncoding, "CL.TE in capitals",
            post("CONTENT-LENGTH: 5", "TRANSFER-ENCODING: CHUNKED", then: "0\r\n\r\n"), "9112 6.1"),
        .no(
            400, .lengthWithTransferEncoding, "CL.TE in HTTP/1.0",
            "POST / HTTP/1.0\r\n\(length)\r\n\(coding)\r\n\r\nabc", "9112 6.1"),
        .no(
            400, .lengthWithTransferEncoding, "CL.TE on a GET", get(length, coding) + "0\r\n\r\n",
            "9112 6.1"),
        .no(
            400, .transferEncodingTwice, "TE.TE, the second unknown",
            post(coding, "Transfer-encoding: cow", then: "0\r\n\r\n"), "9112 6.1"),
        .no(
            400, .transferEncodingInvalid, "TE.TE, the first unknown",
            post("Transfer-Encoding: cow", coding, then: "0\r\n\r\n"), "9112 6.1"),
        .no(
            400, .blankBeforeColon, "TE.TE, a space behind the second's name",
            post(coding, "Transfer-Encoding : x", then: "0\r\n\r\n"), "9112 5.1"),
        .no(
            400, .blankBeforeColon, "a tab behind the coding's name",
            post(length, "Transfer-Encoding\t: chunked", then: "0\r\n\r\n"), "9112 5.1"),
        .no(
            400, .foldedLine, "a coding that is indented",
            post(length, " Transfer-Encoding: chunked", then: "abc"), "9112 5.2"),
        .no(
            400, .foldedLine, "a coding that goes on in the next line",
            post(coding, " , identity", then: "0\r\n\r\n"), "9112 5.2"),
        .no(
            400, .foldedLine, "a length that goes on in the next line",
            post("Content-Length: 1", "\t0", then: "0123456789"), "9112 5.2"),
        .no(
            400, .foldedLine, "a coding in the line that another field goes on in",
            post("X: 1", " \(coding)", then: "0\r\n\r\n"), "9112 5.2"),
        .no(
            400, .bareLineFeed, "LF before the coding's line",
            post("X: 1\n\(coding)", then: "0\r\n\r\n"), "9112 2.2"),
        .no(
            400, .bareCarriageReturn, "CR before the coding's line",
            post("X: 1\r\(coding)", then: "0\r\n\r\n"), "9112 2.2"),
        .no(
            400, .fieldNameNotToken, "NUL before the coding's name",
            post("\u{0}\(coding)", then: "0\r\n\r\n"), "9110 5.1"),
        .no(
            400, .fieldNameNotToken, "two fields in a line, as a name",
            post("X Transfer-Encoding: chunked"), "9110 5.1"),
        .no(
            400, .transferEncodingInvalid, "a space that is no blank behind the coding",
            post("Transfer-Encoding: chunked\u{A0}"), "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "a mark that is not seen before the coding",
            post("Transfer-Encoding: \u{FEFF}chunked"), "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "single quotes", post("Transfer-Encoding: 'chunked'"),
            "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "twice in a line",
            post("Transfer-Encoding: chunked chunked"),
            "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "chunked, then identity in a line",
            post("Transfer-Encoding: chunked, identity"), "9112 6.3"),
        .no(
            400, .transferEncodingInvalid, "a semicolon for a comma",
            post("Transfer-Encoding: identity;chunked"), "9112 6.3"),
        .no(
            501, .transferCodingUnknown, "another coding before, behind a tab",
            post("Transfer-Encoding: deflate,\tchunked"), "9112 6.1"),
        .ok("an underscore for the hyphen", post("Transfer_Encoding: chunked"), "9110 5.1"),
        .ok("a name that begins alike", post("Content-Length-X: 5"), "9110 5.1"),
        .ok("TE, which frames nothing", post("TE: chunked, trailers"), "9110 10.1.4"),
        .ok(
            "a coding that Connection names, in force all the same",
            post("Connection: Transfer-Encoding", coding, then: "0\r\n\r\n"), "9110 7.6.1"),
        .ok(
            "a length that Connection names, in force all the same",
            post("Connection: Content-Length", length, then: "abc"), "9110 7.6.1"),
        .ok(
            "a request as the body of a GET",
            get("Content-Length: \(hidden.utf8.count)") + hidden, "9110 9.3.1"),
        .ok(
            "a request as the body of OPTIONS",
            "OPTIONS * HTTP/1.1\r\nHost: a\r\nContent-Length: \(hidden.utf8.count)\r\n\r\n\(hidden)",
            "9110 9.3.7"),
        .ok("a request as a chunk", chunked("20\r\n\(hidden)\r\n0\r\n\r\n"), "9112 7.1"),
        .ok(
            "a body that is packed, which is handed on as it is",
            post("Content-Encoding: gzip", length, then: "abc"), "9110 8.4"),
    ]
}
