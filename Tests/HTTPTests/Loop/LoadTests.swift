import Glibc
import HTTPTypes
import RawRequests
import Testing

@testable import HTTP

@Suite("Under load, a server")
struct LoadTests {
    /// `/gate` and `/slow` wait for the gate, the latter on the slow lane.
    private static func makeServer(
        _ gate: Gate, _ change: (inout Server.Configuration) -> Void = { _ in }
    ) -> Server {
        var configuration = Server.Configuration()
        change(&configuration)
        return Server(configuration, files: nil) { head in
            .run(lane: head.path == "/slow" ? .slow : .normal, bodyLimit: 8 << 20)
        } respond: { request in
            if request.path != "/" { gate.pass() }
            return .text(request.path)
        }
    }

    private static func get(_ path: String) -> String {
        "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n"
    }

    @Test("closes the connection that is idle longest when there are too many")
    func cap() throws {
        let server = Self.makeServer(Gate()) { ($0.connections, $0.idleSeconds) = (3, 120) }
        let port = try server.start()
        var clients: [Client] = []
        for _ in 0..<3 { clients.append(try Client(port: port)) }
        for client in clients {
            client.send(Self.get("/"))
            #expect(try client.answer().status == 200)
        }
        clients[0].send(Self.get("/"))
        #expect(try clients[0].answer().status == 200)
        let newcomer = try Client(port: port)
        newcomer.send(Self.get("/"))
        #expect(try newcomer.answer().status == 200)
        #expect(try clients[1].isEnded())
        clients[2].send(Self.get("/"))
        #expect(try clients[2].answer().status == 200)
        #expect(server.metrics.cutConnections == 1)
        server.stop()
    }

    @Test("turns newcomers away when every connection is busy")
    func busy() throws {
        let gate = Gate()
        let server = Self.makeServer(gate) { $0.connections = 2 }
        let port = try server.start()
        let busy = [try Client(port: port), try Client(port: port)]
        for client in busy { client.send(Self.get("/gate")) }
        try waitUntil { gate.waiting == 2 }
        let newcomer = try Client(port: port)
        let answer = try newcomer.answer()
        #expect(answer.status == 503)
        #expect(answer["retry-after"] != nil)
        gate.open()
        for client in busy { #expect(try client.answer().status == 200) }
        server.stop()
    }

    @Test("answers 503 at once when its queue is full, and serves what is in it")
    func fullQueue() throws {
        let gate = Gate()
        let server = Self.makeServer(gate) { $0.queueLength = 2 }
        let port = try server.start()
        var clients: [Client] = []
        for count in 1...6 {
            let client = try Client(port: port)
            client.send(Self.get("/gate"))
            clients.append(client)
            try waitUntil { gate.waiting + server.metrics.waiting == count }
        }
        let refused = try Client(port: port)
        refused.send(Self.get("/"))
        let answer = try refused.answer()
        #expect(answer.status == 503)
        #expect(answer["retry-after"] != nil)
        #expect(answer.text.contains(Refusal.queueFull.rawValue))
        gate.open()
        for client in clients { #expect(try client.answer().status == 200) }
        server.stop()
    }

    @Test("answers the fast lane while the slow one is full")
    func lanes() throws {
        let gate = Gate()
        let server = Self.makeServer(gate) { $0.slowQueueLength = 3 }
        let port = try server.start()
        var slow: [Client] = []
        for count in 1...4 {
            let client = try Client(port: port)
            client.send(Self.get("/slow"))
            slow.append(client)
            try waitUntil { gate.waiting + server.metrics.waitingSlow == count }
        }
        #expect(gate.waiting == 1)
        let fast = try Client(port: port)
        for _ in 0..<20 {
            fast.send(Self.get("/"))
            #expect(try fast.answer().status == 200)
        }
        gate.open()
        for client in slow { #expect(try client.answer().status == 200) }
        server.stop()
    }

    @Test("gives one slow request one worker, and the others all requests")
    func conserving() throws {
        let gate = Gate()
        let server = Self.makeServer(gate)
        let port = try server.start()
        let blocked = (0..<3).compactMap { _ in try? Client(port: port) }
        for client in blocked { client.send(Self.get("/gate")) }
        try waitUntil { gate.waiting == 3 }
        let fast = try Client(port: port)
        for _ in 0..<100 {
            fast.send(Self.get("/"))
            #expect(try fast.answer().status == 200)
        }
        #expect(gate.waiting == 3)
        gate.open()
        for client in blocked { #expect(try client.answer().status == 200) }
        server.stop()
    }

    @Test("refuses the newest body when all together are too large")
    func bodyMemory() throws {
        let server = Self.makeServer(Gate()) { $0.bodyMemory = 1 << 20 }
        let port = try server.start()
        let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 800000\r\n\r\n"
        let (older, newer) = (try Client(port: port), try Client(port: port))
        older.send(head)
        older.send([UInt8](repeating: 0x61, count: 700_000))
        try waitUntil { server.metrics.heldBodyBytes == 700_000 }
        newer.send(head)
        newer.send([UInt8](repeating: 0x61, count: 700_000))
        let refused = try newer.answer()
        #expect(refused.status == 503)
        #expect(refused.text.contains(Refusal.bodiesTooLarge.rawValue))
        older.send([UInt8](repeating: 0x61, count: 100_000))
        #expect(try older.answer().status == 200)
        try waitUntil { server.metrics.heldBodyBytes == 0 }
        server.stop()
    }

    @Test("cuts whoever has sent most of what cannot be read yet when all together is too large")
    func intakeMemory() throws {
        let server = Self.makeServer(Gate()) { $0.intakeMemory = 40_000 }
        let port = try server.start()
        let head = "GET / HTTP/1.1\r\nHost: a\r\nX: "
        let (larger, smaller) = (try Client(port: port), try Client(port: port))
        larger.send(head + String(repeating: "x", count: 25_000))
        try waitUntil { server.metrics.pendingBytes > 25_000 }
        smaller.send(head + String(repeating: "x", count: 20_000))
        try waitUntil { server.metrics.cutConnections == 1 }
        #expect(throws: ClientError.self) { try larger.answer() }
        smaller.send("\r\n\r\n")
        #expect(try smaller.answer().status == 200)
        try waitUntil { server.metrics.pendingBytes == 0 }
        server.stop()
    }

    @Test("cuts a client that sends requests behind one that is worked on, when they are too many")
    func pipelinedMemory() throws {
        let gate = Gate()
        let server = Self.makeServer(gate) { $0.intakeMemory = 40_000 }
        let port = try server.start()
        let greedy = try Client(port: port)
        greedy.send(Self.get("/block"))
        try waitUntil { gate.waiting == 1 }
        for _ in 0..<1500 { greedy.send(Self.get("/")) }
        try waitUntil { server.metrics.cutConnections == 1 }
        try waitUntil { server.metrics.pendingBytes == 0 }
        let other = try Client(port: port)
        other.send(Self.get("/"))
        #expect(try other.answer().status == 200)
        gate.open()
        server.stop()
    }

    @Test("cuts the answer that is unread longest when all together are too large")
    func answerMemory() throws {
        let server = BigServer.make(bytes: 24 << 20) { $0.answerMemory = 32 << 20 }
        let port = try server.start()
        let first = try Client(port: port, receiveBuffer: 4096)
        first.send(RawCase.get())
        try waitUntil { server.metrics.unsentBytes > 10 << 20 }
        let second = try Client(port: port, receiveBuffer: 4096)
        second.send(RawCase.get())
        try waitUntil { server.metrics.cutConnections == 1 }
        #expect(try second.answer().body.count == 24 << 20)
        #expect(throws: ClientError.self) { try first.answer() }
        server.stop()
    }

    @Test("keeps serving while a thousand others hang in the middle of a head")
    func slowHeads() throws {
        let server = Self.makeServer(Gate())
        let port = try server.start()
        let hanging = (0..<1000).compactMap { _ in try? Client(port: port) }
        #expect(hanging.count == 1000)
        for client in hanging { client.send("GET / HTTP/1.1\r\nX") }
        let client = try Client(port: port)
        for _ in 0..<50 {
            client.send(Self.get("/"))
            #expect(try client.answer().status == 200)
        }
        #expect(server.metrics.openConnections == 1001)
        server.stop()
    }
}
