import Coalition
import Fixtures
import Foundation
import HTTP
import Testing

@testable import Website

@Suite("The operator's figures")
struct GaugesTests {
    let fixture: SiteFixture
    let files: RecordFiles
    let door = Door()

    init() throws {
        fixture = try SiteFixture()
        files = RecordFiles(
            database: fixture.fixture.records.database.path, keyFile: "/nowhere.key")
    }

    private func gauges(now: Instant = .now) -> Gauges {
        let server = Server(.init(), files: nil, admit: door.admit, respond: door.respond)
        return Gauges(server, door, files, clock: Clock { now })
    }

    private func text(_ gauges: Gauges) -> String {
        String(decoding: gauges.respond(Request(target: "/metrics")).body, as: UTF8.self)
    }

    @Test("tell the sizes of the files and whether the site is open")
    func sizes() throws {
        #expect(text(gauges()).contains("\ncoalitie_open 0\n"))
        door.open(fixture.site)
        let text = text(gauges())
        #expect(text.contains("\ncoalitie_open 1\n"))
        #expect(text.contains("\ncoalitie_database_bytes \(files.databaseSize)\n"))
        #expect(text.contains("\ncoalitie_wal_bytes \(files.logSize)\n"))
        #expect(files.databaseSize + files.logSize > 0)
    }

    @Test("tell the age of the last backup once there is one")
    func backup() throws {
        let now = Instant.now
        #expect(LastBackup.begun(of: files) == nil)
        #expect(!text(gauges()).contains("coalitie_backup_age_seconds"))
        try LastBackup.record(now.adding(seconds: -3600), of: files)
        #expect(text(gauges(now: now)).contains("\ncoalitie_backup_age_seconds 3600\n"))
    }

    @Test("stand at one path and are read only")
    func path() {
        #expect(gauges().respond(Request(target: "/")).status == .notFound)
        #expect(gauges().respond(Request(method: .post, target: "/metrics")).status.code == 405)
        let response = gauges().respond(Request(target: "/metrics"))
        #expect(response.headerFields[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
    }
}
