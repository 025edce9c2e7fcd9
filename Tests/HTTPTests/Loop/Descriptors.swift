import Foundation
import RawRequests

@testable import HTTP

/// The descriptors of this process; only meaningful in a process that runs one test.
enum Descriptors {
    static var open: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? -1
    }

    /// What is open once Dispatch has opened what it keeps for itself.
    static func atRest() throws -> Int {
        let server = EchoServer.make()
        let client = try Client(port: server.start())
        client.send(RawCase.get())
        _ = try client.answer()
        client.end()
        server.stop()
        return open
    }
}
