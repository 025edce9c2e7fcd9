import SQLite

/// A talk with the record that it is about.
public struct TalkLine: Sendable {
    public let talk: Talk
    public let subject: TalkSubject

    public init(talk: Talk, subject: TalkSubject) {
        self.talk = talk
        self.subject = subject
    }
}

extension TalkLine {
    /// What nobody has answered yet about these records, the first first: what is still to come, and
    /// what should have been held; at most 20.
    ///
    /// - Parameter subjects: Records that the viewer has already found in his or her scope.
    public static func open(
        about subjects: [TalkSubject], in tx: Transaction
    ) throws -> [TalkLine] {
        let sight = TalkPolicy.sight(of: tx.viewer, in: nil)
        let talks = try subjects.flatMap { subject in
            try tx.db.all(
                """
                SELECT \(Talk.columns) FROM talks
                WHERE talks.subject_id = \(subject.record.id)
                AND talks.subject = \(subject.record.kind) AND +talks.outcome IS NULL AND \(sight)
                ORDER BY talks.happens_on, talks.id LIMIT 20
                """
            ) { row in TalkLine(talk: try Talk(&row), subject: subject) }
        }
        return Array(talks.sorted { $0.talk < $1.talk }.prefix(20))
    }

    /// The talks of today and those of before of which nobody has said what became of them, the first
    /// first, as far as the viewer is the one to say it.
    ///
    /// - Parameters:
    ///   - roles: From which roles one looks; from all that are held when nil.
    ///   - limit: How many at most.
    public static func due(
        as role: Role? = nil, limit: Int = 15, in tx: Transaction
    ) throws -> [TalkLine] {
        let reach = TalkPolicy.planning(by: tx.viewer.seeing(as: role))
        guard !reach.isEmpty else { return [] }
        // Nowhere is it later than a day ahead of the network's own.
        let talks = try tx.db.all(
            """
            SELECT \(Talk.columns) FROM talks
            WHERE talks.outcome IS NULL AND talks.happens_on <= \(tx.today + 1)
            AND \(reach.condition("talks.city_id", programme: "+talks.programme"))
            ORDER BY talks.happens_on, talks.id LIMIT \(limit + 1)
            """, Talk.init)
        let cities = try City.find(Array(Set(talks.map(\.city))), in: tx)
        let due = talks.filter { talk in cities[talk.city].map { talk.on <= $0.today(tx) } ?? false
        }
        return Array(try lines(due, in: tx).sorted { $0.talk < $1.talk }.prefix(limit))
    }

    /// Talks with their records, each kind read once.
    static func lines(_ talks: [Talk], in tx: Transaction) throws -> [TalkLine] {
        guard !talks.isEmpty else { return [] }
        let subjects = try TalkSubject.all(of: talks, in: tx)
        return talks.compactMap { talk in
            subjects[talk.subject].map { TalkLine(talk: talk, subject: $0) }
        }
    }
}

extension Talk: Comparable {
    /// By day and hour; without an hour after those that have one.
    public static func < (left: Talk, right: Talk) -> Bool {
        (left.on, left.begins?.minutes ?? 1440, left.id.value)
            < (right.on, right.begins?.minutes ?? 1440, right.id.value)
    }

    public static func == (left: Talk, right: Talk) -> Bool {
        left.id == right.id && left.version == right.version
    }
}
