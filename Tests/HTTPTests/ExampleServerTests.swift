import HTTP
import HTTPTypes
import RawRequests
import Testing

/// The whole of a program that uses the module.
private enum Example {
    static func makeServer(_ configuration: Server.Configuration = .init()) -> Server {
        Server(configuration, files: nil) { head in
            guard head.path == "/livez" else { return .run(lane: .normal, bodyLimit: 1 << 20) }
            var alive = Response.text("ok\n")
            alive.isLogged = false
            return .answer(alive)
        } respond: { request in
            guard request.path == "/" else { return .text("Not found\n", status: .notFound) }
            return .text("Hello\n")
        }
    }
}

@Suite("A server of twenty lines")
struct ExampleServerTests {
    @Test("answers in the loop, by a worker, and ends when it is told to")
    func hello() throws {
        let server = Example.makeServer()
        let client = try Client(port: server.start())
        for (path, status) in [("/livez", 200), ("/", 200), ("/none", 404)] {
            client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.answer().status == status)
        }
        server.stop()
        #expect(try client.isEnded())
        #expect(server.metrics.requests == 3)
    }
}
