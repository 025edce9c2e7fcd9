import SQLite

/// A record that keeps the version of the rules under which it began, until somebody moves it.
public protocol KeepsRules {
    static var keeping: RuleRecords { get }
    var ruleVersion: Int { get }

    /// Who moves it.
    func requireMover(of viewer: Viewer) throws
    /// Gives it another version and what follows from that.
    func writeRules(_ rules: Rules, former: Rules, in tx: Transaction) throws
}

extension KeepsRules {
    /// What a version says otherwise of this record than its own.
    public func changes(to version: RuleVersion, in tx: Transaction) throws -> [RuleChange] {
        try Rules.of(ruleVersion, in: tx).changes(
            to: try version.rules(in: tx), keptBy: Self.keeping)
    }

    /// Moves it to a newer version that is in force.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.already` for one that has it or a newer one;
    ///   `.invalid` on `rules` for a version that is not in force.
    public func move(to version: RuleVersion, in tx: Transaction) throws {
        try requireMover(of: tx.viewer)
        guard version.number > ruleVersion else { throw Refusal.already(nil) }
        guard !version.isAhead(on: tx.today), version.withdrawnAt == nil else {
            throw Refusal.problem("rules", "problem.rules_not_in_force")
        }
        try writeRules(
            try version.rules(in: tx), former: try Rules.of(ruleVersion, in: tx), in: tx)
    }
}

extension Group: KeepsRules {
    public static let keeping = RuleRecords.groups
    /// Its own coordinator, and the network.
    public static let ruleMovers: Set<Role> = [.local, .network]

    public func requireMover(of viewer: Viewer) throws {
        guard GroupPolicy(viewer, self).holds(Group.ruleMovers) else {
            throw Refusal.forbidden("forbidden.rules_move")
        }
    }

    public func writeRules(_ rules: Rules, former: Rules, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE groups SET rule_version = \(rules.version),
                minimum_count = \(try rules.minimum(of: kind)), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(.change, .group, ref, city: city, fields: ["rule_version"])
        try Group.refresh(id, in: tx)
    }

    /// Whether it has enough members now, and would not under other rules.
    public func falls(below rules: Rules) throws -> Bool {
        try memberCount >= minimum && memberCount < rules.minimum(of: kind)
    }
}

extension Match: KeepsRules {
    public static let keeping = RuleRecords.matches

    public func requireMover(of viewer: Viewer) throws {
        guard MatchPolicy(viewer, self).holds(Group.ruleMovers) else {
            throw Refusal.forbidden("forbidden.rules_move")
        }
    }

    /// The end that its rules planned moves along; one that people chose stays.
    public func writeRules(_ rules: Rules, former: Rules, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE matches SET rule_version = \(rules.version),
                planned_until_on = \(try plannedUntil(rules, former: former)),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(
            .change, .match, ref, city: city, of: kind.programme,
            fields: ["rule_version"]
                + (try plannedUntil(rules, former: former) == plannedUntil
                    ? [] : ["planned_until_on"]))
    }

    /// The planned end under other rules; as it is without a start and where people chose it.
    public func plannedUntil(_ rules: Rules, former: Rules) throws -> Day? {
        let (old, new) = (try former.value("match.months"), try rules.value("match.months"))
        guard let start = startsOn, plannedUntil == start.adding(months: old) else {
            return plannedUntil
        }
        return start.adding(months: new)
    }
}

extension Stay: KeepsRules {
    public static let keeping = RuleRecords.stays

    public func requireMover(of viewer: Viewer) throws {
        guard grants([.network], to: viewer) else {
            throw Refusal.forbidden("forbidden.rules_move")
        }
    }

    public func writeRules(_ rules: Rules, former: Rules, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE stays SET rule_version = \(rules.version), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(.change, .stay, ref, city: city, fields: ["rule_version"])
    }
}
