import HTTP

/// What browsers, proxies and probes send: a page with a cookie, a file, a form, chunks, a probe.
enum Requests {
    private static let browser = [
        "Host: coalitie.example",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0",
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language: nl,en-US;q=0.7,en;q=0.3", "Accept-Encoding: gzip, deflate, br",
        "Connection: keep-alive", "Cookie: session=6f1d0c8be2a94d7a8b0e5c3f9a7d1e42; lang=nl",
        "Sec-Fetch-Dest: document", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Site: same-origin",
    ]
    private static let form =
        "csrf=0f3a&date=2026-11-24&contact=made&theme=language&note=Samen+gekookt"

    private static let all: [[UInt8]] = [
        request("GET /groups/G-7K3Q?tab=log&state=active", browser),
        request("GET /assets/coalitie.1f0c.css", browser),
        request(
            "POST /groups/G-7K3Q/log",
            browser + [
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: \(form.utf8.count)",
            ], form),
        request(
            "POST /caf%C3%A9", browser + ["Transfer-Encoding: chunked"],
            "14;a=b\r\n01234567890123456789\r\n3\r\nabc\r\n0\r\nX: 1\r\n\r\n"),
        request("HEAD /livez", ["Host: 127.0.0.1:8080"]),
    ]

    private static func request(_ start: String, _ lines: [String], _ body: String = "") -> [UInt8]
    {
        Array((([start + " HTTP/1.1"] + lines).joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    }

    /// Parses each of them once, and gives the bytes that were consumed.
    static func parse() -> Int {
        var consumed = 0
        for request in all {
            var parser = RequestParser()
            consumed += read(&parser, request)
        }
        return consumed
    }

    private static func read(_ parser: inout RequestParser, _ request: [UInt8]) -> Int {
        var consumed = 0
        while consumed < request.count {
            let rest = request.span.extracting(consumed..<request.count)
            switch parser.advance(rest, ParserLimits(), &consumed) {
            case .head(let head):
                guard head.hasBody else { return consumed }
                do { try parser.takeBody(limit: 1 << 20) } catch { return 0 }
            case .body: return consumed
            case .incomplete, .refused: return 0
            }
        }
        return consumed
    }
}
