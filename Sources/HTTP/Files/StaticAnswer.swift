import HTTPTypes

extension StaticFiles {
    /// The answer to a request for a file, made in the loop; nil when the path is none of ours.
    func answer(_ head: RequestHead, _ finishing: Finishing) -> Answer? {
        guard let (file, isFingerprinted) = file(at: head.path) else { return nil }
        guard head.method == .get || head.method == .head else {
            return notAllowed(finishing)
        }
        let variant = file.variant(for: head)
        let selection = Selection(head, tag: variant.tag, length: variant.bytes.count)
        var fields = variant.standingFields
        fields.append(
            text: isFingerprinted
                ? "Cache-Control: public, max-age=31536000, immutable\r\n"
                : "Cache-Control: no-cache\r\n")
        let (status, part) = apply(selection, variant, &fields)
        let framed = finishing.head(
            status, fields: fields, length: status == .notModified ? nil : part.count)
        var answer = Answer(
            status: status.code, head: framed, body: variant.bytes,
            part: head.method == .head ? 0..<0 : part)
        answer.isShared = true
        answer.route = route
        return answer
    }

    private func notAllowed(_ finishing: Finishing) -> Answer {
        var response = Response.text("405 Method Not Allowed\n", status: .methodNotAllowed)
        response.headerFields[.allow] = "GET, HEAD"
        response.route = route
        return finishing.answer(response, isHead: false)
    }

    private func apply(
        _ selection: Selection, _ variant: StaticFile.Variant, _ fields: inout [UInt8]
    ) -> (HTTPResponse.Status, Range<Int>) {
        let length = variant.bytes.count
        switch selection {
        case .notModified: return (.notModified, 0..<0)
        case .preconditionFailed: return (.preconditionFailed, 0..<0)
        case .unsatisfiable:
            fields += Array("Content-Range: bytes */\(length)\r\n".utf8)
            return (.rangeNotSatisfiable, 0..<0)
        case .whole:
            fields += variant.contentFields
            fields.append(text: "Accept-Ranges: bytes\r\n")
            return (.ok, 0..<length)
        case .part(let part):
            fields += variant.contentFields
            let range = "\(part.lowerBound)-\(part.upperBound - 1)/\(length)"
            fields += Array("Accept-Ranges: bytes\r\nContent-Range: bytes \(range)\r\n".utf8)
            return (.partialContent, part)
        }
    }
}
