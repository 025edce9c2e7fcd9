import Coalition

/// What the page of a family is made of, read in one snapshot.
struct FamilyFacts: Sendable {
    let family: Family
    let city: City
    let today: Day
    let policy: FamilyPolicy
    let stored: StoredRecord<FamilyDraft>
    let rights: FieldRights
    let arrivals: [FamilyArrival]
    let returnable: LastStep?
    let history: [StepTaken<Family.State>]
    let now: NowFacts
    let talks: TalkPanelFacts
    /// The group around the family, or about to be; nil without one, and for who may not see it.
    let side: GroupSide?
    /// Nil without a match whose year has begun.
    let plan: YearPlan?
    let milestones: MilestoneFacts
    /// Code names that it had, but for what leaked.
    let formerCodes: [FormerCode]
    /// Nil for viewers who may not see names.
    let members: [FamilyMember]?
    let goals: PlanGoals
    /// Those whose work the family is.
    let contacts: [FamilyContact]
    /// Who helps the family and its group to understand each other.
    let builders: [MatchBuilder]
    /// Nil for viewers who may not read them.
    let noteCount: Int?
    /// The match that occupies the family, and those that ended.
    let matches: [MatchList.Line]
    let steps: [Step]
    let moves: MovesFacts

    /// Programmes that have not answered yet.
    let asked: [FamilyProgramme]
    let coordinator: CoordinatorFacts
    let looks: LookFacts

    struct Step: Sendable {
        let to: Family.State
        let roles: Set<Role>
        let findings: [GuardFinding<Family.Guard>]
    }

    init(_ family: Family, _ tx: Transaction) throws {
        self.family = family
        city = try City.named(family.city, in: tx)
        today = city.today(tx)
        let policy = FamilyPolicy(tx.viewer, family)
        self.policy = policy
        stored = try FamilyDraft.stored(family.id, in: tx)
        rights = family.fieldRights(of: tx.viewer)
        coordinator = try CoordinatorFacts(family, tx)
        let looks = try LookFacts(family, in: city.zone, tx)
        self.looks = looks
        arrivals = try FamilyArrival.history(of: family.id, in: tx)
        returnable = try family.returnable(in: tx)
        history = try family.history(in: tx)
        talks = try TalkPanelFacts(.family(family), in: city, tx)
        // Who writes the plan sees below what the municipality does of it.
        now = try NowFacts(
            about: .init(family.id), on: today, besides: policy.mayEdit ? [.goal] : [], tx)
        formerCodes = try family.formerCodes(in: tx)
        members =
            policy.maySeeMembers || looks.opening.shows(.names)
            ? try FamilyMember.all(of: family, in: tx) : nil
        goals = try PlanGoals(family, in: tx)
        contacts = try FamilyContact.all(of: family, in: tx)
        noteCount =
            policy.maySeeSensitiveNotes ? try SensitiveNote.count(of: family, in: tx) : nil
        // What was asked of others is the business of who asked.
        asked =
            policy.mayEdit
            ? try FamilyProgramme.all(of: family, in: tx).filter { !$0.isConfirmed } : []
        let matches = try Match.all(ofFamily: family.id, in: tx)
        let lines = try MatchList.lines(matches, in: tx)
        self.matches = lines
        builders =
            try lines.first { Match.State.live.contains($0.match.state) }
            .map { try CommunityBuilder.named(on: $0.match, in: tx) } ?? []
        side = try lines.first { Match.State.live.contains($0.match.state) }?.group
            .flatMap { try GroupSide($0, tx) }
        plan = try lines.first { Match.State.live.contains($0.match.state) }?
            .plan(on: today, in: tx)
        milestones = try MilestoneFacts(family, tx)
        moves = try MovesFacts(family, policy, tx)
        steps = try Family.lifecycle.steps(from: family.state).map {
            Step(to: $0.to, roles: $0.roles, findings: try family.findings(for: $0, in: tx))
        }
    }

    /// Whether the viewer may change the family; nobody does once it has left.
    var mayEdit: Bool { policy.mayEdit && !Family.State.over.contains(family.state) }

    /// The match that occupies the family now.
    var live: MatchList.Line? { matches.first { Match.State.live.contains($0.match.state) } }
}
