import SQLite

/// Who may know of a talk, and what of it: who reads its record knows that there is one and when; who
/// changes its record knows where and with whom, plans it, and says what became of it.
public struct TalkPolicy: Sendable {
    private let viewer: Viewer
    private let talk: Talk

    public init(_ viewer: Viewer, _ talk: Talk) {
        self.viewer = viewer
        self.talk = talk
    }

    /// Whether the viewer reads where it is, with whom, and what to think of.
    public var maySeeDetails: Bool {
        viewer.holds(
            TalkPolicy.writers(of: talk.programme), for: [talk.programme], in: talk.city)
    }

    /// Roles that read records of a programme about which there are talks.
    static func readers(of programme: Programme) -> Set<Role> {
        switch programme {
        case .samenHier: GroupPolicy.readers
        case .hostedStay: MatchPolicy.readers
        case .shelterCity: StayPolicy.readers
        }
    }

    /// Roles that change such records; some only in some of their states.
    static func writers(of programme: Programme) -> Set<Role> {
        switch programme {
        case .samenHier, .hostedStay: GroupPolicy.writers
        case .shelterCity: StayPolicy.writers
        }
    }

    /// Roles that read any talk.
    public static let readers = Programme.allCases.reduce(into: Set<Role>()) {
        $0.formUnion(readers(of: $1))
    }

    /// Roles that plan any talk.
    public static let planners = Programme.allCases.reduce(into: Set<Role>()) {
        $0.formUnion(writers(of: $1))
    }

    /// Where the viewer may know of talks, programme by programme.
    static func reach(of viewer: Viewer) -> Reach { reach(of: viewer, readers) }

    /// Where the viewer plans talks and says what became of them.
    static func planning(by viewer: Viewer) -> Reach { reach(of: viewer, writers) }

    /// Whether a viewer may know of a row.
    static func sight(of viewer: Viewer, in city: ID<City>?) -> SQL {
        reach(of: viewer).narrowed(to: city)
            .condition("+talks.city_id", programme: "+talks.programme")
    }

    private static func reach(
        of viewer: Viewer, _ roles: (Programme) -> Set<Role>
    ) -> Reach {
        Reach(
            Dictionary(
                uniqueKeysWithValues: Programme.allCases.map {
                    ($0, viewer.scope(of: roles($0), for: [$0]))
                }))
    }
}
