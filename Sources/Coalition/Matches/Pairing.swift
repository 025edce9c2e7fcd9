import SQLite

/// A family and a group held against each other: why they may be coupled, or why not.
public struct Pairing: Sendable {
    /// The hard constraints (<doc:Matching>), at their simplest true form.
    public enum Rule: String, Code {
        case city, programme, free, waiting, consent, ready, complete, capacity, history, concern
        case household, support, language, time

        /// Who may pass over it with a reason; empty for what nobody may.
        public var overriders: Set<Role> {
            switch self {
            case .household, .language, .time: [.local, .network]
            case .support: [.network]
            case .city, .programme, .free, .waiting, .consent, .ready, .complete, .capacity,
                .history,
                .concern:
                []
            }
        }
    }

    /// How one constraint stands for this pair.
    public struct Finding: Sendable {
        public let rule: Rule
        public let isMet: Bool
        /// What its message is filled with; of a language its ISO 639 code.
        public let values: [String: Problem.Value]
        /// In which other way it is met, or not; nil for the usual one.
        private let way: String?

        init(
            _ rule: Rule, _ isMet: Bool, _ values: [String: Problem.Value] = [:],
            way: String? = nil
        ) {
            self.rule = rule
            self.isMet = isMet
            self.values = values
            self.way = way
        }

        /// Whether it is met by an interpreter only.
        public var isInterpreted: Bool { isMet && way == "interpreter" }

        /// Whether it is met by a community builder only.
        public var isBuilt: Bool { isMet && way == "builder" }

        /// The key of the sentence that is shown: `pairing.household.met` or `.unmet`, `.unknown` for
        /// what nobody asked yet, `pairing.language.interpreter` or `.builder` for how a language is
        /// arranged, and for what alone a group lacks
        /// `pairing.complete.members` or `.clearance`.
        public var message: String {
            "pairing.\(rule.rawValue).\(way ?? (isMet ? "met" : "unmet"))"
        }
    }

    public let family: Family
    public let group: Group
    public let findings: [Finding]
    /// ISO 639 codes of the languages that the family and somebody of the group speak.
    public let sharedLanguages: [String]
    /// Since when the group is ready; nil for one that is not, or is coupled already.
    public let readySince: Day?

    /// Whether they share no language, and an interpreter is what makes them fit.
    public var needsInterpreter: Bool { findings.contains { $0.isInterpreted } }

    /// Whether they share no language, and a community builder who speaks the family's makes them fit.
    public var needsBuilder: Bool { findings.contains { $0.isBuilt } }

    public var unmet: [Finding] { findings.filter { !$0.isMet } }

    /// Whether nothing stands in the way.
    public var isOpen: Bool { unmet.isEmpty }

    /// Whether all that stands in the way may be passed over with a reason by this viewer.
    public func isOpen(to viewer: Viewer) -> Bool {
        unmet.allSatisfy { GroupPolicy(viewer, group).holds($0.rule.overriders) }
    }

    /// The pair as it stands now.
    public static func of(_ family: Family, _ group: Group, in tx: Transaction) throws -> Pairing {
        try PairingFacts(families: [family], groups: [group], in: tx).pairing(family, group)
    }

    /// Every group of the family's city that is or may become ready: first those without anything
    /// in the way, then by how little is; of equals those that share a language, then who is ready
    /// for longest, then by name.
    public static func groups(for family: Family, in tx: Transaction) throws -> [Pairing] {
        let scope = tx.viewer.scope(of: GroupPolicy.readers, for: GroupPolicy.programmes)
        let groups = try tx.db.all(
            """
            SELECT \(Group.columns) FROM groups
            WHERE \(scope.narrowed(to: family.city).condition("groups.city_id"))
            AND +groups.state IN ('preparing', 'ready', 'matched', 'active')
            ORDER BY groups.sort_key, groups.id LIMIT 200
            """, Group.init)
        let facts = try PairingFacts(families: [family], groups: groups, in: tx)
        return ordered(groups.map { facts.pairing(family, $0) }, since: \.readySince)
    }

    /// Every family of the group's city that is or will be waiting, in the same order; of equals who
    /// waits longest comes first.
    public static func families(for group: Group, in tx: Transaction) throws -> [Pairing] {
        let scope = tx.viewer.scope(of: FamilyPolicy.readers, for: GroupPolicy.programmes)
        let families = try tx.db.all(
            """
            SELECT \(Family.columns) FROM families
            WHERE \(scope.narrowed(to: group.city).condition("families.city_id"))
            AND +families.programmes IN \(list: GroupPolicy.programmes.storedWithAny)
            AND +families.state IN ('announced', 'intake', 'waiting', 'reserved')
            ORDER BY families.code_nl, families.id LIMIT 200
            """, Family.init)
        let facts = try PairingFacts(families: families, groups: [group], in: tx)
        return ordered(families.map { facts.pairing($0, group) }, since: \.family.waitingSince)
    }

    /// Stable, so that equals keep the order in which they were read.
    private static func ordered(
        _ all: [Pairing], since: (Pairing) -> Day?
    ) -> [Pairing] {
        all.enumerated().map { offset, pair in
            let place = (
                pair.unmet.count, pair.sharedLanguages.isEmpty ? 1 : 0, since(pair) ?? .last, offset
            )
            return (place: place, pair: pair)
        }.sorted { $0.place < $1.place }.map(\.pair)
    }
}
