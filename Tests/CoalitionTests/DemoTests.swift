import Fixtures
import Foundation
import SQLite
import Testing

@testable import Coalition

@Suite("The demo", .serialized)
struct DemoTests {
    @Test("is made")
    func made() throws {
        let fixture = try Fixture()
        let path = fixture.folder.appending(path: "demo.sqlite").path
        try Schema.migrations(home: Fixture.home).apply(to: path)
        let db = try Database(at: path)
        try Records.bind(fixture.keys, to: db)
        let clock = ContinuousClock()
        let t = try clock.measure { try Demo.fill(db, keys: fixture.keys, cost: .init(rounds: 16)) }
        print("TIME", t)
        let records = try Records(db, keys: fixture.keys)
        for f in try Consistency.findings(records) { print("FOUND", f) }
        try db.read { c in
            for q: SQL in ["SELECT count(*) FROM groups", "SELECT count(*) FROM families", "SELECT count(*) FROM log_entries", "SELECT count(*) FROM memberships", "SELECT count(*) FROM tasks", "SELECT count(*) FROM matches", "SELECT count(*) FROM audit_log"] {
                print(q.text, try c.value(q) as Int? ?? 0)
            }
        }
    }
}
