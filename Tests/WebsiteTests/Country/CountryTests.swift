import Coalition
import Fixtures
import Foundation
import SQLite
import Testing

@testable import Website

/// Counts, because they are the same on every machine; seconds are not.
@Suite(
    "On the data of a whole country",
    .enabled(
        if: CountrySite.folder != nil,
        "make test makes the data and names their folder in COALITIE_COUNTRY"),
    .serialized)
struct CountryTests {
    private static let country = Result { () throws -> CountryWalk in
        let site = try CountryTests.site("country")
        return try CountryWalk(site, RecordPaths(site.records.database), withChoices: true)
    }

    private static func site(_ name: String) throws -> CountrySite {
        try CountrySite(name, in: try #require(CountrySite.folder))
    }

    @Test("every statement goes by an index of what it filters and sorts on")
    func plans() throws {
        for flaw in try CountryTests.country.get().flaws { Issue.record("\(flaw)") }
    }

    @Test("no page takes a tenth more of SQLite's steps than was recorded")
    func steps() throws {
        let taken = try CountryTests.country.get().steps
        if ProcessInfo.processInfo.environment["COALITIE_RECORD"] != nil {
            try StepRecord(steps: taken).write()
        }
        for finding in try StepRecord().findings(taken) {
            Issue.record("\(finding); make record-steps writes Tests/steps.txt anew")
        }
    }

    @Test("fault R43: every number that is a link says what its list has, for every role")
    func figures() throws {
        let site = try CountryTests.site("country")
        let paths = RecordPaths(site.records.database)
        for (role, account) in CountryWalk.accounts {
            let pages = try Features.routes(isDemo: true).filter { $0.method == .get }
                .compactMap { try paths.path($0, in: "Nijmegen") }
            let walk = FigureWalk(
                try site.browser(account), pages: pages + ["/?map=shelter"], stride: 41)
            for flaw in walk.flaws { Issue.record("\(role): \(flaw)") }
            #expect((walk.followed > 0) == (role != "admin"))
        }
    }

    @Test("ten times the log entries cost no page a tenth more steps")
    func growth() throws {
        let once = try CountryTests.site("province")
        let tenfold = try CountryTests.site("tenfold")
        let paths = RecordPaths(once.records.database)
        let usual = try CountryWalk(once, paths, withChoices: false).steps
        let grown = try CountryWalk(tenfold, paths, withChoices: false).steps
        #expect(Set(usual.keys) == Set(grown.keys))
        let counts = try [once, tenfold].map { site in
            try site.records.database.read {
                try $0.value("SELECT count(*) FROM log_entries") as Int? ?? 0
            }
        }
        #expect(counts[1] > 9 * counts[0])
        for (page, steps) in grown.sorted(by: { $0.key < $1.key }) {
            let before = usual[page] ?? 0
            // Of several records the ones spoken to last are found first, which a longer log changes.
            #expect(
                steps * 10 <= before * 11 + (page.contains(" /search") ? 6000 : 0),
                "\(page): \(before) steps, then \(steps)")
        }
    }
}

/// What every page took when that was last written down, and looked at.
private struct StepRecord {
    let steps: [String: Int]

    private static let file = Fixture.home.appending(path: "Tests/steps.txt")
    private static let head = """
        # Steps of SQLite's virtual machine for every page on the country's data: role, page, steps.
        # Written by make record-steps; a page that takes a tenth more than this fails make test.

        """

    init(steps: [String: Int]) { self.steps = steps }

    init() throws {
        let text = try String(contentsOf: StepRecord.file, encoding: .utf8)
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        let pairs = lines.compactMap { line -> (String, Int)? in
            guard let end = line.lastIndex(of: " ") else { return nil }
            return Int(line[line.index(after: end)...]).map { (String(line[..<end]), $0) }
        }
        steps = Dictionary(pairs, uniquingKeysWith: max)
    }

    func write() throws {
        let lines = steps.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }
        try Data((StepRecord.head + lines.joined()).utf8).write(to: StepRecord.file)
    }

    /// Pages that became dearer, or so much cheaper that the record no longer guards them.
    func findings(_ taken: [String: Int]) -> [String] {
        Set(taken.keys).union(steps.keys).sorted().compactMap { page in
            guard let recorded = steps[page] else { return "\(page) is not recorded" }
            guard let now = taken[page] else { return "\(page) is recorded, and gone" }
            // A handful of steps more or less is no tenth of a small page's cost.
            if now * 10 > recorded * 11 + 500 {
                return "\(page) took \(recorded) steps, and now \(now)"
            }
            return now * 2 < recorded - 500
                ? "\(page) takes only \(now) steps, so \(recorded) is recorded too high" : nil
        }
    }
}
