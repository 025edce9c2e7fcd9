/// Who may see and do what with the log of a group (spec: access, progress log).
public struct LogPolicy: Sendable {
    /// How much of the log somebody sees.
    public enum Depth: Sendable {
        /// All of it: the city's coordinator and the safeguarding lead.
        case everything
        /// Date, theme and duration of contacts that were made: the municipality.
        case outline
        /// Counts per month and whether there is a concern: the network.
        case counts
        case nothing
    }

    /// Roles that know of which group a concern was reported; a municipality may know how many.
    static let concernReaders: Set<Role> = [.local, .network, .safeguarding]

    /// Roles that write in the log.
    public static let writers: Set<Role> = [.local]
    /// Roles that say that a concern is settled: the city's coordinator, the safeguarding lead and the
    /// network, which reads no text but knows that there is one.
    public static let settlers: Set<Role> = [.local, .safeguarding, .network]

    private let viewer: Viewer
    private let city: ID<City>
    /// Whether the viewer opened the texts, with a reason and for a while.
    private let isOpened: Bool

    public init(_ viewer: Viewer, _ group: Group) {
        self.init(viewer, group, isOpened: false)
    }

    private init(_ viewer: Viewer, _ group: Group, isOpened: Bool) {
        self.viewer = viewer
        self.isOpened = isOpened
        city = group.city
    }

    /// The same with what the viewer opened of the group.
    package static func reading(_ group: Group, in tx: Transaction) throws -> LogPolicy {
        let policy = LogPolicy(tx.viewer, group)
        guard policy.depth == .counts, try group.opening(in: tx).shows(.texts) else {
            return policy
        }
        return LogPolicy(tx.viewer, group, isOpened: true)
    }

    public var depth: Depth {
        if holds([.local, .safeguarding]) { return .everything }
        if isOpened, holds([.network]) { return .everything }
        if holds([.municipality]) { return .outline }
        return holds([.network]) ? .counts : .nothing
    }

    /// To log, and to change or delete what anybody of the city logged.
    public var mayWrite: Bool { holds(LogPolicy.writers) }

    public var maySettle: Bool { holds(LogPolicy.settlers) }

    /// Which goals the viewer reads whose steps a contact ticked.
    var goals: NeedPolicy { NeedPolicy(viewer, GroupPolicy.programmes, in: city) }

    /// Whether there is a concern; never who reported it or why.
    public var maySeeConcern: Bool { depth == .everything || depth == .counts }

    /// - Throws: `Refusal.forbidden` for a group that the viewer may see but not log for.
    public func requireWrite() throws {
        guard mayWrite else { throw Refusal.forbidden("forbidden.log") }
    }

    /// - Throws: `Refusal.forbidden` for a group whose concerns the viewer may not settle.
    public func requireSettle() throws {
        guard maySettle else { throw Refusal.forbidden("forbidden.concern") }
    }

    private func holds(_ roles: Set<Role>) -> Bool {
        viewer.holds(roles, for: GroupPolicy.programmes, in: city)
    }
}
