/// Who may see and do what with a family (spec: access).
public struct FamilyPolicy: Sendable {
    /// Roles that read code, size, route, state and arrival.
    public static let readers: Set<Role> = [.municipality, .local, .network, .safeguarding]
    /// Roles that may announce a family.
    public static let announcers: Set<Role> = [.municipality, .local]

    private let viewer: Viewer
    private let family: Family

    public init(_ viewer: Viewer, _ family: Family) {
        self.viewer = viewer
        self.family = family
    }

    /// Everything about the family: the local coordinator of its city.
    public var mayEdit: Bool { viewer.holds([.local], in: family.city) }

    /// Arrival, size and route may also be changed by the municipality that announced the family.
    public var mayEditArrival: Bool {
        mayEdit
            || (family.isAnnouncedByMunicipality
                && viewer.holds([.municipality], in: family.city))
    }

    /// Names of family members: the coordinator, and the municipality for families it announced.
    public var maySeeMembers: Bool { mayEditArrival }

    /// Health, legal matters and preferences.
    public var maySeeSensitiveNotes: Bool {
        viewer.holds([.local, .safeguarding], in: family.city)
    }

    /// Titles and status of goals; the network sees totals only.
    public var maySeeNeeds: Bool {
        viewer.holds([.local, .municipality, .safeguarding], in: family.city)
    }

    /// - Throws: `Refusal.forbidden` for a family that the viewer may see but not change.
    public func requireEdit() throws {
        guard mayEdit else { throw Refusal.forbidden("forbidden.family_edit") }
    }

    /// - Throws: `Refusal.forbidden` for who may not change what was announced.
    public func requireArrivalEdit() throws {
        guard mayEditArrival else { throw Refusal.forbidden("forbidden.family_edit") }
    }

    /// - Throws: `Refusal.forbidden` for who knows the family by its code name only.
    public func requireMembers() throws {
        guard maySeeMembers else { throw Refusal.forbidden("forbidden.family_members") }
    }

    /// - Throws: `Refusal.forbidden` for who sees totals only.
    public func requireNeeds() throws {
        guard maySeeNeeds else { throw Refusal.forbidden("forbidden.family_needs") }
    }

    /// - Throws: `Refusal.forbidden` for who may not read what is most private.
    public func requireSensitiveNotes() throws {
        guard maySeeSensitiveNotes else { throw Refusal.forbidden("forbidden.sensitive_notes") }
    }
}
