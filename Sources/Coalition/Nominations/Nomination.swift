import SQLite

/// A guest who was proposed for a slot, and what city and municipality said (<doc:ShelterCity>).
///
/// What belongs to a guest hangs on it: a slot that goes to another guest shows nothing of a former
/// one, and neither does a city that said no.
public struct Nomination: Sendable {
    /// What became of it.
    public enum Outcome: String, Code {
        case accepted, declined
        /// The network took it back before the city answered.
        case withdrawn
        /// The stay was cancelled before the city answered.
        case cancelled
    }
    /// What the municipality said, apart from the city's coordinator.
    public enum Permission: String, Code { case yes, no }
    /// Why a city says no, free of blame; no word of it is about the guest.
    public enum Reason: String, Code {
        case full, home, days, language, support, other
    }

    public let id: ID<Nomination>
    public let stay: ID<Stay>
    public let guest: ID<Guest>
    public let madeAt: Instant
    /// Nil for the program itself.
    public let madeBy: ID<User>?
    /// Up to and including this day the city answers.
    public let answerBy: Day
    /// Nil until the city was reminded.
    public let remindedAt: Instant?
    /// Nil while the city has not answered.
    public let outcome: Outcome?
    public let answeredAt: Instant?
    public let answeredBy: ID<User>?
    /// Nil until the municipality said so.
    public let permission: Permission?
    public let permissionAt: Instant?
    public let permissionBy: ID<User>?
    /// Whether the network told the city something of the guest.
    public let hasProfile: Bool
    /// Nil while the slot is this guest's.
    public let endedAt: Instant?
    public let version: Int

    static let columns: SQL = """
        nominations.id, nominations.stay_id, nominations.guest_id, nominations.made_at,
        nominations.made_by, nominations.answer_by_on, nominations.reminded_at,
        nominations.outcome, nominations.answered_at, nominations.answered_by,
        nominations.municipality, nominations.municipality_at, nominations.municipality_by,
        nominations.profile_sealed IS NOT NULL, nominations.ended_at, nominations.version
        """

    init(_ row: inout Row) throws {
        id = try row.next()
        stay = try row.next()
        guest = try row.next()
        madeAt = try row.next()
        madeBy = try row.next()
        answerBy = try row.next()
        remindedAt = try row.next()
        outcome = try row.next()
        answeredAt = try row.next()
        answeredBy = try row.next()
        permission = try row.next()
        permissionAt = try row.next()
        permissionBy = try row.next()
        hasProfile = try row.next()
        endedAt = try row.next()
        version = try row.next()
    }

    public var isOpen: Bool { outcome == nil }

    /// What a task about it is about.
    var record: RecordID { RecordID(.nomination, id.value) }

    static func place(_ column: String, _ id: ID<Nomination>) -> SealedPlace {
        SealedPlace("nominations.\(column)", id.value)
    }

    /// The nomination by which a stay that the viewer has found is its guest's; nil for a slot.
    public static func live(of stay: Stay, in tx: Transaction) throws -> Nomination? {
        try first("stay_id = \(stay.id) AND ended_at IS NULL", in: tx)
    }

    /// The last nomination of a stay that is this guest's still or to the end; nil for a slot.
    public static func current(of stay: Stay, in tx: Transaction) throws -> Nomination? {
        guard let guest = stay.guest else { return nil }
        return try first(
            "stay_id = \(stay.id) AND guest_id = \(guest) ORDER BY id DESC LIMIT 1", in: tx)
    }

    /// Every nomination of a guest, the latest first; for the network alone.
    public static func all(of guest: Guest, in tx: Transaction) throws -> [Nomination] {
        try Candidate.requireReader(tx)
        return try all("guest_id = \(guest.id)", in: tx)
    }

    /// Former nominations of a slot, the latest first; nothing for all but the network.
    public static func former(of stay: Stay, in tx: Transaction) throws -> [Nomination] {
        guard tx.viewer.holds(Candidate.readers, for: StayPolicy.programmes) else { return [] }
        return try all(
            "stay_id = \(stay.id) AND ended_at IS NOT NULL AND guest_id IS NOT \(stay.guest)",
            in: tx)
    }

    /// When a slot was last given back without its guest; nil when it never was.
    static func lastReturn(of stay: ID<Stay>, in tx: Transaction) throws -> Instant? {
        try tx.db.value(
            """
            SELECT max(ended_at) FROM nominations
            WHERE stay_id = \(stay) AND outcome IN ('declined', 'withdrawn')
            """)
    }

    /// When a city of the viewer was last asked to take a guest whom it has; nil when none has.
    static func lastAsked(of guest: ID<Guest>, in tx: Transaction) throws -> Instant? {
        let scope = tx.viewer.scope(of: NominationPolicy.answerers, for: StayPolicy.programmes)
        return try tx.db.value(
            """
            SELECT max(nominations.made_at) FROM nominations
            JOIN stays ON stays.id = nominations.stay_id
            WHERE nominations.guest_id = \(guest) AND nominations.outcome = 'accepted'
            AND \(scope.condition("+stays.city_id"))
            """)
    }

    static func first(_ condition: SQL, in tx: Transaction) throws -> Nomination? {
        try tx.db.first(
            "SELECT \(columns) FROM nominations WHERE \(condition)", Nomination.init)
    }

    private static func all(_ condition: SQL, in tx: Transaction) throws -> [Nomination] {
        try tx.db.all(
            """
            SELECT \(columns) FROM nominations WHERE \(condition) ORDER BY id DESC LIMIT 50
            """, Nomination.init)
    }

    /// Why cities said no to a guest.
    static func reasons(
        of guest: ID<Guest>, _ look: Disclosure, in tx: Transaction
    ) throws -> [ID<Nomination>: Reason] {
        let rows = try tx.db.all(
            """
            SELECT id, reason_sealed FROM nominations
            WHERE guest_id = \(guest) AND reason_sealed IS NOT NULL
            """
        ) { row in (try row.next() as ID<Nomination>, try row.next() as [UInt8]) }
        var reasons: [ID<Nomination>: Reason] = [:]
        for (id, bytes) in rows {
            let code = try tx.vault.open(bytes, place("reason", id), look)
            reasons[id] = code.flatMap(Reason.init)
        }
        return reasons
    }
}

/// Who may know and do what about a nomination (spec: access; <doc:ShelterCity>).
public struct NominationPolicy: Sendable {
    /// Only the network proposes a guest.
    public static let makers: Set<Role> = [.network]
    /// Whose answer it is.
    public static let answerers: Set<Role> = [.shelter]
    /// Who writes down what the municipality said.
    public static let permitters: Set<Role> = [.municipality, .shelter]

    private let policy: StayPolicy
    private let stay: Stay
    private let nomination: Nomination

    public init(_ viewer: Viewer, _ nomination: Nomination, of stay: Stay) {
        policy = StayPolicy(viewer, stay)
        (self.nomination, self.stay) = (nomination, stay)
    }

    /// What the network tells of the guest besides the code name: who proposes and who is asked.
    public var mayRead: Bool {
        nomination.endedAt == nil && policy.holds([.network, .shelter])
            || policy.holds([.network])
    }

    /// Notes on needs, which the city's yes opens to it.
    public var mayReadNeeds: Bool {
        policy.holds([.network]) || mayRead && nomination.outcome == .accepted
    }

    /// Notes on risk.
    public var mayReadRisk: Bool { policy.holds([.network]) }

    /// Who proposed and answered, and who is on the team.
    public var maySeeTeam: Bool { policy.holds([.network]) || mayRead }

    public var mayAnswer: Bool {
        nomination.isOpen && stay.state == .nominated && policy.holds(NominationPolicy.answerers)
    }

    public var mayWithdraw: Bool {
        nomination.isOpen && stay.state == .nominated && policy.holds(NominationPolicy.makers)
    }

    /// What the municipality said is written down until the guest is there.
    public var mayPermit: Bool {
        nomination.endedAt == nil && Stay.State.coming.contains(stay.state)
            && policy.holds(NominationPolicy.permitters)
    }
}
