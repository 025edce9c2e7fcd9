import Coalition
import HTTP
import HTTPTypes

/// The cookies of the site. All are `__Host-`, Secure, HttpOnly and SameSite=Lax, so that no other
/// host or path can set or read them (RFC 6265bis section 4.1.3.2).
enum SiteCookie: String {
    case session = "__Host-session"
    /// A random value to which the token of the sign-in form is bound.
    case visit = "__Host-visit"
    /// What has just been done, for the next page.
    case note = "__Host-note"
    /// The page that was asked for before signing in.
    case next = "__Host-next"
    case language = "lang"

    /// The value in a request; nil when it was not sent, or sent twice.
    func value(in request: Request) -> String? {
        Cookies.value(of: rawValue, in: request[.cookie])
    }

    /// Sets the cookie for this session of the browser, or for so many seconds. A value that cannot
    /// stand in a cookie is not set.
    func set(_ value: String, seconds: Int? = nil, on response: inout Response) {
        guard let cookie = try? SetCookie(rawValue, value, maximumAge: seconds) else { return }
        response.headerFields.append(HTTPField(name: .setCookie, value: cookie.fieldValue))
    }

    /// Takes the cookie away.
    func clear(on response: inout Response) {
        set("", seconds: 0, on: &response)
    }
}

/// A note for the next page: a message key with values, and perhaps a path that undoes what was done
/// or one that leads on, whose words are the key's `.link`.
struct Note: Sendable {
    let key: String
    var values: [String: String] = [:]
    var undo: String?
    var link: String?

    init(
        _ key: String, _ values: [String: String] = [:], undo: String? = nil, link: String? = nil
    ) {
        self.key = key
        self.values = values
        self.undo = undo
        self.link = link
    }

    /// The cookie's value: base 64 of lines.
    var cookie: String {
        var lines = [key, undo ?? "", link ?? ""]
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            lines.append("\(name)=\(value.split(separator: "\n").joined(separator: " "))")
        }
        return Base64URL.encode(Array(lines.joined(separator: "\n").utf8))
    }

    /// Nil for anything that `cookie` did not write.
    init?(cookie: String) {
        guard cookie.count <= 2000, let bytes = Base64URL.decode(cookie),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count >= 3, lines[0].hasPrefix("note.") else { return nil }
        key = lines[0]
        undo = lines[1].isEmpty ? nil : LocalPath.checked(lines[1])
        link = lines[2].isEmpty ? nil : LocalPath.checked(lines[2])
        for line in lines.dropFirst(3) {
            guard let equals = line.firstIndex(of: "=") else { continue }
            values[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
    }
}
