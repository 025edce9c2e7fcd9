/// Who may see and do what with a match (spec: access).
public struct MatchPolicy: Sendable {
    /// Roles that read which family and group are coupled, and how far they are.
    public static let readers: Set<Role> = [.municipality, .local, .network, .safeguarding]
    /// Roles that may propose one; some hard constraints only the network may pass over.
    public static let proposers: Set<Role> = [.local, .network]

    /// The programmes in which people are coupled; each match has that of its kind.
    public static let programmes = Set(Match.Kind.allCases.map(\.programme))

    private let viewer: Viewer
    private let match: Match

    public init(_ viewer: Viewer, _ match: Match) {
        self.viewer = viewer
        self.match = match
    }

    /// Decisions, dates and steps: the local coordinator.
    public var mayEdit: Bool { holds([.local]) }

    /// Who said yes or no, and why it ended: never the municipality.
    public var maySeeDecisions: Bool { holds([.local, .network, .safeguarding]) }

    /// - Throws: `Refusal.forbidden` for a match that the viewer may see but not change.
    public func requireEdit() throws {
        guard mayEdit else { throw Refusal.forbidden("forbidden.match_edit") }
    }

    /// Whether one of these roles is held where and for what the match is.
    public func holds(_ roles: Set<Role>) -> Bool {
        viewer.holds(roles, for: [match.kind.programme], in: match.city)
    }
}
