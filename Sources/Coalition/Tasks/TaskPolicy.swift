/// Who may see, make and finish tasks, by their role and city (spec: access; stories M4).
public struct TaskPolicy: Sendable {
    /// Roles for which there are tasks.
    public static let doers: Set<Role> = [
        .local, .municipality, .shelter, .network, .safeguarding,
    ]

    private let viewer: Viewer
    private let task: Task

    public init(_ viewer: Viewer, _ task: Task) {
        self.viewer = viewer
        self.task = task
    }

    /// Roles that see the tasks of a role: the role itself, and who asked or waits for it.
    static func readers(ofTasksFor role: Role) -> Set<Role> {
        switch role {
        case .local: [.local, .network]
        case .municipality: [.municipality, .local, .network]
        case .shelter: [.shelter, .network]
        case .network: [.network]
        // What it looks into tells of whom; where nobody holds it, the network has its tasks.
        case .safeguarding: [.safeguarding]
        case .admin, .auditor: []
        }
    }

    /// The roles whose tasks a viewer may look at, besides those of his or her own.
    public static func visible(to viewer: Viewer) -> [Role] {
        doers.filter { viewer.holds(readers(ofTasksFor: $0), for: .any) }.sorted()
    }

    /// For whom a role may make a task.
    static func addressees(of role: Role) -> Set<Role> {
        switch role {
        case .local, .municipality: [.local, .municipality]
        case .shelter: [.shelter]
        case .network: doers
        case .safeguarding: [.local, .network, .safeguarding]
        case .admin, .auditor: []
        }
    }

    /// The roles for which a viewer may make a task of a programme in a city.
    public static func addressees(
        for viewer: Viewer, of programme: Programme, in city: ID<City>
    ) -> Set<Role> {
        doers.filter { role in
            role.programmes.contains(programme)
                && viewer.holds(
                    doers.filter { addressees(of: $0).contains(role) }, for: [programme], in: city)
        }
    }

    /// The role itself, and who asked or waits for it.
    var maySee: Bool { holds(TaskPolicy.readers(ofTasksFor: task.role)) }

    /// Done is said by those whose task it is, or by whoever made it.
    public var mayComplete: Bool {
        holds([task.role])
            || (task.createdBy != nil && task.createdBy == viewer.userID && task.kind == .free)
    }

    /// - Throws: `Refusal.forbidden` for a task that the viewer may see but not finish.
    public func requireComplete() throws {
        guard mayComplete else { throw Refusal.forbidden("forbidden.task") }
    }

    private func holds(_ roles: Set<Role>) -> Bool {
        viewer.holds(roles, for: [task.programme], in: task.city)
    }
}
