import Dispatch
import RawRequests
import Testing

@testable import HTTP

/// Where a client may be when it goes away.
private enum Stage: CaseIterable {
    case connecting, head, awaitedBody, body, chunks, handler, answer, pipeline, draining

    var bytes: String {
        switch self {
        case .connecting: ""
        case .head: "GET / HTTP/1.1\r\nHo"
        case .awaitedBody: RawCase.post("Expect: 100-continue", "Content-Length: 10")
        case .body: RawCase.post("Content-Length: 10", then: "abc")
        case .chunks: RawCase.chunked("3\r\nabc\r\n5\r\nab")
        case .handler: Self.get("/gate")
        case .answer: Self.get("/big")
        case .pipeline: String(repeating: Self.get("/"), count: 200)
        case .draining: "GET /\r\n"
        }
    }

    static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }
}

@Suite("A client that goes away")
struct ResetTests {
    private static func makeServer(
        _ gate: Gate, _ change: (inout Server.Configuration) -> Void = { _ in }
    ) -> Server {
        var configuration = Server.Configuration()
        change(&configuration)
        let big = [UInt8](repeating: 0x61, count: 8 << 20)
        return Server(configuration, files: nil) { _ in
            .run(lane: .normal, bodyLimit: RawCase.bodyLimit)
        } respond: { request in
            if request.path == "/gate" { gate.pass() }
            return request.path == "/big" ? Response(body: big) : .text("ok\n")
        }
    }

    @Test("by a reset or an end, at whatever stage, harms nobody and leaves nothing open")
    func everyStage() async {
        await #expect(processExitsWith: .success) {
            let atRest = try Descriptors.atRest()
            let gate = Gate()
            let server = Self.makeServer(gate)
            let port = try server.start()
            for stage in Stage.allCases {
                for isReset in [true, false] {
                    try Self.goAway(at: stage, isReset, server, port, gate)
                }
                let other = try Client(port: port)
                other.send(RawCase.get())
                #expect(try other.answer().status == 200, "after \(stage)")
                other.end()
                try waitUntil { server.metrics.openConnections == 0 }
            }
            server.stop()
            try waitUntil { server.metrics.heldBodyBytes == 0 && server.metrics.unsentBytes == 0 }
            try waitUntil { Descriptors.open == atRest }
        }
    }

    /// Three clients get as far as the stage, then go; a handler ends only after they are gone.
    private static func goAway(
        at stage: Stage, _ isReset: Bool, _ server: Server, _ port: UInt16, _ gate: Gate
    ) throws {
        let clients = try (0..<3).map { _ in
            try Client(port: port, receiveBuffer: stage == .answer ? 4096 : nil)
        }
        for client in clients { client.send(stage.bytes) }
        switch stage {
        case .handler: try waitUntil { gate.waiting == clients.count }
        case .answer: try waitUntil { server.metrics.unsentBytes > 3 << 20 }
        case .body, .chunks: try waitUntil { server.metrics.heldBodyBytes >= 9 }
        case .draining, .awaitedBody: for client in clients { _ = try client.answer() }
        case .connecting, .head, .pipeline: break
        }
        for client in clients { isReset ? client.reset() : client.end() }
        guard stage == .handler else { return }
        if isReset { try waitUntil { server.metrics.openConnections == 0 } }
        gate.open()
        try waitUntil { gate.waiting == 0 }
        gate.close()
    }

    @Test("from a handler that hangs, leaves the others served and the stop bounded")
    func hanging() throws {
        let gate = Gate()
        let server = Self.makeServer(gate) { $0.stopSeconds = 0.2 }
        let port = try server.start()
        for count in 1...3 {
            let client = try Client(port: port)
            client.send(Stage.get("/gate"))
            try waitUntil { gate.waiting == count }
            client.reset()
        }
        try waitUntil { server.metrics.openConnections == 0 }
        let other = try Client(port: port)
        for _ in 0..<20 {
            other.send(RawCase.get())
            #expect(try other.answer().status == 200)
        }
        server.stop()
        #expect(try other.isEnded())
        #expect(gate.waiting == 3)
        gate.open()
        try waitUntil { gate.waiting == 0 }
    }
}
