import SQLite

/// A family and a group that somebody wants to couple.
public struct MatchProposal: Sendable {
    public let family: Family
    public let group: Group
    /// Why a constraint may be passed over, for each that is; at most 500 characters.
    @TypedLines public var reasons: [Pairing.Rule: String] = [:]

    public init(_ family: Family, _ group: Group) {
        self.family = family
        self.group = group
    }

    /// Keeps the pair as a draft, which occupies nobody.
    ///
    /// - Throws: As ``propose(on:in:)``.
    @discardableResult
    public func keep(in tx: Transaction) throws -> Match {
        let pairing = try Pairing.of(family, group, in: tx)
        try requireProposer(tx)
        try requireOpen(pairing, tx)
        return try Match.find(try insert(.draft, on: nil, pairing, tx), in: tx)
    }

    /// Proposes the match: the family is reserved and the group matched from then on.
    ///
    /// - Parameter day: Today in the city when nil.
    /// - Throws: `Refusal.forbidden` for who proposes no matches there; `.invalid` on `family` with
    ///   the other match's reference when the family has one; on `group` for each constraint that
    ///   may not be passed over, and on `reason_` and its name for each that lacks a reason.
    @discardableResult
    public func propose(on day: Day? = nil, in tx: Transaction) throws -> Match {
        // Held against each other before the insert, which would find itself in the way.
        let pairing = try Pairing.of(family, group, in: tx)
        try requireProposer(tx)
        let today = try City.find(family.city, in: tx).today(tx)
        let id = try insert(.proposed, on: day ?? today, pairing, tx)
        try requireOpen(pairing, tx)
        let match = try Match.find(id, in: tx)
        try match.occupy(in: tx)
        return match
    }

    private func requireProposer(_ tx: Transaction) throws {
        guard GroupPolicy(tx.viewer, group).holds(MatchPolicy.proposers) else {
            throw Refusal.forbidden("forbidden.match_edit")
        }
    }

    private func requireOpen(_ pairing: Pairing, _ tx: Transaction) throws {
        let problems = pairing.problems(reasons, by: tx.viewer)
        if !problems.isEmpty { throw Refusal.invalid(problems) }
    }

    private func insert(
        _ state: Match.State, on day: Day?, _ pairing: Pairing, _ tx: Transaction
    ) throws -> ID<Match> {
        let ref = try Match.newRef(in: tx)
        let today = try City.find(family.city, in: tx).today(tx)
        let rules = try Rules.inForce(on: today, in: tx).version
        do {
            try tx.db.run(
                """
                INSERT INTO matches (ref, city_id, kind, group_id, family_id, state, rule_version,
                    proposed_on, templates_at, created_at, created_by, updated_at)
                VALUES (\(ref), \(family.city), \(Match.Kind.samenHier), \(group.id), \(family.id), \(state),
                    \(rules), \(day),
                    ifnull((SELECT templates_at FROM groups WHERE id = \(group.id)), \(tx.now)),
                    \(tx.now), \(tx.viewer.userID), \(tx.now))
                """)
        } catch SQLiteError.unique { throw try Match.clash(family, in: tx) }
        let id = ID<Match>(tx.db.lastInsertedRowID)
        try Match.find(id, in: tx).beginCoordinated(in: tx)
        try tx.recordState(.match, id.value, from: nil, to: state.rawValue)
        try tx.audit(
            .create, .match, ref.description, city: family.city, of: .samenHier,
            fields: ["family", "group"])
        try tx.process(.matching, .family, family.ref, fields: ["household_size", "languages"])
        let passedOver = Set(pairing.unmet.map(\.rule))
        try MatchOverride.store(
            reasons.filter { passedOver.contains($0.key) }, of: id, in: tx)
        return id
    }
}

extension Pairing {
    /// What stands in the way of a proposal by somebody, with the reasons that he or she gives.
    func problems(_ reasons: [Rule: String], by viewer: Viewer) -> [Problem] {
        unmet.compactMap { finding in
            guard GroupPolicy(viewer, group).holds(finding.rule.overriders) else {
                return Problem(
                    finding.rule == .free || finding.rule == .waiting ? "family" : "group",
                    finding.message, finding.values)
            }
            let reason = reasons[finding.rule] ?? ""
            return (1...MatchOverride.longest).contains(reason.count)
                ? nil : Problem("reason_\(finding.rule.rawValue)", "problem.override_reason")
        }
    }
}

extension Match {
    /// The refusal that names the group by which a family is occupied.
    static func clash(_ family: Family, in tx: Transaction) throws -> Refusal {
        let other = try live(.samenHier, ofFamily: family.id, in: tx)?.group.map {
            try Group.find($0, in: tx)
        }
        return .problem("family", "pairing.free.unmet", ["group": .text(other?.name ?? "")])
    }
}
