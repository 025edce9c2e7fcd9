/// Who may see and do what with a stay (spec: access).
public struct StayPolicy: Sendable {
    /// Roles that read code name, dates and occupancy; the local coordinator is none of them.
    public static let readers: Set<Role> = [.municipality, .shelter, .network, .safeguarding]
    /// Roles that plan and change stays.
    public static let writers: Set<Role> = [.shelter, .network]

    /// Guests, stays and accommodations are of Shelter City.
    public static let programmes: Set<Programme> = [.shelterCity]

    private let viewer: Viewer
    private let stay: Stay

    public init(_ viewer: Viewer, _ stay: Stay) {
        self.viewer = viewer
        self.stay = stay
    }

    /// A closed or cancelled stay stands; what is over is corrected by the network alone.
    public var mayEdit: Bool {
        switch stay.state {
        case .closed, .cancelled: false
        case .returned, .aftercare, .otherOutcome: holds([.network])
        default: holds(StayPolicy.writers)
        }
    }

    /// The network alone names a guest, and proposes one before anything else is decided: another guest
    /// comes by a nomination of his own.
    public var mayChooseGuest: Bool { mayEdit && stay.state == .planned && holds([.network]) }

    public var mayAskExtension: Bool { mayEdit && Stay.State.present.contains(stay.state) }

    /// A wished extension is decided by the network.
    public var mayDecideExtension: Bool {
        mayAskExtension && holds([.network])
    }

    /// How a stay ended and why it is longer: the city's own coordinator and the network.
    public var maySeeOutcome: Bool {
        holds([.shelter, .network, .safeguarding])
    }

    /// - Throws: `Refusal.forbidden` for a stay that the viewer may see but not change.
    public func requireEdit() throws {
        guard mayEdit else { throw Refusal.forbidden("forbidden.stay_edit") }
    }

    /// Whether one of these roles is held where and for what the stay is.
    public func holds(_ roles: Set<Role>) -> Bool {
        viewer.holds(roles, for: StayPolicy.programmes, in: stay.city)
    }
}
