import RawRequests

@testable import HTTP

/// Clients that take a place and give nothing, in each of the ways there are.
enum SlowKind: CaseIterable {
    case slowHead, slowBody, slowChunks, neverReading, idle, flood

    /// Sent at once.
    var opening: String {
        switch self {
        case .slowHead: "GET / HTTP/1.1\r\nHost: a\r\nX: "
        case .slowBody: RawCase.post("Content-Length: 1000")
        case .slowChunks: RawCase.post("Transfer-Encoding: chunked")
        case .neverReading: "GET /big HTTP/1.1\r\nHost: a\r\n\r\n"
        case .idle: RawCase.get()
        case .flood: ""
        }
    }

    /// Sent one byte a time, over and over.
    var drops: [UInt8] {
        switch self {
        case .slowHead, .slowBody: Array("a".utf8)
        case .slowChunks: Array("1\r\na\r\n".utf8)
        case .neverReading, .idle, .flood: []
        }
    }
}

/// As many clients of each kind, all at the same time, driven by one thread.
struct Crowd {
    private let members: [(kind: SlowKind, client: Client)]

    init(ofEach count: Int, port: UInt16) throws {
        members = try (0..<count).flatMap { _ in
            try SlowKind.allCases.map { kind in
                let client = try Client(
                    port: port, receiveBuffer: kind == .neverReading ? 4096 : nil)
                client.send(kind.opening)
                return (kind, client)
            }
        }
    }

    var count: Int { members.count }

    /// Lets the drops fall until the condition holds.
    func drip(until isOver: () -> Bool) throws {
        for turn in 0..<1000 {
            if isOver() { return }
            for (kind, client) in members where !kind.drops.isEmpty {
                client.send([kind.drops[turn % kind.drops.count]])
            }
            pause(milliseconds: 20)
        }
        throw ClientError.silent
    }

    /// The kinds of those that were not told by the server that it is over. Whoever never reads is
    /// left out: what it would have to read first is megabytes.
    var left: [SlowKind] {
        members.filter { $0.kind != .neverReading && !$0.client.hasBeenEnded }.map(\.kind)
    }

    func end() { for (_, client) in members { client.end() } }
}
