import HTTPTypes

/// What a responder answers; the server adds the date, the length and the standing fields.
public struct Response: Sendable {
    /// The status.
    public var status: HTTPResponse.Status
    /// The fields; Content-Length, Transfer-Encoding, Connection and Date are the server's own and
    /// are left out if they stand here. A field of the security headers replaces the standing one.
    public var headerFields: HTTPFields
    /// The content; left out in the answer to HEAD, and for 204 and 304.
    public var body: [UInt8]
    /// The pattern of the route for the access log and the metrics, such as `/groups/:ref`; nil
    /// when no route matched.
    public var route: String?
    /// One more word for the access log, such as an incident number; never personal data.
    public var logLabel: String?
    /// Whether the access log has a line for this answer; false for `/livez`.
    public var isLogged = true
    private var compression: Bool?

    /// A response with nothing in it but what is given.
    public init(
        status: HTTPResponse.Status = .ok, headerFields: HTTPFields = [:], body: [UInt8] = []
    ) {
        self.status = status
        self.headerFields = headerFields
        self.body = body
    }

    /// Whether gzip may be applied; without a word of the responder the content type decides.
    public var isCompressible: Bool {
        get { compression ?? MediaType.isCompressible(headerFields[.contentType]) }
        set { compression = newValue }
    }
}

extension Response {
    /// A response of plain text in UTF-8.
    public static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headerFields: [.contentType: "text/plain; charset=utf-8"],
            body: Array(text.utf8))
    }

    /// A response with a page whose bytes are UTF-8.
    public static func html(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headerFields: [.contentType: "text/html; charset=utf-8"], body: bytes)
    }

    /// A redirection to a reference, RFC 9110 section 10.2.2.
    ///
    /// The location cannot carry a line break: every byte that is not visible ASCII is
    /// percent-encoded. Whether it leads to this site is for the caller to know.
    public static func redirect(
        to location: String, status: HTTPResponse.Status = .seeOther
    ) -> Response {
        Response(status: status, headerFields: [.location: escaped(location)])
    }

    /// Adds a Set-Cookie field; several cookies stand on lines of their own.
    public mutating func set(_ cookie: SetCookie) {
        headerFields.append(HTTPField(name: .setCookie, value: cookie.fieldValue))
    }

    private static func escaped(_ location: String) -> String {
        guard !location.utf8.allSatisfy(\.isVisible) else { return location }
        var escaped = ""
        for byte in location.utf8 {
            if byte.isVisible {
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                escaped += byte < 16 ? "%0" + digits : "%" + digits
            }
        }
        return escaped
    }
}

/// Answers a request; it cannot throw, because every error is already a page.
public typealias Responder = @Sendable (Request) -> Response

/// Which pool a request is run on.
public enum Lane: Sendable, Hashable {
    /// For everything that takes milliseconds.
    case normal
    /// For password hashing, exports, imports and backups: one or two threads, a short queue.
    case slow
}

/// What is to become of a request whose head is complete.
public enum Admission: Sendable {
    /// Answered at once in the loop; a body, if one was announced, is not read.
    case answer(Response)
    /// The same for a response that does not depend on the request.
    case standing(StandingResponse)
    /// Run by a worker of this lane with a body of at most `bodyLimit` bytes.
    case run(lane: Lane, bodyLimit: Int)
    /// Run by a worker of this lane without its body, which is not read; the connection ends after
    /// the answer when there was one.
    case unread(lane: Lane)
}
