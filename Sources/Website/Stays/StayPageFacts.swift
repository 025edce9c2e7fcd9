import Coalition

/// What the page of a stay is made of, read in one snapshot.
struct StayPageFacts: Sendable {
    let stay: Stay
    /// What stands in its fields.
    let stored: [FieldValue]
    let city: City
    let today: Day
    let home: Accommodation?
    let cohort: Cohort?
    let former: [FormerPeriod]
    /// What was asked for it, the latest first; empty for who may not know.
    let requests: [ExtensionRequest]
    /// The day before which the network decides on what is asked; nil when nobody is asked.
    let decisionDue: Day?
    let names: [ID<User>: String]
    let clash: StayClash?
    /// By which the stay is its guest's; nil for a slot.
    let nomination: Nomination?
    let maximum: Int
    let steps: [Step]
    let policy: StayPolicy
    let rights: FieldRights
    /// The steps it took, the latest first; empty for who may not know how a stay ended.
    let history: [StepTaken<Stay.State>]
    let now: NowFacts
    let talks: TalkPanelFacts
    let coordinator: CoordinatorFacts

    struct Step: Sendable {
        let to: Stay.State
        let roles: Set<Role>
        let isMine: Bool
        let findings: [GuardFinding<Stay.Guard>]
    }

    init(_ stay: Stay, _ tx: Transaction) throws {
        self.stay = stay
        stored = try StayDraft.stored(stay.id, in: tx).values
        city = try City.named(stay.city, in: tx)
        today = city.today(tx)
        policy = StayPolicy(tx.viewer, stay)
        rights = StayDraft.record.about.rights(of: tx.viewer, in: stay.city)
        home = try stay.accommodationRef.map { try Accommodation.find($0, in: tx) }
        cohort = try stay.cohort == nil ? nil : Cohort.of(stay.period.from, in: tx)
        former = policy.maySeeOutcome ? try stay.formerPeriods(in: tx) : []
        requests = policy.maySeeOutcome ? try ExtensionRequest.all(of: stay, in: tx) : []
        decisionDue = stay.extensionUntil == nil ? nil : try stay.decisionDue(in: tx)
        names = try User.names(
            Set(
                former.compactMap(\.recordedBy)
                    + requests.flatMap { [$0.askedBy, $0.decidedBy].compactMap { $0 } }), in: tx)
        clash = try stay.extensionClash(in: tx)
        nomination = try Nomination.current(of: stay, in: tx)
        maximum = try stay.maximumNights(in: tx)
        history = policy.maySeeOutcome ? try stay.history(in: tx) : []
        // Who decides on an extension does so in "Nu" itself.
        now = try NowFacts(about: .init(stay.id), on: today, besides: [.extending], tx)
        talks = try TalkPanelFacts(.stay(stay), in: city, tx)
        coordinator = try CoordinatorFacts(stay, tx)
        let viewer = tx.viewer
        steps =
            try policy.maySeeOutcome
            ? Stay.lifecycle.steps(from: stay.state).map { step in
                Step(
                    to: step.to, roles: step.roles,
                    isMine: StayPolicy(viewer, stay).holds(step.roles),
                    findings: try stay.findings(for: step, in: tx))
            } : []
    }
}
