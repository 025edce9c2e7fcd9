/// Who may see and do what with a group (spec: access).
public struct GroupPolicy: Sendable {
    /// Roles that read groups at all.
    public static let readers: Set<Role> = [.municipality, .local, .network, .safeguarding]
    /// Roles that make and change them.
    public static let writers: Set<Role> = [.local]

    /// Roles that read the names of members without a reason.
    static let nameReaders: Set<Role> = [.local]

    /// A group is one of Samen Hier.
    public static let programmes: Set<Programme> = [.samenHier]

    private let viewer: Viewer
    private let city: ID<City>

    public init(_ viewer: Viewer, _ group: Group) {
        self.viewer = viewer
        city = group.city
    }

    public var mayEdit: Bool { holds(GroupPolicy.writers) }

    /// Names and contact data of members; the municipality sees only whether the group is complete.
    public var maySeeMembers: Bool { holds(GroupPolicy.nameReaders) }

    /// How many members have a VOG, per group; never whose.
    public var maySeeClearance: Bool { holds(GroupPolicy.readers) }

    /// The text of the log; others see date, theme and hours.
    public var mayReadLog: Bool { holds([.local]) }

    public var mayLog: Bool { holds([.local]) }

    /// - Throws: `Refusal.forbidden` for a group that the viewer may see but not change.
    public func requireEdit() throws {
        guard mayEdit else { throw Refusal.forbidden("forbidden.group_edit") }
    }

    /// Whether one of these roles is held where and for what the group is.
    public func holds(_ roles: Set<Role>) -> Bool {
        viewer.holds(roles, for: GroupPolicy.programmes, in: city)
    }
}
