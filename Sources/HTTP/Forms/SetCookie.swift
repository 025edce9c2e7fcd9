/// A cookie to be set, RFC 6265 section 4.1; it cannot hold what would break the field.
public struct SetCookie: Sendable, Equatable {
    /// Whether the cookie is sent along when another site links here or posts here.
    public enum SameSite: String, Sendable {
        /// Never sent along from another site.
        case strict = "Strict"
        /// Sent along when somebody follows a link from another site.
        case lax = "Lax"
    }

    /// Why a cookie cannot be written.
    public enum Problem: Error, Sendable, Equatable {
        /// The name is not a token.
        case name
        /// The value holds a byte that is no `cookie-octet`.
        case value
        /// The path does not begin with a slash, or holds a control byte or a semicolon.
        case path
        /// `__Host-` asks for `Secure` and the path `/`, `__Secure-` for `Secure`.
        case prefix
    }

    /// The value of a Set-Cookie field.
    public let fieldValue: String

    /// - Parameters:
    ///   - maximumAge: seconds; nil for a cookie that ends with the browser's session, 0 to
    ///     remove one.
    /// - Throws: `Problem`.
    public init(
        _ name: String, _ value: String, path: String = "/", maximumAge: Int? = nil,
        isSecure: Bool = true, isHTTPOnly: Bool = true, sameSite: SameSite = .lax
    ) throws(Problem) {
        guard !name.isEmpty, name.utf8.allSatisfy(ByteClass.token.contains) else { throw .name }
        guard value.utf8.allSatisfy(ByteClass.cookieValue.contains) else { throw .value }
        guard path.hasPrefix("/"),
            path.utf8.allSatisfy({ $0.isVisible && $0 != UInt8(ascii: ";") })
        else { throw .path }
        let lowercased = name.lowercased()
        let needsSecure = lowercased.hasPrefix("__host-") || lowercased.hasPrefix("__secure-")
        let needsRoot = lowercased.hasPrefix("__host-")
        guard isSecure || !needsSecure, path == "/" || !needsRoot else { throw .prefix }
        var text = "\(name)=\(value); Path=\(path)"
        if let maximumAge { text += "; Max-Age=\(max(0, maximumAge))" }
        if isSecure { text += "; Secure" }
        if isHTTPOnly { text += "; HttpOnly" }
        fieldValue = text + "; SameSite=\(sameSite.rawValue)"
    }
}
