import Foundation
import HTTP
import HTTPTypes

/// What a telephone or computer needs to install the site as an app. No worker of ours keeps pages in
/// the browser: what is shown is about people, and is asked for anew each time.
enum AppManifest: Feature {
    static var routes: [Route] { [.get("/manifest.webmanifest", .anyone, show)] }
    static var pages: [any SitePage.Type] { [] }

    static func show(_ context: Context) throws -> Response {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var response = Response(
            headerFields: [
                .contentType: "application/manifest+json", .cacheControl: "private, max-age=3600",
            ],
            body: Array(try encoder.encode(Content(context))))
        response.isCompressible = true
        return response
    }

    /// Web application manifest (W3C), the members that browsers use.
    private struct Content: Encodable {
        let id = "/"
        let name = "Coalitie"
        let shortName = "Coalitie"
        let description: String
        let lang: String
        let dir = "ltr"
        let startUrl = "/"
        let scope = "/"
        let display = "standalone"
        // The header's colour and the page's.
        let themeColor = "#0d3f41"
        let backgroundColor = "#f7f5f0"
        let icons: [Icon]

        init(_ context: Context) {
            description = context.words("login.promise")
            lang = context.language.rawValue
            icons = [192, 512].flatMap { size in
                ["any", "maskable"].compactMap { Icon(size, $0, context.site.files) }
            }
        }
    }

    private struct Icon: Encodable {
        let src: String
        let sizes: String
        let type = "image/png"
        let purpose: String

        init?(_ size: Int, _ purpose: String, _ files: StaticFiles) {
            let name = purpose == "maskable" ? "icon-maskable-\(size).png" : "icon-\(size).png"
            guard let path = files.path(for: name) else { return nil }
            (src, sizes, self.purpose) = (path, "\(size)x\(size)", purpose)
        }
    }
}
