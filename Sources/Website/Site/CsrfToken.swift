import Coalition
import HTTP
import HTTPTypes

/// The token of every unsafe form: derived from the secret in the session's or visit's cookie, and
/// masked anew in each answer, so that compression tells nothing about it (BREACH).
struct CsrfToken: Sendable {
    private let secret: [UInt8]

    /// - Parameter cookie: The value of the session's cookie, or of the visit's before sign-in.
    init(cookie: String) {
        secret = SessionToken("csrf " + cookie).hash
    }

    /// The token under a new mask.
    var masked: String {
        var generator = SystemRandomNumberGenerator()
        let mask = (0..<secret.count / 8).flatMap { _ in
            withUnsafeBytes(of: generator.next()) { Array($0) }
        }
        return Base64URL.encode(mask + zip(mask, secret).map { $0 ^ $1 })
    }

    /// Whether a form's field is this token, compared in constant time.
    func accepts(_ field: String?) -> Bool {
        guard let bytes = field.flatMap(Base64URL.decode), bytes.count == secret.count * 2 else {
            return false
        }
        let (mask, masked) = (bytes.prefix(secret.count), bytes.suffix(secret.count))
        return zip(zip(mask, masked), secret).reduce(0) { $0 | ($1.0.0 ^ $1.0.1 ^ $1.1) } == 0
    }
}

/// Whether an unsafe request comes from a page of ours (Fetch metadata, else Origin).
struct OriginRule: Sendable {
    /// Origins that are ours, such as `https://coalitie.example`; empty on loopback.
    let origins: Set<String>

    func accepts(_ request: Request) -> Bool {
        if let site = request[.secFetchSite] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = request[.origin] else { return false }
        return origins.contains(origin) || (origins.isEmpty && isLoopback(origin))
    }

    private func isLoopback(_ origin: String) -> Bool {
        guard origin.hasPrefix("http://") else { return false }
        let host = origin.dropFirst("http://".count)
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
        return ["localhost", "127.0.0.1", "[::1]"].contains(String(name))
    }
}

extension HTTPField.Name {
    static let secFetchSite = token("Sec-Fetch-Site")
    static let clearSiteData = token("Clear-Site-Data")

    /// A name whose spelling here is a token; another would never match a field of a request.
    private static func token(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .date
    }
}
