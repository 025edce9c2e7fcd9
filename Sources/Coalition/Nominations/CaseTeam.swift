import SQLite

/// Somebody of the case team of a nomination: who, as what, from when until when, and how much of the
/// guest is open (<doc:ShelterCity>).
public struct CaseTeamMember: Sendable {
    public enum Part: String, Code {
        /// Who entered the guest, the first of the team.
        case coordinator
        /// Who said yes for the city.
        case shelter
        /// Who was given a place by one of the network and confirmed by a second.
        case member
    }

    /// What is open; each holds what stands before it.
    public enum Depth: String, Code {
        /// Practical needs, and the programme.
        case needs
        /// Name, address, channel and travel besides.
        case person
        /// Country, risk, work and what the guest said, besides.
        case whole
    }

    public let user: ID<User>
    public let part: Part
    public let depth: Depth
    public let from: Instant
    /// Nil while it lasts.
    public let until: Instant?

    /// The team of a nomination, first come first, for who may know of it.
    public static func all(
        of nomination: Nomination, in tx: Transaction
    ) throws -> [CaseTeamMember] {
        try tx.db.all(
            """
            SELECT user_id, part, depth, from_at, until_at FROM case_team_members
            WHERE nomination_id = \(nomination.id) ORDER BY from_at, id LIMIT 50
            """
        ) { row in
            CaseTeamMember(
                user: try row.next(), part: try row.next(), depth: try row.next(),
                from: try row.next(), until: try row.next())
        }
    }
}

extension Nomination {
    /// Gives a place that follows from the rules; once for each person.
    func join(
        _ user: ID<User>?, _ part: CaseTeamMember.Part, _ depth: CaseTeamMember.Depth,
        in tx: Transaction
    ) throws {
        guard let user else { return }
        try tx.db.run(
            """
            INSERT INTO case_team_members (nomination_id, user_id, part, depth, from_at)
            VALUES (\(id), \(user), \(part), \(depth), \(tx.now))
            ON CONFLICT (nomination_id, user_id) WHERE until_at IS NULL DO NOTHING
            """)
    }
}
