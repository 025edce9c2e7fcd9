import SQLite

/// Why a constraint was passed over for one match; sealed, as people write about people.
public struct MatchOverride: Sendable {
    /// The longest reason, in characters.
    public static let longest = 500

    public let rule: Pairing.Rule
    public let reason: String

    private static func place(_ id: ID<MatchOverride>) -> SealedPlace {
        SealedPlace("match_overrides.reason", id.value)
    }

    /// The constraints that were passed over for a match.
    ///
    /// - Throws: `Refusal.forbidden` for who may not read why.
    public static func all(of match: Match, in tx: Transaction) throws -> [MatchOverride] {
        guard MatchPolicy(tx.viewer, match).maySeeDecisions else {
            throw Refusal.forbidden("forbidden.match_edit")
        }
        return try tx.db.all(
            """
            SELECT id, rule, reason_sealed FROM match_overrides
            WHERE match_id = \(match.id) ORDER BY id
            """
        ) { row in
            let id: ID<MatchOverride> = try row.next()
            return MatchOverride(
                rule: try row.next(), reason: try tx.keys.open(try row.next(), place(id)))
        }
    }

    /// Which constraints were passed over for a match; without the words, so for any viewer.
    static func rules(of match: ID<Match>, in tx: Transaction) throws -> Set<Pairing.Rule> {
        Set(try tx.db.values("SELECT rule FROM match_overrides WHERE match_id = \(match)"))
    }

    static func store(
        _ reasons: [Pairing.Rule: String], of match: ID<Match>, in tx: Transaction
    ) throws {
        for (rule, reason) in reasons.sorted(by: { $0.key.rawValue < $1.key.rawValue })
        where !reason.isEmpty && !rule.overriders.isEmpty {
            let id: ID<MatchOverride> = try tx.newID("match_overrides")
            try tx.db.run(
                """
                INSERT INTO match_overrides
                    (id, match_id, rule, reason_sealed, created_at, created_by)
                VALUES (\(id), \(match), \(rule), \(try tx.keys.seal(reason, place(id))),
                    \(tx.now), \(tx.viewer.userID))
                """)
        }
    }
}
