import SQLite

/// A season's guests: two calls a year, for April to July and for September to December.
public struct Cohort: Sendable {
    public enum Season: String, Code { case spring, autumn }

    public let id: ID<Cohort>
    public let season: Season
    public let year: Int
    public let period: Period
    /// When the call is open; nil while nobody said so.
    public let callFrom: Day?
    /// The day on which the call is closed.
    public let callUntil: Day?
    /// Places that the network looks for in all cities; nil while nobody said so.
    public let wanted: Int?
    public let version: Int

    package static let columns: SQL = """
        cohorts.id, cohorts.season, cohorts.year, cohorts.from_on, cohorts.until_on,
        cohorts.call_from_on, cohorts.call_until_on, cohorts.places_wanted, cohorts.version
        """

    package init(_ row: inout Row) throws {
        id = try row.next()
        season = try row.next()
        year = try row.next()
        let from: Day = try row.next()
        period = Period(days: from..<(try row.next()))
        callFrom = try row.next()
        callUntil = try row.next()
        wanted = try row.next()
        version = try row.next()
    }

    /// The cohort with this season and year, such as `spring` of 2027.
    ///
    /// - Throws: `Refusal.notFound` without such a cohort.
    public static func find(_ season: Season, _ year: Int, in tx: Transaction) throws -> Cohort {
        let found = try tx.db.first(
            "SELECT \(columns) FROM cohorts WHERE season = \(season) AND year = \(year)",
            Cohort.init)
        guard let found else { throw Refusal.notFound }
        return found
    }

    /// Several by their ids.
    public static func find(
        _ ids: Set<ID<Cohort>>, in tx: Transaction
    ) throws -> [ID<Cohort>: Cohort] {
        guard !ids.isEmpty else { return [:] }
        let found = try tx.db.all(
            """
            SELECT \(columns) FROM cohorts WHERE id IN \(list: ids.map(\.value).sorted())
            """, Cohort.init)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    }

    /// Those for whose season a guest can still be entered: of this year and the next two.
    public static func coming(in tx: Transaction) throws -> [Cohort] {
        try tx.db.all(
            """
            SELECT \(columns) FROM cohorts
            WHERE until_on > \(tx.today) AND from_on < \(tx.today.adding(months: 30))
            ORDER BY from_on LIMIT 6
            """, Cohort.init)
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
