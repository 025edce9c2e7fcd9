import SQLite

/// A talk apart with somebody of a family, or with the household: how it is, told to nobody of the
/// group.
public struct CheckIn: Sendable {
    /// In which month of a match it was due, or at one's own wish.
    public enum Kind: String, Code, Comparable {
        case m1, m5, m11, own

        /// Those that everybody is offered.
        public static let due: [Kind] = [.m1, .m5, .m11]

        public static func < (left: Kind, right: Kind) -> Bool { left.rank < right.rank }

        private var rank: Int { Kind.allCases.firstIndex(of: self) ?? Kind.allCases.count }
    }

    public enum Outcome: String, Code {
        case held
        /// It was offered, and not wished.
        case declined
    }

    /// How it was told.
    public enum Through: String, Code { case builder, interpreter, sheet, alone }

    public let id: ID<CheckIn>
    public let programme: Programme
    public let kind: Kind
    /// The day on which it was held or offered.
    public let on: Day
    /// Nil for who may only know that it was held, which is all that this viewer is told then.
    public let details: Details?

    /// What only who reads the words may know, so that nothing can be concluded from a difference.
    public struct Details: Sendable {
        public let outcome: Outcome
        /// Nil for the household.
        public let person: ID<FamilyMember>?
        /// An ISO 639 code; nil when nobody said.
        public let language: String?
        /// Nil when nobody said.
        public let through: Through?
        /// The community builder through whom it was told; nil when nobody is named.
        public let builder: ID<CommunityBuilder>?
        /// Whether that person agreed that the coordinator reads it.
        public let isShared: Bool
        /// As who it was entered.
        public let role: Role
        public let version: Int
    }

    static let columns: SQL = """
        check_ins.id, check_ins.programme, check_ins.kind, check_ins.held_on, check_ins.outcome,
        check_ins.person_id, check_ins.language, check_ins.through, check_ins.builder_id,
        check_ins.is_shared, check_ins.role, check_ins.version
        """

    init(_ row: inout Row, as policy: VoicePolicy) throws {
        id = try row.next()
        programme = try row.next()
        kind = try row.next()
        on = try row.next()
        let details = Details(
            outcome: try row.next(), person: try row.next(), language: try row.next(),
            through: try row.next(), builder: try row.next(), isShared: try row.next(),
            role: try row.next(),
            version: try row.next())
        let isRead = policy.reads(details.isShared, of: programme)
        self.details = isRead ? details : nil
    }

    /// Those of a family, the latest first; at most 100.
    ///
    /// - Throws: `Refusal.forbidden` for who may not know of them at all.
    public static func all(of family: Family, in tx: Transaction) throws -> [CheckIn] {
        let policy = try VoicePolicy(family, in: tx)
        try policy.requireSight()
        return try tx.db.all(
            """
            SELECT \(columns) FROM check_ins
            WHERE family_id = \(family.id) AND programme IN \(list: policy.programmes)
            ORDER BY held_on DESC, id DESC LIMIT 100
            """
        ) { try CheckIn(&$0, as: policy) }
    }

    /// One of a family, as far as the viewer may know of it.
    ///
    /// - Throws: `Refusal.notFound` when the family has no such check-in; `.forbidden` as for all.
    public static func find(
        _ id: Int64, of family: Family, in tx: Transaction
    ) throws -> CheckIn {
        let policy = try VoicePolicy(family, in: tx)
        try policy.requireSight()
        let found = try tx.db.first(
            """
            SELECT \(columns) FROM check_ins
            WHERE id = \(id) AND family_id = \(family.id)
            AND programme IN \(list: policy.programmes)
            """
        ) { try CheckIn(&$0, as: policy) }
        guard let found else { throw Refusal.notFound }
        return found
    }
}

/// A check-in that was opened, with what was said. Each look at one is written down.
public struct OpenCheckIn: Sendable {
    public let checkIn: CheckIn
    public let details: CheckIn.Details
    /// What stands in its fields, in the order of their description.
    public let values: [FieldValue]

    /// Opens a check-in in a write: without the row of the log there is no answer.
    ///
    /// - Parameter reason: Why; asked of the network, and of nobody else.
    /// - Throws: `Refusal.forbidden` for who may only know that it was held; `.invalid` on `reason`
    ///   when it is asked and shorter than 10 or longer than 500 characters.
    public static func open(
        _ id: Int64, of family: Family, reason: String? = nil, in tx: Transaction
    ) throws -> OpenCheckIn {
        let policy = try VoicePolicy(family, in: tx)
        let checkIn = try CheckIn.find(id, of: family, in: tx)
        let mayRead = checkIn.details != nil
        guard mayRead || policy.opens(checkIn.programme) else {
            throw Refusal.forbidden("forbidden.check_in")
        }
        let words = mayRead ? nil : try OpeningReason.checked(reason)
        try Disclosure.record(voice: checkIn, of: family, reason: words, in: tx)
        guard let details = try checkIn.details ?? all(id, in: tx) else { throw Refusal.notFound }
        return OpenCheckIn(
            checkIn: checkIn, details: details,
            values: try CheckInDraft.stored(checkIn.id, in: tx).values)
    }

    /// The details for who has given a reason.
    private static func all(_ id: Int64, in tx: Transaction) throws -> CheckIn.Details? {
        try tx.db.first("SELECT \(CheckIn.columns) FROM check_ins WHERE id = \(id)") {
            try CheckIn(&$0, as: .all)
        }?.details
    }
}

extension Disclosure {
    /// Writes down who read what somebody of a family said apart.
    ///
    /// - Parameter reason: Nil where none is asked.
    fileprivate static func record(
        voice checkIn: CheckIn, of family: Family, reason: String?, in tx: Transaction
    ) throws {
        _ = try record(
            .checkIn, checkIn.id.value, checkIn.name(of: family), city: family.city,
            of: checkIn.programme, for: .support, reason: reason, fields: ["answers"], in: tx)
    }
}

extension CheckIn {
    /// By which the logs name it.
    func name(of family: Family) -> String { CheckIn.name(id, of: family) }

    static func name(_ id: ID<CheckIn>, of family: Family) -> String {
        "\(family.ref)/voice/\(id.value)"
    }

    /// Who opened it, the newest first; for who may open it.
    ///
    /// - Throws: `Refusal.forbidden` for who may only know that it was held.
    public func disclosures(of family: Family, in tx: Transaction) throws -> [DisclosureRecord] {
        let policy = try VoicePolicy(family, in: tx)
        guard policy.listens(to: programme) || policy.opens(programme) else {
            throw Refusal.forbidden("forbidden.check_in")
        }
        return try DisclosureRecord.past(.checkIn, id.value, in: tx)
    }
}
