import Coalition
import Fixtures
import SQLite

/// A group of five in Nijmegen that is around a family since 1 September 2026.
enum ActiveGroup {
    /// - Returns: The path of its page.
    static func make(_ name: String, in fixture: Fixture) throws -> String {
        let group = try fixture.write(fixture.hanneke) { tx in
            var draft = GroupDraft()
            draft.name = name
            let group = try draft.create(
                in: fixture.nijmegen, registeredOn: Day(iso: "2026-01-01"), tx)
            for member in ["Joke", "Samira", "Wim", "Ruben"] { try join(member, group, tx) }
            return group
        }
        try couple(group, code: "Plant \(name)", in: fixture)
        // The fifth member makes the kept days of the group follow its new match.
        try fixture.write(fixture.hanneke) { tx in
            try join("Lotte", try Group.find(group.ref, in: tx), tx)
        }
        return "/groups/\(group.ref)"
    }

    private static func join(_ name: String, _ group: Group, _ tx: Transaction) throws {
        var member = MemberDraft()
        (member.name, member.birthYear) = (name, 1980)
        try member.join(group, in: tx)
    }

    private static func couple(_ group: Group, code: String, in fixture: Fixture) throws {
        let suffix = group.ref.suffix(4)
        try fixture.records.database.write { db in
            try db.run(
                """
                INSERT INTO families (id, ref, city_id, code_nl, code_en, state, route, household_size,
                    announced_on, is_announced_by_municipality, created_at, updated_at)
                VALUES ((SELECT 1000 + count(*) FROM families), \("F-" + suffix), \(group.city), \(code), \(code), 'supported',
                    'status_holder', 5, '2026-01-01', 1, 0, 0)
                """)
            try db.run(
                """
                INSERT INTO matches (ref, city_id, kind, group_id, family_id, state, rule_version,
                    starts_on, family_decision, family_decided_on, group_decision, group_decided_on,
                    created_at, updated_at)
                VALUES (\("M-" + suffix), \(group.city), 'samen_hier', \(group.id),
                    \(db.lastInsertedRowID), 'active', 1, '2026-09-01', 'yes', '2026-09-01', 'yes',
                    '2026-09-01', 0, 0)
                """)
            try db.run("UPDATE groups SET state = 'active' WHERE id = \(group.id)")
        }
    }
}
