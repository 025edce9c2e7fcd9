/// Who may see and do what with an accommodation of Shelter City (spec: access).
public struct AccommodationPolicy: Sendable {
    /// Roles that read name, kind and availability.
    public static let readers: Set<Role> = [.municipality, .shelter, .network, .safeguarding]
    /// Roles that add and change them.
    public static let writers: Set<Role> = [.shelter, .network]

    private let viewer: Viewer
    private let city: ID<City>

    public init(_ viewer: Viewer, _ accommodation: Accommodation) {
        self.viewer = viewer
        city = accommodation.city
    }

    public var mayEdit: Bool { holds(AccommodationPolicy.writers) }

    /// The address: people of its own city, and the network with a reason; nobody of another city.
    public var maySeeAddress: Bool { isOfTheCity || holds([.network]) }

    /// Whether a look at the address asks a reason.
    public var owesReason: Bool { !isOfTheCity }

    /// - Throws: `Refusal.forbidden` for an accommodation that the viewer may see but not change.
    public func requireEdit() throws {
        guard mayEdit else { throw Refusal.forbidden("forbidden.accommodation_edit") }
    }

    private func holds(_ roles: Set<Role>) -> Bool {
        viewer.holds(roles, for: StayPolicy.programmes, in: city)
    }

    private var isOfTheCity: Bool { holds([.shelter, .municipality]) }
}
