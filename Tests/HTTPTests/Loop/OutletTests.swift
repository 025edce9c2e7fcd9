import Foundation
import RawRequests
import Testing

@testable import HTTP

/// Both ends of a connection within this process.
private struct Pair: ~Copyable {
    let near: Int32
    let far: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw ClientError.silent }
        (near, far) = (ends[0], ends[1])
    }

    deinit {
        close(near)
        close(far)
    }

    /// What has arrived and was not read yet.
    func arrived() -> String {
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = recv(far, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}

@Suite("The way out of a connection")
struct OutletTests {
    private let mailbox = Mailbox<Completion>()

    /// Whether the loop has to be woken, and what it finds.
    private func deliver(
        _ body: String = "hello", status: Int = 200, through outlet: Outlet
    ) -> (wakes: Bool, letter: Completion?) {
        let body = Array(body.utf8)
        let head = Array("HTTP/1.1 \(status) OK\r\n".utf8)
        let answer = Answer(status: status, head: head, body: body, part: 0..<body.count)
        var completion = Completion(token: 7, answer: answer, heldBytes: 0, started: 0)
        let dateLine = Array("Date: now\r\n".utf8)
        #expect(mailbox.sleeps())
        let wakes = outlet.deliver(&completion, to: mailbox) { completion, descriptor in
            completion.send(to: descriptor, dateLine: dateLine)
        }
        return (wakes, mailbox.collect().first)
    }

    @Test("takes an answer to the client without waking the loop")
    func direct() throws {
        let pair = try Pair()
        let outlet = Outlet(pair.near)
        outlet.open()
        let (wakes, letter) = deliver(through: outlet)
        #expect(!wakes)
        #expect(pair.arrived() == "HTTP/1.1 200 OK\r\nDate: now\r\n\r\nhello")
        guard case .sent(35) = letter?.delivery else {
            Issue.record("35 bytes should have been sent")
            return
        }
    }

    @Test("is closed at first, and when it was closed: the loop sends the answer")
    func closed() throws {
        let pair = try Pair()
        let outlet = Outlet(pair.near)
        for isUsed in [false, true] {
            if isUsed {
                outlet.open()
                outlet.close()
            }
            let (wakes, letter) = deliver(through: outlet)
            #expect(wakes)
            #expect(pair.arrived().isEmpty)
            guard case .none? = letter?.delivery else {
                Issue.record("nothing should have been sent")
                return
            }
            #expect(letter?.answer.body.count == 5)
        }
    }

    @Test("wakes the loop for an answer that is awaited, and for an error")
    func urgent() throws {
        let pair = try Pair()
        let outlet = Outlet(pair.near)
        outlet.open()
        outlet.hurry()
        #expect(deliver(through: outlet).wakes)
        outlet.open()
        #expect(deliver(status: 500, through: outlet).wakes)
        outlet.open()
        #expect(!deliver(through: outlet).wakes)
    }

    @Test("leaves to the loop what the client does not take at once")
    func rest() throws {
        let pair = try Pair()
        let outlet = Outlet(pair.near)
        outlet.open()
        let long = String(repeating: "a", count: 4 << 20)
        let (wakes, letter) = deliver(long, through: outlet)
        #expect(wakes)
        guard case .sent(let count)? = letter?.delivery else {
            Issue.record("a part should have been sent")
            return
        }
        #expect(count > 0 && count < long.utf8.count)
        #expect(letter?.answer.body.count == long.utf8.count)
    }

    @Test("tells the loop of a client that is gone")
    func broken() throws {
        let pair = try Pair()
        shutdown(pair.near, Int32(SHUT_WR))
        let outlet = Outlet(pair.near)
        outlet.open()
        let (wakes, letter) = deliver(through: outlet)
        #expect(wakes)
        guard case .broken? = letter?.delivery else {
            Issue.record("the connection should be broken")
            return
        }
    }

    @Test("needs no look at the clock to answer a request behind another, or a half-closed client")
    func withoutTicks() throws {
        let gate = Gate()
        var configuration = Server.Configuration()
        configuration.tickSeconds = 3600
        let server = Server(configuration, files: nil) { _ in
            .run(lane: .normal, bodyLimit: 0)
        } respond: { request in
            gate.pass()
            return .text(request.path)
        }
        let port = try server.start()
        let (first, second) = (try Client(port: port), try Client(port: port))
        for client in [first, second] { client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n") }
        try waitUntil { gate.waiting == 2 }
        second.endOutput()
        first.send("GET /b HTTP/1.1\r\nHost: a\r\n\r\n")
        try waitUntil { server.metrics.pendingBytes > 0 }
        gate.open()
        #expect(try first.answer().text == "/a")
        #expect(try first.answer().text == "/b")
        #expect(try second.answer().text == "/a")
        #expect(try second.isEnded())
        server.stop()
    }
}

@Suite("The wake-up of the loop")
struct WakeUpTests {
    @Test("writes nothing into a file that has its descriptor afterwards")
    func afterwards() async {
        await #expect(processExitsWith: .success) {
            let wakeUp = try #require(WakeUp())
            wakeUp.signal()
            let number = wakeUp.descriptor
            wakeUp.close()
            let file = try #require(tmpfile())
            try #require(dup2(fileno(file), number) == number)
            wakeUp.signal()
            wakeUp.close()
            var status = stat()
            guard fstat(number, &status) == 0, status.st_size == 0 else { exit(2) }
        }
    }
}
