/// Who may see and do what with formal contacts (spec: access).
public struct ContactPolicy: Sendable {
    /// Roles that meet their list.
    public static let readers: Set<Role> = [.local, .network, .municipality]

    /// They are there for a family in whatever programme it is.
    public static let programmes = PeopleKeeping.programmes

    private let viewer: Viewer
    private let city: ID<City>?
    private let function: FormalContact.Function?

    /// - Parameters:
    ///   - city: That keeps the contact; nil for the network.
    ///   - function: Nil while none is chosen.
    init(_ viewer: Viewer, of city: ID<City>?, _ function: FormalContact.Function?) {
        (self.viewer, self.city, self.function) = (viewer, city, function)
    }

    public init(_ viewer: Viewer, _ contact: FormalContact) {
        self.init(viewer, of: contact.city, contact.function)
    }

    /// Function and organisation of those of a keeper.
    ///
    /// - Parameter city: Nil for those of the network.
    static func sees(_ viewer: Viewer, _ city: ID<City>?) -> Bool {
        PeopleKeeping.isAsker(viewer, city) || isOfficer(viewer, city)
            || viewer.holds([.network], for: programmes)
    }

    /// Name and how to reach the person: the coordinator, and the municipality of its own client
    /// managers.
    public var maySeePerson: Bool { PeopleKeeping.isAsker(viewer, city) || isOwnToOfficer }

    /// Who keeps the contact changes what is known; the municipality its own client managers.
    public var mayEdit: Bool { PeopleKeeping.isKeeper(viewer, city) || isOwnToOfficer }

    /// The functions of those that somebody may add for a keeper.
    public static func functions(
        _ viewer: Viewer, of city: ID<City>?
    ) -> [FormalContact.Function] {
        FormalContact.Function.shown.filter { ContactPolicy(viewer, of: city, $0).mayEdit }
    }

    /// - Throws: `Refusal.forbidden` for a contact that another keeps.
    func requireEdit() throws {
        guard mayEdit else { throw Refusal.forbidden("forbidden.people_edit") }
    }

    private var isOwnToOfficer: Bool {
        function == .clientManager && ContactPolicy.isOfficer(viewer, city)
    }

    /// Whether somebody works for the municipality of the city.
    private static func isOfficer(_ viewer: Viewer, _ city: ID<City>?) -> Bool {
        city.map { viewer.holds([.municipality], for: programmes, in: $0) } ?? false
    }
}
