import Testing

@testable import HTTP

/// Numbers that are the same in each run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Mutated requests")
struct ParserFuzzTests {
    private static let rounds = 2500
    private static let words = [
        "\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", "\0", ":", ";", ",", "0", "ffffffffffffffff",
        "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "Host: b\r\n", "HTTP/1.1",
        "%00", "%", "..", "//", "\u{7F}", "\"", "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    ].map { Array($0.utf8) }

    @Test("are judged the same however they are cut", arguments: [1, 2, 3, 4] as [UInt64])
    func sameInPieces(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let vectors = RawCase.all.map(\.raw).filter { $0.count < 1500 }
        for _ in 0..<Self.rounds {
            let bytes = Self.mutated(vectors, &random)
            let whole = ParserRun.of(bytes, pieces: max(1, bytes.count))
            let size = Int.random(in: 1...5, using: &random)
            #expect(ParserRun.of(bytes, pieces: size) == whole, "\(bytes)")
            check(whole)
        }
    }

    /// What holds for every outcome, whatever came in.
    private func check(_ outcomes: [ParserRun.Outcome]) {
        for (index, outcome) in outcomes.enumerated() {
            switch outcome {
            case .refused: #expect(index == outcomes.count - 1)
            case .served(let path, let body):
                #expect(path.hasPrefix("/") || path == "*")
                #expect(!path.utf8.contains { $0 < 0x20 || $0 == 0x7F })
                #expect(body.count <= ParserRun.bodyLimit)
            }
        }
    }

    private static func mutated(
        _ vectors: [[UInt8]], _ random: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = vectors.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, vectors, &random) }
        return bytes
    }

    private static func mutate(
        _ bytes: inout [UInt8], _ vectors: [[UInt8]], _ random: inout SeededGenerator
    ) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: words.randomElement(using: &random) ?? [], at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + 8))
        case 4: bytes.append(contentsOf: vectors.randomElement(using: &random) ?? [])
        default:
            let end = Int.random(in: place...bytes.count, using: &random)
            bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
        }
    }
}
