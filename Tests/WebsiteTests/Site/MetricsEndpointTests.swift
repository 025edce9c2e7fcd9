import Coalition
import Fixtures
import Foundation
import HTTP
import Testing

@testable import Website

@Suite("The operator's figures")
struct MetricsEndpointTests {
    let fixture: SiteFixture
    let files: RecordFiles
    let gate = StartupGate()

    init() throws {
        fixture = try SiteFixture()
        files = RecordFiles(
            database: fixture.fixture.records.database.path, keyFile: "/nowhere.key")
    }

    private func endpoint(now: Instant = .now) -> MetricsEndpoint {
        let server = Server(.init(), files: nil, admit: gate.admit, respond: gate.respond)
        return MetricsEndpoint(server, gate, files, clock: Clock { now })
    }

    private func text(_ endpoint: MetricsEndpoint) -> String {
        String(decoding: endpoint.respond(Request(target: "/metrics")).body, as: UTF8.self)
    }

    @Test("tell the sizes of the files and whether the site is open")
    func sizes() throws {
        #expect(text(endpoint()).contains("\ncoalitie_open 0\n"))
        gate.open(fixture.site)
        let text = text(endpoint())
        #expect(text.contains("\ncoalitie_open 1\n"))
        #expect(text.contains("\ncoalitie_database_bytes \(files.databaseSize)\n"))
        #expect(text.contains("\ncoalitie_wal_bytes \(files.logSize)\n"))
        #expect(files.databaseSize + files.logSize > 0)
    }

    @Test("tell the age of the last backup once there is one")
    func backup() throws {
        let now = Instant.now
        #expect(LastBackup.begun(of: files) == nil)
        #expect(!text(endpoint()).contains("coalitie_backup_age_seconds"))
        try LastBackup.record(now.adding(seconds: -3600), of: files)
        #expect(text(endpoint(now: now)).contains("\ncoalitie_backup_age_seconds 3600\n"))
    }

    @Test("stand at one path and are read only")
    func path() {
        #expect(endpoint().respond(Request(target: "/")).status == .notFound)
        #expect(endpoint().respond(Request(method: .post, target: "/metrics")).status.code == 405)
        let response = endpoint().respond(Request(target: "/metrics"))
        #expect(response.headerFields[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
    }
}
