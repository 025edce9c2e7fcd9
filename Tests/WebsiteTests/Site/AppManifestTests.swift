import Coalition
import Fixtures
import Foundation
import HTTP
import HTTPTypes
import Testing

@testable import Website

@Suite("The site as an app")
struct AppManifestTests {
    private struct Manifest: Decodable {
        struct Icon: Decodable {
            let src: String
            let sizes: String
            let purpose: String
        }
        let name: String
        let lang: String
        let start_url: String
        let display: String
        let icons: [Icon]
    }

    let site: SiteFixture

    init() throws { site = try SiteFixture() }

    private func manifest(_ language: String) throws -> (Response, Manifest) {
        let answer = site.site.respond(
            Request(
                target: "/manifest.webmanifest", headerFields: [.acceptLanguage: language]))
        return (answer, try JSONDecoder().decode(Manifest.self, from: Data(answer.body)))
    }

    @Test("has a manifest in the reader's language that says nothing of anybody")
    func manifests() throws {
        let (answer, dutch) = try manifest("nl")
        #expect(answer.headerFields[.contentType] == "application/manifest+json")
        #expect(dutch.name == "Coalitie" && dutch.start_url == "/" && dutch.display == "standalone")
        #expect(dutch.lang == "nl")
        #expect(try manifest("en-GB").1.lang == "en")
    }

    @Test("has icons of the sizes that it names, also ones that may be cut to a shape")
    func icons() throws {
        let (_, manifest) = try manifest("nl")
        let kinds = Set(manifest.icons.map { "\($0.purpose) \($0.sizes)" })
        #expect(kinds.count == 4 && kinds.contains("maskable 512x512"))
        for icon in manifest.icons {
            let name = icon.src.replacing("/assets/", with: "").split(separator: ".")[0]
            let file = Fixture.home.appending(path: "Public/\(name).png")
            let bytes = Array(try Data(contentsOf: file))
            let size = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
            #expect("\(size)x\(size)" == icon.sizes)
        }
    }

    @Test("is named by every page, and no page has a worker that keeps pages")
    func pages() throws {
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        for path in ["/login", "/groups", "/help"] {
            browser.get(path)
            #expect(browser.page.contains("rel=\"manifest\" href=\"/manifest.webmanifest\""))
        }
        let script = Fixture.home.appending(path: "Public/coalitie.js")
        #expect(try !String(contentsOf: script, encoding: .utf8).contains("serviceWorker"))
    }

    @Test("may be read by the policy of content")
    func policy() {
        let fields = Server.Configuration.standardSecurityHeaders
        #expect(fields[.contentSecurityPolicy]?.contains("manifest-src 'self';") == true)
    }
}
