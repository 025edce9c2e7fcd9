import SQLite

@testable import Website

/// Paths of the site that lead to real records.
struct RecordPaths: Sendable {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// The path of a route with real records of a city in place of its parameters; nil for a route
    /// whose parameter the database has nothing for.
    func path(_ route: Route, in city: String) throws -> String? {
        var path = ""
        var ref = ""
        for segment in route.segments {
            switch segment {
            case .literal(let text): path += "/" + text
            case .parameter("ref"):
                guard let found = try self.ref(path, city) else { return nil }
                ref = found
                path += "/" + ref
            case .parameter("id"):
                guard let id = try id(path, ref, city) else { return nil }
                path += "/\(id)"
            case .parameter("cohort"): path += "/spring-2027"
            // The first rules of all, which every database has.
            case .parameter("version"): path += "/1"
            case .parameter: return nil
            }
        }
        return path.isEmpty ? "/" : path
    }

    /// Somebody who works in a city, who is away before the others.
    private static let people: SQL = """
        SELECT users.ref, grants.city_id,
            (SELECT -count(*) FROM absences WHERE absences.user_id = users.id) AS o
        FROM users JOIN grants ON grants.user_id = users.id WHERE grants.role = 'local'
        """

    /// Of groups, families and matches the one with the longest log.
    private static let tables: [String: SQL] = [
        "/groups": """
        SELECT ref, city_id, CASE state WHEN 'active' THEN
            -(SELECT count(*) FROM log_entries WHERE group_id = groups.id) ELSE 1 END AS o
        FROM groups
        """,
        "/families": """
        SELECT ref, city_id, CASE state WHEN 'supported' THEN
            -(SELECT count(*) FROM matches JOIN log_entries ON match_id = matches.id
                WHERE family_id = families.id) ELSE 1 END AS o FROM families
        """,
        "/matches": """
        SELECT ref, city_id, CASE state WHEN 'active' THEN
            -(SELECT count(*) FROM log_entries WHERE match_id = matches.id) ELSE 1 END AS o
        FROM matches
        """,
        "/stays":
            "SELECT ref, city_id, CASE state WHEN 'in_stay' THEN 0 ELSE 1 END AS o FROM stays",
        "/accommodations": "SELECT ref, city_id, 0 AS o FROM accommodations",
        "/tasks": """
        SELECT ref, city_id, CASE role WHEN 'local' THEN 0 ELSE 1 END AS o
        FROM tasks WHERE done_at IS NULL
        """,
        "/concerns": """
        SELECT ref, city_id, CASE state WHEN 'closed' THEN 1 ELSE 0 END AS o FROM concerns
        """,
        "/cities": "SELECT ref, id AS city_id, 0 AS o FROM cities",
        "/handover": people, "/colleagues": people,
        "/guests": """
        SELECT guests.ref, stays.city_id, 0 AS o
        FROM guests JOIN stays ON stays.guest_id = guests.id
        """,
    ]

    /// A reference of a record of a city, by the first part of a path.
    func ref(_ path: String, _ city: String) throws -> String? {
        guard let table = RecordPaths.tables[path] else { return nil }
        return try database.read { db in
            try db.value(
                """
                SELECT ref FROM (\(table))
                WHERE city_id = (SELECT id FROM cities WHERE name_nl = \(city)) ORDER BY o, ref LIMIT 1
                """)
        }
    }

    private func id(_ path: String, _ ref: String, _ city: String) throws -> Int64? {
        let kind = path.split(separator: "/").last.map(String.init) ?? ""
        return try database.read { db in
            switch (path.split(separator: "/").first.map(String.init) ?? "", kind) {
            case ("groups", "members"):
                try db.value(
                    """
                    SELECT memberships.id FROM memberships JOIN groups ON groups.id = group_id
                    WHERE groups.ref = \(ref) AND left_on IS NULL ORDER BY memberships.id LIMIT 1
                    """)
            case ("groups", "log"):
                try db.value(
                    """
                    SELECT log_entries.id FROM log_entries JOIN groups ON groups.id = group_id
                    WHERE groups.ref = \(ref) ORDER BY log_entries.id LIMIT 1
                    """)
            case ("families", "members"):
                try db.value(
                    """
                    SELECT family_members.id FROM family_members
                    JOIN families ON families.id = family_id
                    WHERE families.ref = \(ref) ORDER BY family_members.id LIMIT 1
                    """)
            case ("families", "needs"):
                try db.value(
                    """
                    SELECT needs.id FROM needs JOIN families ON families.id = family_id
                    WHERE families.ref = \(ref) ORDER BY needs.id LIMIT 1
                    """)
            case ("groups", "goals"):
                try db.value(
                    """
                    SELECT needs.id FROM needs JOIN groups ON groups.id = group_id
                    WHERE groups.ref = \(ref) ORDER BY needs.id LIMIT 1
                    """)
            case ("families", "notes"):
                try db.value(
                    """
                    SELECT sensitive_notes.id FROM sensitive_notes
                    JOIN families ON families.id = family_id
                    WHERE families.ref = \(ref) ORDER BY sensitive_notes.id LIMIT 1
                    """)
            case ("families", "milestones"):
                try db.value(
                    """
                    SELECT milestones.id FROM milestones JOIN families ON families.id = family_id
                    WHERE families.ref = \(ref) ORDER BY milestones.id LIMIT 1
                    """)
            case ("matches", "ticks"), ("groups", "ticks"):
                try db.value("SELECT id FROM checklist_lines WHERE code = 'roles_divided'")
            case ("matches", "reviews"):
                try db.value(
                    """
                    SELECT reviews.id FROM reviews JOIN matches ON matches.id = match_id
                    WHERE matches.ref = \(ref) ORDER BY reviews.id LIMIT 1
                    """)
            case ("families", "contacts"):
                try db.value(
                    """
                    SELECT family_contacts.id FROM family_contacts
                    JOIN families ON families.id = family_id
                    WHERE families.ref = \(ref) ORDER BY family_contacts.id LIMIT 1
                    """)
            case ("matches", "builders"):
                try db.value(
                    """
                    SELECT match_builders.id FROM match_builders
                    JOIN matches ON matches.id = match_id
                    WHERE matches.ref = \(ref) ORDER BY match_builders.id LIMIT 1
                    """)
            case ("absences", _), ("account", "absences"), ("colleagues", "absences"):
                try db.value("SELECT max(id) FROM absences")
            case ("builders", _):
                try db.value(
                    """
                    SELECT community_builders.id FROM community_builders
                    JOIN cities ON cities.id = city_id
                    WHERE cities.name_nl = \(city) ORDER BY community_builders.id LIMIT 1
                    """)
            case ("contacts", _):
                try db.value(
                    """
                    SELECT formal_contacts.id FROM formal_contacts
                    JOIN cities ON cities.id = city_id
                    WHERE cities.name_nl = \(city) ORDER BY formal_contacts.id LIMIT 1
                    """)
            case ("transfers", _):
                try db.value(
                    """
                    SELECT family_transfers.id FROM family_transfers
                    JOIN cities ON cities.id = to_city_id
                    WHERE cities.name_nl = \(city) ORDER BY family_transfers.id LIMIT 1
                    """)
            case ("families", "voice"):
                try db.value(
                    """
                    SELECT check_ins.id FROM check_ins JOIN families ON families.id = family_id
                    WHERE families.ref = \(ref) ORDER BY check_ins.id LIMIT 1
                    """)
            case (let folder, "talks"):
                try db.value(
                    """
                    SELECT id FROM (SELECT id, subject || subject_id AS about, 0 AS o FROM talks)
                    WHERE about = CASE \(folder)
                        WHEN 'groups' THEN (SELECT 'group' || id FROM groups WHERE ref = \(ref))
                        WHEN 'families' THEN (SELECT 'family' || id FROM families WHERE ref = \(ref))
                        WHEN 'matches' THEN (SELECT 'match' || id FROM matches WHERE ref = \(ref))
                        ELSE (SELECT 'stay' || id FROM stays WHERE ref = \(ref)) END
                    ORDER BY id LIMIT 1
                    """)
            default: 1
            }
        }
    }
}
