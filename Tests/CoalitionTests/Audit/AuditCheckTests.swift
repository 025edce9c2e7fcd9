import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("The chain of the logs")
struct AuditCheckTests {
    let fixture: Fixture

    init() throws {
        fixture = try Fixture()
        try fixture.write(fixture.hanneke) { tx in
            for number in 1...6 {
                try tx.audit(.change, .group, "G-000\(number)", fields: ["name", "kind"])
                try tx.process(.support, .family, "F-000\(number)", fields: ["name"])
            }
        }
    }

    /// Does what somebody with the file and without the key can do.
    private func tamper(_ statements: SQL...) throws {
        try fixture.records.database.write { db in
            for trigger in ["audit_log_stays", "audit_log_remains"] as [SQL] {
                try db.run("DROP TRIGGER IF EXISTS \(trigger)")
            }
            for trigger in ["processing_log_stays", "processing_log_remains"] as [SQL] {
                try db.run("DROP TRIGGER IF EXISTS \(trigger)")
            }
            for statement in statements { try db.run(statement) }
        }
    }

    private func findings() throws -> [AuditCheck.Finding] { try AuditCheck.run(fixture.records) }

    private var lastID: Int64 {
        get throws {
            try fixture.records.database.read { try $0.value("SELECT max(id) FROM audit_log") } ?? 0
        }
    }

    @Test("is whole as the program wrote it, and when it is empty")
    func whole() throws {
        #expect(try findings().isEmpty)
        let untouched = try Fixture()
        #expect(try AuditCheck.run(untouched.records).isEmpty)
    }

    @Test("cannot be changed as long as the triggers stand")
    func appendOnly() throws {
        for statement: SQL in [
            "UPDATE audit_log SET result = 'x' WHERE id = 2", "DELETE FROM audit_log WHERE id = 2",
            "UPDATE processing_log SET ref = 'x'", "DELETE FROM processing_log",
        ] {
            #expect(throws: SQLiteError.self) {
                try fixture.records.database.write { _ = try $0.run(statement) }
            }
        }
    }

    @Test("breaks at a row of which any value was changed")
    func changed() throws {
        let columns: [SQL] = [
            "at = at + 1", "trace = 'x'", "user_id = NULL, city_id = 1", "action = 'open'",
            "subject = 'family'", "ref = 'G-9999'", "fields = 'name'", "result = 'refused'",
            "address = '192.0.2.1'", "mac = zeroblob(32)", "fields = 'name kinddone', result = ''",
        ]
        for change in columns {
            let tests = try AuditCheckTests()
            try tests.tamper("UPDATE audit_log SET \(change) WHERE id = 4")
            #expect(try tests.findings() == [.init(table: "audit_log", id: 4)])
        }
    }

    @Test("breaks after a row that was removed from its beginning, middle or end")
    func removed() throws {
        for (id, found): (Int64, Int64) in [(1, 2), (4, 5), (try lastID, try lastID)] {
            let tests = try AuditCheckTests()
            try tests.tamper("DELETE FROM audit_log WHERE id = \(id)")
            #expect(try tests.findings() == [.init(table: "audit_log", id: found)])
        }
        try tamper("DELETE FROM audit_log")
        #expect(try findings() == [.init(table: "audit_log", id: 1)])
    }

    @Test("breaks also when more was written after the end was cut off")
    func continued() throws {
        let last = try lastID
        try tamper("DELETE FROM audit_log WHERE id = \(last)")
        try fixture.write(.system) { try $0.audit(.change, .group, "G-0007") }
        #expect(try findings() == [.init(table: "audit_log", id: last + 1)])
    }

    @Test("breaks when its head is put back with the rows that were cut off")
    func head() throws {
        let last = try lastID
        try tamper(
            """
            UPDATE chain_heads SET last_id = \(last) - 1,
                last_mac = (SELECT mac FROM audit_log WHERE id = \(last) - 1)
            WHERE log = 'audit_log'
            """, "DELETE FROM audit_log WHERE id = \(last)")
        #expect(try findings() == [.init(table: "audit_log", id: last)])
    }

    @Test("breaks at rows that changed places")
    func moved() throws {
        try tamper(
            "UPDATE audit_log SET id = 99 WHERE id = 4", "UPDATE audit_log SET id = 4 WHERE id = 5",
            "UPDATE audit_log SET id = 5 WHERE id = 99")
        #expect(try findings() == [.init(table: "audit_log", id: 4)])
    }

    @Test("breaks at a row that somebody added")
    func added() throws {
        let last = try lastID
        try tamper(
            """
            INSERT INTO audit_log (at, trace, action, subject, ref, mac)
            SELECT at, trace, action, subject, ref, mac FROM audit_log WHERE id = \(last)
            """)
        #expect(try findings() == [.init(table: "audit_log", id: last + 1)])
    }

    @Test("is kept for the processing log too, apart from the other")
    func processing() throws {
        try tamper("UPDATE processing_log SET purpose = 'matching' WHERE id = 3")
        #expect(try findings() == [.init(table: "processing_log", id: 3)])
    }

    @Test("does not follow a change that was undone")
    func undone() throws {
        #expect(throws: Refusal.self) {
            try fixture.write(.system) { tx in
                try tx.audit(.change, .group, "G-0008")
                throw Refusal.notFound
            }
        }
        #expect(try findings().isEmpty)
        try fixture.write(.system) { try $0.audit(.change, .group, "G-0009") }
        #expect(try findings().isEmpty)
    }
}
