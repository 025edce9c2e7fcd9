import SQLite

/// An arrival date as it was once believed: it slips, and every belief stays known.
public struct FamilyArrival: Sendable {
    /// Nil when the date was unknown again.
    public let day: Day?
    /// Nil exactly when the day is.
    public let certainty: Family.Certainty?
    public let recordedAt: Instant

    /// What was believed about the arrival, the latest first.
    public static func history(of family: ID<Family>, in tx: Transaction) throws -> [FamilyArrival]
    {
        try tx.db.all(
            """
            SELECT arrival_on, certainty, recorded_at FROM family_arrivals
            WHERE family_id = \(family) ORDER BY recorded_at DESC, id DESC LIMIT 100
            """
        ) { row in
            FamilyArrival(
                day: try row.next(), certainty: try row.next(), recordedAt: try row.next())
        }
    }

    /// How often the day changed for another one.
    public static func moves(of family: ID<Family>, in tx: Transaction) throws -> Int {
        let days = try history(of: family, in: tx).reversed().compactMap(\.day)
        return zip(days, days.dropFirst()).count { $0 != $1 }
    }

    /// Notes what is believed from now on.
    static func record(
        _ day: Day?, _ certainty: Family.Certainty?, of family: ID<Family>, in tx: Transaction
    ) throws {
        try tx.db.run(
            """
            INSERT INTO family_arrivals
                (family_id, arrival_on, certainty, recorded_at, recorded_by)
            VALUES (\(family), \(day), \(certainty), \(tx.now), \(tx.viewer.userID))
            """)
    }
}
