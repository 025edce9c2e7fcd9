/// Who may see and do what with a group (spec: access).
public struct GroupPolicy: Sendable {
    /// Roles that read groups at all.
    public static let readers: Set<Role> = [.municipality, .local, .network, .safeguarding]
    /// Roles that make and change them.
    public static let writers: Set<Role> = [.local]

    private let viewer: Viewer
    private let city: ID<City>

    public init(_ viewer: Viewer, _ group: Group) {
        self.viewer = viewer
        city = group.city
    }

    public var mayEdit: Bool { viewer.holds(GroupPolicy.writers, in: city) }

    /// Names and contact data of members; the municipality sees only whether the group is complete.
    public var maySeeMembers: Bool { viewer.holds([.local], in: city) }

    /// How many members have a VOG, per group; never whose.
    public var maySeeClearance: Bool { viewer.holds(GroupPolicy.readers, in: city) }

    /// The text of the log; others see date, theme and hours.
    public var mayReadLog: Bool { viewer.holds([.local], in: city) }

    public var mayLog: Bool { viewer.holds([.local], in: city) }

    /// - Throws: `Refusal.forbidden` for a group that the viewer may see but not change.
    public func requireEdit() throws {
        guard mayEdit else { throw Refusal.forbidden("forbidden.group_edit") }
    }
}
