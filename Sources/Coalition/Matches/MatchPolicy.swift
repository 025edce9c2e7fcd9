/// Who may see and do what with a match (spec: access).
public struct MatchPolicy: Sendable {
    /// Roles that read which family and group are coupled, and how far they are.
    public static let readers: Set<Role> = [.municipality, .local, .network, .safeguarding]
    /// Roles that may propose one; some hard constraints only the network may pass over.
    public static let proposers: Set<Role> = [.local, .network]

    private let viewer: Viewer
    private let city: ID<City>

    public init(_ viewer: Viewer, _ match: Match) {
        self.viewer = viewer
        city = match.city
    }

    /// Decisions, dates and steps: the local coordinator.
    public var mayEdit: Bool { viewer.holds([.local], in: city) }

    /// Who said yes or no, and why it ended: never the municipality.
    public var maySeeDecisions: Bool { viewer.holds([.local, .network, .safeguarding], in: city) }

    /// - Throws: `Refusal.forbidden` for a match that the viewer may see but not change.
    public func requireEdit() throws {
        guard mayEdit else { throw Refusal.forbidden("forbidden.match_edit") }
    }
}
