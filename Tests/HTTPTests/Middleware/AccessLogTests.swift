import Foundation
import HTTPTypes
import RawRequests
import Synchronization
import Testing

@testable import HTTP

@Suite("The access log")
struct AccessLogTests {
    private struct Line: Decodable, Equatable {
        let id: String?
        let method: String?
        let route: String?
        let status: Int
        let bytes: Int
        let refusal: String?
        let label: String?
        let time: String
        let us: Int
    }

    private final class Sink: Sendable {
        private let bytes = Mutex<[UInt8]>([])

        func write(_ chunk: [UInt8]) { bytes.withLock { $0 += chunk } }

        var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }

        var lines: [Line] {
            get throws {
                try text.split(separator: "\n").map {
                    try JSONDecoder().decode(Line.self, from: Data($0.utf8))
                }
            }
        }
    }

    private func makeServer(_ sink: Sink) -> Server {
        var configuration = Server.Configuration()
        configuration.accessLog = sink.write
        return Server(configuration, files: nil) { head in
            guard head.path == "/livez" else { return .run(lane: .normal, bodyLimit: 10) }
            var response = Response.text("ok")
            response.isLogged = false
            return .answer(response)
        } respond: { request in
            var response = Response.text("Anna", status: request.path == "/fail" ? 500 : .ok)
            response.route = "/families/:ref"
            response.logLabel = "a \"quoted\"\u{1}\\ word"
            return response
        }
    }

    @Test("has a line a request, without queries, bodies and people")
    func lines() throws {
        let sink = Sink()
        let server = makeServer(sink)
        let client = try Client(port: server.start())
        client.send("GET /families/F-7K3Q?name=Anna HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try client.answer()
        client.send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\nGET /%00Anna HTTP/1.1\r\n\r\n")
        #expect(try client.answer().status == 200)
        #expect(try client.answer().status == 400)
        server.stop()
        let lines = try sink.lines
        #expect(lines.map(\.status) == [200, 400])
        #expect(lines[0].route == "/families/:ref")
        #expect(lines[0].method == "GET")
        #expect(lines[0].bytes == 4)
        #expect(lines[0].label == "a \"quoted\"\u{1}\\ word")
        #expect(lines[0].id != nil)
        #expect(lines[1].refusal == "H016")
        #expect(!sink.text.contains("Anna"))
        #expect(!sink.text.contains("7K3Q"))
        #expect(!sink.text.contains("127.0.0.1"))
    }

    @Test("is written soon, and an error at once")
    func flushing() throws {
        let sink = Sink()
        let server = makeServer(sink)
        let client = try Client(port: server.start())
        for path in ["/", "/fail"] {
            client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try client.answer()
            try waitUntil { !sink.text.isEmpty }
        }
        try waitUntil { sink.text.contains("500") }
        server.stop()
        #expect(try sink.lines.count == 2)
    }

    @Test("writes moments in UTC")
    func dates() {
        let moment = CivilTime(secondsSince1970: 784_111_777)
        #expect(moment.internetDate == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(moment.timestamp == "1994-11-06T08:49:37")
        #expect(CivilTime(secondsSince1970: 951_782_400).timestamp == "2000-02-29T00:00:00")
    }
}
