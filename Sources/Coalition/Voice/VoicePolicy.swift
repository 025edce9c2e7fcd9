import SQLite

/// Who may see and do what with the family's own voice (spec: access). The municipality and the group
/// do not even know that there is such a page.
public struct VoicePolicy: Sendable {
    /// Roles that know of which family somebody was heard, and when.
    public static let readers: Set<Role> = [.local, .safeguarding, .network]
    /// Roles that see which families are to be heard in all their cities.
    public static let listeners: Set<Role> = [.safeguarding, .network]

    /// Whether the family wishes that the safeguarding role hears it, and not the coordinator.
    public let isHeardApart: Bool
    /// Whether nobody holds the safeguarding role here, so that the network does its work.
    public let isVacant: Bool
    private let viewer: Viewer
    private let place: (city: ID<City>, programmes: Set<Programme>)

    public init(_ family: Family, in tx: Transaction) throws {
        viewer = tx.viewer
        // Of a family that moved stay codes and counts only.
        place = (family.city, family.state == .moved ? [] : family.programmes)
        isHeardApart =
            try tx.db.value("SELECT is_heard_apart FROM families WHERE id = \(family.id)") ?? false
        isVacant = try Safeguarding.isVacant(for: family.programmes, in: tx)
    }

    private init() {
        (viewer, place) = (.system, (ID(0), []))
        (isHeardApart, isVacant) = (false, false)
    }

    /// For who has given a reason.
    static let all = VoicePolicy()

    /// That there is a page at all.
    public var maySee: Bool { holds(VoicePolicy.readers) }

    /// Enters what was said: the coordinator unless the family is heard apart, and the safeguarding
    /// role, whose work is the network's where nobody holds it.
    public var mayEnter: Bool { role != nil }

    /// Says whether the family is heard apart.
    public var maySetApart: Bool { holds([.local, .safeguarding]) || isStandingIn }

    /// As who the viewer enters what was said; nil for who does not.
    var role: Role? {
        if holds([.safeguarding]) { return .safeguarding }
        if isStandingIn { return .network }
        return holds([.local]) && !isHeardApart ? .local : nil
    }

    /// Whose work it is to offer a talk.
    var doer: Role {
        guard isHeardApart else { return .local }
        return isVacant ? .network : .safeguarding
    }

    /// The programmes of the family of whose check-ins the viewer knows.
    var programmes: [Programme] {
        place.programmes.intersection(viewer.programmes(of: VoicePolicy.readers, in: place.city))
            .sorted()
    }

    /// The programmes for which the viewer enters what was said.
    var enteringProgrammes: Set<Programme> {
        guard let role else { return [] }
        return place.programmes.intersection(viewer.programmes(of: [role], in: place.city))
    }

    /// Reads the words of everybody without a reason.
    func listens(to programme: Programme) -> Bool {
        viewer.holds([.safeguarding], for: [programme], in: place.city)
    }

    /// Reads the words of one check-in without a reason.
    func reads(_ isShared: Bool, of programme: Programme) -> Bool {
        listens(to: programme)
            || isShared && viewer.holds([.local], for: [programme], in: place.city)
    }

    /// Reads them with a reason.
    func opens(_ programme: Programme) -> Bool {
        viewer.holds([.network], for: [programme], in: place.city)
    }

    /// Whether the viewer opens check-ins with a reason only.
    public var owesReason: Bool { !holds([.safeguarding]) && holds([.network]) }

    /// Whether the viewer reads all of them without a reason.
    public var listensToAll: Bool { holds([.safeguarding]) }

    /// - Throws: `Refusal.forbidden` for who may not know of a check-in.
    func requireSight() throws {
        guard maySee else { throw Refusal.forbidden("forbidden.check_in") }
    }

    /// - Throws: `Refusal.forbidden` for who enters no check-in of this family.
    public func requireEnter() throws {
        guard mayEnter else {
            throw Refusal.forbidden(
                isHeardApart ? "forbidden.check_in_apart" : "forbidden.check_in")
        }
    }

    private var isStandingIn: Bool { isVacant && holds([.network]) }

    private func holds(_ roles: Set<Role>) -> Bool {
        viewer.holds(roles, for: place.programmes, in: place.city)
    }
}

extension Family {
    /// Says whether the family wishes that the safeguarding role hears it; what is open goes along.
    ///
    /// The family's version stays as it is: who may not know of it would see it change.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.already` when it stands so.
    public func setHeardApart(_ isApart: Bool, in tx: Transaction) throws {
        let policy = try VoicePolicy(self, in: tx)
        guard policy.maySetApart else { throw Refusal.forbidden("forbidden.check_in") }
        if policy.isHeardApart == isApart { throw Refusal.already(nil) }
        try tx.db.run("UPDATE families SET is_heard_apart = \(isApart) WHERE id = \(id)")
        try tx.audit(.change, .checkIn, "\(ref)/voice", city: city, fields: ["is_heard_apart"])
        try tx.process(.support, .checkIn, "\(ref)/voice", fields: ["is_heard_apart"])
        try Task.settle(.checkIn, about: .init(id), in: tx)
        try CheckInWindow.ask(about: id, in: tx)
    }
}
