import HTTP
import RawRequests
import Testing

@testable import Website

@Suite("The whole site behind a socket")
struct RawRequestTests {
    /// What the site itself answers with: pages, redirects, and its own 404 and 405.
    private static let ownStatuses: Set = [200, 303, 404, 405]

    @Test(
        "refuses and serves what the table of raw requests says, alone and with the next behind it")
    func table() throws {
        let site = try DemoSite.shared.get().site
        let server = Server(.init(), files: site.files, admit: site.admit, respond: site.respond)
        let port = try server.start()
        for row in RawCase.all {
            for isFollowed in row.endsInput ? [false] : [false, true] {
                do {
                    let flaw = try row.flaw(at: port, isFollowed: isFollowed, isServed: isOwn)
                    #expect(flaw == nil, "\(row)")
                } catch { Issue.record("\(row): \(error)") }
            }
        }
        server.stop()
        #expect(server.metrics.openConnections == 0)
    }

    private func isOwn(_ answer: RawAnswer) -> Bool {
        Self.ownStatuses.contains(answer.status) && !answer.text.contains(/\(H\d{3}\)/)
    }
}
