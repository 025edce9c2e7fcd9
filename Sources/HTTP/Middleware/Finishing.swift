import HTTPTypes

/// What is applied after a responder: conditions, compression, standing fields, framing.
struct Finishing: Sendable {
    private static let smallestCompressed = 1024

    private let standing: StandingFields
    private let gzip: Gzip.Pool

    init(_ securityHeaders: HTTPFields, level: Int32) {
        standing = StandingFields(securityHeaders)
        gzip = Gzip.Pool(level: level)
    }

    /// The answer of a worker: compressed, and conditional if the response has an entity tag.
    func finish(_ response: Response, to head: RequestHead) -> Answer {
        var response = response
        let selection = select(&response, head)
        return answer(response, selection, isHead: head.method == .head)
    }

    /// The answer of the loop, taken as it is.
    func answer(_ response: Response, isHead: Bool) -> Answer {
        answer(response, .whole, isHead: isHead)
    }

    func refuse(_ refusal: Refusal, isHead: Bool = false) -> Answer {
        var answer = answer(refusal.response, isHead: isHead)
        answer.refusal = refusal
        return answer
    }

    /// `fields` are lines that are ready, and do not clash with the standing fields.
    func head(_ status: HTTPResponse.Status, fields: [UInt8], length: Int?) -> [UInt8] {
        var head = startOfHead(status)
        head += fields
        standing.append(to: &head)
        append(length: length, to: &head)
        return head
    }

    private func select(_ response: inout Response, _ head: RequestHead) -> Selection {
        let compresses = chooseCoding(&response, head)
        guard response.status == .ok, let tag = response.headerFields[.eTag] else {
            if compresses { compress(&response) }
            return .whole
        }
        // RFC 9110 section 8.8.1: a strong tag differs between codings.
        let coded = compresses ? tag.dropLast() + "-gzip\"" : tag
        let early = Selection(head, tag: coded, length: .max)
        guard early != .notModified, early != .preconditionFailed else {
            response.headerFields[.eTag] = coded
            return early
        }
        if compresses, compress(&response) { response.headerFields[.eTag] = coded }
        response.headerFields[.acceptRanges] = "bytes"
        return Selection(
            head, tag: response.headerFields[.eTag] ?? tag, length: response.body.count)
    }

    private func chooseCoding(_ response: inout Response, _ head: RequestHead) -> Bool {
        guard response.body.count > Self.smallestCompressed, response.isCompressible,
            response.headerFields[.contentEncoding] == nil, response.status != .partialContent
        else { return false }
        let vary = response.headerFields[.vary]
        response.headerFields[.vary] = vary.map { $0 + ", Accept-Encoding" } ?? "Accept-Encoding"
        return AcceptEncoding(head[.acceptEncoding]).prefersGzip
    }

    @discardableResult
    private func compress(_ response: inout Response) -> Bool {
        guard let smaller = gzip.compress(response.body) else { return false }
        response.body = smaller
        response.headerFields[.contentEncoding] = "gzip"
        return true
    }
}

extension Finishing {
    private func answer(
        _ response: Response, _ selection: Selection, isHead: Bool
    ) -> Answer {
        var response = response
        let part = apply(selection, &response)
        var head = startOfHead(response.status)
        for field in response.headerFields where !Self.ownedNames.contains(field.name.canonicalName)
        {
            head.append(field)
        }
        standing.append(to: &head, besides: response.headerFields)
        let hasContent = Self.hasContent(response.status)
        append(length: hasContent ? part.count : nil, to: &head)
        var answer = Answer(
            status: response.status.code, head: head, body: response.body,
            part: isHead || !hasContent ? 0..<0 : part)
        answer.route = response.route
        answer.label = response.logLabel
        answer.isLogged = response.isLogged
        return answer
    }

    private func apply(_ selection: Selection, _ response: inout Response) -> Range<Int> {
        let length = response.body.count
        switch selection {
        case .whole: return 0..<length
        case .notModified: response.status = .notModified
        case .preconditionFailed: response.status = .preconditionFailed
        case .unsatisfiable:
            response.status = .rangeNotSatisfiable
            response.headerFields[.contentRange] = "bytes */\(length)"
        case .part(let part):
            response.status = .partialContent
            response.headerFields[.contentRange] =
                "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(length)"
            return part
        }
        for name in [HTTPField.Name.contentType, .contentEncoding] {
            response.headerFields[name] = nil
        }
        return 0..<0
    }

    private func startOfHead(_ status: HTTPResponse.Status) -> [UInt8] {
        var head: [UInt8] = []
        head.reserveCapacity(1024)
        head.append(text: "HTTP/1.1 ")
        head.append(number: status.code)
        head.append(0x20)
        head.append(contentsOf: status.reasonPhrase.utf8)
        head.append(text: "\r\n")
        return head
    }

    private func append(length: Int?, to head: inout [UInt8]) {
        guard let length else { return }
        head.append(text: "Content-Length: ")
        head.append(number: length)
        head.append(text: "\r\n")
    }

    /// RFC 9110 sections 15.2, 15.3.5 and 15.4.5: these have no content and no length.
    private static func hasContent(_ status: HTTPResponse.Status) -> Bool {
        status.code >= 200 && status != .noContent && status != .notModified
    }

    /// Fields that frame the message; only the server may write them.
    private static let ownedNames: Set = [
        "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "date",
        "trailer",
    ]
}
