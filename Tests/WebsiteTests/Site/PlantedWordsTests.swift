import Coalition
import Fixtures
import Foundation
import HTTP
import HTTPTypes
import Logging
import SQLite
import Synchronization
import Testing

@testable import Website

/// Every page, file, log line and error text, looked through for words that few may read.
@Suite("Words that few may read")
struct PlantedWordsTests {
    private let lines = LogLines()
    private let site: SiteFixture
    private let records: PlantedRecords
    private let lead: Browser
    private var fixture: Fixture { site.fixture }

    init() throws {
        let lines = lines
        site = try SiteFixture(log: Logger(label: "test") { _ in KeptLog(lines: lines) })
        lead = try site.browser(.safeguarding)
        let fixture = site.fixture
        let account: ID<User>? = try fixture.read(.system) { tx in
            try tx.db.value("SELECT user_id FROM grants WHERE role = 'safeguarding'")
        }
        records = try PlantedRecords(
            fixture,
            handledBy: Viewer(
                userID: account, name: "Hanneke Vos", grants: [.init(.safeguarding)]))
    }

    /// Everybody who works with the records, by city.
    private func people() throws -> [(name: String, role: Role, isHere: Bool, browser: Browser)] {
        let ofCities = try [fixture.nijmegen, fixture.haarlem].flatMap { city in
            try [Role.local, .municipality, .shelter].map { role in
                (
                    "\(role) of \(city.nameNL)", role, city.id == fixture.nijmegen.id,
                    try site.browser(role, in: city)
                )
            }
        }
        return try ofCities
            + [Role.network, .admin, .auditor].map {
                ("\($0)", $0, true, try site.browser($0))
            } + [("safeguarding", .safeguarding, true, lead)]
    }

    /// Every page that links, choices and addresses lead to, each once.
    private func walk(_ browser: Browser, _ visit: (String, String) -> Void) throws {
        let known = RecordPaths(fixture.records.database)
        let routes = Features.routes(isDemo: false)
        let all = try routes.filter { $0.method == .get }
            .compactMap { try known.path($0, in: "Nijmegen") }
        let about = [
            records.family.path, "/groups/\(records.group.ref)", records.match.path,
        ].flatMap { path in
            ["", "/log", "/history", "/plan", "/open", "/voice", "/notes"].map { path + $0 }
        }
        let concern = "/concerns/\(records.concern.ref)"
        var waiting = ["/", concern, "\(concern)/triage", "\(concern)/report"] + about + all
        var opened = OpenedPages()
        while let path = waiting.popLast() {
            guard opened.admit(path, most: 3) else { continue }
            let answer = browser.get(path)
            visit(path, String(decoding: answer.body, as: UTF8.self) + "\(answer.headerFields)")
            guard answer.status == .ok else { continue }
            waiting += PageLinks.paths(of: browser.page)
            if !path.contains("?") {
                waiting += ListChoice.all(on: browser.page, path).map(\.target)
            }
        }
    }

    @Test("are on no page, in no header and in no search of who may not read them")
    func pages() throws {
        var found: [PlantedWord: Set<Role>] = [:]
        for person in try people() {
            try walk(person.browser) { path, text in
                for word in PlantedWord.allCases where text.contains(word.rawValue) {
                    found[word, default: []].insert(person.role)
                    let isTheirs = person.isHere && word.readers.contains(person.role)
                    #expect(isTheirs, "\(person.name) \(path): \(word)")
                }
            }
            for word in PlantedWord.allCases {
                person.browser.get("/")
                person.browser.post("/search", ["q": word.rawValue])
                let results = person.browser.page.replacing("value=\"\(word.rawValue)\"", with: "")
                #expect(!results.contains(word.rawValue), "\(person.name) finds \(word)")
            }
        }
        // A walk that misses the pages where they stand would find nothing.
        for word in PlantedWord.allCases {
            #expect(found[word] == word.readers, "\(word) by \(found[word] ?? [])")
        }
    }

    @Test("are in no file of the database, in none of its copies and in no column")
    func files() throws {
        let ref = records.group.ref
        let local = try site.browser(.local, in: fixture.nijmegen)
        local.get("/concerns/new?about=\(ref)")
        let kept = PlantedWord.concern.rawValue + " huilt."
        local.post("/drafts", ["draft_form": "concerns", "draft_back": "/", "text": kept])
        let drafts: Int? = try fixture.read(.system) {
            try $0.db.value("SELECT count(*) FROM drafts")
        }
        #expect(drafts == 1)
        try fixture.records.database.backup(
            to: fixture.folder.appending(path: "backup.sqlite").path)
        var names: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(
            at: fixture.folder, includingPropertiesForKeys: nil)
        {
            names.insert(file.lastPathComponent)
            let bytes = try Data(contentsOf: file)
            for word in PlantedWord.allCases {
                #expect(bytes.range(of: Data(word.rawValue.utf8)) == nil, "\(word) in \(file)")
                let wide = Data(word.rawValue.data(using: .utf16LittleEndian) ?? Data())
                #expect(bytes.range(of: wide) == nil)
            }
        }
        #expect(names.isSuperset(of: ["test.sqlite", "test.sqlite-wal", "backup.sqlite"]))
    }

    /// What is asked to be written by who writes it, and the table without which that fails.
    private static let writes: [(path: String, table: SQL, fields: [String: String])] = [
        ("/concerns/Z/agreed", "concern_notes", ["agreed": "W"]),
        ("/concerns/Z/close", "concerns", ["outcome": "solved", "outcome_text": "W"]),
        ("/families/F/notes", "sensitive_notes", ["kind": "health", "text": "W"]),
        ("/groups/G/log", "log_entries", ["contact": "made", "note": "W"]),
        (
            "/concerns?about=G", "state_changes",
            ["text": "W", "kind": "health", "severity": "", "source": "colleague", "about": ""]
        ),
    ]

    @Test("are in no log line and in no text of an error, whatever goes wrong")
    func errors() throws {
        let word = PlantedWord.concern.rawValue
        let local = try site.browser(.local, in: fixture.nijmegen)
        let stranger = try site.browser(.local, in: fixture.haarlem)
        for write in Self.writes {
            let path = write.path.replacing("/Z/", with: "/\(records.concern.ref)/")
                .replacing("/F/", with: "/\(records.family.ref)/")
                .replacing("/G/", with: "/\(records.group.ref)/")
                .replacing("=G", with: "=\(records.group.ref)")
            let fields = write.fields.mapValues { $0.replacing("W", with: "\(word) is weg.") }
            // Refused: out of sight, without a key, and with what is no form.
            stranger.get("/")
            #expect([403, 404].contains(stranger.post(path, fields).status.code), "\(path)")
            #expect(!stranger.page.contains(word))
            let writer = path.hasPrefix("/concerns/") ? lead : local
            writer.get("/")
            let token = fields.map { ($0.key, $0.value) }
            #expect(writer.post(path, token, withToken: false).status == .forbidden)
            #expect(!writer.page.contains(word))
            // Broken: what it is written to is not there.
            try rename(write.table, "gone")
            let answer = writer.post(path, fields)
            try rename("gone", write.table)
            #expect(answer.status == .internalServerError, "\(path)")
            let page = String(decoding: answer.body, as: UTF8.self)
            #expect(!page.contains(word), "\(path)")
        }
        let logged = lines.all
        #expect(!logged.isEmpty)
        for line in logged { #expect(!line.contains(word), "\(line)") }
    }
}

extension PlantedWordsTests {
    private func rename(_ table: SQL, _ name: SQL) throws {
        try fixture.records.database.write { db in
            _ = try db.run("ALTER TABLE \(table) RENAME TO \(name)")
        }
    }
}

/// The lines that a site wrote to its log.
private final class LogLines: Sendable {
    private let kept = Mutex<[String]>([])

    var all: [String] { kept.withLock { $0 } }

    func add(_ line: String) { kept.withLock { $0.append(line) } }
}

private struct KeptLog: LogHandler {
    let lines: LogLines
    var metadataProvider: Logger.MetadataProvider?
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.trace

    init(lines: LogLines) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.add("\(event.message) \(event.metadata ?? [:]) \(String(describing: event.error))")
    }
}
