@testable import HTTP

/// A row of the table: what a client sends, and what has to come of it.
struct RawCase: Sendable, CustomStringConvertible {
    let name: String
    let raw: [UInt8]
    let status: Int
    /// nil for a request that is served.
    let refusal: Refusal?
    /// Whether the next request on the connection is served.
    let stays: Bool
    /// Whether the client has to end its side for anything to happen.
    let isTruncated: Bool
    let rule: String

    var description: String { "\(name) (\(rule))" }

    /// A request that is served.
    static func ok(_ name: String, _ raw: String, _ rule: String, stays: Bool = true) -> RawCase {
        RawCase(
            name: name, raw: Array(raw.utf8), status: 200, refusal: nil, stays: stays,
            isTruncated: false, rule: rule)
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
            name: name, raw: bytes, status: status, refusal: refusal, stays: false,
            isTruncated: false, rule: rule)
    }

    static func truncated(_ name: String, _ raw: String, _ rule: String) -> RawCase {
        RawCase(
            name: name, raw: Array(raw.utf8), status: 400, refusal: .incomplete, stays: false,
            isTruncated: true, rule: rule)
    }

    /// A GET with these lines behind its Host.
    static func get(_ lines: String...) -> String {
        (["GET / HTTP/1.1", "Host: a"] + lines).map { $0 + "\r\n" }.joined() + "\r\n"
    }

    /// A POST with these lines behind its Host, and what follows its head.
    static func post(_ lines: String..., then body: String = "") -> String {
        (["POST /form HTTP/1.1", "Host: a"] + lines).map { $0 + "\r\n" }.joined() + "\r\n" + body
    }

    /// A chunked POST with this encoded body.
    static func chunked(_ body: String) -> String {
        post("Transfer-Encoding: chunked", then: body)
    }

    static let all =
        requestLine + target + fields + host + contentLength + transferEncoding + chunks
        + connection + limits + bytes
}
