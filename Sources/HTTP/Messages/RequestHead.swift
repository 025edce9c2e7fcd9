import HTTPTypes

/// The head of a request, complete and checked; its body may not have arrived yet.
public struct RequestHead: Sendable {
    /// The method; one that is not listed in RFC 9110 or RFC 5789 never gets this far.
    public let method: HTTPRequest.Method
    /// The target in origin form, path and query, as sent; `*` for `OPTIONS *`.
    public let target: String
    /// The path, percent-decoded once; always begins with a slash, or is `*`.
    public let path: String
    /// What stands behind the question mark, still encoded; nil without a question mark.
    public let query: String?
    /// The value of Content-Length in bytes; nil without the field and for a chunked body.
    public let contentLength: Int?
    /// Whether the body is chunked, so that its length is not known beforehand.
    public let isChunked: Bool
    /// 0 for HTTP/1.0 and 1 for everything later.
    let minorVersion: Int
    /// Whether the client wants to send more requests, RFC 9112 section 9.3.
    let isPersistent: Bool
    /// Whether the client waits for `100 Continue` before it sends its body.
    let expectsContinue: Bool
    let storage: Storage

    enum Storage: Sendable {
        case received(FieldLines)
        case built(HTTPFields)
    }

    /// Whether a body was announced, be it of unknown length; false for a length of zero.
    public var hasBody: Bool { isChunked || (contentLength ?? 0) > 0 }

    /// All fields; made anew from the received bytes at each call, so prefer the subscript.
    public var headerFields: HTTPFields {
        switch storage {
        case .received(let lines): lines.fields
        case .built(let fields): fields
        }
    }

    /// The value of a field, several lines joined; nil when it was not sent.
    public subscript(_ name: HTTPField.Name) -> String? {
        switch storage {
        case .received(let lines): lines[name]
        case .built(let fields): fields[name]
        }
    }
}

extension RequestHead {
    /// A head made by the program itself, for tests and calls without a socket.
    ///
    /// A target that a client could not have sent stands unchanged in `path`.
    public init(
        method: HTTPRequest.Method = .get, target: String = "/", headerFields: HTTPFields = [:]
    ) {
        let bytes = Array(target.utf8)
        let parsed = try? RequestTarget(bytes.span, in: 0..<bytes.count, isOptions: true)
        self.init(
            method: method, target: parsed?.text ?? target, path: parsed?.path ?? target,
            query: parsed?.query, contentLength: headerFields[.contentLength].flatMap { Int($0) },
            isChunked: false, minorVersion: 1, isPersistent: true, expectsContinue: false,
            storage: .built(headerFields))
    }
}
