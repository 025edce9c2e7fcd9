import Coalition
import Fixtures
import Foundation
import HTTP
import HTTPTypes
import Logging
import SQLite

@testable import Website

/// A site over a copy of a database, at a moment that a test moves, which counts what an answer costs.
///
/// Two of the same database, in one of which more was done, show whether somebody can tell them apart.
final class TwinSite: Sendable {
    let records: Records
    let clock: TestClock
    let folder: URL
    private let site: Site

    init(of original: Records) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "coalitie-twin-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "twin.sqlite").path
        try original.database.backup(to: path)
        var settings = Database.Configuration()
        // With one connection that reads, its steps are those of the page.
        settings.readers = 1
        let clock = TestClock(original.clock.now)
        self.clock = clock
        records = try Records(
            try Database(at: path, settings), keys: original.keys, clock: Clock { clock.now },
            random: Randomness(seed: 9))
        var configuration = Site.Configuration(home: Fixture.home)
        configuration.isDemo = true
        site = Site(
            configuration, records, files: try Site.files(configuration),
            compiled: try SiteFixture.compiled.get(), log: Logger(label: "test"))
    }

    deinit {
        records.database.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// A browser in which the account with this address is signed in, without the cost of a password.
    func browser(_ email: String) throws -> Browser {
        let token = try records.write(as: .system) { tx in
            guard let user = try User.find(email: email, in: tx) else { throw Refusal.notFound }
            return try Session.start(for: user, device: "Firefox", in: tx)
        }
        return Browser(site, session: token)
    }

    /// The same records for who does more than happens in the other: what is drawn for it leaves what is
    /// drawn afterwards as it is there.
    func aside() throws -> Records {
        let clock = clock
        return try Records(
            records.database, keys: records.keys, clock: Clock { clock.now },
            random: Randomness(seed: 77))
    }

    /// Goes on in time, as far as what happens by itself.
    func pass(hours: Int) throws {
        clock.now = clock.now.adding(seconds: hours * 3600)
        try DailyRound(records) { _ in }.go()
    }

    /// How many steps SQLite takes while something is done.
    func steps(_ work: () throws -> Void) throws -> Int {
        let before = try taken()
        try work()
        return try taken() - before
    }

    private func taken() throws -> Int {
        try records.database.read { $0.stepCount } + records.database.write { $0.stepCount }
    }
}

/// What somebody gets for a request, without what is drawn anew for each.
struct TwinAnswer: Equatable {
    let status: HTTPResponse.Status
    let headers: [String]
    let page: String
    let steps: Int

    init(_ site: TwinSite, _ ask: () -> Response) throws {
        var answer = Response.text("")
        steps = try site.steps { answer = ask() }
        status = answer.status
        // Lengths follow from the page; cookies hold what is drawn.
        headers = answer.headerFields.filter { ![.setCookie, .contentLength].contains($0.name) }
            .map { "\($0.name): \($0.value)" }.sorted()
        page = String(decoding: answer.body, as: UTF8.self)
            .replacing(/name="(csrf|once|draft_start)" value="[^"]*"/, with: "")
    }

    static func == (left: TwinAnswer, right: TwinAnswer) -> Bool {
        (left.status, left.page) == (right.status, right.page) && left.headers == right.headers
    }

    /// Where two answers part; nil when nobody can tell them apart.
    ///
    /// - Parameter margin: So many steps more, or a hundredth of all, are no more than a row of an index
    ///   that is passed over: a few millionths of a second.
    func difference(_ other: TwinAnswer, margin: Int) -> String? {
        if status != other.status { return "status \(status.code), \(other.status.code)" }
        if headers != other.headers { return "\(headers) | \(other.headers)" }
        if page != other.page { return lines(other) }
        let apart = abs(steps - other.steps)
        return apart > max(margin, steps / 100) ? "\(steps) and \(other.steps) steps" : nil
    }

    private func lines(_ other: TwinAnswer) -> String {
        let (own, others) = (page.split(separator: "\n"), other.page.split(separator: "\n"))
        return zip(own, others).first { $0 != $1 }
            .map { "\($0.0.prefix(300)) | \($0.1.prefix(300))" }
            ?? "\(own.count) and \(others.count) lines"
    }
}

/// One person before two sites, who looks at all there is.
struct TwinWalk {
    private let sites: (plain: TwinSite, changed: TwinSite)
    private let browsers: (plain: Browser, changed: Browser)
    private let margin: Int
    private var opened = OpenedPages()
    private(set) var flaws: [String] = []

    /// How many pages were compared.
    var count: Int { opened.all.count }

    init(_ plain: TwinSite, _ changed: TwinSite, _ email: String, margin: Int) throws {
        sites = (plain, changed)
        browsers = (try plain.browser(email), try changed.browser(email))
        self.margin = margin
    }

    /// Opens every page to which links, choices of lists and these paths lead.
    ///
    /// - Parameters:
    ///   - most: So many pages of a kind, such as groups, at most.
    ///   - isWanted: Whether a page is opened.
    mutating func walk(
        _ paths: [String], most: Int = 10, isWanted: (String) -> Bool = { _ in true }
    ) throws {
        var waiting = Array(paths.reversed())
        while let path = waiting.popLast() {
            guard isWanted(path), opened.admit(path, most: most) else { continue }
            let plain = try TwinAnswer(sites.plain) { browsers.plain.get(path) }
            let changed = try TwinAnswer(sites.changed) { browsers.changed.get(path) }
            if let difference = plain.difference(changed, margin: margin) {
                flaws.append("\(path): \(difference)")
            }
            guard plain.status == .ok else { continue }
            let page = browsers.plain.page
            let links = PageLinks.paths(of: page)
            let choices = path.contains("?") ? [] : ListChoice.all(on: page, path).map(\.target)
            waiting += (links + choices).filter { !opened.all.contains($0) }.sorted(by: >)
        }
    }

    /// Asks the same of both by posting.
    mutating func post(_ path: String, _ fields: [String: String] = [:]) throws {
        for browser in [browsers.plain, browsers.changed] { browser.get("/") }
        let plain = try TwinAnswer(sites.plain) { browsers.plain.post(path, fields) }
        let changed = try TwinAnswer(sites.changed) { browsers.changed.post(path, fields) }
        if let difference = plain.difference(changed, margin: margin) {
            flaws.append("\(path) \(fields): \(difference)")
        }
    }
}

/// Pages that were opened, few enough of each kind: by the pattern and by which choices were made.
struct OpenedPages {
    private(set) var all: Set<String> = []
    private var counts: [String: Int] = [:]
    private let router = Router(Features.routes(isDemo: true))

    /// Whether a page is to be opened; it counts as opened then.
    mutating func admit(_ path: String, most: Int) -> Bool {
        let kind = kind(of: path)
        guard counts[kind, default: 0] < most, all.insert(path).inserted else { return false }
        counts[kind, default: 0] += 1
        return true
    }

    private func kind(of path: String) -> String {
        let parts = path.split(separator: "?", maxSplits: 1)
        let names = parts.dropFirst().flatMap { $0.split(separator: "&") }
            .map { String($0.prefix { $0 != "=" }) }.sorted()
        guard case .found(let route, _) = router.find(.get, String(parts.first ?? "/")) else {
            return path
        }
        return ([route.pattern] + names).joined(separator: " ")
    }
}
