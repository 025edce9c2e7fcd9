import SQLite

/// Whose plan a goal stands in: a family's, or that of a group which does not know its family yet.
public enum PlanHolder: Sendable {
    case family(Family)
    case group(Group)

    /// Where it is.
    public var city: ID<City> {
        switch self {
        case .family(let family): family.city
        case .group(let group): group.city
        }
    }

    /// Those whose roles read and change it.
    public var programmes: Set<Programme> {
        switch self {
        case .family(let family): family.programmes
        case .group: GroupPolicy.programmes
        }
    }

    /// What a task about one of its goals is about.
    var record: RecordID {
        switch self {
        case .family(let family): RecordID(family.id)
        case .group(let group): RecordID(group.id)
        }
    }

    /// The family that is known; nil for the plan of a group before that.
    public var family: Family? { if case .family(let family) = self { family } else { nil } }

    /// The group that has no family yet; nil for the plan of a family.
    public var group: Group? { if case .group(let group) = self { group } else { nil } }

    /// Which goals stand in it.
    var condition: SQL {
        switch self {
        case .family(let family): "needs.family_id = \(family.id)"
        // What it took along stands in the plan of its family.
        case .group(let group): "needs.group_id = \(group.id) AND needs.family_id IS NULL"
        }
    }

    /// Whether somebody may write in it.
    public func mayEdit(_ viewer: Viewer) -> Bool {
        switch self {
        case .family(let family): FamilyPolicy(viewer, family).mayEdit
        case .group(let group): GroupPolicy(viewer, group).mayEdit
        }
    }

    /// Whether whose plan it is has left; then it is only read.
    public var isOver: Bool {
        switch self {
        case .family(let family): Family.State.over.contains(family.state)
        case .group(let group): Group.State.over.contains(group.state)
        }
    }

    /// - Throws: `Refusal.forbidden` for who may see it but not write in it; `.invalid` on `state` once
    ///   family or group has left.
    func requireEdit(in tx: Transaction) throws {
        switch self {
        case .family(let family):
            try FamilyPolicy(tx.viewer, family).requireEdit()
            try family.requirePresent()
        case .group(let group):
            try GroupPolicy(tx.viewer, group).requireEdit()
            guard isOver else { return }
            throw Refusal.problem(
                "state", "problem.plan_over",
                ["state": .word("group.state.\(group.state.rawValue)")])
        }
    }

    /// The programme that makes what the viewer writes in it.
    func writingProgramme(in tx: Transaction) throws -> Programme {
        switch self {
        case .family(let family): try FamilyPolicy(tx.viewer, family).writingProgramme()
        case .group: .samenHier
        }
    }

    /// Writes a change down where changes of whose plan it is are.
    func note(_ action: Action, _ fields: [String], in tx: Transaction) throws {
        let names = fields.map { "need.\($0)" }
        switch self {
        case .family(let family):
            try tx.audit(action, .family, family.ref, city: family.city, fields: names)
            try tx.process(.support, .family, family.ref, fields: names)
        case .group(let group):
            try tx.audit(action, .group, group.ref, city: group.city, fields: names)
        }
    }
}
