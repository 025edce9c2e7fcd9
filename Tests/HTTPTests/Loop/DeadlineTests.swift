import RawRequests
import Testing

@testable import HTTP

@Suite("A slow client")
struct DeadlineTests {
    @Test("is refused when its head takes too long, however often it sends a byte")
    func slowHead() throws {
        let server = EchoServer.make { $0.headSeconds = 0.3 }
        let client = try Client(port: server.start())
        client.send("GET / HTTP/1.1\r\n")
        try trickle(client, until: .headTooSlow)
        server.stop()
    }

    @Test("is refused when its body takes too long, however often it sends a byte")
    func slowBody() throws {
        let server = EchoServer.make { $0.bodySeconds = 0.3 }
        let client = try Client(port: server.start())
        client.send(RawCase.post("Content-Length: 1000"))
        try trickle(client, until: .bodyTooSlow)
        try waitUntil { server.metrics.heldBodyBytes == 0 }
        server.stop()
    }

    @Test("is refused in the middle of a chunk as well")
    func slowChunk() throws {
        let server = EchoServer.make { $0.bodySeconds = 0.2 }
        let client = try Client(port: server.start())
        client.send(RawCase.chunked("3e8\r\n"))
        try trickle(client, until: .bodyTooSlow)
        server.stop()
    }

    /// Sends a byte now and then, on a thread of its own would prove no more.
    private func trickle(_ client: Client, until refusal: Refusal) throws {
        for _ in 0..<10 {
            client.send("a")
            pause(milliseconds: 20)
        }
        let answer = try client.answer()
        #expect(answer.status == 408)
        #expect(answer.text.contains(refusal.rawValue))
        #expect(try client.isEnded())
    }

    @Test("is left alone by the deadline of an earlier request")
    func laterHead() throws {
        let server = EchoServer.make { $0.headSeconds = 1.5 }
        let client = try Client(port: server.start())
        for _ in 0..<12 {
            client.send("GET / HTTP/1.1\r\n")
            pause(milliseconds: 150)
            client.send("Host: a\r\n\r\n")
            #expect(try client.answer().status == 200)
        }
        server.stop()
    }

    @Test("is closed without a word when it is idle")
    func idle() throws {
        let server = EchoServer.make { $0.idleSeconds = 0.2 }
        let port = try server.start()
        let silent = try Client(port: port)
        #expect(try silent.isEnded())
        let client = try Client(port: port)
        client.send(RawCase.get())
        #expect(try client.answer().status == 200)
        #expect(try client.isEnded())
        #expect(server.metrics.requests == 1)
        server.stop()
    }

    @Test("that never reads is cut")
    func neverReading() throws {
        let server = BigServer.make(bytes: 16 << 20) { $0.answerSeconds = 0.3 }
        let client = try Client(port: server.start(), receiveBuffer: 4096)
        client.send(RawCase.get())
        try waitUntil { server.metrics.cutConnections == 1 }
        #expect(throws: ClientError.self) { try client.answer() }
        server.stop()
        #expect(server.metrics.unsentBytes == 0)
    }

    @Test("that reads slowly gets all of a long answer")
    func slowReading() throws {
        let server = BigServer.make(bytes: 8 << 20)
        let client = try Client(port: server.start(), receiveBuffer: 65536)
        client.send(RawCase.get() + RawCase.get("X: 2"))
        pause(milliseconds: 200)
        for _ in 0..<2 { #expect(try client.answer().body.count == 8 << 20) }
        server.stop()
    }
}

/// Answers everything with so many bytes.
enum BigServer {
    static func make(
        bytes: Int, _ change: (inout Server.Configuration) -> Void = { _ in }
    ) -> Server {
        var configuration = Server.Configuration()
        change(&configuration)
        let body = [UInt8](repeating: 0x61, count: bytes)
        return Server(configuration, files: nil) { _ in
            .run(lane: .normal, bodyLimit: 8 << 20)
        } respond: { _ in
            Response(body: body)
        }
    }
}
