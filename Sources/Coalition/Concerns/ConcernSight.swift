import SQLite

/// What somebody may know of each concern. Whatever touches concerns takes its condition from here:
/// lists, counts, flags, guards, tasks, history, search, notices.
///
/// One about an account or a role is kept from those whom it is about, and from their deputies,
/// whatever else they hold; for them there is nothing at all.
public struct ConcernSight: Sendable {
    /// How much somebody knows of a concern.
    public enum Level: Int, Sendable, Comparable {
        case nothing
        /// That it is there, how far it is and who handles it.
        case status
        /// What was reported, too.
        case text

        public static func < (left: Level, right: Level) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// Roles that report concerns, and so may know of some: all.
    public static let readers = Set(Role.allCases)
    /// Roles that know of every concern of their city that is not kept from it.
    static let ofCity: Set<Role> = [.local, .shelter]
    /// Roles of the whole network that know of what is kept from a city.
    static let ofNetwork: Set<Role> = [.network, .safeguarding]

    private let viewer: Viewer

    public init(_ viewer: Viewer) { self.viewer = viewer }

    /// That the concern of a row carries its mark in the open: it is neither private nor about somebody
    /// who works with the records.
    static let isOpenly: SQL = """
        concerns.is_private = 0 AND concerns.about_user IS NULL AND concerns.about_role IS NULL
        """

    /// That the viewer may know of the concern of a row.
    func knows(in city: ID<City>? = nil) -> SQL {
        let reach = viewer.reach(of: ConcernSight.readers, for: .any).narrowed(to: city)
        guard !reach.isEmpty else { return "0" }
        let place = reach.condition("concerns.city_id", programme: "+concerns.programme")
        return "\(place) AND \(isKnown)"
    }

    /// That the viewer knows of the concern of a row. What costs least comes first, so that passing over
    /// one takes no time that could be told.
    var isKnown: SQL {
        """
        (\(isReporter) OR (\(isHandler) OR \(readsByRole) OR \(knowsByRole)) AND NOT \(isSubject))
        """
    }

    /// That the viewer reads the text of the concern of a row.
    var reads: SQL { "\(level) = 2" }

    /// What the viewer knows of the concern of a row: 0 for nothing, 1 for its status, 2 for its text.
    var level: SQL {
        """
        (CASE WHEN \(isSubject) THEN \(isReporter) WHEN \(isHandler) OR \(readsByRole) THEN 2
            WHEN \(isReporter) OR \(knowsByRole) THEN 1 ELSE 0 END)
        """
    }

    /// That the viewer may know of the task of a row, as far as it is about a concern: what is asked of
    /// a city in the open, or of the viewer alone.
    var tasks: SQL {
        guard viewer.userID != nil || !viewer.roles.isSuperset(of: Role.allCases) else {
            return "1"
        }
        let own = Colleague.reference(of: viewer)
        return """
            (tasks.subject IS NOT 'concern' OR EXISTS (
                SELECT 1 FROM concerns WHERE concerns.id = tasks.subject_id
                AND NOT ifnull(\(isSubject), 0)
                AND (concerns.is_private = 0 OR \(isKnown) OR tasks.assignee = \(own))))
            """
    }

    /// Whether the viewer is one of those whom it is about, or a deputy of theirs.
    var isSubject: SQL {
        guard let user = viewer.userID else { return "0" }
        let held = viewer.roles.sorted().map { role -> SQL in
            let place = viewer.scope(of: [role], for: .any).condition("+concerns.city_id")
            return "(concerns.about_role = \(role) AND \(place))"
        }
        let own: SQL = """
            concerns.about_user = \(Colleague.reference(of: viewer))
            OR EXISTS (SELECT 1 FROM users WHERE users.ref = concerns.about_user
                AND \(ConcernSight.isDeputy(user)))
            """
        return "ifnull(" + ([own] + held).joined(separator: " OR ") + ", 0)"
    }

    /// That somebody is the deputy of the account of a row of `users`, always or for an absence that
    /// had not ended when the concern of a row was reported.
    private static func isDeputy(_ user: ID<User>) -> SQL {
        """
        (users.deputy_id = \(user) OR EXISTS (
            SELECT 1 FROM absences
            WHERE absences.user_id = users.id AND absences.deputy_id = \(user)
            AND absences.until_on >= date(concerns.created_at / 1000, 'unixepoch')))
        """
    }

    private var isReporter: SQL {
        viewer.userID.map { "ifnull(concerns.created_by = \($0), 0)" } ?? "0"
    }

    private var isHandler: SQL {
        viewer.userID == nil
            ? "0" : "ifnull(concerns.handler = \(Colleague.reference(of: viewer)), 0)"
    }

    /// The safeguarding role reads all; another role what is its to triage, which of a city is nothing
    /// that is kept from it.
    private var readsByRole: SQL {
        let roles = viewer.roles.intersection(ConcernTriage.roles).sorted()
        let parts = roles.map { role -> SQL in
            let place = viewer.reach(of: [role], for: .any)
                .condition("+concerns.city_id", programme: "+concerns.programme")
            switch role {
            case .safeguarding: return "(\(place))"
            case .network: return "(concerns.triage_role = \(role) AND \(place))"
            default:
                return """
                    (concerns.triage_role = \(role) AND concerns.is_private = 0 AND \(place))
                    """
            }
        }
        return parts.isEmpty ? "0" : "(" + parts.joined(separator: " OR ") + ")"
    }

    private var knowsByRole: SQL {
        let network = viewer.reach(of: [.network], for: .any)
            .condition("+concerns.city_id", programme: "+concerns.programme")
        let city = viewer.reach(of: ConcernSight.ofCity, for: .any)
            .condition("+concerns.city_id", programme: "+concerns.programme")
        return "(\(network) OR concerns.is_private = 0 AND \(city))"
    }
}

extension Concern {
    /// How much the viewer knows of each of these.
    static func levels(
        of ids: [ID<Concern>], in tx: Transaction
    ) throws -> [ID<Concern>: ConcernSight.Level] {
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.db.all(
            """
            SELECT concerns.id, \(ConcernSight(tx.viewer).level) FROM concerns
            WHERE concerns.id IN \(list: ids)
            """
        ) { row in
            (try row.next() as ID<Concern>, ConcernSight.Level(rawValue: try row.next() as Int))
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.1 ?? .nothing) })
    }

    /// How much the viewer knows of it.
    public func level(in tx: Transaction) throws -> ConcernSight.Level {
        try Concern.levels(of: [id], in: tx)[id] ?? .nothing
    }

    /// The open concerns about a record of which the viewer may know, the latest first; at most ten.
    public static func open(about record: RecordID, in tx: Transaction) throws -> [Concern] {
        try tx.db.all(
            """
            SELECT \(columns) FROM concerns
            WHERE \(isAbout(record)) AND concerns.state <> 'closed'
            AND \(ConcernSight(tx.viewer).knowsHere) ORDER BY concerns.id DESC LIMIT 10
            """, Concern.init)
    }

    private static func isAbout(_ record: RecordID) -> SQL {
        record.group.map { "concerns.group_id = \($0)" }
            ?? "concerns.subject_id = \(record.id) AND concerns.subject = \(record.kind)"
    }

    /// Whether anything about a record is kept from the viewer, as it is about the viewer or somebody
    /// whose deputy that is.
    static func isAnyKept(about record: RecordID, in tx: Transaction) throws -> Bool {
        try tx.db.value(
            """
            SELECT 1 FROM concerns
            WHERE \(isAbout(record)) AND concerns.is_private = 1
            AND \(ConcernSight(tx.viewer).isSubject) LIMIT 1
            """) as Int? != nil
    }
}

extension ConcernSight {
    /// ``knows(in:)`` for rows that are sought by their record, not by their city.
    var knowsHere: SQL {
        viewer.reach(of: ConcernSight.readers, for: .any).isEmpty ? "0" : isKnown
    }
}
