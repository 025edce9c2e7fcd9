import SQLite

/// What an open concern holds: the end of a match, and of its group's year.
enum ConcernHold {
    /// The open concerns about a match: its own, its group's and its family's.
    private static func about(_ match: Match) -> SQL {
        let group: SQL = match.group.map { "concerns.group_id = \($0) OR" } ?? ""
        return """
            concerns.state <> 'closed' AND (\(group)
                concerns.subject_id = \(match.id) AND concerns.subject = 'match'
                OR concerns.subject_id = \(match.family) AND concerns.subject = 'family')
            """
    }

    /// How many hold a match of which the viewer may know.
    static func known(of match: Match, in tx: Transaction) throws -> Int {
        try count(about(match), ConcernSight(tx.viewer).isKnown, in: tx)
    }

    /// One of those.
    fileprivate static func first(of match: Match, in tx: Transaction) throws -> Concern? {
        try tx.db.first(
            """
            SELECT \(Concern.columns) FROM concerns
            WHERE \(about(match)) AND \(ConcernSight(tx.viewer).level) > 0 LIMIT 1
            """, Concern.init)
    }

    /// Refuses the end of a match that is held by a concern of which the viewer may not know; nothing
    /// tells that it is one.
    ///
    /// - Throws: `Refusal.invalid` on `state`.
    static func require(_ match: Match, in tx: Transaction) throws {
        let hidden = try count(about(match), "NOT \(ConcernSight(tx.viewer).isKnown)", in: tx)
        if hidden > 0 { throw Refusal.problem("state", "guard.held") }
    }

    /// How many hold a group, whoever knows of them.
    static func all(of group: ID<Group>, in tx: Transaction) throws -> Int {
        try count("concerns.group_id = \(group) AND concerns.state <> 'closed'", "1", in: tx)
    }

    private static func count(
        _ place: SQL, _ sight: SQL, in tx: Transaction
    ) throws -> Int {
        try tx.db.value("SELECT count(*) FROM concerns WHERE \(place) AND \(sight)") ?? 0
    }
}

extension Match {
    /// A concern about it, its group or its family that holds its end; nil for none of which the
    /// viewer may know.
    package func holdingConcern(in tx: Transaction) throws -> Concern? {
        try ConcernHold.first(of: self, in: tx)
    }
}
