import SQLite

/// The running records that still have rules from before a version, and what becomes of them.
public struct OlderRecords: Sendable {
    /// How many of a kind have one older version in one city.
    public struct Count: Hashable, Sendable {
        public let version: Int
        public let city: ID<City>
        public let count: Int
    }

    public let records: RuleRecords
    public let counts: [Count]
    /// What the newer version says otherwise, by each older version that there is.
    public let changes: [(version: Int, changes: [RuleChange])]

    public var total: Int { counts.reduce(0) { $0 + $1.count } }

    /// How many of them are in a city; nil for all cities.
    public func total(in city: ID<City>?) -> Int {
        counts.filter { city == nil || $0.city == city }.reduce(0) { $0 + $1.count }
    }

    /// Records that are moved in one write, so that none takes long.
    public static let batch = 200

    /// Those of a kind that have rules from before a version.
    public init(_ records: RuleRecords, before version: RuleVersion, in tx: Transaction) throws {
        self.records = records
        counts = try tx.db.all(
            """
            SELECT rule_version, city_id, count(*) FROM \(records.table)
            WHERE rule_version < \(version.number) AND \(records.isRunning(for: tx.viewer))
            GROUP BY rule_version, city_id
            """
        ) { row in
            Count(version: try row.next(), city: try row.next(), count: try row.next())
        }
        let rules = try version.rules(in: tx)
        changes = try Set(counts.map(\.version)).sorted().map { older in
            (older, try Rules.of(older, in: tx).changes(to: rules, keptBy: records))
        }
    }

    /// Moves all of a kind, or those of one city, at most ``batch`` of them.
    ///
    /// - Returns: How many were moved; there may be more.
    /// - Throws: `Refusal.forbidden` for who is not of the network and the programme.
    public static func move(
        _ records: RuleRecords, in city: ID<City>?, to version: RuleVersion, _ tx: Transaction
    ) throws -> Int {
        guard tx.viewer.holds([.network], for: records.programmes) else {
            throw Refusal.forbidden("forbidden.rules_move")
        }
        let place: SQL = city.map { "AND city_id = \($0)" } ?? ""
        let ids: [Int64] = try tx.db.values(
            """
            SELECT id FROM \(records.table)
            WHERE rule_version < \(version.number) AND \(records.isRunning(for: tx.viewer)) \(place)
            ORDER BY rule_version, city_id, id LIMIT \(batch)
            """)
        for id in ids { try records.move(id, to: version, in: tx) }
        return ids.count
    }

    /// The groups that have enough members now and would not by a version, at most `limit`.
    public static func falling(
        below version: RuleVersion, limit: Int = 50, in tx: Transaction
    ) throws -> [Group] {
        try tx.db.all(
            """
            SELECT \(Group.columns) FROM groups WHERE \(try falls(below: version, tx))
            ORDER BY groups.rule_version, groups.city_id, groups.id LIMIT \(limit)
            """, Group.init)
    }

    /// How many they are.
    public static func fallingCount(
        below version: RuleVersion, in tx: Transaction
    ) throws -> Int {
        try tx.db.value(
            "SELECT count(*) FROM groups WHERE \(try falls(below: version, tx))") ?? 0
    }

    private static func falls(below version: RuleVersion, _ tx: Transaction) throws -> SQL {
        let rules = try version.rules(in: tx)
        let cases = try Group.Kind.allCases.map { kind -> SQL in
            "WHEN \(kind) THEN \(try rules.minimum(of: kind))"
        }.joined(separator: " ")
        return """
            groups.rule_version < \(version.number) AND \(RuleRecords.groups.isRunning(for: tx.viewer))
            AND groups.member_count >= groups.minimum_count
            AND groups.member_count < CASE groups.kind \(cases) END
            """
    }
}

extension RuleRecords {
    /// The programmes whose roles see and change such records.
    public var programmes: Set<Programme> {
        switch self {
        case .groups: GroupPolicy.programmes
        case .matches: MatchPolicy.programmes
        case .stays: StayPolicy.programmes
        }
    }

    fileprivate var table: SQL {
        switch self {
        case .groups: Group.table
        case .matches: Match.table
        case .stays: Stay.table
        }
    }

    /// In the words of the index, so that it is used: what is over is not moved any more.
    fileprivate func isRunning(for viewer: Viewer) -> SQL {
        switch self {
        case .groups: "state NOT IN ('completed', 'stopped')"
        case .matches:
            """
            +kind IN \(list: kinds(of: viewer)) AND state IN
            ('proposed', 'introduced', 'trial', 'agreed', 'active', 'suspended', 'closing')
            """
        case .stays: "state NOT IN ('closed', 'cancelled')"
        }
    }

    /// The matches that are of a programme in which the viewer changes rules.
    private func kinds(of viewer: Viewer) -> [Match.Kind] {
        Match.Kind.allCases.filter { viewer.holds(RuleProposal.makers, for: [$0.programme]) }
    }

    fileprivate func move(_ id: Int64, to version: RuleVersion, in tx: Transaction) throws {
        switch self {
        case .groups: try Group.find(ID<Group>(id), in: tx).move(to: version, in: tx)
        case .matches: try Match.find(ID<Match>(id), in: tx).move(to: version, in: tx)
        case .stays: try Stay.find(ID<Stay>(id), in: tx).move(to: version, in: tx)
        }
    }
}
