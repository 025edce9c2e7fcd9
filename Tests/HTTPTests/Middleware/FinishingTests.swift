import HTTPTypes
import RawRequests
import Testing

@testable import HTTP

@Suite("What is applied after a responder")
struct FinishingTests {
    private let finishing = Finishing(["X-Frame-Options": "DENY", "X-Other": "1"].fields, level: 2)
    private static let page = Array(String(repeating: "<p>Anna</p>\n", count: 300).utf8)

    private func finish(
        _ response: Response, _ fields: [String: String] = [:],
        method: HTTPRequest.Method = .get
    ) -> (RawAnswer, Answer) {
        let head = RequestHead(method: method, headerFields: fields.fields)
        let answer = finishing.finish(response, to: head)
        return (RawAnswer(head: answer.head[...]), answer)
    }

    @Test("puts a standing response together once, and leaves its content out for HEAD")
    func standingResponse() {
        let standing = StandingResponse(.text("ok\n"))
        let answers = [true, false, true].map { standing.answer(isHead: $0, finishing) }
        #expect(answers.map(\.part) == [0..<0, 0..<3, 0..<0])
        #expect(answers.allSatisfy { RawAnswer(head: $0.head[...]).contentLength == 3 })
        #expect(Set(answers.map(\.head)).count == 1)
    }

    @Test("compresses pages for those who take it, and tells caches")
    func compression() throws {
        let (raw, answer) = finish(.html(Self.page), ["Accept-Encoding": "gzip"])
        #expect(raw["content-encoding"] == "gzip")
        #expect(raw["vary"] == "Accept-Encoding")
        #expect(raw.contentLength == answer.body.count)
        #expect(try Gunzip.of(answer.body) == Self.page)
        let (plain, _) = finish(.html(Self.page))
        #expect(plain["content-encoding"] == nil)
        #expect(plain["vary"] == "Accept-Encoding")
        #expect(plain.contentLength == Self.page.count)
    }

    @Test(
        "weighs the codings as the client does",
        arguments: [
            ("gzip", true), ("GZIP", true), ("x-gzip", true), ("gzip;q=0", false),
            ("gzip;q=0.000", false), ("gzip;q=0.001", true), ("*", true), ("*;q=0", false),
            ("gzip;q=0, *", false), ("identity;q=1, gzip;q=0.5", false), ("br", false), ("", false),
            ("identity;q=0.5, gzip;q=0.5", true), ("gzip;q=2", false), ("gzip;q=x", false),
            ("deflate, gzip;q=1.0", true), ("gzip ; q=0.3", true), ("gzipped", false),
        ])
    func weights(_ value: String, _ prefers: Bool) {
        #expect(AcceptEncoding(value).prefersGzip == prefers)
    }

    @Test("leaves alone what is short, packed already, or not to be packed")
    func uncompressed() {
        var forbidden = Response.html(Self.page)
        forbidden.isCompressible = false
        var packed = Response.html(Self.page)
        packed.headerFields[.contentEncoding] = "br"
        let image = Response(headerFields: [.contentType: "image/png"], body: Self.page)
        for response in [.html(Array(Self.page.prefix(1024))), forbidden, image] {
            #expect(finish(response, ["Accept-Encoding": "gzip"]).0["content-encoding"] == nil)
        }
        #expect(finish(packed, ["Accept-Encoding": "gzip"]).0["content-encoding"] == "br")
    }

    @Test("gives feeds 304 and parts, with a tag for each coding")
    func conditions() {
        var feed = Response(headerFields: [.contentType: "text/calendar"], body: Self.page)
        feed.headerFields[.eTag] = "\"v1\""
        #expect(finish(feed).0["etag"] == "\"v1\"")
        #expect(finish(feed, ["Accept-Encoding": "gzip"]).0["etag"] == "\"v1-gzip\"")
        let (unchanged, answer) = finish(feed, ["If-None-Match": "\"v1\""])
        #expect(unchanged.status == 304)
        #expect(unchanged["content-length"] == nil)
        #expect(answer.part.isEmpty)
        #expect(
            finish(feed, ["If-None-Match": "\"v1\"", "Accept-Encoding": "gzip"]).0.status == 200)
        let (part, slice) = finish(feed, ["Range": "bytes=3-6"])
        #expect(part.status == 206)
        #expect(String(decoding: slice.body[slice.part], as: UTF8.self) == "Anna")
        #expect(finish(feed, ["Range": "bytes=99999-"]).0.status == 416)
    }

    @Test("frames by itself, whatever a responder says")
    func framing() {
        let response = Response(
            headerFields: [
                "Content-Length": "5", "Transfer-Encoding": "chunked", "Connection": "upgrade",
                "Date": "x",
            ].fields, body: Array("ab".utf8))
        let raw = finish(response).0
        #expect(raw.contentLength == 2)
        #expect(raw["transfer-encoding"] == nil)
        #expect(raw["connection"] == nil)
        #expect(raw["date"] == nil)
    }

    @Test("gives no content to HEAD, 204 and 304")
    func noContent() {
        let (head, answer) = finish(.text("abc"), method: .head)
        #expect(head.contentLength == 3)
        #expect(answer.part.isEmpty)
        for status in [HTTPResponse.Status.noContent, .notModified] {
            let (raw, answer) = finish(.text("abc", status: status))
            #expect(raw["content-length"] == nil)
            #expect(answer.part.isEmpty)
        }
    }

    @Test("adds the standing fields once, and lets a response replace one")
    func standing() {
        var response = Response.text("a")
        response.headerFields[.xFrameOptions] = "SAMEORIGIN"
        let raw = finish(response).0
        #expect(raw.fields.filter { $0.name == "x-frame-options" }.map(\.value) == ["SAMEORIGIN"])
        #expect(raw["x-other"] == "1")
    }

    @Test("writes redirects that no line break can leave")
    func redirects() {
        let response = Response.redirect(to: "/a\r\nSet-Cookie: x=1?é b")
        #expect(response.status == .seeOther)
        #expect(response.headerFields[.location] == "/a%0D%0ASet-Cookie:%20x=1?%C3%A9%20b")
        #expect(Response.redirect(to: "/a?b=c&d").headerFields[.location] == "/a?b=c&d")
    }
}

extension [String: String] {
    var fields: HTTPFields {
        var fields = HTTPFields()
        for (name, value) in self {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }
}

extension HTTPField.Name {
    fileprivate static let xFrameOptions = HTTPField.Name("X-Frame-Options") ?? .via
}
