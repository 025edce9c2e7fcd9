/// Who may see and do what with community builders (spec: access).
public struct BuilderPolicy: Sendable {
    /// Roles that meet them at all.
    public static let readers: Set<Role> = [.local, .network]

    /// They are there for a family in whatever programme it is.
    public static let programmes = PeopleKeeping.programmes

    private let viewer: Viewer
    private let city: ID<City>?

    /// - Parameter city: That keeps the person; nil for the network.
    init(_ viewer: Viewer, of city: ID<City>?) {
        (self.viewer, self.city) = (viewer, city)
    }

    public init(_ viewer: Viewer, _ builder: CommunityBuilder) {
        self.init(viewer, of: builder.city)
    }

    /// Name and how to reach the person: the coordinator of the city, and of one of the network
    /// every coordinator and the network.
    public var maySeePerson: Bool { PeopleKeeping.isAsker(viewer, city) }

    /// That there is one, and what is spoken: the network of every city as well.
    public var maySee: Bool {
        maySeePerson || viewer.holds([.network], for: BuilderPolicy.programmes)
    }

    /// Who keeps the person changes what is known.
    public var mayEdit: Bool { PeopleKeeping.isKeeper(viewer, city) }

    /// - Throws: `Refusal.forbidden` for a person whom another keeps.
    func requireEdit() throws {
        guard mayEdit else { throw Refusal.forbidden("forbidden.people_edit") }
    }
}
