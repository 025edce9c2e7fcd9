import HTTP

/// A row of the table: what a client sends, and what has to come of it.
///
/// The same rows are fed to the parser, sent to a server with a trivial responder, and sent to the
/// whole site; so a row holds whatever the responder makes of a request that is served.
package struct RawCase: Sendable, CustomStringConvertible {
    /// The longest body that is taken at `/form`, which no site has.
    package static let bodyLimit = 1 << 16

    package let name: String
    package let raw: [UInt8]
    /// What a trivial responder, or a refusal, answers with.
    package let status: Int
    /// nil for a request that is served.
    package let refusal: Refusal?
    /// How many requests before the one that is judged are served on the same connection.
    package var served = 0
    /// Whether the next request on the connection is served.
    package var stays: Bool
    /// Whether the client ends its side behind the last byte.
    package var endsInput = false
    /// Where the rule stands: number and section of the RFC.
    package let rule: String

    package var description: String { "\(name) (\(rule))" }

    /// RFC 9110 section 9.3.2: the answer has no content, whatever its length says.
    package var isHead: Bool { raw.starts(with: Array("HEAD ".utf8)) }

    /// A request that is served.
    static func ok(_ name: String, _ raw: String, _ rule: String, stays: Bool = true) -> RawCase {
        RawCase(
            name: name, raw: Array(raw.utf8), status: 200, refusal: nil, stays: stays, rule: rule)
    }

    static func no(
        _ status: Int, _ refusal: Refusal, _ name: String, _ raw: String, _ rule: String
    ) -> RawCase {
        no(status, refusal, name, bytes: Array(raw.utf8), rule)
    }

    static func no(
        _ status: Int, _ refusal: Refusal, _ name: String, bytes: [UInt8], _ rule: String
    ) -> RawCase {
        RawCase(
            name: name, raw: bytes, status: status, refusal: refusal, stays: false, rule: rule)
    }

    static func truncated(_ name: String, _ raw: String, _ rule: String) -> RawCase {
        no(400, .incomplete, name, raw, rule).ended
    }

    /// The same behind requests that are served.
    func behind(_ count: Int) -> RawCase {
        var row = self
        row.served = count
        return row
    }

    /// The same from a client that sends nothing more, so that nothing more can be served.
    var ended: RawCase {
        var row = self
        (row.stays, row.endsInput) = (false, true)
        return row
    }

    /// A GET with these lines behind its Host.
    package static func get(_ lines: String...) -> String {
        (["GET / HTTP/1.1", "Host: a"] + lines).map { $0 + "\r\n" }.joined() + "\r\n"
    }

    /// A POST with these lines behind its Host, and what follows its head.
    package static func post(_ lines: String..., then body: String = "") -> String {
        (["POST /form HTTP/1.1", "Host: a"] + lines).map { $0 + "\r\n" }.joined() + "\r\n" + body
    }

    /// A chunked POST with this encoded body.
    package static func chunked(_ body: String) -> String {
        post("Transfer-Encoding: chunked", then: body)
    }

    package static let all =
        requestLine + target + fields + expectations + host + contentLength + transferEncoding
        + smuggling + chunks + trailers + connection + head + sequences + early + limits + bytes
}
