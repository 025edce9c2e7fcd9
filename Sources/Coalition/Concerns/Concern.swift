import SQLite

/// Something that somebody worries or complains about (spec: lifecycles, Concern): what it is about
/// and how far it is. Its text is opened apart, see ``OpenConcern``.
public struct Concern: PlainRecord, CityRecord {
    public enum Kind: String, Code {
        case safety, child, violence, discrimination, boundaries, health, money, surroundings
        case complaint
        case dataLeak = "data_leak"
        /// Nobody said yet.
        case unknown
    }

    /// How much it presses; for the gravest there are numbers to call.
    public enum Severity: String, Code { case low, middle, high, acute }

    /// From whom it comes, where the reporter passes it on.
    public enum Source: String, Code {
        case colleague, family, group, partner, guest, neighbourhood
    }

    public enum State: String, Code {
        case reported, triaged
        case inProgress = "in_progress"
        case referred, closed, reopened
    }

    /// What became of it.
    public enum Outcome: String, Code {
        case solved
        /// Somebody else goes on with it.
        case handedOver = "handed_over"
        case unfounded
        /// Who reported it took it back.
        case withdrawn
        case other
    }

    /// Whom it is about.
    public enum About: Hashable, Sendable {
        case unsaid
        /// The reference of an account.
        case account(String)
        case member(ID<Member>)
        /// Whoever has this role in the city.
        case role(Role)
    }

    public let id: ID<Concern>
    public let ref: String
    public let city: ID<City>
    public let programme: Programme
    /// The record on whose page it was reported; nil for none.
    public let subject: RecordID?
    /// The group that carries its mark.
    public let group: ID<Group>?
    /// The contact in whose log it was reported; nil for none.
    public let entry: ID<LogEntry>?
    public let kind: Kind
    /// Nil until somebody said.
    public let severity: Severity?
    public let source: Source
    public let about: About
    /// Whether it is kept from the city but for who reported and who handles it.
    public let isPrivate: Bool
    public let state: State
    /// Reported with one tap, and not written yet.
    public let isUnfinished: Bool
    /// Whether who reported it asks to be called rather than to write.
    public let wantsCall: Bool
    /// Whose work its triage is.
    public let triageRole: Role
    /// The reference of the account that handles it; nil before the triage.
    public let handler: String?
    /// When somebody who reads its text first saw it.
    public let seenAt: Instant?
    /// Nil while it is open.
    public let outcome: Outcome?
    /// Nil for the program itself.
    public let reporter: ID<User>?
    public let createdAt: Instant
    public let version: Int

    public var isOpen: Bool { state != .closed }

    package static let columns: SQL = """
        concerns.id, concerns.ref, concerns.city_id, concerns.programme, concerns.subject,
        concerns.subject_id, concerns.group_id, concerns.entry_id, concerns.kind,
        concerns.severity, concerns.source, concerns.about_user, concerns.about_member_id,
        concerns.about_role, concerns.is_private, concerns.state, concerns.is_unfinished,
        concerns.wants_call, concerns.triage_role, concerns.handler, concerns.seen_at,
        concerns.outcome, concerns.created_by, concerns.created_at, concerns.version
        """

    package init(_ row: inout Row) throws {
        id = try row.next()
        ref = try row.next()
        city = try row.next()
        programme = try row.next()
        let (subject, number): (Subject?, Int64?) = (try row.next(), try row.next())
        self.subject = subject.flatMap { kind in number.map { RecordID(kind, $0) } }
        group = try row.next()
        entry = try row.next()
        kind = try row.next()
        severity = try row.next()
        source = try row.next()
        about = try About(&row)
        isPrivate = try row.next()
        state = try row.next()
        isUnfinished = try row.next()
        wantsCall = try row.next()
        triageRole = try row.next()
        handler = try row.next()
        seenAt = try row.next()
        outcome = try row.next()
        reporter = try row.next()
        createdAt = try row.next()
        version = try row.next()
    }

    package static let subject = Subject.concern
    package static let refKind = Ref.Kind.concern
    package static let table: SQL = "concerns"
    package var programmes: Set<Programme> { [programme] }

    package static func sight(of viewer: Viewer, in city: ID<City>?) -> SQL {
        ConcernSight(viewer).knows(in: city)
    }

    static func place(_ column: String, _ id: ID<Concern>) -> SealedPlace {
        SealedPlace("concerns.\(column)", id.value)
    }

    /// Its name in the logs. It has no city there, so that it is no part of what a city reads in them.
    func note(_ action: Action, fields: [String], in tx: Transaction) throws {
        try tx.audit(action, .concern, ref, of: programme, fields: fields)
        try tx.process(.safety, .concern, ref, fields: fields)
    }
}

extension Concern.About {
    fileprivate init(_ row: inout Row) throws {
        let (account, member): (String?, ID<Member>?) = (try row.next(), try row.next())
        let role: Role? = try row.next()
        self =
            account.map { .account($0) } ?? member.map { .member($0) } ?? role.map { .role($0) }
            ?? .unsaid
    }

    var account: String? { if case .account(let ref) = self { ref } else { nil } }
    var member: ID<Member>? { if case .member(let id) = self { id } else { nil } }
    var role: Role? { if case .role(let role) = self { role } else { nil } }

    /// Whether it is about somebody who works with the records, from whom it is kept from its first
    /// second.
    var isOfColleagues: Bool { account != nil || role != nil }
}
