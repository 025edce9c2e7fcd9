import HTTPTypes
import RawRequests
import Testing

@testable import HTTP

@Suite("A connection")
struct ConnectionTests {
    private static func get(_ path: String) -> String {
        "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n"
    }

    @Test("serves many requests one after the other")
    func keepAlive() throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        for number in 0..<50 {
            client.send(Self.get("/\(number)"))
            #expect(try client.answer().text == "GET /\(number) 0\n")
        }
        #expect(server.metrics.acceptedConnections == 1)
        server.stop()
    }

    @Test("answers pipelined requests in their order, by the loop or by workers")
    func pipelining() throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        let paths = (0..<100).map { $0.isMultiple(of: 3) ? "/livez" : "/\($0)" }
        client.send(paths.map(Self.get).joined())
        for path in paths {
            let expected = path == "/livez" ? "ok\n" : "GET \(path) 0\n"
            #expect(try client.answer().text == expected)
        }
        server.stop()
    }

    @Test("answers without a body that nobody reads, and ends then", arguments: [1, 100_000_000])
    func unread(length: Int) throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        client.send("POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n")
        let answer = try client.answer()
        #expect(answer.text == "POST /unread 0\n" && answer.closes)
        #expect(try client.isEnded())
        server.stop()
    }

    @Test("goes on after what could not be read had no body")
    func unreadWithoutBody() throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        client.send("POST /unread HTTP/1.1\r\nHost: a\r\n\r\n" + Self.get("/next"))
        #expect(try client.answer().text == "POST /unread 0\n")
        #expect(try client.answer().text == "GET /next 0\n")
        server.stop()
    }

    @Test("answers more pipelined requests than it holds bytes of")
    func deepPipelining() throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        let count = 5000
        client.send(String(repeating: Self.get("/x"), count: count))
        for _ in 0..<count { #expect(try client.answer().status == 200) }
        server.stop()
    }

    @Test("gives HEAD the fields of GET and no body")
    func head() throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        for path in ["/x", "/livez"] {
            client.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\n\r\n" + Self.get(path))
            let head = try client.answer(isHead: true)
            let get = try client.answer()
            #expect(head["content-type"] == get["content-type"])
            #expect(head.status == 200)
            #expect(head.contentLength > 0)
        }
        server.stop()
    }

    @Test("asks for a body that the client holds back, but not for one that is too long")
    func expectContinue() throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        client.send(RawCase.post("Expect: 100-continue", "Content-Length: 3"))
        #expect(try client.answer().status == 100)
        client.send("abc")
        #expect(try client.answer().text == "POST /form 3\n")
        client.send(RawCase.post("Expect: 100-continue", "Content-Length: 70000"))
        #expect(try client.answer().status == 413)
        #expect(try client.isEnded())
        server.stop()
    }

    @Test("does not ask HTTP/1.0 for its body")
    func oldClient() throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        client.send("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n")
        client.send("a")
        #expect(try client.answer().status == 200)
        server.stop()
    }

    @Test("takes a chunked body that comes byte by byte")
    func chunked() throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        for byte in RawCase.chunked("3\r\nabc\r\n0\r\nX: 1\r\n\r\n").utf8 { client.send([byte]) }
        #expect(try client.answer().text == "POST /form 3\n")
        server.stop()
    }

    @Test("answers a client that has ended its side")
    func halfClose() throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        client.send(Self.get("/a") + Self.get("/livez") + Self.get("/b"))
        client.endOutput()
        #expect(try client.answer().text == "GET /a 0\n")
        #expect(try client.answer().text == "ok\n")
        #expect(try client.answer().text == "GET /b 0\n")
        #expect(try client.isEnded())
        server.stop()
    }

    @Test("serves nothing behind a Connection: close")
    func close() throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        client.send(RawCase.get("Connection: close") + Self.get("/b"))
        #expect(try client.answer().closes)
        #expect(try client.isEnded())
        #expect(server.metrics.requests == 1)
        server.stop()
    }

    @Test("ends when a request is answered without its body being read")
    func unreadBody() throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        client.send("POST /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 30\r\n\r\n")
        let answer = try client.answer()
        #expect(answer.status == 200)
        #expect(answer.closes)
        client.send(Self.get("/smuggled"))
        #expect(try client.isEnded())
        #expect(server.metrics.requests == 1)
        server.stop()
    }

    @Test("lets a client read its refusal that still sends a long body")
    func refusalIsReadable() throws {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        client.send(RawCase.post("Content-Length: 3000000"))
        client.send([UInt8](repeating: 0x61, count: 3_000_000))
        #expect(try client.answer().status == 413)
        #expect(try client.isEnded())
        server.stop()
    }
}
