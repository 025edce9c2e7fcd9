import RawRequests

@testable import HTTP

/// Drives a parser as the loop does.
struct ParserRun {
    enum Outcome: Equatable {
        case served(path: String, body: [UInt8])
        case refused(Refusal)
    }

    private let bodyLimit: Int
    private var parser = RequestParser()
    private var input: [UInt8] = []
    private(set) var outcomes: [Outcome] = []
    /// Whether every byte was consumed at most once, and none behind a refusal.
    private(set) var isSound = true
    private var head: RequestHead?
    private var isOver = false

    static func of(_ bytes: [UInt8], pieces: Int) -> [Outcome] {
        ParserRun(bytes, pieces: pieces).outcomes
    }

    /// Feeds bytes in pieces of this size, then ends the input.
    init(_ bytes: [UInt8], pieces: Int, bodyLimit: Int = RawCase.bodyLimit) {
        self.bodyLimit = bodyLimit
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + pieces)
            feed(bytes[start..<end])
            start = end
        }
        if !isOver, !input.isEmpty || head != nil { refuse(.incomplete) }
    }

    private mutating func feed(_ bytes: ArraySlice<UInt8>) {
        input += bytes
        var consumed = 0
        while !isOver {
            let start = consumed
            let event = advance(&consumed)
            isSound = isSound && (start...input.count).contains(consumed)
            guard note(event) else { break }
        }
        input.removeFirst(consumed)
    }

    private mutating func advance(_ consumed: inout Int) -> RequestParser.Event {
        let start = consumed
        return input.withUnsafeBufferPointer { all in
            parser.advance(
                UnsafeBufferPointer(rebasing: all[start...]).span, ParserLimits(), &consumed)
        }
    }

    /// False when more bytes are wanted.
    private mutating func note(_ event: RequestParser.Event) -> Bool {
        switch event {
        case .incomplete: return false
        case .head(let head): take(head)
        case .body(let body): serve(head, body)
        case .refused(let refusal):
            refuse(refusal)
            checkRefusing(refusal)
        }
        return true
    }

    private mutating func take(_ head: RequestHead) {
        self.head = head
        guard head.path != "/livez" else {
            // A body that was announced and is not read makes the connection useless for more.
            parser.skipBody()
            serve(head, [])
            isOver = isOver || head.hasBody
            return
        }
        do throws(Refusal) { try parser.takeBody(limit: bodyLimit) } catch { refuse(error) }
    }

    private mutating func serve(_ served: RequestHead?, _ body: [UInt8]) {
        outcomes.append(.served(path: served?.path ?? "", body: body))
        isOver = !(served?.isPersistent ?? false)
        head = nil
    }

    private mutating func refuse(_ refusal: Refusal) {
        outcomes.append(.refused(refusal))
        isOver = true
    }

    /// A parser that has refused goes on refusing, whatever comes.
    private mutating func checkRefusing(_ refusal: Refusal) {
        var consumed = 0
        let (kept, good) = (input, RawCase.get())
        input = Array(good.utf8)
        if case .refused(refusal) = advance(&consumed), consumed == 0 {} else { isSound = false }
        input = kept
    }
}
