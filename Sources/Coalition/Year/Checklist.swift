import SQLite

/// A list of what has to be done around a family, in versions: what was once saved never changes, so
/// that a year keeps the lists that it began with (<doc:Checklists>).
public struct Checklist: Sendable {
    /// Which list, in the order of time; a review's has questions.
    public enum Kind: String, Code {
        case beforeArrival = "before_arrival"
        case firstDays = "first_days"
        case sixtyDays = "sixty_days"
        case month3 = "month_3"
        case month6 = "month_6"
        case exitPlan = "exit_plan"
        case month9 = "month_9"
        case month12 = "month_12"
        case review

        /// The lists of things to do.
        public static let lists: [Kind] = allCases.filter { $0 != .review }

        /// The month of the match from whose day it is reckoned; nil for one that is reckoned from the
        /// arrival.
        public var month: Int? {
            switch self {
            case .beforeArrival, .firstDays, .sixtyDays, .review: nil
            case .month3: 3
            case .month6, .exitPlan: 6
            case .month9: 9
            case .month12: 12
            }
        }
    }

    /// Who does a line.
    public enum Owner: String, Code { case group, municipality, partner, coordinator, family }

    /// How a question is answered.
    public enum Answer: String, Code {
        case text
        /// From 1, not at all, to 5, very well.
        case scale
    }

    /// One version of a list.
    public struct Version: Sendable {
        public let id: ID<Checklist>
        public let kind: Kind
        /// Whether it is the city's own.
        public let isOwn: Bool
        /// Counts from 1 in the network, and in each city.
        public let number: Int
        public let createdAt: Instant
    }

    public let version: Version
    public let lines: [ChecklistLine]

    /// The list of each kind as it stood at a moment: the city's own where it had one by then, else the
    /// network's.
    ///
    /// - Parameters:
    ///   - city: Nil for the network's.
    ///   - kinds: Which of them.
    public static func all(
        of city: ID<City>?, at moment: Instant, kinds: [Kind] = Kind.allCases, in tx: Transaction
    ) throws -> [Checklist] {
        let versions = try versions(of: city, at: moment, in: tx)
            .filter { kinds.contains($0.kind) }
        let lines = try tx.knownLines.of(versions, in: tx)
        return versions.map { Checklist(version: $0, lines: lines[$0.id] ?? []) }
    }

    /// One list as it stood at a moment.
    ///
    /// - Throws: `Refusal.notFound` where there was none.
    public static func find(
        _ kind: Kind, of city: ID<City>?, at moment: Instant, in tx: Transaction
    ) throws -> Checklist {
        guard let found = try all(of: city, at: moment, kinds: [kind], in: tx).first else {
            throw Refusal.notFound
        }
        return found
    }

    /// A version that was once saved.
    static func lines(of id: ID<Checklist>, in tx: Transaction) throws -> [ChecklistLine] {
        try ChecklistLine.all(of: [id], in: tx)[id] ?? []
    }

    private static func versions(
        of city: ID<City>?, at moment: Instant, in tx: Transaction
    ) throws -> [Version] {
        let own: [(Version, Bool)] = try city.map { try latest(in: $0.value, at: moment, tx) } ?? []
        let given = Dictionary(own.map { ($0.0.kind, $0) }, uniquingKeysWith: { $1 })
        return try latest(in: 0, at: moment, tx).map { network, _ in
            guard let (version, isGivenBack) = given[network.kind], !isGivenBack else {
                return network
            }
            return version
        }.sorted { $0.kind.place < $1.kind.place }
    }

    private static func latest(
        in city: Int64, at moment: Instant, _ tx: Transaction
    ) throws -> [(Version, Bool)] {
        try tx.db.all(
            """
            SELECT kind, max(number), id, created_at, is_given_back FROM checklist_templates
            WHERE ifnull(city_id, 0) = \(city) AND created_at <= \(moment) GROUP BY kind
            """
        ) { row in
            let (kind, number): (Kind, Int) = (try row.next(), try row.next())
            let version = Version(
                id: try row.next(), kind: kind, isOwn: city != 0, number: number,
                createdAt: try row.next())
            return (version, try row.next())
        }
    }
}

extension Checklist.Kind {
    /// Where it stands in the order of time.
    public var place: Int { Checklist.Kind.allCases.firstIndex(of: self) ?? 0 }
}
