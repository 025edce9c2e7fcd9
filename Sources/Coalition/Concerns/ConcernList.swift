import SQLite

/// Which concerns a list shows, the latest first: those that are open, or those that are closed.
public struct ConcernList: RecordList {
    public var city: ID<City>?
    public var isClosed = false
    /// Of what only who reads a concern knows; others find nothing by it.
    public var kind: Concern.Kind?
    public var severity: Concern.Severity?
    /// The oldest first.
    public var isTurned = false

    public init() {}

    package typealias Element = Concern

    package var order: [SQL] { ["concerns.id"] }
    package var isDescending: Bool { !isTurned }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        let isOfText = kind != nil || severity != nil
        return [isClosed ? "concerns.state = 'closed'" : "concerns.state <> 'closed'"]
            + (kind.map { ["+concerns.kind = \($0)"] } ?? [])
            + (severity.map { ["+concerns.severity = \($0)"] } ?? [])
            + (isOfText ? [ConcernSight(tx.viewer).reads] : [])
    }

    /// A concern as far as the viewer knows of it.
    public struct Line: Sendable {
        public let concern: Concern
        public let level: ConcernSight.Level
    }

    /// One page of the concerns of which the viewer may know.
    public func lines(_ cursor: PageCursor?, in tx: Transaction) throws -> Page<Line> {
        let page = try page(cursor, in: tx)
        let levels = try Concern.levels(of: page.rows.map(\.id), in: tx)
        return Page(
            rows: page.rows.map { Line(concern: $0, level: levels[$0.id] ?? .nothing) },
            previous: page.previous, next: page.next, before: page.before)
    }
}

/// How many concerns are open in a city, as far as its municipality may know.
public enum ConcernCount {
    /// Roles that know no more than how many there are.
    public static let readers: Set<Role> = [.municipality, .auditor]

    /// Nil for who has no part in it; a number below that of the rules is not told.
    public static func told(
        in city: ID<City>?, _ tx: Transaction
    ) throws -> (count: Int?, below: Int)? {
        let reach = tx.viewer.reach(of: readers, for: .any).narrowed(to: city)
        guard !reach.isEmpty else { return nil }
        let place = reach.condition("concerns.city_id", programme: "+concerns.programme")
        let count: Int? = try tx.db.value(
            """
            SELECT count(*) FROM concerns
            WHERE \(place) AND concerns.state <> 'closed' AND \(ConcernSight.isOpenly)
            """)
        let few = try Rules.inForce(on: tx.today, in: tx).value("suppression.below")
        let found = count ?? 0
        return (found > 0 && found < few ? nil : found, few)
    }
}
