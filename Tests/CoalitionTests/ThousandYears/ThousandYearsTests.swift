import Foundation
import Testing

/// Groups, families, matches and stays walked at random, as every role, by the domain's own functions
/// and under a clock that goes on: in each run other ones, by a seed that is printed.
///
/// `COALITIE_YEARS=10` walks ten times as many group-years, `COALITIE_SEED` the same ones again.
@Suite("A thousand years", .serialized)
struct ThousandYearsTests {
    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    private static let seed = number("COALITIE_SEED") ?? UInt64.random(in: 1...999_999)
    private static let times = number("COALITIE_YEARS") ?? 1
    /// Each world has so many groups, and goes on for so many of their years together.
    private static let groups = 40
    private static let years = 255

    @Test(
        "break no guard, leave no task without its cause and no number other than its list",
        arguments: 0..<(4 * times))
    func walk(_ world: UInt64) throws {
        let walk = try YearsWalk(
            seed: ThousandYearsTests.seed * 1000 + world, groups: ThousandYearsTests.groups)
        let found = try walk.go(groupYears: ThousandYearsTests.years)
        let told = "seed \(ThousandYearsTests.seed), world \(world)"
        #expect(found == [], "\(told): \(walk.last)")
        print("A thousand years: \(told), \(walk.told)")
        // A walk that does nothing finds nothing.
        #expect(YearsWalk.needed.filter { walk.counts[$0, default: 0] == 0 } == [], "\(told)")
    }

    @Test("find a guard that is broken, a task without its cause and a number that is wrong")
    func finds() throws {
        for fault in YearsFault.allCases {
            let walk = try YearsWalk(seed: 7, groups: 4)
            _ = try walk.go(groupYears: 3)
            try walk.plant(fault)
            #expect(try walk.findings() != [], "\(fault)")
        }
    }
}
