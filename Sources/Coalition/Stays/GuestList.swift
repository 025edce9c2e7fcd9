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
        let table = GuestPolicy.visible(to: tx.viewer)
        return try Listing(
            select: "SELECT \(Guest.columns) FROM \(table)", table: table,
            conditions: conditions, order: ["guests.code_nl", "guests.id"]
        ).page(cursor, in: tx, ref: \.ref, Guest.init)
    }

    /// How many guests the list has on all pages.
    public func count(in tx: Transaction) throws -> ListCount {
        try ListCount.of(GuestPolicy.visible(to: tx.viewer), where: conditions, in: tx)
    }

    private var conditions: [SQL] {
        var all: [SQL] = isUnplaced ? ["guests.is_placed = 0"] : []
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
    /// The guests that the viewer may put in a stay, by code name; at most 500, those without a stay
    /// before all others.
    public static func plannable(in tx: Transaction) throws -> [Guest] {
        try tx.db.all(
            """
            SELECT \(columns) FROM \(GuestPolicy.visible(to: tx.viewer))
            ORDER BY guests.is_placed, guests.code_nl, guests.id LIMIT 500
            """, Guest.init)
    }
}
