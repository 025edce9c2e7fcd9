import SQLite

/// Who did what with a record and when, changes and looks in one line of time, the latest first: names
/// of fields, never values.
public struct RecordHistory: Sendable {
    /// What a line is about.
    public enum Kind: String, Code {
        case changes, steps, people, log, talks, looks
    }

    /// A row of the audit log as far as this needs it.
    public struct Row: Sendable {
        public let id: Int64
        public let at: Instant
        /// Nil for the program itself.
        public let user: ID<User>?
        public let action: Action
        public let subject: Subject
        /// As the viewer may know them.
        public internal(set) var fields: [String]
        let city: ID<City>?
        let programme: Programme?
        /// Whether it is about something inside the record, such as one of its members.
        public let isInside: Bool

        init(_ row: inout SQLite.Row) throws {
            id = try row.next()
            at = try row.next()
            user = try row.next()
            action = try row.next()
            subject = try row.next()
            let ref: String = try row.next()
            isInside = ref.contains("/")
            city = try row.next()
            programme = Programme(rawValue: try row.next())
            fields = (try row.next() as String).split(separator: " ").map(String.init)
        }

        /// By which it can be found.
        public var kind: Kind {
            if action == .open { return .looks }
            if action == .transition { return .steps }
            switch subject {
            case .volunteer: return .people
            case .family where isInside: return .people
            case .log: return .log
            case .talk, .checkIn, .review: return .talks
            default: return .changes
            }
        }
    }

    /// Rows that are read at once, and how often at most for one page.
    private static let (chunk, most) = (200, 60)
    private static let told: [Action] = [.create, .change, .transition, .delete, .open]

    public var limit = 50
    /// Nil for everybody.
    public var by: ID<User>?
    /// Nil for all that the viewer may know of.
    public var kind: Kind?
    public let sight: HistorySight
    private let ref: String

    package init<Record: CityRecord>(of record: Record, in tx: Transaction) throws {
        ref = record.ref
        sight = try HistorySight(record, in: tx)
    }

    /// One page of what the viewer may know of; the cursor holds a row's number.
    public func page(_ cursor: PageCursor?, in tx: Transaction) throws -> Page<Row> {
        let start = cursor.flatMap { Int64($0.ref) }
        let isBackward = start != nil && cursor?.isBackward == true
        var rows = try read(from: start, isBackward: isBackward, tx)
        let hasMore = rows.count > limit
        if hasMore { rows.removeLast() }
        if isBackward { rows.reverse() }
        let showsPrevious = isBackward ? hasMore : start != nil
        let showsNext = isBackward ? true : hasMore
        return Page(
            rows: rows,
            previous: showsPrevious
                ? rows.first.map { PageCursor(ref: String($0.id), isBackward: true) } : nil,
            next: showsNext
                ? rows.last.map { PageCursor(ref: String($0.id), isBackward: false) } : nil)
    }

    /// The lines after a row, one more than a page has.
    private func read(
        from start: Int64?, isBackward: Bool, _ tx: Transaction
    ) throws -> [Row] {
        var (found, last): ([Row], Int64?) = ([], start)
        for _ in 0..<RecordHistory.most {
            let rows = try chunk(after: last, isBackward: isBackward, tx)
            for row in rows where found.count <= limit {
                if let line = line(row) { found.append(line) }
            }
            guard rows.count == RecordHistory.chunk, found.count <= limit else { break }
            last = rows.last?.id
        }
        return found
    }

    private func chunk(
        after last: Int64?, isBackward: Bool, _ tx: Transaction
    ) throws -> [Row] {
        let beyond: SQL = last.map { isBackward ? "AND id > \($0)" : "AND id < \($0)" } ?? ""
        let person: SQL = by.map { "AND +user_id = \($0)" } ?? ""
        return try tx.db.all(
            """
            SELECT id, at, user_id, action, subject, ref, city_id, programme, fields FROM audit_log
            WHERE record = \(ref) \(beyond) \(person)
            AND +action IN \(list: RecordHistory.told)
            ORDER BY id\(isBackward ? " ASC" as SQL : " DESC") LIMIT \(RecordHistory.chunk)
            """, Row.init)
    }

    private func line(_ row: Row) -> Row? {
        guard kind == nil || row.kind == kind, let fields = sight.fields(of: row) else {
            return nil
        }
        var line = row
        line.fields = fields
        return line
    }
}
