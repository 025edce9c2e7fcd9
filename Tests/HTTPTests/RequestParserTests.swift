import Testing

@testable import HTTP

/// Drives a parser as the loop does.
struct ParserRun {
    enum Outcome: Equatable {
        case served(path: String, body: [UInt8])
        case refused(Refusal)
    }

    static let bodyLimit = 1000

    private var parser = RequestParser()
    private var input: [UInt8] = []
    private(set) var outcomes: [Outcome] = []
    private var head: RequestHead?
    private(set) var isOver = false

    /// Feeds bytes in pieces of this size, then ends the input.
    static func of(_ bytes: [UInt8], pieces: Int) -> [Outcome] {
        var run = ParserRun()
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + pieces)
            run.feed(bytes[start..<end])
            start = end
        }
        run.end()
        return run.outcomes
    }

    mutating func feed(_ bytes: ArraySlice<UInt8>) {
        input += bytes
        var consumed = 0
        while !isOver {
            let start = consumed
            let event = input.withUnsafeBufferPointer { all in
                parser.advance(
                    UnsafeBufferPointer(rebasing: all[start...]).span, ParserLimits(), &consumed)
            }
            guard note(event) else { break }
        }
        input.removeFirst(consumed)
    }

    /// False when more bytes are wanted.
    private mutating func note(_ event: RequestParser.Event) -> Bool {
        switch event {
        case .incomplete: return false
        case .head(let head):
            self.head = head
            do throws(Refusal) { try parser.takeBody(limit: Self.bodyLimit) } catch {
                refuse(error)
            }
        case .body(let body):
            outcomes.append(.served(path: head?.path ?? "", body: body))
            isOver = !(head?.isPersistent ?? false)
            head = nil
        case .refused(let refusal): refuse(refusal)
        }
        return true
    }

    private mutating func refuse(_ refusal: Refusal) {
        outcomes.append(.refused(refusal))
        isOver = true
    }

    private mutating func end() {
        if !isOver, !input.isEmpty || head != nil { refuse(.incomplete) }
    }
}

@Suite("The parser")
struct RequestParserTests {
    private static let next = Array("GET /next HTTP/1.1\r\nHost: a\r\n\r\n".utf8)

    @Test("has a table of at least 250 requests, no two alike")
    func size() {
        #expect(RawCase.all.count >= 250)
        #expect(Set(RawCase.all.map(\.raw)).count == RawCase.all.count)
    }

    @Test("meets every refusal of its own in the table")
    func coverage() {
        let met = Set(RawCase.all.compactMap(\.refusal))
        let byLoad: Set<Refusal> = [
            .headTooSlow, .bodyTooSlow, .queueFull, .bodiesTooLarge, .tooManyConnections,
        ]
        #expect(Set(Refusal.allCases).subtracting(met) == byLoad)
    }

    @Test("judges each request as the table says", arguments: RawCase.all)
    func whole(_ row: RawCase) throws {
        let outcomes = ParserRun.of(row.raw, pieces: row.raw.count)
        #expect(outcomes.count == 1)
        try check(row, #require(outcomes.first))
    }

    @Test("judges the same however the bytes are cut", arguments: RawCase.all)
    func cut(_ row: RawCase) {
        let whole = ParserRun.of(row.raw, pieces: row.raw.count)
        for pieces in [1, 2, 3, 7] where row.raw.count < 10_000 || pieces == 7 {
            #expect(ParserRun.of(row.raw, pieces: pieces) == whole)
        }
    }

    @Test(
        "serves what follows a served request, and nothing behind a refused one",
        arguments: RawCase.all.filter { !$0.isTruncated })
    func followed(_ row: RawCase) throws {
        let outcomes = ParserRun.of(row.raw + Self.next, pieces: row.raw.count + Self.next.count)
        try check(row, #require(outcomes.first))
        let following: [ParserRun.Outcome] = row.stays ? [.served(path: "/next", body: [])] : []
        #expect(Array(outcomes.dropFirst()) == following)
    }

    private func check(_ row: RawCase, _ outcome: ParserRun.Outcome) {
        switch outcome {
        case .served: #expect(row.refusal == nil)
        case .refused(let refusal):
            #expect(refusal == row.refusal)
            #expect(refusal.status.code == row.status)
        }
    }

    @Test("decodes paths once and keeps queries as they are")
    func targets() throws {
        let cases = [
            ("/a%20b?x=%20", "/a b", "x=%20"), ("/%252e", "/%2e", nil),
            ("/caf%C3%A9", "/café", nil),
            ("http://a", "/", nil), ("http://a?q", "/", "q"), ("/?", "/", ""),
        ]
        for (target, path, query) in cases {
            let bytes = Array(target.utf8)
            let parsed = try RequestTarget(bytes.span, in: 0..<bytes.count, isOptions: false)
            #expect(parsed.path == path)
            #expect(parsed.query == query)
            #expect(parsed.text.hasPrefix("/"))
        }
    }

    @Test("puts chunks together and drops trailers")
    func chunks() {
        let raw = RawCase.chunked("3;x=\"y\"\r\nabc\r\n2\r\nde\r\n0\r\nX: 1\r\n\r\n")
        let expected = ParserRun.Outcome.served(path: "/form", body: Array("abcde".utf8))
        #expect(ParserRun.of(Array(raw.utf8), pieces: 1) == [expected])
    }
}
