import Dispatch
import Foundation
import Synchronization
import Testing

/// Groups, families, matches and stays walked at random, as every role, by the domain's own functions
/// and under a clock that goes on: in each run other ones, by a seed that is printed.
///
/// `COALITIE_YEARS=10` walks ten times as many group-years, `COALITIE_SEED` the same ones again.
@Suite("A thousand years")
struct ThousandYearsTests {
    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    private static let seed = number("COALITIE_SEED") ?? UInt64.random(in: 1...999_999)
    private static let times = Int(number("COALITIE_YEARS") ?? 1)
    /// Each world has so many groups, and goes on for so many of their years together.
    private static let groups = 40
    private static let years = 255
    private static let worlds = 4

    /// What the worlds did together, and what was wrong in one.
    private struct Outcome: Sendable {
        var counts: [String: Int] = [:]
        var wrong: [String] = []
    }

    @Test("break no guard, leave no task without its cause and no number other than its list")
    func walk() {
        let outcome = Mutex(Outcome())
        DispatchQueue.concurrentPerform(
            iterations: ThousandYearsTests.worlds * ThousandYearsTests.times
        ) { world in
            let own = ThousandYearsTests.walk(world)
            outcome.withLock {
                $0.counts.merge(own.counts, uniquingKeysWith: +)
                $0.wrong += own.wrong
            }
        }
        let told = "seed \(ThousandYearsTests.seed)"
        let (counts, wrong) = outcome.withLock { ($0.counts, $0.wrong) }
        #expect(wrong == [], "\(told)")
        // A walk that does nothing finds nothing.
        let done = YearsWalk.needed.map { "\($0) \(counts[$0, default: 0])" }
        print("A thousand years: \(done.joined(separator: ", "))")
        let lacking = YearsWalk.needed.filter { counts[$0, default: 0] == 0 }
        #expect(lacking == [], "\(told)")
    }

    private static func walk(_ world: Int) -> Outcome {
        let told = "seed \(seed), world \(world)"
        do {
            let walk = try YearsWalk(seed: seed * 1000 + UInt64(world), groups: groups)
            let found = try walk.go(groupYears: years)
            print("A thousand years: \(told), \(walk.told)")
            return Outcome(
                counts: walk.counts, wrong: found.map { "\(told), \(walk.last): \($0)" })
        } catch { return Outcome(wrong: ["\(told): \(error)"]) }
    }

    @Test("find a guard that is broken, a task without its cause and a number that is wrong")
    func finds() throws {
        for fault in YearsFault.allCases {
            let walk = try YearsWalk(seed: 7, groups: 4)
            _ = try walk.go(groupYears: 2)
            try walk.plant(fault)
            #expect(try walk.findings() != [], "\(fault)")
        }
    }
}
