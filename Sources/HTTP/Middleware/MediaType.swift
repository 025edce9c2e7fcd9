/// What the server knows of media types.
enum MediaType {
    /// Whether content of this type gets smaller by gzip; false for nil.
    static func isCompressible(_ contentType: String?) -> Bool {
        guard let contentType else { return false }
        let essence = contentType.prefix { $0 != ";" && $0 != " " }
        return essence.hasPrefix("text/") || essence.hasSuffix("+xml") || essence.hasSuffix("json")
            || essence == "application/javascript" || essence == "application/xml"
    }

    /// The media type of a file by its name's extension.
    static func ofFile(named name: String) -> String {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return byExtension[ending] ?? "application/octet-stream"
    }

    private static let byExtension = [
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8",
        "html": "text/html; charset=utf-8",
        "txt": "text/plain; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "json": "application/json",
        "map": "application/json",
        "webmanifest": "application/manifest+json",
        "svg": "image/svg+xml",
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "webp": "image/webp",
        "avif": "image/avif",
        "ico": "image/x-icon",
        "woff": "font/woff",
        "woff2": "font/woff2",
        "ttf": "font/ttf",
        "pdf": "application/pdf",
    ]
}
