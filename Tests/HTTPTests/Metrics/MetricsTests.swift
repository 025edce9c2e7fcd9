import RawRequests
import Testing

@testable import HTTP

@Suite("The counters of a server")
struct MetricsTests {
    /// Answers with the path as the pattern of the route; without one below `/plain`.
    private static func makeServer() -> Server {
        Server(Server.Configuration(), files: nil) { _ in
            .run(lane: .normal, bodyLimit: 1 << 16)
        } respond: { request in
            var response = Response.text("x", status: request.path == "/gone" ? .gone : .ok)
            response.route = request.path.hasPrefix("/plain") ? nil : request.path
            return response
        }
    }

    private static func counted(_ paths: [String]) throws -> Metrics {
        let server = makeServer()
        let client = try Client(port: server.start())
        for path in paths {
            client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try client.answer()
        }
        server.stop()
        return server.metrics
    }

    @Test("tell the routes apart, with a histogram each")
    func routes() throws {
        let metrics = try Self.counted(["/a", "/gone", "/a", "/plain", "/%"])
        #expect(metrics.requests == 5)
        #expect(metrics.answersByClass == [0, 3, 0, 2, 0])
        #expect(metrics.refusals == [.percentEncoding: 1])
        #expect(metrics.routes["/a"]?.durationBuckets.reduce(0, +) == 2)
        let lines = metrics.prometheusText.split(separator: "\n").map(String.init)
        for line in [
            "http_requests_total{route=\"/a\",class=\"2xx\"} 2",
            "http_requests_total{route=\"/gone\",class=\"4xx\"} 1",
            "http_requests_total{route=\"\",class=\"2xx\"} 1",
            "http_requests_total{route=\"\",class=\"4xx\"} 1",
            "http_refusals_total{number=\"H014\"} 1",
            "http_request_duration_seconds_bucket{route=\"/a\",le=\"+Inf\"} 2",
            "http_request_duration_seconds_count{route=\"/a\"} 2",
            "http_connections_accepted_total 1", "http_queue_length{lane=\"slow\"} 0",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
    }

    @Test("name every figure once, and what kind it is before its samples")
    func format() throws {
        let text = try Self.counted(["/a", "/b"]).prometheusText
        var known: Set<String> = []
        for line in text.split(separator: "\n") where !line.hasPrefix("# HELP") {
            if line.hasPrefix("# TYPE ") {
                #expect(known.insert(String(line.split(separator: " ")[2])).inserted)
                continue
            }
            let name = line.prefix { $0 != "{" && $0 != " " }
            #expect(known.contains { name.hasPrefix($0) }, "\(line)")
            #expect(line.split(separator: " ").last.flatMap { Double($0) } != nil, "\(line)")
        }
    }

    @Test("put patterns beyond the limit together")
    func limit() throws {
        var metrics = Metrics()
        var answer = Answer(status: 200, head: [], body: [], part: 0..<0)
        for number in 0..<(2 * Metrics.routeLimit) {
            answer.route = "/\(number)"
            metrics.count(answer, microseconds: 10)
        }
        #expect(metrics.routes.count == Metrics.routeLimit + 1)
        #expect(metrics.requests == 2 * Metrics.routeLimit)
        answer.route = "/0"
        metrics.count(answer, microseconds: 10)
        #expect(metrics.routes["/0"]?.answersByClass[1] == 2)
    }

    @Test("escape what stands in a label")
    func escapes() {
        var page = PrometheusText()
        page.add("a", .gauge, "A.", [.init(1, [("route", "q\"b\\n\n")])])
        #expect(page.text == "# HELP a A.\n# TYPE a gauge\na{route=\"q\\\"b\\\\n\\n\"} 1\n")
    }
}
