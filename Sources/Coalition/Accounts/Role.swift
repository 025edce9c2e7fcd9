/// What a person may be in Coalitie (spec: access).
public enum Role: String, Code, Comparable {
    case network, shelter, local, municipality, safeguarding, admin, auditor

    /// Roles of one city; the others are of the whole network.
    public static let ofACity: Set<Role> = [.shelter, .local, .municipality]

    /// The programmes that the role works in.
    public var programmes: Set<Programme> {
        switch self {
        case .local: [.samenHier, .hostedStay]
        case .shelter: [.shelterCity]
        case .network, .municipality, .safeguarding, .admin, .auditor: .any
        }
    }

    /// Whose landing page comes first when a person holds several.
    public static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int { Role.allCases.firstIndex(of: self) ?? Role.allCases.count }

    /// Whether the second factor is required outside the demo (design: security).
    public var requiresSecondFactor: Bool {
        switch self {
        case .network, .shelter, .safeguarding, .admin: true
        case .local, .municipality, .auditor: false
        }
    }
}
