import Coalition
import Fixtures
import Foundation
import HTTP
import HTTPTypes
import Logging
import SQLite

@testable import Website

/// The site over a large demo that the release program made, at the moment at which it was made.
///
/// Each has a copy of its own, as visits are written down too: the next run finds what this one found.
final class CountrySite: Sendable {
    /// The folder with the databases; nil where `make` has made none.
    static let folder = ProcessInfo.processInfo.environment["COALITIE_COUNTRY"]
        .map { URL(filePath: $0, directoryHint: .isDirectory) }

    let records: Records
    private let site: Site
    private let copy: URL

    /// Emptied once, of what a run left behind that did not come to its end.
    private static let copies = folder.map { folder in
        let copies = folder.appending(path: "copies", directoryHint: .isDirectory)
        try? FileManager.default.removeItem(at: copies)
        return copies
    }

    deinit { try? FileManager.default.removeItem(at: copy) }

    init(_ name: String, in folder: URL) throws {
        copy = (CountrySite.copies ?? folder).appending(
            path: UUID().uuidString, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        let file = copy.appending(path: "\(name).sqlite")
        try FileManager.default.copyItem(at: folder.appending(path: "\(name).sqlite"), to: file)
        var settings = Database.Configuration()
        // With one connection that reads, its steps are those of the page.
        settings.readers = 1
        let database = try Database(at: file.path, settings)
        let keys = try String(contentsOf: folder.appending(path: "\(name).key"), encoding: .utf8)
        let made: Int64? = try database.read { try $0.value("SELECT max(at) FROM audit_log") }
        let now = Instant(milliseconds: made ?? 0)
        records = try Records(database, keys: try KeyRing(text: keys), clock: Clock { now })
        var configuration = Site.Configuration(home: Fixture.home)
        configuration.isDemo = true
        site = Site(
            configuration, records, files: try Site.files(configuration),
            compiled: try SiteFixture.compiled.get(), log: Logger(label: "test"))
    }

    /// A browser in which an account of the demo is signed in, without the cost of a password.
    func browser(_ account: String) throws -> Browser {
        let token = try records.write(as: .system) { tx in
            guard let user = try User.find(email: "\(account)@coalitie.example", in: tx) else {
                throw Refusal.notFound
            }
            try Session.endAll(of: user.id, in: tx)
            return try Session.start(for: user, device: "Firefox", in: tx)
        }
        return Browser(site, session: token)
    }

    /// How many steps SQLite takes while something is done.
    func steps(_ work: () throws -> Void) throws -> Int {
        let before = try records.database.read { $0.stepCount }
        try work()
        return try records.database.read { $0.stepCount } - before
    }
}

/// A walk of the roles over every page: what each page costs, by role and pattern.
struct CountryWalk: Sendable {
    /// SQLite's steps by `role pattern`; of several pages of a kind those of the dearest.
    private(set) var steps: [String: Int] = [:]
    private(set) var flaws: [String] = []

    static let accounts: [(role: String, account: String)] = [
        ("network", "netwerk"), ("local", "lokaal.nijmegen"),
        ("municipality", "gemeente.nijmegen"), ("shelter", "shelter.nijmegen"),
        ("admin", "beheer"),
    ]

    /// - Parameter paths: Where to find records; those of another database with the same references
    ///   make both walks comparable.
    init(_ site: CountrySite, _ paths: RecordPaths, withChoices: Bool) throws {
        let targets = try Features.routes(isDemo: true).filter { $0.method == .get }.compactMap {
            route in try paths.path(route, in: "Nijmegen").map { (route.pattern, $0) }
        }
        for (role, account) in CountryWalk.accounts {
            let browser = try site.browser(account)
            for (pattern, path) in targets {
                try visit(path, "\(role) \(pattern)", browser, site)
                guard withChoices, browser.page.contains("class=\"filters\"") else { continue }
                for choice in ListChoice.all(on: browser.page, path) {
                    try visit(choice.target, "\(role) \(pattern)?\(choice.name)", browser, site)
                }
            }
            for (name, typed) in CountryWalk.searches {
                try search(typed, "\(role) /search \(name)", browser, site)
            }
        }
        flaws = try PlanFlaws.all(of: site.records.database)
    }

    /// What people look for: what there is once, in many towns, with a mistake, and not at all.
    static let searches = [
        ("code", "meidoorn"), ("code and number", "meidoorn 2"), ("mistyped code", "meidorn"),
        ("guest", "kievit"), ("group", "centrum"), ("mistyped group", "cetnrum"),
        ("group in a city", "centrum nijmegen"), ("beginning", "st"), ("city", "haarlem"),
        ("name", "visser"), ("whole name", "joke visser"), ("task", "bel centrum"),
        ("nothing", "xyzzy"),
    ]

    private mutating func search(
        _ typed: String, _ name: String, _ browser: Browser, _ site: CountrySite
    ) throws {
        browser.get("/search")
        var status = HTTPResponse.Status.ok
        steps[name] = try site.steps { status = browser.post("/search", ["q": typed]).status }
        if ![200, 303].contains(status.code) { flaws.append("\(name) answers \(status.code)") }
    }

    private mutating func visit(
        _ target: String, _ name: String, _ browser: Browser, _ site: CountrySite
    ) throws {
        var status = HTTPResponse.Status.ok
        let taken = try site.steps { status = browser.get(target).status }
        if status == .ok { steps[name] = max(taken, steps[name] ?? 0) }
        if status.kind == .serverError { flaws.append("\(name) answers \(status.code)") }
    }
}

/// One way in which a list can be looked at: a filter, an order, another page.
struct ListChoice {
    let name: String
    let target: String

    /// What the page of a list offers; of long rows of choices the first few.
    static func all(on page: String, _ path: String) -> [ListChoice] {
        // The search of the header is no filter of the list.
        let page = page.components(separatedBy: "<main").last ?? ""
        var found = page.components(separatedBy: "href=\"\(path)?").dropFirst().map { rest in
            String(rest.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
        }
        for select in page.components(separatedBy: "<select ").dropFirst() {
            let name = text(in: select, after: "name=\"")
            let options = select.components(separatedBy: "</select>")[0]
                .components(separatedBy: "<option value=\"").dropFirst()
                .map { String($0.prefix { $0 != "\"" }) }.filter { !$0.isEmpty }
            found += options.prefix(options.count > 12 ? 2 : 12).map { "\(name)=\($0)" }
        }
        if page.contains("name=\"q\"") { found.append("q=de") }
        return Set(found).sorted().map { query in
            let names = query.split(separator: "&").map { $0.prefix { $0 != "=" } }
            return ListChoice(name: names.joined(separator: "&"), target: "\(path)?\(query)")
        }
    }

    private static func text(in part: String, after mark: String) -> String {
        String((part.components(separatedBy: mark).dropFirst().first ?? "").prefix { $0 != "\"" })
    }
}
