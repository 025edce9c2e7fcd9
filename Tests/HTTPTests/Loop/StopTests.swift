import Dispatch
import Glibc
import RawRequests
import Testing

@testable import HTTP

@Suite("Starting and stopping")
struct StopTests {
    @Test("finishes what is in flight and closes what is idle")
    func graceful() throws {
        let gate = Gate()
        let server = Server(.init(), files: nil) { _ in
            .run(lane: .normal, bodyLimit: 100)
        } respond: { _ in
            gate.pass()
            return .text("done")
        }
        let port = try server.start()
        let (busy, idle) = (try Client(port: port), try Client(port: port))
        busy.send(RawCase.get())
        try waitUntil { gate.waiting == 1 && server.metrics.openConnections == 2 }
        let stopping = DispatchGroup()
        DispatchQueue(label: "stopping").async(group: stopping) { server.stop() }
        #expect(try idle.isEnded())
        #expect(throws: ClientError.refused) { try Client(port: port) }
        gate.open()
        let answer = try busy.answer()
        #expect(answer.text == "done")
        #expect(answer.closes)
        stopping.wait()
        #expect(server.metrics.openConnections == 0)
    }

    @Test("does not wait for ever for what does not end")
    func bounded() throws {
        let gate = Gate()
        var configuration = Server.Configuration()
        configuration.stopSeconds = 0.2
        let server = Server(configuration, files: nil) { _ in
            .run(lane: .normal, bodyLimit: 100)
        } respond: { _ in
            gate.pass()
            return .text("late")
        }
        let client = try Client(port: server.start())
        client.send(RawCase.get())
        try waitUntil { gate.waiting == 1 }
        server.stop()
        #expect(try client.isEnded())
        gate.open()
    }

    @Test("stops twice, and without having been started")
    func twice() throws {
        let server = EchoServer.make()
        server.stop()
        _ = try server.start()
        server.stop()
        server.stop()
    }

    @Test("says which port is in use")
    func portInUse() throws {
        let first = EchoServer.make()
        let port = try first.start()
        let second = EchoServer.make { $0.port = port }
        #expect(throws: ServerError.portInUse(port)) { try second.start() }
        first.stop()
        #expect(try second.start() == port)
        second.stop()
    }

    @Test("refuses hosts that are not here, and all but loopback without a proxy")
    func hosts() throws {
        let unknown = EchoServer.make { $0.host = "no.such.host.invalid" }
        #expect(throws: ServerError.addressNotUsable("no.such.host.invalid")) {
            try unknown.start()
        }
        let elsewhere = EchoServer.make {
            $0.host = "192.0.2.1"
            $0.isBehindProxy = true
        }
        #expect(throws: ServerError.addressNotUsable("192.0.2.1")) { try elsewhere.start() }
        let everywhere = EchoServer.make { $0.host = "0.0.0.0" }
        #expect(throws: ServerError.proxyRequired("0.0.0.0")) { try everywhere.start() }
        let mistyped = EchoServer.make { $0.trustedProxies = ["10.0.0.0/33"] }
        #expect(throws: ServerError.invalidProxy("10.0.0.0/33")) { try mistyped.start() }
    }

    @Test("is started only once")
    func once() throws {
        let server = EchoServer.make()
        _ = try server.start()
        #expect(throws: ServerError.alreadyStarted) { try server.start() }
        server.stop()
    }

    @Test("sheds newcomers when descriptors run out, and goes on afterwards")
    func descriptors() async {
        await #expect(processExitsWith: .success) {
            var limit = rlimit(rlim_cur: 400, rlim_max: 400)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            let server = EchoServer.make()
            let port = try server.start()
            // All but 21 descriptors of this process are taken: ten connections and one client.
            var taken: [Int32] = []
            while true {
                let descriptor = open("/dev/null", O_RDONLY)
                guard descriptor >= 0 else { break }
                taken.append(descriptor)
            }
            for descriptor in taken.suffix(21) { close(descriptor) }
            var clients: [Client] = []
            for _ in 0..<11 {
                clients.append(try Client(port: port))
                try waitUntil {
                    let metrics = server.metrics
                    return metrics.acceptedConnections == clients.count
                        || metrics.refusals[.tooManyConnections] == 1
                }
            }
            guard server.metrics.refusals[.tooManyConnections] == 1 else { exit(2) }
            clients.removeAll()
            try waitUntil { server.metrics.openConnections == 0 }
            let client = try Client(port: port)
            client.send(RawCase.get())
            guard try client.answer().status == 200 else { exit(1) }
            server.stop()
        }
    }
}
