import Fixtures
import Foundation
import SQLite
import Testing

@testable import Coalition

@Suite("The check of what is kept beside what it counts")
struct ConsistencyTests {
    let fixture: Fixture
    let group: Group

    init() throws {
        let fixture = try Fixture()
        self.fixture = fixture
        group = try fixture.write(fixture.hanneke) { tx in
            var draft = GroupDraft()
            draft.name = "Bottendaal"
            let group = try draft.create(in: fixture.nijmegen, tx)
            for name in ["Joke", "Samira"] {
                var member = MemberDraft()
                member.name = name
                member.birthYear = 1980
                try member.join(group, in: tx)
            }
            try tx.db.run(
                """
                INSERT INTO log_entries (id, group_id, happened_on, is_contact, created_at, updated_at)
                VALUES (1, \(group.id), '2026-11-01', 1, 0, 0), (2, \(group.id), '2026-11-02', 0, 0, 0)
                """)
            try tx.db.run("UPDATE groups SET last_contact_on = '2026-11-01'")
            return group
        }
    }

    private func findings() throws -> [String] { try Consistency.findings(fixture.records) }

    @Test("finds nothing where nothing is wrong")
    func whole() throws { #expect(try findings() == []) }

    @Test(
        "finds every column of a group that is not what it should be",
        arguments: [
            "member_count", "cleared_count", "clearance_until_on", "last_contact_on", "silent_on",
            "concern_count",
        ])
    func groups(_ column: String) throws {
        let changes: [String: SQL] = [
            "member_count": "member_count = 5", "cleared_count": "cleared_count = 1",
            "clearance_until_on": "clearance_until_on = '2027-01-01'",
            "last_contact_on": "last_contact_on = '2026-11-02'",
            "silent_on": "silent_on = '2026-11-20'", "concern_count": "concern_count = 1",
        ]
        let change = try #require(changes[column])
        try fixture.records.database.write { _ = try $0.run("UPDATE groups SET \(change)") }
        #expect(try findings() == ["Group \(group.ref): \(column) is not what it should be."])
    }

    @Test("finds a count of states that is too high, too low, missing or of nothing")
    func states() throws {
        let changes: [SQL] = [
            "UPDATE state_counts SET count = count + 1 WHERE subject = 'group'",
            "UPDATE state_counts SET count = 0 WHERE subject = 'group'",
            "DELETE FROM state_counts WHERE subject = 'group'",
        ]
        for change in changes {
            let tests = try ConsistencyTests()
            try tests.fixture.records.database.write { _ = try $0.run(change) }
            let found = try tests.findings()
            #expect(found.count == 1 && found[0].hasPrefix("state_counts: group interest"))
        }
        try fixture.records.database.write {
            _ = try $0.run(
                """
                INSERT INTO state_counts
                VALUES (\(fixture.haarlem.id), 'shelter_city', 'stay', 'closed', 3)
                """)
        }
        #expect(try findings().count == 1)
    }

    @Test("finds a code that the program does not know, in whatever column")
    func codes() throws {
        for place in CodeCheck.columns {
            let columns: [String] = try fixture.records.database.read {
                try $0.values("SELECT name FROM pragma_table_info(\(place.table.text))")
            }
            #expect(columns.contains(place.column.text), "\(place.table.text).\(place.column.text)")
        }
        try fixture.records.database.write { _ = try $0.run("UPDATE groups SET kind = 'choir'") }
        #expect(
            try fixture.read(.system) { try CodeCheck.findings(in: $0) }
                == ["groups.kind: 1 rows have a code that this program does not know."])
    }

    @Test(
        "finds a code that the program does not know among several, whatever else stands there",
        arguments: [("1 7", false), ("8", true), ("1 8", true), ("1  7", true), ("\"", true)])
    func severalCodes(kept: String, isFound: Bool) throws {
        let place = try #require(CodeCheck.columns.first { $0.hasSeveral })
        #expect(place.codes == Weekday.allCases.map(\.rawValue))
        try fixture.records.database.write {
            _ = try $0.run("UPDATE \(place.table) SET \(place.column) = \(kept)")
        }
        #expect(
            try fixture.read(.system) { try CodeCheck.findings(in: $0).isEmpty } == !isFound)
    }

    @Test("finds a month of contacts that is wrong", arguments: ["contacts", "entries"])
    func months(column: String) throws {
        let column = SQL(stringLiteral: column == "entries" ? "entries" : "contacts")
        try fixture.records.database.write {
            _ = try $0.run("UPDATE contact_months SET \(column) = 9")
        }
        #expect(try findings() == ["contact_months: 2026-11 of group 1 is wrong."])
    }

    @Test("finds a guest who is said to have a stay and has none")
    func guests() throws {
        let guest = try fixture.write(.system) { tx in
            var draft = GuestDraft()
            draft.code = "Wulp"
            return try draft.create(in: tx)
        }
        #expect(try findings() == [])
        try fixture.records.database.write { _ = try $0.run("UPDATE guests SET is_placed = 1") }
        #expect(try findings() == ["Guest \(guest.ref): is_placed is not what it should be."])
    }

    @Test("finds a foreign key that points nowhere and a chain that breaks")
    func others() throws {
        try fixture.records.database.write { db in
            try db.run("DROP TRIGGER audit_log_stays")
            try db.run("UPDATE audit_log SET result = 'x' WHERE id = 1")
        }
        #expect(try findings() == ["audit_log: the chain breaks at row 1."])
    }

    @Test("of a backup is a rehearsal that leaves everything as it was")
    func rehearsal() throws {
        let backup = fixture.folder.appending(path: "backup.sqlite").path
        let key = fixture.folder.appending(path: "test.key")
        try Data(fixture.keys.text.utf8).write(to: key)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key.path)
        try fixture.records.database.backup(to: backup)
        let before = try Data(contentsOf: URL(fileURLWithPath: backup))
        let rehearsal = Rehearsal(
            of: backup,
            for: RecordFiles(database: fixture.records.database.path, keyFile: key.path),
            migrations: Fixture.home.appending(path: "Migrations"))
        #expect(try rehearsal.findings() == [])
        #expect(try Data(contentsOf: URL(fileURLWithPath: backup)) == before)

        try before.prefix(before.count / 2).write(to: URL(fileURLWithPath: backup))
        let failure = #expect(throws: StartFailure.self) { try rehearsal.findings() }
        #expect(failure?.status == .data)
        #expect(failure?.sentence.contains(backup) ?? false)
    }
}
