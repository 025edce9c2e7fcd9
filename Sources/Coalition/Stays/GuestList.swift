import SQLite

/// Which guests a list shows, by their Dutch code names.
public struct GuestList: Sendable {
    /// Only guests who have no stay yet.
    public var isUnplaced = false
    /// Part of a code name, in either language.
    public var text: String?

    public init() {}

    /// One page of the guests that the viewer may know of.
    public func page(_ cursor: PageCursor?, in tx: Transaction) throws -> Page<Guest> {
        try Listing(
            select: "SELECT \(Guest.columns) FROM guests", table: "guests",
            conditions: conditions(in: tx), order: ["guests.code_nl", "guests.id"]
        ).page(cursor, in: tx, ref: \.ref, Guest.init)
    }

    /// How many guests the list has on all pages; at most 10,000 are counted.
    public func count(in tx: Transaction) throws -> Int {
        let filter = conditions(in: tx).joined(separator: " AND ")
        return try tx.db.value(
            "SELECT count(*) FROM (SELECT 1 FROM guests WHERE \(filter) LIMIT 10000)") ?? 0
    }

    private func conditions(in tx: Transaction) -> [SQL] {
        var all = [GuestPolicy.visible(to: tx.viewer)]
        if isUnplaced {
            all.append(
                """
                NOT EXISTS (SELECT 1 FROM stays WHERE stays.guest_id = guests.id
                    AND stays.state <> 'cancelled')
                """)
        }
        if let text, !text.isEmpty {
            let wanted = text.lowercased()
            all.append(
                "(instr(lower(guests.code_nl), \(wanted)) > 0 OR instr(lower(guests.code_en), \(wanted)) > 0)"
            )
        }
        return all
    }
}

extension Guest {
    /// The guests that the viewer may put in a stay, by code name; at most 500.
    public static func plannable(in tx: Transaction) throws -> [Guest] {
        try tx.db.all(
            """
            SELECT \(columns) FROM guests WHERE \(GuestPolicy.visible(to: tx.viewer))
            ORDER BY guests.code_nl, guests.id LIMIT 500
            """, Guest.init)
    }
}
