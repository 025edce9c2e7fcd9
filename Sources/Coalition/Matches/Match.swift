import SQLite

/// A family and a group that are, were or may be coupled.
public struct Match: PlainRecord, CityRecord {
    public enum State: String, Code {
        case draft, proposed, introduced, trial, agreed, active, suspended, closing, completed,
            declined
        case endedEarly = "ended_early"

        /// States that occupy family and group.
        public static let live: Set<State> = [
            .proposed, .introduced, .trial, .agreed, .active, .suspended, .closing,
        ]
    }

    /// In which programme family and group, or family and host, are coupled.
    public enum Kind: String, Code {
        case samenHier = "samen_hier"
        case hostedStay = "hosted_stay"

        public var programme: Programme {
            switch self {
            case .samenHier: .samenHier
            case .hostedStay: .hostedStay
            }
        }
    }

    public enum Decision: String, Code { case yes, no }

    /// Who was there at the introduction besides family and group.
    public enum Presence: String, Code { case coordinator, builder, both }

    /// What comes next for a family whose match ended early.
    public enum Next: String, Code {
        /// It waits for another group, from the day on which its waiting began.
        case another
        /// It waits for another group, and from the end of this match on.
        case anew
        /// It goes on without a group.
        case without
        case elsewhere
        /// Nobody asked yet.
        case open
    }

    public enum Reason: String, Code {
        case moved, disagreement, strength, safety, practical, illness, concern, other
        case noClick = "no_click"
    }

    public let id: ID<Match>
    public let ref: String
    public let city: ID<City>
    public let kind: Kind
    /// Nil for a match with a host.
    public let group: ID<Group>?
    /// Nil for a match with a group.
    public let host: ID<Host>?
    public let family: ID<Family>
    public internal(set) var state: State
    public let ruleVersion: Int
    public let proposedOn: Day?
    public internal(set) var introducedOn: Day?
    public internal(set) var startsOn: Day?
    public internal(set) var plannedUntil: Day?
    /// The day on which a suspended match is looked at again; nil otherwise.
    public internal(set) var reviewOn: Day?
    public internal(set) var endedOn: Day?
    public internal(set) var familyDecision: Decision?
    public internal(set) var familyDecidedOn: Day?
    public internal(set) var groupDecision: Decision?
    public internal(set) var groupDecidedOn: Day?
    public internal(set) var reason: Reason?
    /// Nil until they were introduced.
    public internal(set) var introducedWith: Presence?
    /// The day on which both signed what they expect of each other.
    public internal(set) var expectationsOn: Day?
    /// Nil unless it ended early.
    public internal(set) var nextForFamily: Next?
    public let lastContactOn: Day?
    public let version: Int
    /// Whether a step takes the family along; not when the family goes its own way.
    var bringsFamily = true

    package static let columns: SQL = """
        matches.id, matches.ref, matches.city_id, matches.kind, matches.group_id, matches.host_id,
        matches.family_id, matches.state, matches.rule_version, matches.proposed_on,
        matches.introduced_on, matches.starts_on, matches.planned_until_on, matches.review_on, matches.ended_on,
        matches.family_decision, matches.family_decided_on, matches.group_decision,
        matches.group_decided_on, matches.reason, matches.introduced_with,
        matches.expectations_on, matches.next_for_family, matches.last_contact_on, matches.version
        """

    package init(_ row: inout Row) throws {
        id = try row.next()
        ref = try row.next()
        city = try row.next()
        kind = try row.next()
        group = try row.next()
        host = try row.next()
        family = try row.next()
        state = try row.next()
        ruleVersion = try row.next()
        proposedOn = try row.next()
        introducedOn = try row.next()
        startsOn = try row.next()
        plannedUntil = try row.next()
        reviewOn = try row.next()
        endedOn = try row.next()
        familyDecision = try row.next()
        familyDecidedOn = try row.next()
        groupDecision = try row.next()
        groupDecidedOn = try row.next()
        reason = try row.next()
        introducedWith = try row.next()
        expectationsOn = try row.next()
        nextForFamily = try row.next()
        lastContactOn = try row.next()
        version = try row.next()
    }

    package static let subject = Subject.match
    package static let refKind = Ref.Kind.match
    package static let table: SQL = "matches"
    package var programmes: Set<Programme> { [kind.programme] }

    package static func sight(of viewer: Viewer, in city: ID<City>?) -> SQL {
        viewer.reach(of: MatchPolicy.readers, for: MatchPolicy.programmes).narrowed(to: city)
            .condition("matches.city_id", programme: "+matches.kind")
    }

    /// Every match that a family ever had and the viewer may see, the latest first.
    public static func all(ofFamily family: ID<Family>, in tx: Transaction) throws -> [Match] {
        let matches = try tx.db.all(
            """
            SELECT \(columns) FROM matches
            WHERE family_id = \(family) ORDER BY id DESC LIMIT 100
            """, Match.init)
        return matches.filter { MatchPolicy(tx.viewer, $0).holds(MatchPolicy.readers) }
    }

    /// The matches that occupy a group now.
    public static func live(ofGroup group: ID<Group>, in tx: Transaction) throws -> [Match] {
        try tx.db.all(
            """
            SELECT \(columns) FROM matches
            WHERE group_id = \(group) AND state IN \(list: State.live) ORDER BY id
            """, Match.init)
    }

    /// The matches that occupy a family now: at most one of each kind.
    public static func live(ofFamily family: ID<Family>, in tx: Transaction) throws -> [Match] {
        try tx.db.all(
            """
            SELECT \(columns) FROM matches
            WHERE family_id = \(family) AND state IN \(list: State.live) ORDER BY id DESC
            """, Match.init)
    }

    /// The match of a kind that occupies a family now; nil when it is free.
    public static func live(
        _ kind: Kind, ofFamily family: ID<Family>, in tx: Transaction
    ) throws -> Match? { try live(ofFamily: family, in: tx).first { $0.kind == kind } }

    /// The family that occupies each of these groups now.
    public static func families(
        ofGroups groups: [ID<Group>], in tx: Transaction
    ) throws -> [ID<Group>: Family] {
        guard !groups.isEmpty else { return [:] }
        var families: [ID<Group>: Family] = [:]
        // A group has few matches, so that their states are compared sooner than searched for.
        try tx.db.each(
            """
            SELECT matches.group_id, \(Family.columns) FROM (VALUES \(rows: groups)) AS wanted
            CROSS JOIN matches ON matches.group_id = wanted.column1
            CROSS JOIN families ON families.id = matches.family_id
            WHERE +matches.state IN \(list: State.live)
            """
        ) { row in
            let group: ID<Group> = try row.next()
            if families[group] == nil { families[group] = try Family(&row) }
        }
        return families
    }

    /// The group around each of these families, or about to be.
    public static func groups(
        ofFamilies families: [ID<Family>], in tx: Transaction
    ) throws -> [ID<Family>: Group] {
        guard !families.isEmpty else { return [:] }
        var groups: [ID<Family>: Group] = [:]
        try tx.db.each(
            """
            SELECT matches.family_id, \(Group.columns) FROM (VALUES \(rows: families)) AS wanted
            CROSS JOIN matches ON matches.family_id = wanted.column1
            CROSS JOIN groups ON groups.id = matches.group_id
            WHERE +matches.state IN \(list: State.live)
            """
        ) { row in
            let family: ID<Family> = try row.next()
            if groups[family] == nil { groups[family] = try Group(&row) }
        }
        return groups
    }
}
