import Foundation
import GRDB
import Hummingbird

/// The same site on Hummingbird 2, as far as the benchmark compares it: a fixed answer, files, and
/// two pages from the same database with GRDB and swift-mustache.
///
///     Peer FACTS.json
@main
struct Peer {
    static func main() async throws {
        let bytes = try Data(contentsOf: URL(filePath: CommandLine.arguments[1]))
        let facts = try JSONDecoder().decode(Facts.self, from: bytes)
        let router = Router()
        router.add(middleware: FileMiddleware(facts.files, searchForIndexHtml: false))
        router.get("livez") { _, _ in "ok\n" }
        if !facts.pages.isEmpty {
            let site = try Site(facts)
            router.get("/") { request, _ in try await site.show(request) }
            router.get("groups") { request, _ in try await site.show(request) }
        }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                print("http://127.0.0.1:\(channel.localAddress?.port ?? 0)")
                fflush(nil)
            })
        try await application.runService()
    }
}

/// The recorded pages.
struct Site: Sendable {
    let facts: Facts
    let pages: [String: Facts.Page]
    let reading: Reading
    let templates: Templates

    init(_ facts: Facts) throws {
        self.facts = facts
        pages = Dictionary(uniqueKeysWithValues: facts.pages.map { ($0.path, $0) })
        reading = try Reading(facts)
        templates = try Templates(facts)
    }

    func show(_ request: Request) async throws -> Response {
        guard let page = pages[request.uri.description] else { throw HTTPError(.notFound) }
        let token = request.cookies["__Host-session"]?.value ?? ""
        let found = try await reading.read(page, token)
        guard !found["session"].isEmpty, let frame = facts.frame(found["grants"]) else {
            throw HTTPError(.unauthorized)
        }
        let body = page.before + templates.rendered(page, frame, found) + page.after
        return Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}
