import RawRequests
import Testing

@testable import HTTP

@Suite("A running server")
struct RawCaseLiveTests {
    @Test(
        "answers every request of the table as it says, alone and with the next behind it",
        arguments: [false, true])
    func table(_ isFollowed: Bool) throws {
        let server = EchoServer.make()
        let port = try server.start()
        let rows = RawCase.all.filter { !isFollowed || !$0.endsInput }
        for row in rows {
            do {
                let flaw = try row.flaw(at: port, isFollowed: isFollowed) { $0.status == 200 }
                #expect(flaw == nil, "\(row)")
            } catch { Issue.record("\(row): \(error)") }
        }
        server.stop()
        let refused = rows.filter { $0.refusal != nil }.count
        #expect(server.metrics.refusals.values.reduce(0, +) == refused)
        #expect(server.metrics.openConnections == 0)
    }
}

/// Says what it got.
enum EchoServer {
    static func make(_ change: (inout Server.Configuration) -> Void = { _ in }) -> Server {
        var configuration = Server.Configuration()
        change(&configuration)
        return Server(configuration, files: nil) { head in
            switch head.path {
            case "/livez": .answer(.text("ok\n"))
            case "/unread": .unread(lane: .normal)
            default: .run(lane: .normal, bodyLimit: RawCase.bodyLimit)
            }
        } respond: { request in
            .text("\(request.method.rawValue) \(request.path) \(request.body.count)\n")
        }
    }
}
