import SQLite

/// Who may know of a guest, and who may open the identity (spec: access).
public struct GuestPolicy: Sendable {
    /// Roles that meet code names at all.
    public static let readers: Set<Role> = [.shelter, .network, .safeguarding]
    /// Only the network draws a code name.
    public static let writers: Set<Role> = [.network]

    /// States of a stay in which its city works with the person behind the code name. Before the
    /// network nominated and the city accepted, and after the last contact, it does not.
    static let identified: Set<Stay.State> = [
        .accepted, .preparing, .confirmed, .inStay, .departing, .returned, .aftercare,
    ]

    /// The legal name, country, work, channel and risk; a reason is asked and written down.
    public let mayOpenIdentity: Bool
    public let mayEditIdentity: Bool

    public init(_ viewer: Viewer, _ guest: Guest, in tx: Transaction) throws {
        let cities = try GuestPolicy.cities(of: guest.id, in: tx)
        let isOwn = cities.contains { viewer.holds([.shelter], for: StayPolicy.programmes, in: $0) }
        mayEditIdentity = isOwn || viewer.holds([.network], for: StayPolicy.programmes)
        mayOpenIdentity =
            mayEditIdentity || viewer.holds([.safeguarding], for: StayPolicy.programmes)
    }

    /// The day on which the viewer's city was done with the guest, in the city's own zone: since then
    /// it opens the identity no more. Nil while it is not, and for who may open it all the same.
    public static func closedOn(
        _ guest: Guest, in tx: Transaction
    ) throws -> Day? {
        guard try !GuestPolicy(tx.viewer, guest, in: tx).mayOpenIdentity else { return nil }
        let ended = try Stay.of(guest, in: tx).filter {
            [.closed, .otherOutcome].contains($0.state)
                && tx.viewer.holds([.shelter], for: StayPolicy.programmes, in: $0.city)
        }
        guard let last = ended.first else { return nil }
        let at: Instant? = try tx.db.value(
            """
            SELECT max(at) FROM state_changes
            WHERE subject = \(Subject.stay) AND subject_id = \(last.id.value)
            """)
        return try at.map { try City.find(last.city, in: tx).zone.day(of: $0) }
    }

    /// - Throws: `Refusal.forbidden` for a viewer who knows the guest by code name only.
    public func requireIdentity() throws {
        guard mayOpenIdentity else { throw Refusal.forbidden("forbidden.identity") }
    }

    /// The guests that somebody may know of: the network all, who looks after safety those of stays, a
    /// city those of its own stays.
    ///
    /// A table for lists. A city's own guests are few, and the plus has SQLite sort them rather than look
    /// for them among the guests of all cities.
    static func visible(to viewer: Viewer) -> SQL {
        switch viewer.scope(of: readers, for: StayPolicy.programmes) {
        case .everywhere where viewer.holds(writers, for: StayPolicy.programmes): "guests"
        case .everywhere: "(SELECT * FROM guests WHERE is_placed = 1) AS guests"
        case .cities(let cities) where cities.isEmpty: "(SELECT * FROM guests WHERE 0) AS guests"
        case .cities(let cities):
            """
            (SELECT * FROM guests WHERE +is_placed = 1 AND id IN (
                SELECT guest_id FROM stays
                WHERE city_id IN \(list: cities.sorted()) AND state <> 'cancelled')) AS guests
            """
        }
    }

    /// The same of a single guest, whose own stays are read and nobody else's.
    static func isVisible(to viewer: Viewer) -> SQL {
        switch viewer.scope(of: readers, for: StayPolicy.programmes) {
        case .everywhere where viewer.holds(writers, for: StayPolicy.programmes): "1"
        case .everywhere: "guests.is_placed = 1"
        case .cities(let cities) where cities.isEmpty: "0"
        case .cities(let cities):
            """
            EXISTS (SELECT 1 FROM stays WHERE stays.guest_id = guests.id
                AND stays.state <> 'cancelled' AND +stays.city_id IN \(list: cities.sorted()))
            """
        }
    }

    private static func cities(of guest: ID<Guest>, in tx: Transaction) throws -> [ID<City>] {
        try tx.db.values(
            """
            SELECT city_id FROM stays
            WHERE guest_id = \(guest) AND state IN \(list: identified.sorted())
            """)
    }
}

extension Set<ID<City>> {
    /// In the order of their ids, so that a statement has one text.
    fileprivate func sorted() -> [ID<City>] { sorted { $0.value < $1.value } }
}

extension Set<Stay.State> {
    func sorted() -> [Stay.State] { sorted { $0.rawValue < $1.rawValue } }
}
