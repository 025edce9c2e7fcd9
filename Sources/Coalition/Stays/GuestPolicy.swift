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
        let isOwn = cities.contains { viewer.holds([.shelter], in: $0) }
        mayEditIdentity = isOwn || viewer.holds([.network])
        mayOpenIdentity = mayEditIdentity || viewer.holds([.safeguarding])
    }

    /// - Throws: `Refusal.forbidden` for a viewer who knows the guest by code name only.
    public func requireIdentity() throws {
        guard mayOpenIdentity else { throw Refusal.forbidden("forbidden.identity") }
    }

    /// The guests that somebody may know of: the network all, a city those of its own stays and those
    /// who have no stay anywhere yet.
    static func visible(to viewer: Viewer) -> SQL {
        switch viewer.scope(of: readers) {
        case .everywhere: "1"
        case .cities(let cities) where cities.isEmpty: "0"
        case .cities(let cities):
            """
            (EXISTS (SELECT 1 FROM stays WHERE stays.guest_id = guests.id
                AND stays.state <> 'cancelled' AND stays.city_id IN \(list: cities.sorted()))
            OR NOT EXISTS (SELECT 1 FROM stays WHERE stays.guest_id = guests.id
                AND stays.state <> 'cancelled'))
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
