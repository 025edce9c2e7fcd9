import Coalition
import SQLite

/// The years of a country: most of what lies behind is ticked, most reviews were held, and what is
/// open are the tasks of its municipalities.
enum CountryYear {
    /// Rows in one write, so that none takes long.
    private static let batch = 400

    static func write(in records: Records) throws {
        try records.write(as: .system) { tx in
            try tx.db.run("UPDATE matches SET templates_at = created_at WHERE templates_at IS NULL")
            try writeTicks(tx)
            try writeMilestones(tx)
            try writeReviews(tx)
        }
        var after: ID<Match>? = ID(0)
        while let last = after {
            after = try records.write(as: .system) { try follow(after: last, $0) }
        }
        while try records.write(as: .system, { try Task.raiseYearReviews(limit: 100, in: $0) }) > 0
        {}
    }

    /// The bulk of the country's matches, which have no ticks yet.
    private static let bulk: SQL = """
        matches JOIN families ON families.id = matches.family_id
        JOIN groups ON groups.id = matches.group_id
        WHERE matches.starts_on IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM checklist_ticks WHERE match_id = matches.id)
        """

    private static func writeTicks(_ tx: Transaction) throws {
        try tx.db.run(
            """
            INSERT INTO checklist_ticks (match_id, line_id, done_on, ticked_at, ticked_by)
            SELECT year.id, line.id, date(year.anchor, line.due_days || ' days'),
                unixepoch(date(year.anchor, line.due_days || ' days')) * 1000 + 43200000,
                year.created_by
            FROM (
                SELECT lists.id AS list, matches.id, matches.created_by, families.route, groups.kind,
                    CASE lists.kind
                        WHEN 'month_3' THEN date(matches.starts_on, '+3 months')
                        WHEN 'month_6' THEN date(matches.starts_on, '+6 months')
                        WHEN 'exit_plan' THEN date(matches.starts_on, '+6 months')
                        WHEN 'month_9' THEN date(matches.starts_on, '+9 months')
                        WHEN 'month_12' THEN date(matches.starts_on, '+12 months')
                        ELSE max(matches.starts_on, ifnull(families.arrival_on, ''))
                    END AS anchor
                FROM (
                    SELECT id, kind FROM checklist_templates
                    WHERE city_id IS NULL AND kind <> 'review' AND number = 1) AS lists
                CROSS JOIN \(bulk)) AS year
            JOIN checklist_lines AS line ON line.template_id = year.list
            WHERE line.due_days IS NOT NULL
            AND date(year.anchor, line.due_days || ' days') <= date(\(tx.today), '-3 days')
            AND (line.routes IS NULL OR instr(' ' || line.routes || ' ', ' ' || year.route || ' '))
            AND (line.kinds IS NULL OR instr(' ' || line.kinds || ' ', ' ' || year.kind || ' '))
            AND (year.id * 31 + line.id * 17) % 11 <> 0
            """)
    }

    private static func writeMilestones(_ tx: Transaction) throws {
        try tx.db.run(
            """
            INSERT OR IGNORE INTO milestones (family_id, programme, code, reached_on, precision, source,
                tick_id, created_at, created_by, updated_at)
            SELECT matches.family_id, 'samen_hier', line.milestone, tick.done_on, 'day',
                iif(line.owner = 'municipality', 'municipality', 'group'), tick.id, tick.ticked_at,
                tick.ticked_by, tick.ticked_at
            FROM checklist_lines AS line JOIN checklist_ticks AS tick ON tick.line_id = line.id
            JOIN matches ON matches.id = tick.match_id
            WHERE line.milestone IS NOT NULL AND tick.not_needed IS NULL
            """)
    }

    private static func writeReviews(_ tx: Transaction) throws {
        let held: [(Review.Kind, Int)] = [
            (.w2, 15), (.m3, 92), (.m6, 184), (.m9, 276), (.m12, 362),
        ]
        for (kind, days) in held {
            try tx.db.run(
                """
                INSERT OR IGNORE INTO reviews (match_id, kind, held_on, audience, template_id, outcome,
                    created_at, created_by, updated_at)
                SELECT id, \(kind), date(starts_on, \("+\(days) days")), 'both',
                    (SELECT id FROM checklist_templates WHERE city_id IS NULL AND kind = 'review'),
                    iif(id % 5 = 0, 'attention', 'good'),
                    unixepoch(date(starts_on, \("+\(days) days"))) * 1000 + 50000000, created_by,
                    unixepoch(date(starts_on, \("+\(days) days"))) * 1000 + 50000000
                FROM matches
                WHERE starts_on IS NOT NULL AND kind = 'samen_hier'
                AND date(starts_on, \("+\(days) days")) < \(tx.today)
                AND (ended_on IS NULL OR date(starts_on, \("+\(days) days")) <= ended_on)
                AND (id + \(days)) % 13 <> 0
                """)
        }
        try tx.db.run(
            """
            INSERT INTO sequences (name, last_id) SELECT 'reviews', ifnull(max(id), 0) FROM reviews
            WHERE 1 ON CONFLICT (name) DO UPDATE SET last_id = max(last_id, excluded.last_id)
            """)
    }

    /// The tasks that lines of running matches are.
    ///
    /// - Returns: The last match of a full batch, to go on after; nil when there are no more.
    private static func follow(after last: ID<Match>, _ tx: Transaction) throws -> ID<Match>? {
        let ids: [ID<Match>] = try tx.db.values(
            """
            SELECT id FROM matches
            WHERE id > \(last) AND state IN ('agreed', 'active', 'suspended', 'closing')
            AND kind = 'samen_hier' ORDER BY id LIMIT \(batch)
            """)
        for id in ids { try Year.follow(try Match.find(id, in: tx), in: tx) }
        return ids.count == batch ? ids.last : nil
    }
}
