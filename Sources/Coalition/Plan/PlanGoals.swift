import SQLite

/// What somebody reads of a plan: of a family, of a group before it knows its family, or of a match.
public struct PlanGoals: Sendable {
    /// A goal with what belongs to it.
    public struct Goal: Sendable {
        public let need: Need
        public let steps: [NeedStep]
        public let holder: PlanHolder
    }

    /// Open ones first, the most urgent on top.
    public let goals: [Goal]
    /// The themes of goals whose titles are withheld from the viewer, in the order of all themes.
    public let withheld: [Theme]
    /// How many count for the viewer; what was dropped does not.
    public let all: Int
    public let met: Int
    public let sight: NeedPolicy.Sight
    /// Where a new goal is written; nil for who may not, and once it is over.
    public let writesTo: PlanHolder?
    /// First names of members, for who may see them.
    public let members: [ID<Member>: String]
    /// Who formally does something, with a name and a number for who may know these.
    public let contacts: [ID<FormalContact>: FormalContact]
    /// Names of people of the family, for who may see them.
    public let people: [ID<FamilyMember>: String]
    /// Who ticked the steps.
    public let doers: [ID<User>: String]

    /// The plan of a family.
    public init(_ family: Family, in tx: Transaction) throws {
        try self.init([.family(family)], of: nil, mayEdit: true, until: nil, tx)
    }

    /// The plan of a group that knows no family yet.
    public init(_ group: Group, in tx: Transaction) throws {
        try self.init([.group(group)], of: nil, mayEdit: true, until: nil, tx)
    }

    /// The plan of a match: the family's, and what the group planned as long as it has not agreed.
    public init(_ match: Match, in tx: Transaction) throws {
        let family = PlanHolder.family(try Family.find(match.family, in: tx))
        let undecided = Match.undecided.contains(match.state)
        let group = undecided ? try match.group.map { try Group.find($0, in: tx) } : nil
        try self.init(
            [family] + (group.map { [PlanHolder.group($0)] } ?? []), of: [match.kind.programme],
            mayEdit: Match.State.live.contains(match.state), until: match.endedOn, tx)
    }

    /// The plan as a group's page shows it: that of its family once both agreed, else its own.
    public init(_ group: Group, around match: Match?, in tx: Transaction) throws {
        if let match, !Match.undecided.contains(match.state) {
            try self.init(match, in: tx)
        } else {
            try self.init(group, in: tx)
        }
    }

    private init(
        _ holders: [PlanHolder], of programmes: Set<Programme>?, mayEdit: Bool, until end: Day?,
        _ tx: Transaction
    ) throws {
        let policies = holders.map { NeedPolicy(tx.viewer, $0, of: programmes) }
        let sight = policies.first?.sight ?? .nothing
        var (found, themes): ([(Need, PlanHolder)], Set<Theme>) = ([], [])
        var (all, met) = (0, 0)
        for (holder, policy) in zip(holders, policies) {
            switch policy.sight {
            case .whole, .titles:
                let known = try Need.known(of: holder, policy, tx)
                found += known.goals.filter { $0.began(by: end) }.map { ($0, holder) }
                themes.formUnion(known.themes)
            case .counts:
                let count = try Need.count(of: holder, policy, in: tx)
                (all, met) = (all + count.all, met + count.met)
            case .nothing: break
            }
        }
        let steps =
            sight == .whole ? try NeedStep.all(of: found.map(\.0.id), in: tx) : [:]
        goals = found.map { Goal(need: $0.0, steps: steps[$0.0.id] ?? [], holder: $0.1) }
        withheld = Theme.allCases.filter(themes.contains)
        self.all = all + found.count { $0.0.status != .dropped }
        self.met = met + found.count { $0.0.isMet }
        self.sight = sight
        writesTo = mayEdit ? holders.first { $0.mayEdit(tx.viewer) && !$0.isOver } : nil
        members = try PlanGoals.members(found, tx)
        contacts = try FormalContact.find(Set(found.compactMap(\.0.contact)), in: tx)
        people = try PlanGoals.people(found, tx)
        let ticked = Set(steps.values.joined().compactMap(\.doneBy))
        doers = ticked.isEmpty ? [:] : try User.names(ticked, in: tx)
    }

    private static func members(
        _ found: [(Need, PlanHolder)], _ tx: Transaction
    ) throws -> [ID<Member>: String] {
        let wanted = Set(found.compactMap(\.0.member))
        guard !wanted.isEmpty, let holder = found.first(where: { $0.0.member != nil })?.1,
            let group = try holder.doer(in: tx), GroupPolicy(tx.viewer, group).maySeeMembers
        else { return [:] }
        return try Member.firstNames(of: wanted, in: group.id, known: [], tx)
    }

    private static func people(
        _ found: [(Need, PlanHolder)], _ tx: Transaction
    ) throws -> [ID<FamilyMember>: String] {
        guard let holder = found.first(where: { $0.0.person != nil })?.1,
            let family = holder.family,
            FamilyPolicy(tx.viewer, family).maySeeMembers
        else { return [:] }
        let named = try FamilyMember.all(of: family, in: tx).compactMap { person in
            (person.name ?? person.originalName).map { (person.id, $0) }
        }
        return Dictionary(uniqueKeysWithValues: named)
    }
}

extension Need {
    /// Whether it was written down before a match ended; what came later is of another.
    fileprivate func began(by end: Day?) -> Bool {
        end.map { Zone.amsterdam.day(of: createdAt) <= $0 } ?? true
    }
}
