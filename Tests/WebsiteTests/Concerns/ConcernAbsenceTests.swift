import Coalition
import CoalitionDemo
import Fixtures
import Foundation
import HTTP
import HTTPTypes
import SQLite
import Testing

@testable import Website

/// What is reported about a coordinator, and who looks through every page of two sites that are equal but
/// for that.
@Suite("A concern about the coordinator")
struct ConcernAbsenceTests {
    /// Words that stand nowhere but in what is reported.
    static let planted = "Purperkwartel"
    /// Passing over each of the concerns costs a list some fifty steps, which are a millionth of a second;
    /// a page of the demo takes thousands.
    private static let margin = 60 * 4

    private static let demo = Result {
        let moment = Instant(milliseconds: 1_795_518_000_000)
        return try Fixture.Filled { database, keys in
            try Demo.fill(database, keys: keys, at: moment, cost: .init(rounds: 16))
            return Clock { moment }
        }
    }

    @Test(
        "changes no page, count, order or time of answer of that coordinator, the deputy and the officer",
        arguments: ["lokaal.nijmegen", "collega.nijmegen", "gemeente.nijmegen"])
    func absent(_ person: String) throws {
        let (demo, subject) = (try ConcernAbsenceTests.demo.get(), "lokaal.nijmegen")
        let (plain, changed) = (try TwinSite(of: demo.records), try TwinSite(of: demo.records))
        for site in [plain, changed] {
            try HiddenConcerns.standIn(subject, by: "collega.nijmegen", site.records)
        }
        let hidden = try HiddenConcerns.report(about: subject, changed.aside())
        for site in [plain, changed] { try site.pass(hours: 26) }
        var walk = try TwinWalk(
            plain, changed, "\(person)@coalitie.example", margin: Self.margin)
        try look(&walk, plain, hidden)
        for flaw in walk.flaws.prefix(20) { Issue.record("\(person): \(flaw)") }
        #expect(walk.count > 200, "\(walk.count)")
    }

    private func look(_ walk: inout TwinWalk, _ site: TwinSite, _ hidden: HiddenConcerns) throws {
        let known = RecordPaths(site.records.database)
        let routes = Features.routes(isDemo: true)
        let paths = try routes.filter { $0.method == .get }
            .compactMap { try known.path($0, in: "Nijmegen") }
        try walk.walk(["/", "/tasks", "/concerns", "/week"] + paths)
        for text in hidden.refs + [ConcernAbsenceTests.planted, "Z-"] {
            try walk.post("/search", ["q": text])
        }
        // Its own address answers like one that nothing has, whatever is asked of it.
        for ref in hidden.refs {
            let folder = ref.hasPrefix("Z-") ? "/concerns/:ref" : "/tasks/:ref"
            for route in routes where route.pattern.hasPrefix(folder) {
                let path = route.pattern.replacing(":ref", with: ref).replacing(":id", with: "1")
                if route.method == .get {
                    try walk.walk([path], most: .max)
                } else {
                    try walk.post(path)
                }
            }
            for path in ["/concerns/new?about=\(ref)", "/tasks/new?about=\(ref)"] {
                try walk.walk([path], most: .max)
            }
        }
    }
}

@Suite("Words in a concern")
struct ConcernWordsTests {
    @Test("are on no page of who may not read them, in no file of the database and in no address")
    func words() throws {
        let site = try SiteFixture()
        let group = try ActiveGroup.make("Hatert", in: site.fixture)
        let ref = group.replacing("/groups/", with: "")
        let reporter = try site.browser(.local, in: site.fixture.nijmegen)
        let lead = try site.browser(.safeguarding)
        let word = ConcernAbsenceTests.planted
        reporter.get("/concerns/new?about=\(ref)")
        let answer = reporter.post(
            "/concerns?about=\(ref)",
            [
                "text": "\(word) slaat zijn vrouw.", "kind": "violence", "severity": "high",
                "source": "family", "about": "",
            ])
        let path = try #require(reporter.location(answer))
        lead.get(path)
        #expect(lead.page.contains(word))
        lead.post("\(path)/agreed", ["agreed": "\(word) wordt gebeld."])
        // What is refused keeps what was typed, for its writer alone.
        lead.get(path)
        let refused = lead.post("\(path)/close", ["outcome_text": "\(word) is weg."])
        #expect(refused.status == .unprocessableContent && lead.page.contains("\(word) is weg."))
        let others = [
            reporter, try site.browser(.municipality, in: site.fixture.nijmegen),
            try site.browser(.network), try site.browser(.admin), try site.browser(.auditor),
            try site.browser(.local, in: site.fixture.haarlem),
        ]
        for browser in others {
            for place in [
                "/", "/concerns", path, group, "\(group)/log", "/tasks", "/changes",
                "/search?q=\(word)", "/week",
            ] {
                let status = browser.get(place).status
                let isOwnQuery = place.hasPrefix("/search")
                #expect(!browser.page.contains(word) || isOwnQuery, "\(place) \(status)")
            }
        }
        for file in try FileManager.default.contentsOfDirectory(
            at: site.fixture.folder, includingPropertiesForKeys: nil)
        {
            let bytes = try Data(contentsOf: file)
            #expect(bytes.range(of: Data(word.utf8)) == nil, "\(file.lastPathComponent)")
        }
    }
}
