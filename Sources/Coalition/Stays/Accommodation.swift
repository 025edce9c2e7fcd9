import SQLite

/// A place where guests of Shelter City live, one guest at a time.
public struct Accommodation: PlainRecord, CityRecord {
    public enum Kind: String, Code {
        case apartment, room, house
        case studentHouse = "student_house"
        case hostFamily = "host_family"
        case parishHouse = "parish_house"
    }

    public let id: ID<Accommodation>
    public let ref: String
    public let city: ID<City>
    /// What it is called in lists, such as `NIJ-A`; never its address.
    public let name: String
    public let kind: Kind
    public let hasAddress: Bool
    public let beds: Int
    /// Whether a wheelchair can enter; nil when nobody looked.
    public let isAccessible: Bool?
    /// Nil when it was always there.
    public let availableFrom: Day?
    /// The first day on which it is no longer there; nil without an end.
    public let availableUntil: Day?
    public let version: Int

    package static let columns: SQL = """
        accommodations.id, accommodations.ref, accommodations.city_id, accommodations.name,
        accommodations.kind, accommodations.address_sealed IS NOT NULL, accommodations.beds,
        accommodations.is_accessible, accommodations.available_from_on,
        accommodations.available_until_on, accommodations.version
        """

    package init(_ row: inout Row) throws {
        id = try row.next()
        ref = try row.next()
        city = try row.next()
        name = try row.next()
        kind = try row.next()
        hasAddress = try row.next()
        beds = try row.next()
        isAccessible = try row.next()
        availableFrom = try row.next()
        availableUntil = try row.next()
        version = try row.next()
    }

    static func place(_ id: ID<Accommodation>) -> SealedPlace {
        SealedPlace("accommodations.address", id.value)
    }

    /// Whether it can be lived in during a whole period.
    public func isAvailable(during period: Period) -> Bool {
        (availableFrom ?? period.from) <= period.from
            && period.until <= (availableUntil ?? period.until)
    }

    package static let subject = Subject.accommodation
    package static let refKind = Ref.Kind.accommodation
    package static let table: SQL = "accommodations"
    package var programmes: Set<Programme> { StayPolicy.programmes }

    package static func sight(of viewer: Viewer, in city: ID<City>?) -> SQL {
        viewer.scope(of: AccommodationPolicy.readers, for: StayPolicy.programmes)
            .narrowed(to: city).condition("accommodations.city_id")
    }

    /// The address, for somebody who may see it; the look is written down first.
    ///
    /// - Parameter reason: Why; asked of the network, and of nobody else.
    /// - Returns: Nil when none was written down.
    /// - Throws: `Refusal.forbidden` without the right, `.invalid` on `reason` when it is asked and
    ///   shorter than 10 or longer than 500 characters.
    public func openAddress(reason: String?, in tx: Transaction) throws -> String? {
        let policy = AccommodationPolicy(tx.viewer, self)
        guard policy.maySeeAddress else { throw Refusal.forbidden("forbidden.address") }
        let words = policy.owesReason ? try OpeningReason.checked(reason) : nil
        _ = try Disclosure.record(
            .accommodation, id.value, ref, city: city, reason: words, fields: ["address"], in: tx)
        let sealed: [UInt8]? = try tx.db.value(
            "SELECT address_sealed FROM accommodations WHERE id = \(id)")
        return try tx.keys.open(sealed, Accommodation.place(id))
    }

    /// Who looked at the address, the newest first.
    ///
    /// - Throws: `Refusal.forbidden` for a viewer who may not see the address.
    public func disclosures(in tx: Transaction) throws -> [DisclosureRecord] {
        guard AccommodationPolicy(tx.viewer, self).maySeeAddress else {
            throw Refusal.forbidden("forbidden.address")
        }
        return try DisclosureRecord.past(.accommodation, id.value, in: tx)
    }
}

/// Why somebody wants to see what is sealed, in words of their own.
enum OpeningReason {
    static let lengths = 10...500

    /// - Throws: `Refusal.invalid` on `reason` when it is too short to be one, or too long.
    static func checked(_ typed: String?) throws -> String {
        let words = TypedText.lines(typed ?? "")
        guard lengths.contains(words.count) else {
            throw Refusal.problem(
                "reason", "problem.reason",
                ["minimum": .number(lengths.lowerBound), "maximum": .number(lengths.upperBound)])
        }
        return words
    }
}
