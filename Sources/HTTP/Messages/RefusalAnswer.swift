import HTTPTypes

extension Refusal {
    /// The status that a refusal is answered with, RFC 9110 section 15.
    public var status: HTTPResponse.Status {
        switch self {
        case .requestLineTooLong: .uriTooLong
        case .methodNotImplemented, .transferCodingUnknown: .notImplemented
        case .versionNotSupported: .httpVersionNotSupported
        case .headTooLong, .tooManyFields, .trailersTooLong: .requestHeaderFieldsTooLarge
        case .expectationUnknown: .expectationFailed
        case .bodyTooLong, .chunkExtensionsTooLong: .contentTooLarge
        case .headTooSlow, .bodyTooSlow: .requestTimeout
        case .queueFull, .bodiesTooLarge, .tooManyConnections: .serviceUnavailable
        default: .badRequest
        }
    }

    /// Seconds after which a client may try again, for a 503; nil for all else.
    var retryAfter: Int? { status == .serviceUnavailable ? 2 : nil }

    /// The answer: one line of text with the status and the number of the refusal.
    var response: Response {
        var response = Response.text(
            "\(status.code) \(status.reasonPhrase) (\(rawValue))\n", status: status)
        response.headerFields[.cacheControl] = "no-store"
        if let retryAfter { response.headerFields[.retryAfter] = String(retryAfter) }
        response.isCompressible = false
        return response
    }
}
