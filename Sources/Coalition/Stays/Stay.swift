import SQLite

/// A guest's stay in a city, or the slot that is kept for one.
public struct Stay: PlainRecord, CityRecord {
    /// From a kept slot to the last check-in (spec: lifecycles, Shelter City stay).
    public enum State: String, Code {
        case planned, nominated, accepted, preparing, confirmed
        case inStay = "in_stay"
        case departing, returned, aftercare, closed
        case otherOutcome = "other_outcome"
        case cancelled

        /// The guest is there.
        public static let present: Set<State> = [.inStay, .departing]
        /// The guest is still to come.
        public static let coming: Set<State> = [
            .planned, .nominated, .accepted, .preparing, .confirmed,
        ]
        /// The stay is over; how it ended is not for every viewer.
        public static let over: Set<State> = [.returned, .aftercare, .closed, .otherOutcome]
        /// Nothing more is done about it.
        public static let settled: Set<State> = [.closed, .cancelled]
    }

    /// Why a later end is wished.
    public enum ExtensionReason: String, Code { case safety, travel, health, programme, other }

    public let id: ID<Stay>
    public let ref: String
    public let city: ID<City>
    public let state: State
    public let period: Period
    /// A wished later end that the network has not decided on; nil without one.
    public let extensionUntil: Day?
    public let extensionReason: ExtensionReason?
    /// Longer than the rules say, on purpose.
    public let isException: Bool
    public let ruleVersion: Int
    public let cohort: ID<Cohort>?
    /// Nil while the stay is a slot without a home.
    public let accommodation: ID<Accommodation>?
    public let accommodationRef: String?
    public let accommodationName: String?
    /// Nil while the slot is free.
    public let guest: ID<Guest>?
    public let guestRef: String?
    public let code: CodeName?
    public let version: Int

    package static let columns: SQL = """
        stays.id, stays.ref, stays.city_id, stays.state, stays.from_on, stays.until_on,
        stays.extension_until_on, stays.extension_reason, stays.is_exception, stays.rule_version,
        stays.cohort_id, stays.accommodation_id, accommodations.ref, accommodations.name,
        stays.guest_id, guests.ref, guests.code_nl, guests.code_en, stays.version
        """
    package static let source: SQL = "stays \(joins)"
    /// What a row is told with.
    static let joins: SQL = """
        LEFT JOIN accommodations ON accommodations.id = stays.accommodation_id
        LEFT JOIN guests ON guests.id = stays.guest_id
        """

    package init(_ row: inout Row) throws {
        id = try row.next()
        ref = try row.next()
        city = try row.next()
        state = try row.next()
        let from: Day = try row.next()
        period = Period(days: from..<(try row.next()))
        extensionUntil = try row.next()
        extensionReason = try row.next()
        isException = try row.next()
        ruleVersion = try row.next()
        cohort = try row.next()
        accommodation = try row.next()
        accommodationRef = try row.next()
        accommodationName = try row.next()
        guest = try row.next()
        guestRef = try row.next()
        let (nl, en): (String?, String?) = (try row.next(), try row.next())
        code = nl.flatMap { nl in en.map { CodeName(nl: nl, en: $0) } }
        version = try row.next()
    }

    package static let subject = Subject.stay
    package static let refKind = Ref.Kind.stay
    package static let table: SQL = "stays"
    package var programmes: Set<Programme> { StayPolicy.programmes }

    package static func sight(of viewer: Viewer, in city: ID<City>?) -> SQL {
        viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes).narrowed(to: city)
            .condition("stays.city_id")
    }
}

/// Dates and accommodation that a stay once had.
public struct FormerPeriod: Sendable {
    public let period: Period
    public let accommodationName: String?
    public let recordedAt: Instant
    /// Nil for the program itself.
    public let recordedBy: ID<User>?
}

extension Stay {
    /// What the dates were before, the last change first.
    public func formerPeriods(in tx: Transaction) throws -> [FormerPeriod] {
        try tx.db.all(
            """
            SELECT stay_periods.from_on, stay_periods.until_on, accommodations.name,
                stay_periods.recorded_at, stay_periods.recorded_by
            FROM stay_periods
            LEFT JOIN accommodations ON accommodations.id = stay_periods.accommodation_id
            WHERE stay_periods.stay_id = \(id)
            ORDER BY stay_periods.recorded_at DESC, stay_periods.id DESC
            """
        ) { row in
            let from: Day = try row.next()
            return FormerPeriod(
                period: Period(days: from..<(try row.next())), accommodationName: try row.next(),
                recordedAt: try row.next(), recordedBy: try row.next())
        }
    }

    /// Keeps the dates and accommodation that are about to change.
    func keepPeriod(in tx: Transaction) throws {
        try tx.db.run(
            """
            INSERT INTO stay_periods
                (stay_id, accommodation_id, from_on, until_on, recorded_at, recorded_by)
            VALUES (\(id), \(accommodation), \(period.from), \(period.until), \(tx.now),
                \(tx.viewer.userID))
            """)
    }
}
