import HTTPTypes

/// A request with its whole body, as a responder gets it.
public struct Request: Sendable {
    /// The head, as it was admitted.
    public let head: RequestHead
    /// The body; empty when none was sent.
    public let body: [UInt8]
    /// The address of the client without a port, taken from `X-Forwarded-For` behind a trusted
    /// proxy.
    public let peer: String
    /// Whether the client spoke https with the trusted proxy.
    public let isSecure: Bool
    /// The id of this request in the access log; unique in this process.
    public let id: String

    /// A request made by the program itself, for tests and calls without a socket.
    public init(
        method: HTTPRequest.Method = .get, target: String = "/", headerFields: HTTPFields = [:],
        body: [UInt8] = [], peer: String = "127.0.0.1", isSecure: Bool = false, id: String = "local"
    ) {
        self.init(
            head: RequestHead(method: method, target: target, headerFields: headerFields),
            body: body, peer: peer, isSecure: isSecure, id: id)
    }

    init(head: RequestHead, body: [UInt8], peer: String, isSecure: Bool, id: String) {
        self.head = head
        self.body = body
        self.peer = peer
        self.isSecure = isSecure
        self.id = id
    }
}

extension Request {
    /// The method.
    public var method: HTTPRequest.Method { head.method }
    /// The target in origin form, path and query, as sent.
    public var target: String { head.target }
    /// The path, percent-decoded once.
    public var path: String { head.path }
    /// What stands behind the question mark, still encoded; nil without a question mark.
    public var query: String? { head.query }
    /// All fields; made anew at each call, so prefer the subscript.
    public var headerFields: HTTPFields { head.headerFields }

    /// The value of a field, several lines joined; nil when it was not sent.
    public subscript(_ name: HTTPField.Name) -> String? { head[name] }
}
