import Foundation
import HTTPTypes
import RawRequests
import Testing

@testable import HTTP

/// A folder with a few files that goes away with its owner.
final class TemporaryFolder {
    let url: URL

    init(_ files: [String: String]) throws {
        url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        for (name, text) in files { try write(name, text) }
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func write(_ name: String, _ text: String) throws {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}

@Suite("Static files")
struct StaticFilesTests {
    private static let css = String(repeating: "body { color: black }\n", count: 200)
    private let folder: TemporaryFolder
    private let files: StaticFiles
    private let server: Server
    private let client: Client

    init() throws {
        folder = try TemporaryFolder([
            "site.css": Self.css, "fonts/text.woff2": "0123456789", ".hidden": "no",
        ])
        files = try StaticFiles(directory: folder.url)
        server = Server(.init(), files: files) { _ in
            .run(lane: .normal, bodyLimit: 100)
        } respond: { _ in
            .text("Not found\n", status: .notFound)
        }
        client = try Client(port: server.start())
    }

    private func get(_ path: String?, _ lines: String..., method: String = "GET") throws
        -> RawAnswer
    {
        let fields = lines.map { $0 + "\r\n" }.joined()
        client.send("\(method) \(path ?? "/none") HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        return try client.answer(isHead: method == "HEAD")
    }

    @Test("have an address with their fingerprint that may be kept for ever")
    func fingerprint() throws {
        let path = try #require(files.path(for: "site.css"))
        #expect(path.hasPrefix("/assets/site."))
        #expect(path.hasSuffix(".css"))
        let answer = try get(path)
        #expect(answer.status == 200)
        #expect(answer.text == Self.css)
        #expect(answer["cache-control"] == "public, max-age=31536000, immutable")
        #expect(answer["content-type"] == "text/css; charset=utf-8")
        #expect(answer["x-content-type-options"] == "nosniff")
        server.stop()
    }

    @Test("are served under their plain names too, to be asked for anew")
    func plainNames() throws {
        let answer = try get("/assets/fonts/text.woff2")
        #expect(answer.text == "0123456789")
        #expect(answer["cache-control"] == "no-cache")
        #expect(answer["content-type"] == "font/woff2")
        server.stop()
    }

    @Test("are compressed for those who take it, under a tag of its own")
    func gzip() throws {
        let path = files.path(for: "site.css")
        let plain = try get(path)
        let coded = try get(path, "Accept-Encoding: br, gzip;q=0.5")
        #expect(coded["content-encoding"] == "gzip")
        #expect(coded.body.count < plain.body.count)
        #expect(try Gunzip.of(coded.body) == plain.body)
        #expect(coded["etag"] != plain["etag"])
        #expect(plain["vary"] == "Accept-Encoding")
        #expect(coded["vary"] == "Accept-Encoding")
        #expect(try get(path, "Accept-Encoding: gzip;q=0")["content-encoding"] == nil)
        let font = try get("/assets/fonts/text.woff2", "Accept-Encoding: gzip")
        #expect(font["content-encoding"] == nil)
        server.stop()
    }

    @Test("are not sent again to those who have them")
    func notModified() throws {
        let path = files.path(for: "site.css")
        let tag = try #require(try get(path)["etag"])
        for match in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let answer = try get(path, "If-None-Match: \(match)")
            #expect(answer.status == 304)
            #expect(answer["etag"] == tag)
            #expect(answer["content-length"] == nil)
            #expect(answer["content-type"] == nil)
        }
        #expect(try get(path, "If-None-Match: \"x\"").status == 200)
        #expect(try get(path, "If-None-Match: \(tag)", "Accept-Encoding: gzip").status == 200)
        #expect(try get(path, "If-Match: \"x\"").status == 412)
        #expect(try get(path, "If-Match: \(tag)").status == 200)
        server.stop()
    }

    @Test(
        "are sent in part",
        arguments: [
            ("bytes=0-3", "0123", "bytes 0-3/10"), ("bytes=8-", "89", "bytes 8-9/10"),
            ("bytes=-3", "789", "bytes 7-9/10"), ("bytes=5-500", "56789", "bytes 5-9/10"),
            ("bytes=-500", "0123456789", "bytes 0-9/10"), ("BYTES=1-1", "1", "bytes 1-1/10"),
        ])
    func part(_ range: String, _ text: String, _ contentRange: String) throws {
        let answer = try get("/assets/fonts/text.woff2", "Range: \(range)")
        #expect(answer.status == 206)
        #expect(answer.text == text)
        #expect(answer["content-range"] == contentRange)
        server.stop()
    }

    @Test(
        "are sent whole when the range is not understood",
        arguments: ["bytes=0-1,3-4", "bytes=3-1", "bytes=-", "bytes=a-b", "lines=0-1", "bytes=1"])
    func whole(_ range: String) throws {
        #expect(try get("/assets/fonts/text.woff2", "Range: \(range)").status == 200)
        server.stop()
    }

    @Test("refuse parts that are not there, and parts of another version")
    func unsatisfiable() throws {
        let path = "/assets/fonts/text.woff2"
        for range in ["bytes=10-", "bytes=-0", "bytes=99-100"] {
            let answer = try get(path, "Range: \(range)")
            #expect(answer.status == 416)
            #expect(answer["content-range"] == "bytes */10")
        }
        let tag = try #require(try get(path)["etag"])
        #expect(try get(path, "Range: bytes=0-1", "If-Range: \(tag)").status == 206)
        #expect(try get(path, "Range: bytes=0-1", "If-Range: \"x\"").status == 200)
        #expect(try get(path, "Range: bytes=0-1", "If-Range: W/\(tag)").status == 200)
        server.stop()
    }

    @Test("answer HEAD, refuse POST, and leave other paths to the program")
    func methods() throws {
        let path = files.path(for: "site.css")
        #expect(try get(path, method: "HEAD").contentLength == Self.css.utf8.count)
        let refused = try get(path, method: "POST")
        #expect(refused.status == 405)
        #expect(refused["allow"] == "GET, HEAD")
        for other in [
            "/assets/.hidden", "/assets/none.css", "/assets/", "/assets/fonts/../.hidden",
        ] {
            #expect(try get(other).status == 404)
        }
        server.stop()
    }

    @Test("are picked up anew when they change, if that is wanted")
    func reloads() throws {
        let files = try StaticFiles(directory: folder.url, reloads: true)
        let before = try #require(files.path(for: "site.css"))
        try folder.write("site.css", "short")
        try folder.write("new.css", "new")
        let after = try #require(files.path(for: "site.css"))
        #expect(before != after)
        #expect(files.file(at: after)?.file.identity.bytes == Array("short".utf8))
        #expect(files.path(for: "new.css") != nil)
        #expect(files.path(for: "../" + folder.url.lastPathComponent + "/new.css") == nil)
        server.stop()
    }

    @Test("cannot be made of a folder that is not there")
    func missing() {
        #expect(throws: StaticFilesError.directoryUnreadable("/no/such/folder")) {
            try StaticFiles(directory: URL(filePath: "/no/such/folder"))
        }
        server.stop()
    }
}
