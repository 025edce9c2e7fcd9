import Fixtures
import Foundation
import SQLite
import Testing

@testable import Coalition
@testable import CoalitionDemo

@Suite("A demo filled up to a size")
struct CountryDemoTests {
    /// A hamlet among countries: the same code, made in seconds.
    private static let hamlet = Demo.Size(
        cities: 30, groups: 100, families: 110, members: 600, entries: 2200, stays: 100)
    private static let once = Result { try CountryDemoTests.make(hamlet) }

    let demo: Fixture.Filled

    init() throws { demo = try CountryDemoTests.once.get() }

    private static func make(_ size: Demo.Size) throws -> Fixture.Filled {
        // Tuesday 24 November 2026, half an hour before midnight in Amsterdam.
        let moment = Instant(milliseconds: 1_795_559_400_000)
        return try Fixture.Filled { database, keys in
            try Demo.fill(database, keys: keys, at: moment, cost: .init(rounds: 16), size: size)
            return Clock { moment }
        }
    }

    private func count(_ sql: SQL) throws -> Int {
        try demo.records.database.read { try $0.value(sql) ?? -1 }
    }

    @Test("holds exactly as much as was asked for")
    func size() throws {
        #expect(try count("SELECT count(*) FROM cities") == 30)
        #expect(try count("SELECT count(*) FROM groups") == 100)
        #expect(try count("SELECT count(*) FROM families") == 110)
        #expect(try count("SELECT count(*) FROM memberships") == 600)
        #expect(try count("SELECT count(*) FROM log_entries") == 2200)
        #expect(try count("SELECT count(*) FROM stays") == 100)
    }

    @Test("holds nothing that the check finds wrong")
    func consistent() throws { #expect(try Consistency.findings(demo.records) == []) }

    @Test("marks a third of its active groups in colour at most")
    func calm() throws {
        let network = Viewer(userID: nil, name: "Esther", grants: [.init(.network)])
        let (all, marked) = try demo.records.read(as: network) { tx in
            let ids: [ID<Group>] = try tx.db.values("SELECT id FROM groups WHERE state = 'active'")
            let rows = try ids.map { try Group.find($0, in: tx) }
            let notice = try ClearanceNotice(in: tx)
            let awaited = try Task.awaited(by: rows, in: tx)
            return (
                rows.count,
                rows.count {
                    !$0.signals(on: tx.today, notice, isAwaited: awaited.contains($0.id)).isEmpty
                }
            )
        }
        #expect(all > 30 && marked > 0)
        #expect(marked * 3 <= all, "\(marked) of \(all)")
    }

    @Test("holds in proportion what goes wrong, and what became of it")
    func moves() throws {
        for kind: SQL in [
            "concerns WHERE state = 'closed'", "concerns WHERE state = 'in_progress'",
            "concerns WHERE kind = 'complaint'", "family_transfers WHERE outcome = 'accepted'",
            "family_transfers WHERE outcome = 'refused'", "family_transfers WHERE outcome IS NULL",
            "matches WHERE state = 'ended_early'", "families WHERE state = 'withdrawn'",
            "absences WHERE deputy_id IS NOT NULL", "openings", "family_partings",
        ] { #expect(try count("SELECT count(*) FROM \(kind)") > 0, "\(kind.text)") }
    }

    @Test("is sealed like everything that people typed")
    func opens() throws {
        try demo.records.read(as: .system) { tx in
            let ids: [ID<Group>] = try tx.db.values(
                "SELECT id FROM groups ORDER BY id DESC LIMIT 40")
            for id in ids {
                for member in try Member.active(of: id, in: tx) { #expect(!member.name.isEmpty) }
            }
            let notes: [(ID<LogEntry>, [UInt8])] = try tx.db.all(
                """
                SELECT id, note_sealed FROM log_entries WHERE note_sealed IS NOT NULL
                ORDER BY id DESC LIMIT 20
                """
            ) { row in (try row.next(), try row.next()) }
            for (id, sealed) in notes {
                #expect(try !tx.keys.open(sealed, LogEntry.place(id)).isEmpty)
            }
        }
    }

    @Test("lets nothing happen after today")
    func past() throws {
        let today = demo.records.clock.now
        let day = Zone.amsterdam.day(of: today)
        #expect(try count("SELECT count(*) FROM log_entries WHERE happened_on > \(day)") == 0)
        #expect(try count("SELECT count(*) FROM memberships WHERE joined_on > \(day)") == 0)
        #expect(try count("SELECT count(*) FROM state_changes WHERE at > \(today)") == 0)
        #expect(
            try count("SELECT count(*) FROM training_attendances WHERE attended_on > \(day)") == 0)
    }

    @Test("is the same each time, and with a longer log the same but for the log")
    func repeats() throws {
        let longer = Demo.Size(
            cities: 30, groups: 100, families: 110, members: 600, entries: 3000, stays: 100)
        let other = try CountryDemoTests.make(longer)
        for table: SQL in [
            "SELECT ref || state || ifnull(last_contact_on, '') FROM groups ORDER BY id",
            "SELECT ref || code_nl || state FROM families ORDER BY id",
            "SELECT ref || from_on || state FROM stays ORDER BY id",
            "SELECT ref || email FROM users ORDER BY id",
        ] {
            let (one, two): ([String], [String]) = (
                try demo.records.database.read { try $0.values(table) },
                try other.records.database.read { try $0.values(table) }
            )
            #expect(one == two)
        }
    }
}
