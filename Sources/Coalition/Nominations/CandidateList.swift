import SQLite

/// Which candidates a list shows, by their Dutch code names: guests without a stay.
public struct CandidateList: RecordList {
    /// Nil for all but those who do not come.
    public var state: Candidate.State?
    public var isDescending = false

    public init() {}

    package typealias Element = Guest

    package var order: [SQL] { ["guests.code_nl", "guests.id"] }

    package func sight(_ tx: Transaction) -> SQL? {
        tx.viewer.holds(Candidate.readers, for: StayPolicy.programmes) ? "1" : nil
    }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        let wanted: SQL =
            state.map { "candidates.state = \($0)" } ?? "candidates.state <> 'withdrawn'"
        return [
            "guests.is_placed = 0",
            """
            EXISTS (SELECT 1 FROM candidates WHERE candidates.guest_id = guests.id AND \(wanted))
            """,
        ]
    }
}

extension Candidate {
    /// The guests of whom a city can be asked, by code name; at most 200.
    public static func askable(in tx: Transaction) throws -> [Guest] {
        try requireReader(tx)
        return try tx.db.all(
            """
            SELECT \(Guest.columns) FROM guests
            WHERE guests.is_placed = 0 AND EXISTS (
                SELECT 1 FROM candidates
                WHERE candidates.guest_id = guests.id AND candidates.state = 'ready')
            ORDER BY guests.code_nl, guests.id LIMIT 200
            """, Guest.init)
    }
}
