/// Who may see and do what with a family (spec: access).
public struct FamilyPolicy: Sendable {
    /// Roles that read code, size, route, state and arrival.
    public static let readers: Set<Role> = [.municipality, .local, .network, .safeguarding]
    /// Roles that may announce a family.
    public static let announcers: Set<Role> = [.municipality, .local]

    /// The programmes that a family can be in; each has one or more of them.
    public static let programmes = Family.possibleProgrammes

    private let viewer: Viewer
    private let family: Family

    public init(_ viewer: Viewer, _ family: Family) {
        self.viewer = viewer
        self.family = family
    }

    /// Everything about the family: the local coordinator of its city, for one of its programmes.
    public var mayEdit: Bool { holds([.local]) }

    /// Arrival, size and route may also be changed by the municipality that announced the family.
    public var mayEditArrival: Bool {
        mayEdit || (family.isAnnouncedByMunicipality && holds([.municipality]))
    }

    /// Names of family members: the coordinator, and the municipality for families it announced or
    /// has a duty for.
    public var maySeeMembers: Bool { holds(nameReaders) }

    /// What was written of the family by one programme opens with a right for that one only.
    var memberProgrammes: Set<Programme> {
        programmes(of: nameReaders)
    }

    private var nameReaders: Set<Role> {
        if isFrozen { return [] }
        return family.isOpenToMunicipality ? [.local, .municipality] : [.local]
    }

    /// Of a family that moved to another municipality stay codes and counts only.
    private var isFrozen: Bool { family.state == .moved }

    /// Whose formal contacts are shown: the network knows a family by its code name only.
    var contactProgrammes: Set<Programme> {
        isFrozen ? [] : programmes(of: [.local, .municipality, .safeguarding])
    }

    var noteProgrammes: Set<Programme> {
        isFrozen ? [] : programmes(of: [.local, .safeguarding])
    }

    var milestoneProgrammes: Set<Programme> {
        programmes(of: [.local, .municipality, .safeguarding])
    }

    var countedProgrammes: Set<Programme> { programmes(of: FamilyPolicy.readers) }

    /// Whether one of these roles is held where the family is, for one of its programmes.
    public func holds(_ roles: Set<Role>) -> Bool {
        viewer.holds(roles, for: family.programmes, in: family.city)
    }

    /// The programme that makes what the viewer writes of the family: the one it came with, else
    /// another of its own.
    ///
    /// - Throws: `Refusal.forbidden` for a family that the viewer may see but not change.
    func writingProgramme() throws -> Programme {
        try requireEdit()
        let held = programmes(of: [.local])
        let first = family.route.programme
        guard let programme = held.contains(first) ? first : held.min() else {
            throw Refusal.forbidden("forbidden.family_edit")
        }
        return programme
    }

    private func programmes(of roles: Set<Role>) -> Set<Programme> {
        family.programmes.intersection(viewer.programmes(of: roles, in: family.city))
    }

    /// Health, legal matters and preferences.
    public var maySeeSensitiveNotes: Bool {
        !isFrozen && holds([.local, .safeguarding])
    }

    /// Titles and status of goals; the network sees totals only.
    public var maySeeNeeds: Bool {
        !isFrozen && holds([.local, .municipality, .safeguarding])
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

    /// - Throws: `Refusal.forbidden` for who may not read what is most private.
    public func requireSensitiveNotes() throws {
        guard maySeeSensitiveNotes else { throw Refusal.forbidden("forbidden.sensitive_notes") }
    }
}
