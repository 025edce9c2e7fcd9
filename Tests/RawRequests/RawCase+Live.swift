extension RawCase {
    private static let next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"

    /// The first thing that a running server does otherwise than the row says; nil for nothing.
    ///
    /// - Parameters:
    ///   - isFollowed: whether the next request is sent in one go with the row.
    ///   - isServed: whether an answer comes from the responder.
    /// - Throws: `ClientError` when an answer does not come.
    package func flaw(
        at port: UInt16, isFollowed: Bool, isServed: (RawAnswer) -> Bool
    ) throws -> String? {
        let client = try Client(port: port)
        client.send(raw + (isFollowed ? Array(Self.next.utf8) : []))
        if endsInput { client.endOutput() }
        for number in 0..<served where !isServed(try client.answer()) {
            return "request \(number) of those before is not served"
        }
        let answer = try client.answer(isHead: isHead)
        if let flaw = flaw(of: answer, isServed) { return flaw }
        guard stays else { return try client.isEnded() ? nil : "more came behind the answer" }
        if !isFollowed { client.send(Self.next) }
        return isServed(try client.answer()) ? nil : "the next request is not served"
    }

    private func flaw(of answer: RawAnswer, _ isServed: (RawAnswer) -> Bool) -> String? {
        if let refusal {
            guard answer.status == status else { return "status \(answer.status)" }
            guard isHead || answer.text.contains(refusal.rawValue) else { return answer.text }
        } else if !isServed(answer) {
            return "status \(answer.status), not served"
        }
        let mayStayUnsaid = endsInput && refusal == nil
        guard mayStayUnsaid || answer.closes == !stays else { return "closes: \(answer.closes)" }
        let isComplete = answer["date"] != nil && answer["content-security-policy"] != nil
        return isComplete && answer["server"] == nil ? nil : "the standing fields differ"
    }
}
