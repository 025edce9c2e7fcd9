import RawRequests
import Testing

@testable import HTTP

@Suite("The parser")
struct RequestParserTests {
    private static let next = Array("GET /next HTTP/1.1\r\nHost: a\r\n\r\n".utf8)

    @Test("has a table of at least 500 rows, no two alike, each with its section")
    func size() {
        #expect(RawCase.all.count >= 500)
        #expect(Set(RawCase.all.map(\.raw)).count == RawCase.all.count)
        for row in RawCase.all { #expect(row.rule.wholeMatch(of: /\d{4} \d+(\.\d+)*/) != nil) }
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
    func whole(_ row: RawCase) {
        let outcomes = ParserRun.of(row.raw, pieces: row.raw.count)
        #expect(outcomes.count == row.served + 1)
        check(row, outcomes)
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
        arguments: RawCase.all.filter { !$0.endsInput })
    func followed(_ row: RawCase) {
        let outcomes = ParserRun.of(row.raw + Self.next, pieces: row.raw.count + Self.next.count)
        check(row, outcomes)
        let following: [ParserRun.Outcome] = row.stays ? [.served(path: "/next", body: [])] : []
        #expect(Array(outcomes.dropFirst(row.served + 1)) == following)
    }

    private func check(_ row: RawCase, _ outcomes: [ParserRun.Outcome]) {
        for (index, outcome) in outcomes.enumerated() where index <= row.served {
            let isJudged = index == row.served
            switch outcome {
            case .served: #expect(!isJudged || row.refusal == nil)
            case .refused(let refusal):
                #expect(isJudged && refusal == row.refusal && refusal.status.code == row.status)
            }
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
