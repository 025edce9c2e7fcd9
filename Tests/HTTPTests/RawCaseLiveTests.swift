import Testing

@testable import HTTP

@Suite("A running server")
struct RawCaseLiveTests {
    @Test("answers every request of the table as the parser judges it")
    func table() throws {
        let server = EchoServer.make()
        let port = try server.start()
        for row in RawCase.all {
            do { try check(row, port) } catch {
                Issue.record("\(row): \(error)")
            }
        }
        server.stop()
        let refused = RawCase.all.filter { $0.refusal != nil }.count
        #expect(server.metrics.refusals.values.reduce(0, +) == refused)
    }

    private func check(_ row: RawCase, _ port: UInt16) throws {
        let client = try Client(port: port)
        client.send(row.raw)
        if row.isTruncated { client.endOutput() }
        let answer = try client.answer()
        #expect(answer.status == row.status, "\(row)")
        #expect(answer["date"] != nil)
        #expect(answer["content-security-policy"] != nil)
        #expect(answer["server"] == nil)
        #expect(answer.closes == !row.stays, "\(row)")
        if let refusal = row.refusal { #expect(answer.text.contains(refusal.rawValue), "\(row)") }
        guard row.stays else { return #expect(try client.isEnded(), "\(row)") }
        client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.answer().text == "GET /next 0\n", "\(row)")
    }
}

/// Says what it got.
enum EchoServer {
    static func make(_ change: (inout Server.Configuration) -> Void = { _ in }) -> Server {
        var configuration = Server.Configuration()
        change(&configuration)
        return Server(configuration, files: nil) { head in
            head.path == "/livez"
                ? .answer(.text("ok\n")) : .run(lane: .normal, bodyLimit: ParserRun.bodyLimit)
        } respond: { request in
            .text("\(request.method.rawValue) \(request.path) \(request.body.count)\n")
        }
    }
}
