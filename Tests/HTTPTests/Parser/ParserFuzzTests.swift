import Foundation
import RawRequests
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
    /// Of each seed; `make fuzz` asks for more.
    private static let rounds =
        ProcessInfo.processInfo.environment["COALITIE_ROUNDS"].flatMap { Int($0) } ?? 2500
    /// Small, so that a changed length is now below and now above it.
    private static let bodyLimit = 300

    @Test("are judged the same however they are cut", arguments: [1, 2, 3, 4] as [UInt64])
    func sameInPieces(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let vectors = RawCase.all.map(\.raw).filter { $0.count < 1500 }
        for _ in 0..<Self.rounds {
            let bytes = Mutation.mutated(vectors, &random)
            let whole = outcomes(bytes, pieces: max(1, bytes.count))
            let size = Int.random(in: 1...5, using: &random)
            #expect(outcomes(bytes, pieces: size) == whole, "\(bytes)")
            check(whole)
        }
    }

    private func outcomes(_ bytes: [UInt8], pieces: Int) -> [ParserRun.Outcome] {
        let run = ParserRun(bytes, pieces: pieces, bodyLimit: Self.bodyLimit)
        #expect(run.isSound, "\(bytes)")
        return run.outcomes
    }

    /// What holds for every outcome, whatever came in.
    private func check(_ outcomes: [ParserRun.Outcome]) {
        for (index, outcome) in outcomes.enumerated() {
            switch outcome {
            case .refused: #expect(index == outcomes.count - 1)
            case .served(let path, let body):
                #expect(path.hasPrefix("/") || path == "*")
                #expect(!path.utf8.contains { $0 < 0x20 || $0 == 0x7F })
                #expect(body.count <= Self.bodyLimit)
            }
        }
    }
}
