import SQLite

/// A talk about a record: on a day, perhaps with its hour. Where it is and with whom is sealed, and is
/// read with its ``TalkDraft``.
public struct Talk: Sendable {
    /// What it is for; more will come.
    public enum Kind: String, Code {
        case intake, introduction, training, talk

        /// How long it usually takes, in minutes; nobody is asked.
        public var minutes: Int {
            switch self {
            case .intake, .talk: 60
            case .introduction: 90
            case .training: 120
            }
        }
    }

    /// What became of it.
    public enum Outcome: String, Code {
        case held
        /// It was planned, and did not come about.
        case missed
        /// It was called off beforehand, or its record ended.
        case cancelled
    }

    public let id: ID<Talk>
    public let city: ID<City>
    public let programme: Programme
    public let subject: RecordID
    public let kind: Kind
    public let on: Day
    /// Nil while the hour is open.
    public let begins: ClockTime?
    /// Nil until somebody, or the end of its record, said so.
    public let outcome: Outcome?
    public let outcomeAt: Instant?
    public let version: Int

    /// Whether nobody has said yet what became of it.
    public var isOpen: Bool { outcome == nil }

    /// Whether it has begun, so that somebody can say what became of it; without an hour on its day.
    public func hasBegun(at now: Instant, in zone: Zone) -> Bool {
        begins.map { zone.instant(on, $0) <= now } ?? (on <= zone.day(of: now))
    }

    /// Whether it is over by the clock; without an hour once its day is.
    public func isOver(at now: Instant, in zone: Zone) -> Bool {
        begins.map { zone.instant(on, $0).adding(seconds: kind.minutes * 60) <= now }
            ?? (on < zone.day(of: now))
    }

    static let columns: SQL = """
        talks.id, talks.city_id, talks.programme, talks.subject, talks.subject_id, talks.kind,
        talks.happens_on, talks.begins_minute, talks.outcome, talks.outcome_at, talks.version
        """

    init(_ row: inout Row) throws {
        id = try row.next()
        city = try row.next()
        programme = try row.next()
        let kind: Subject = try row.next()
        subject = RecordID(kind, try row.next())
        self.kind = try row.next()
        on = try row.next()
        begins = (try row.next() as Int?).flatMap { ClockTime(minutes: $0) }
        outcome = try row.next()
        outcomeAt = try row.next()
        version = try row.next()
    }

    /// A talk about a record that was found already.
    ///
    /// - Throws: `Refusal.notFound` when the record has no such talk, or the viewer may not know of it.
    public static func find(
        _ id: Int64, about subject: TalkSubject, in tx: Transaction
    ) throws -> Talk {
        let record = subject.record
        guard
            let talk = try tx.db.first(
                """
                SELECT \(columns) FROM talks WHERE talks.id = \(id)
                AND talks.subject = \(record.kind) AND talks.subject_id = \(record.id)
                AND \(TalkPolicy.sight(of: tx.viewer, in: nil))
                """, Talk.init)
        else { throw Refusal.notFound }
        return talk
    }

    /// By which a calendar knows it again: the same for ever, and nothing can be read from it.
    public func calendarID(in tx: Transaction) throws -> String {
        let bytes = try tx.keys.digest(String(id.value), "talks.calendar").prefix(16)
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
