import SQLite

/// A season's guests: two calls a year, for April to July and for September to December.
public struct Cohort: Sendable {
    public enum Season: String, Code { case spring, autumn }

    public let id: ID<Cohort>
    public let season: Season
    public let year: Int
    public let period: Period

    package static let columns: SQL = """
        cohorts.id, cohorts.season, cohorts.year, cohorts.from_on, cohorts.until_on
        """

    package init(_ row: inout Row) throws {
        id = try row.next()
        season = try row.next()
        year = try row.next()
        let from: Day = try row.next()
        period = Period(days: from..<(try row.next()))
    }

    /// The cohort whose season holds a day; nil between the seasons.
    public static func of(_ day: Day, in tx: Transaction) throws -> Cohort? {
        try tx.db.first(
            """
            SELECT \(columns) FROM cohorts WHERE from_on <= \(day) AND until_on > \(day)
            ORDER BY from_on DESC LIMIT 1
            """, Cohort.init)
    }

    /// The cohorts that touch a period, the first first.
    public static func touching(_ period: Period, in tx: Transaction) throws -> [Cohort] {
        try tx.db.all(
            """
            SELECT \(columns) FROM cohorts
            WHERE from_on < \(period.until) AND until_on > \(period.from) ORDER BY from_on
            """, Cohort.init)
    }
}
