import Fixtures
import Testing

@testable import Coalition

@Suite("Rules")
struct RulesTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test("in force are those of the day, and a record keeps its own version")
    func versions() throws {
        let first = try #require(Day(iso: "2027-01-01"))
        try fixture.write(.system) { tx in
            try tx.db.run(
                """
                INSERT INTO rule_versions (version, in_force_from_on, confirmed_at)
                VALUES (2, \(first), 0)
                """)
            try tx.db.run(
                """
                INSERT INTO rules (version, key, value)
                SELECT 2, key, CASE key WHEN 'group.minimum.welcome' THEN 4 ELSE value END
                FROM rules WHERE version = 1
                """)
        }
        try fixture.read(.system) { tx throws in
            #expect(try Rules.inForce(on: first - 1, in: tx).version == 1)
            #expect(try Rules.inForce(on: first, in: tx).version == 2)
            #expect(try Rules.of(1, in: tx).minimum(of: .welcome) == 5)
            #expect(try Rules.of(2, in: tx).minimum(of: .welcome) == 4)
        }
    }

    @Test("know a minimum for every kind of group, and no rule that does not exist")
    func keys() throws {
        try fixture.read(.system) { tx throws in
            let rules = try Rules.of(1, in: tx)
            for kind in Group.Kind.allCases { #expect(try rules.minimum(of: kind) >= 2) }
            #expect(throws: Damaged.self) { try rules.value("group.colour") }
            #expect(throws: Damaged.self) { try Rules.of(99, in: tx).minimum(of: .welcome) }
        }
    }

    @Test(
        "call a match silent after 28 days, after 14 in its first 60",
        arguments: [
            ("2026-01-01", nil, "2026-01-16"), ("2026-01-01", "2026-01-10", "2026-01-25"),
            // A contact on day 45 is followed by day 60, the last on which 14 days count.
            ("2026-01-01", "2026-02-15", "2026-03-02"), ("2026-01-01", "2026-02-16", "2026-03-17"),
            ("2026-01-01", "2026-06-01", "2026-06-30"),
            // A contact before the start says nothing of the match.
            ("2026-01-01", "2025-12-01", "2026-01-16"),
        ])
    func silence(_ start: String, _ contact: String?, _ begins: String) throws {
        let start = try #require(Day(iso: start))
        let contact = try contact.map { try #require(Day(iso: $0)) }
        let silence = try fixture.read(.system) { try Silence(Rules.of(1, in: $0)) }
        #expect(silence.begins(start: start, contact: contact).iso == begins)
    }
}
