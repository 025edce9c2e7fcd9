import Coalition
import SQLite

/// Nominations and case teams of a country's stays, and what is kept of its guests as candidates: the
/// same that a stay of the demo has, without texts.
enum CountryNominations {
    static func write(in records: Records) throws {
        try records.write(as: .system) { tx in
            try tx.db.run(
                """
                INSERT INTO candidates (guest_id, state, coordinator_id, updated_at)
                SELECT id, iif(is_placed, 'ready', 'entered'), created_by, updated_at FROM guests
                WHERE id NOT IN (SELECT guest_id FROM candidates)
                """)
            let last: Int64 = try tx.db.value("SELECT ifnull(max(id), 0) FROM nominations") ?? 0
            try tx.db.run(
                """
                INSERT INTO nominations (id, stay_id, guest_id, made_at, answer_by_on, outcome,
                    answered_at, ended_at, updated_at)
                SELECT \(last) + row_number() OVER (ORDER BY stays.id), stays.id, stays.guest_id,
                    stays.created_at, date(stays.from_on, '-85 days'),
                    iif(stays.state = 'nominated', NULL, 'accepted'),
                    iif(stays.state = 'nominated', NULL, stays.updated_at),
                    iif(stays.state IN ('closed', 'cancelled'), stays.updated_at, NULL),
                    stays.updated_at
                FROM stays WHERE stays.guest_id IS NOT NULL AND stays.state <> 'planned'
                AND NOT EXISTS (SELECT 1 FROM nominations WHERE stay_id = stays.id)
                """)
            try tx.db.run(
                """
                INSERT INTO sequences (name, last_id)
                SELECT 'nominations', ifnull(max(id), 0) FROM nominations WHERE true
                ON CONFLICT (name) DO UPDATE SET last_id = max(last_id, excluded.last_id)
                """)
            try tx.db.run(
                """
                INSERT INTO case_team_members
                    (nomination_id, user_id, part, depth, from_at, until_at)
                SELECT nominations.id, stays.created_by, 'shelter', 'needs',
                    nominations.answered_at, max(nominations.ended_at, nominations.answered_at)
                FROM nominations JOIN stays ON stays.id = nominations.stay_id
                WHERE nominations.id > \(last) AND nominations.outcome = 'accepted'
                AND stays.created_by IS NOT NULL
                """)
        }
    }
}
