import SQLite

/// The records within somebody's reach that others made or changed since a moment.
///
/// Read backwards from the end of the audit log, as far as a person wants to read on; what was changed
/// is found through the records, so that nothing out of sight is counted.
public struct RecentChanges: Sendable {
    /// A record with the last that was done about it.
    public struct Line: Sendable {
        public enum Subject: Sendable {
            case group(Group), family(Family), match(MatchList.Line), stay(Stay)
        }

        public let subject: Subject
        /// What was done, the last first, each once.
        public let actions: [Action]
        public let at: Instant
        /// Who did it last; nil for the program.
        public let by: ID<User>?
    }

    /// The last changed first.
    public let lines: [Line]

    /// Rows of the log that are read at most.
    private static let most = 150

    /// What the changes are about, and what was done; what else stands in the log is not even
    /// counted. In so many letters, as the indexes are of these rows only.
    private static let isTold: SQL = """
        subject IN ('group', 'family', 'match', 'stay', 'log')
        AND action IN ('create', 'change', 'transition')
        """

    /// A row of the log as far as this needs it.
    private struct Entry {
        let at: Instant
        let user: ID<User>?
        let action: Action
        let isOfLog: Bool
        let ref: String
    }

    public init(since moment: Instant, in tx: Transaction) throws {
        let entries = try RecentChanges.entries(since: moment, tx)
        let refs = Set(entries.map(\.ref)).sorted()
        let subjects = try RecentChanges.subjects(refs, tx)
        var places: [String: Int] = [:]
        var found: [(Line.Subject, [Entry])] = []
        for entry in entries {
            guard let subject = subjects[entry.ref] else { continue }
            // What the log of a group says is for who reads it.
            if entry.isOfLog {
                guard case .group(let group) = subject,
                    GroupPolicy(tx.viewer, group).mayReadLog
                else { continue }
            }
            if let place = places[entry.ref] {
                found[place].1.append(entry)
            } else {
                places[entry.ref] = found.count
                found.append((subject, [entry]))
            }
        }
        lines = found.compactMap { subject, entries in
            guard let last = entries.first else { return nil }
            let actions = entries.map(\.action).reduce(into: [Action]()) {
                if !$0.contains($1) { $0.append($1) }
            }
            return Line(subject: subject, actions: actions, at: last.at, by: last.user)
        }
    }

    /// What others did since, the last first.
    private static func entries(since moment: Instant, _ tx: Transaction) throws -> [Entry] {
        guard let user = tx.viewer.userID else { return [] }
        // The log grows by the clock, so what the person did by then marks where to end.
        let mark: Int64? = try tx.db.value(
            """
            SELECT id FROM audit_log WHERE user_id = \(user) AND at <= \(moment)
            ORDER BY id DESC LIMIT 1
            """)
        guard let mark else { return [] }
        let place = scope(of: tx.viewer)
        guard place != .cities([]) else { return [] }
        let index: SQL = place == .everywhere ? "audit_log_told" : "audit_log_told_by_city"
        let rows = try tx.db.all(
            """
            SELECT at, user_id, action, subject, ref FROM audit_log INDEXED BY \(index)
            WHERE \(place.condition("city_id")) AND id > \(mark) AND \(isTold)
            ORDER BY id DESC LIMIT \(most)
            """
        ) { row -> Entry? in
            let (at, by): (Instant, ID<User>?) = (try row.next(), try row.next())
            let (action, subject): (Action, Subject) = (try row.next(), try row.next())
            let ref = try row.next() as String
            guard by != user, at > moment else { return nil }
            return Entry(
                at: at, user: by, action: action, isOfLog: subject == .log,
                ref: String(ref.prefix { $0 != "/" }))
        }
        return rows.compactMap { $0 }
    }

    /// Where the viewer reads any record.
    private static func scope(of viewer: Viewer) -> Scope {
        viewer.scope(
            of: GroupPolicy.readers.union(StayPolicy.readers).union(FamilyPolicy.readers),
            for: .any)
    }

    private static func subjects(
        _ refs: [String], _ tx: Transaction
    ) throws -> [String: Line.Subject] {
        var all: [String: Line.Subject] = [:]
        for group: Group in try visible(refs, tx) { all[group.ref] = .group(group) }
        for family: Family in try visible(refs, tx) { all[family.ref] = .family(family) }
        for stay: Stay in try visible(refs, tx) { all[stay.ref] = .stay(stay) }
        let matches: [Match] = try visible(refs, tx)
        if matches.isEmpty { return all }
        for line in try MatchList.lines(matches, in: tx) { all[line.match.ref] = .match(line) }
        return all
    }

    /// Those of a kind that the viewer may know of.
    private static func visible<Kind: Record>(
        _ refs: [String], _ tx: Transaction
    ) throws -> [Kind] {
        let own = refs.filter { Ref($0, Kind.refKind) != nil }
        let sight = Kind.sight(of: tx.viewer, in: nil)
        // Who sees nothing of a kind need not look for it.
        guard !own.isEmpty, sight.text != "0" else { return [] }
        return try tx.db.all(
            """
            SELECT \(Kind.columns) FROM \(Kind.source)
            WHERE \(Kind.table).ref IN \(list: own) AND \(sight)
            """
        ) { try Kind.read(&$0, tx.keys).shown(to: tx.viewer) }
    }
}
