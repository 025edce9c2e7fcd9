import Dispatch
import Glibc
import RawRequests
import Synchronization
import Testing

@testable import HTTP

/// A client like any other, which asks one thing after the other on a thread of its own.
final class NormalClient: Sendable {
    private let state = Mutex((isOver: false, answered: 0, failures: [String]()))
    private let running = DispatchGroup()

    init(port: UInt16) {
        DispatchQueue(label: "normal-client").async(group: running) { self.run(port) }
    }

    var answered: Int { state.withLock { $0.answered } }

    /// What went wrong; the client has ended then.
    func end() -> [String] {
        state.withLock { $0.isOver = true }
        running.wait()
        return state.withLock { $0.failures }
    }

    private func run(_ port: UInt16) {
        do {
            let client = try Client(port: port)
            while !state.withLock({ $0.isOver }) {
                client.send(RawCase.get())
                let status = try client.answer().status
                state.withLock { $0.answered += 1 }
                guard status == 200 else { throw ClientError.refused }
            }
        } catch { state.withLock { $0.failures.append("\(error)") } }
    }
}

@Suite("A crowd of slow clients of every kind")
struct CrowdTests {
    @Test("hinders no normal client, is closed by the server, and gives every descriptor back")
    func crowd() async {
        // In a process of its own, so that its descriptors are all there are.
        await #expect(processExitsWith: .success) {
            let atRest = try Descriptors.atRest()
            let server = Self.makeServer()
            let port = try server.start()
            let normal = NormalClient(port: port)
            let crowd = try Crowd(ofEach: Self.size, port: port)
            try crowd.drip { server.metrics.openConnections == 1 }
            #expect(crowd.left.isEmpty)
            #expect(server.metrics.acceptedConnections == crowd.count + 1)
            #expect(server.metrics.refusals[.headTooSlow] == Self.size)
            #expect(server.metrics.refusals[.bodyTooSlow] == 2 * Self.size)
            #expect(server.metrics.cutConnections == Self.size)
            let answered = normal.answered
            try waitUntil { normal.answered > answered }
            #expect(normal.end() == [])
            crowd.end()
            try waitUntil { server.metrics.openConnections == 0 }
            server.stop()
            try waitUntil { server.metrics.heldBodyBytes == 0 && server.metrics.unsentBytes == 0 }
            try waitUntil { Descriptors.open == atRest }
        }
    }

    /// 200 of each kind, fewer where the system gives few descriptors; each needs two here.
    private static var size: Int {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return min(200, (Int(clamping: limit.rlim_max) - 300) / (2 * SlowKind.allCases.count))
    }

    /// Gives slow clients two seconds and whoever never reads too much to swallow.
    private static func makeServer() -> Server {
        var configuration = Server.Configuration()
        configuration.headSeconds = 2
        configuration.bodySeconds = 2
        configuration.answerSeconds = 2
        configuration.idleSeconds = 2
        // All of them wait for the same bytes.
        configuration.answerMemory = .max
        let big = [UInt8](repeating: 0x61, count: 8 << 20)
        return Server(configuration, files: nil) { _ in
            .run(lane: .normal, bodyLimit: RawCase.bodyLimit)
        } respond: { request in
            request.path == "/big" ? Response(body: big) : .text("ok\n")
        }
    }
}
