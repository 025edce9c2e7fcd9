import SQLite

/// A community builder who is there for a match, from a day up to another.
public struct MatchBuilder: Sendable {
    public let id: ID<MatchBuilder>
    public let builder: CommunityBuilder
    public let fromOn: Day
    /// The first day on which the person is no longer there; nil while that is not known.
    public let untilOn: Day?
    public let version: Int

    /// Who is there for a match today or comes, the first to come first; empty for who may not know
    /// that there is somebody.
    static func all(of match: Match, in tx: Transaction) throws -> [MatchBuilder] {
        guard MatchPolicy(tx.viewer, match).holds(MatchPolicy.readers) else { return [] }
        let today = try City.find(match.city, in: tx).today(tx)
        let found = try tx.db.all(
            """
            SELECT match_builders.id, match_builders.from_on, match_builders.until_on,
                match_builders.version, \(CommunityBuilder.columns)
            FROM match_builders
            JOIN community_builders ON community_builders.id = match_builders.builder_id
            WHERE match_builders.match_id = \(match.id)
                AND ifnull(match_builders.until_on, '9999') > \(today)
            """
        ) { row in
            (
                id: try row.next() as ID<MatchBuilder>, from: try row.next() as Day,
                until: try row.next() as Day?, version: try row.next() as Int,
                builder: try CommunityBuilder(&row, tx)
            )
        }.sorted { ($0.from, $0.id.value) < ($1.from, $1.id.value) }
        let people = try CommunityBuilder.speaking(found.map(\.builder), in: tx)
        return zip(found, people).map { line, builder in
            MatchBuilder(
                id: line.id, builder: builder, fromOn: line.from, untilOn: line.until,
                version: line.version)
        }
    }

    /// One of those of a match.
    ///
    /// - Throws: `Refusal.notFound` when nobody is there under that number anymore.
    public static func find(
        _ id: Int64, of match: Match, in tx: Transaction
    ) throws -> MatchBuilder {
        guard let found = try all(of: match, in: tx).first(where: { $0.id.value == id }) else {
            throw Refusal.notFound
        }
        return found
    }

    /// Changes from when and up to when the person is there.
    ///
    /// - Parameter until: The first day on which the person is no longer there; nil for no end.
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.conflict` when somebody
    ///   else saved first; `.invalid` on `from_on` and `until_on`.
    public func change(
        from: Day?, until: Day?, of match: Match, version seen: Int, in tx: Transaction
    ) throws {
        try MatchPolicy(tx.viewer, match).requireEdit()
        try tx.requireVersion(seen, stands: version)
        let today = try City.find(match.city, in: tx).today(tx)
        let from = try TimeAround.checked(from, until, on: today)
        guard (from, until) != (fromOn, untilOn) else { return }
        try tx.db.run(
            """
            UPDATE match_builders SET from_on = \(from), until_on = \(until),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try match.noteBuilder(tx)
    }
}

extension CommunityBuilder {
    /// Who is there for a match today or comes, the first to come first; without names for who may
    /// know the languages only.
    public static func named(
        on match: Match, in tx: Transaction
    ) throws -> [MatchBuilder] { try MatchBuilder.all(of: match, in: tx) }

    /// Whom a coordinator can name on a match: those of the city and of the network who are not
    /// there yet, first who speaks a language of the family.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator.
    public static func choices(
        for match: Match, in tx: Transaction
    ) throws -> [(builder: CommunityBuilder, shared: [String])] {
        try MatchPolicy(tx.viewer, match).requireEdit()
        let spoken = Set(try Family.find(match.family, in: tx).languages(in: tx))
        let there = Set(try named(on: match, in: tx).map(\.builder.id))
        let all = try available(in: City.find(match.city, in: tx), tx)
            .filter { !there.contains($0.id) }
            .map { (builder: $0, shared: $0.languages.filter(spoken.contains)) }
        return all.filter { !$0.shared.isEmpty } + all.filter(\.shared.isEmpty)
    }
}

extension Match {
    /// Names a community builder who is there from a day on.
    ///
    /// - Parameter builder: Nil when nobody was chosen, which is refused.
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` on `builder` for
    ///   somebody who cannot be chosen, or once the match is over, and on `from_on`.
    @discardableResult
    public func name(
        _ builder: Int64?, from: Day?, in tx: Transaction
    ) throws -> ID<MatchBuilder> {
        try MatchPolicy(tx.viewer, self).requireEdit()
        guard State.live.contains(state) else {
            throw Refusal.problem("builder", "problem.match_over")
        }
        let choices = try CommunityBuilder.choices(for: self, in: tx)
        guard let chosen = choices.first(where: { $0.builder.id.value == builder })?.builder else {
            throw Refusal.problem("builder", "problem.choice")
        }
        let today = try City.find(city, in: tx).today(tx)
        let from = try TimeAround.checked(from, nil, on: today)
        try tx.db.run(
            """
            INSERT INTO match_builders
                (match_id, builder_id, from_on, created_at, created_by, updated_at)
            VALUES (\(id), \(chosen.id), \(from), \(tx.now), \(tx.viewer.userID), \(tx.now))
            """)
        try noteBuilder(tx)
        return ID(tx.db.lastInsertedRowID)
    }

    /// Nobody is there for a match that is over.
    func endBuilders(in tx: Transaction) throws {
        let last = try endedOn ?? City.find(city, in: tx).today(tx)
        try tx.db.run(
            """
            UPDATE match_builders SET until_on = max(from_on, \(last)),
                former_until_on = until_on, closed_at = \(tx.now),
                version = version + 1, updated_at = \(tx.now)
            WHERE match_id = \(id) AND ifnull(until_on, '9999') > \(last)
            """)
    }

    /// Those whom an ending sent home are there again, up to the day that stood there before.
    func reopenBuilders(since moment: Instant, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE match_builders SET until_on = former_until_on, former_until_on = NULL,
                closed_at = NULL, version = version + 1, updated_at = \(tx.now)
            WHERE match_id = \(id) AND closed_at = \(moment)
            """)
    }

    fileprivate func noteBuilder(_ tx: Transaction) throws {
        try tx.audit(
            .change, .match, ref, city: city, of: kind.programme, fields: ["community_builder"])
    }
}
