import Coalition

/// A group and its family: how they met, when they began, and how far they are.
final class DemoCouple {
    let group: DemoGroup
    let family: DemoFamily
    let proposedOn: Day
    /// Nil while it has not begun.
    let startsOn: Day?
    /// Nil while it goes on.
    let endedOn: Day?
    private var id: ID<Match>?

    private static let languages: [Family.Route: [[String]]] = [
        .resettlement: [["ar"], ["ar", "kmr"], ["ti"], ["so"], ["sw"]],
        .statusHolder: [["ar"], ["ti"], ["fa"], ["tr"], ["ar"], ["so"]],
        .familyReunion: [["ti"], ["so"], ["ar"]],
        .ukraine: [["uk"], ["uk", "ru"]], .student: [["en", "fr"], ["en", "am"]],
    ]

    init(
        _ group: DemoGroup, _ today: Day, _ people: inout DemoPeople, _ random: inout DemoRandom
    ) {
        let plan = group.plan
        self.group = group
        proposedOn = group.readyOn + 8
        let start = group.readyOn + 30
        startsOn = plan.stage == .matched ? nil : start
        endedOn = plan.stage == .completed ? start.adding(months: 12) : nil
        family = DemoCouple.family(plan, group, proposedOn, start, today, &people, &random)
    }

    private static func family(
        _ plan: DemoGroupPlan, _ group: DemoGroup, _ proposedOn: Day, _ start: Day, _ today: Day,
        _ people: inout DemoPeople, _ random: inout DemoRandom
    ) -> DemoFamily {
        let waitingOn = proposedOn - random.int(in: 3...15)
        var draft = DemoFamilyDraft(
            city: plan.city, announcedOn: waitingOn - random.int(in: 14...45),
            waitingOn: waitingOn)
        draft.route = route(plan.kind, &random)
        (draft.adults, draft.minors) = household(plan.kind, &random)
        draft.languages = random.pick(languages[draft.route] ?? []) ?? ["ar"]
        draft.isInterpreterNeeded =
            group.languages.isDisjoint(with: draft.languages) || random.chance(percent: 30)
        draft.needsLevel = random.int(in: 1...3)
        draft.isAnnouncedByMunicipality = random.chance(percent: 75)
        draft.estimates = estimates(plan, draft.announcedOn, start, today, &random)
        draft.draw(&people, &random)
        return DemoFamily(draft)
    }

    private static func route(_ kind: Group.Kind, _ random: inout DemoRandom) -> Family.Route {
        switch kind {
        case .sponsor, .church: .resettlement
        case .student: .student
        case .welcome:
            random.pick([.statusHolder, .statusHolder, .familyReunion, .ukraine]) ?? .ukraine
        }
    }

    private static func household(
        _ kind: Group.Kind, _ random: inout DemoRandom
    ) -> (adults: Int, minors: Int) {
        kind == .student ? (1, 0) : (random.int(in: 1...2), random.int(in: 0...5))
    }

    /// Who comes from a camp arrives as the match begins; others had come to the town before.
    private static func estimates(
        _ plan: DemoGroupPlan, _ announcedOn: Day, _ start: Day, _ today: Day,
        _ random: inout DemoRandom
    ) -> [DemoFamily.Estimate] {
        let isAwaited = plan.kind == .sponsor || plan.kind == .church
        let arrival = isAwaited ? start - 1 : announcedOn + random.int(in: 1...10)
        let slip = isAwaited && random.chance(percent: 40)
        let first = DemoFamily.Estimate(
            since: announcedOn, arrival: slip ? arrival - 21 : arrival, certainty: .expected)
        let last = DemoFamily.Estimate(
            since: min(arrival, today), arrival: arrival,
            certainty: arrival <= today ? .realised : .confirmed)
        let later = DemoFamily.Estimate(
            since: min(announcedOn + 12, today), arrival: arrival, certainty: .expected)
        if plan.stage == .matched, plan.kind == .sponsor { return slips(announcedOn, today) }
        return slip ? [first, later, last] : [first, last]
    }

    /// A flight that was moved three times and is still to come.
    private static func slips(_ announcedOn: Day, _ today: Day) -> [DemoFamily.Estimate] {
        [(announcedOn, -20), (announcedOn + 14, -8), (today - 21, 3)].map { since, arrival in
            DemoFamily.Estimate(since: since, arrival: today + arrival, certainty: .expected)
        } + [DemoFamily.Estimate(since: today - 5, arrival: today + 12, certainty: .confirmed)]
    }

    /// The match as it is at this point of the story; nil before it was proposed.
    func match(in tx: Transaction) throws -> Match? { try id.map { try Match.find($0, in: tx) } }

    /// Writes the family's story and that of the match.
    func write(_ story: DemoStory) {
        family.write(story)
        let local = story.accounts.local(group.plan.city)
        story.on(proposedOn, minute: 720, by: local) { [self] tx in
            let proposal = MatchProposal(
                try family.family(in: tx), try group.group(in: tx))
            id = try proposal.propose(on: proposedOn, in: tx).id
        }
        move(story, local, on: proposedOn + 6) { [self] in
            try $0.move(
                to: .introduced, .init(on: proposedOn + 6, with: .coordinator), in: $1)
        }
        decide(story, local, .family, on: proposedOn + 8)
        if startsOn != nil || group.plan.kind == .sponsor {
            move(story, local, on: proposedOn + 9) { [self] in
                try $0.sign(on: proposedOn + 9, version: $0.version, in: $1)
            }
            decide(story, local, .group, on: proposedOn + 9)
        }
        writeCourse(story, local)
    }

    /// The day on which the closing of the year begins; nil for a couple in the middle of it.
    func closesOn(_ story: DemoStory) -> Day? {
        group.plan.stage == .closing ? story.today - 6 : endedOn.map { $0 - 35 }
    }

    private func writeCourse(_ story: DemoStory, _ local: Viewer) {
        guard let startsOn else {
            guard group.plan.kind == .sponsor else { return }
            let start = story.today + 16
            return move(story, local, on: proposedOn + 11) {
                try $0.plan(startsOn: start, version: $0.version, in: $1)
            }
        }
        move(story, local, on: startsOn) {
            try $0.move(to: .active, .init(on: startsOn), in: $1)
        }
        if let day = closesOn(story) {
            move(story, local, on: day) { try $0.move(to: .closing, in: $1) }
        }
        if let endedOn {
            move(story, local, on: endedOn) {
                let closing = MatchClosingDraft(
                    talksOn: endedOn - 4, lesson: "Begin vroeg met wat na het jaar komt.")
                try $0.move(to: .completed, .init(on: endedOn, closing: closing), in: $1)
            }
        }
        if group.plan.rhythm == .below { writeLeaving(story, local) }
    }

    private func writeLeaving(_ story: DemoStory, _ local: Viewer) {
        // The fourth week in which one lacks.
        let day = story.today - 24
        story.on(day, minute: 1000, by: local) { [self] tx in
            let group = try group.group(in: tx)
            let last = try Member.find(
                self.group.members[self.group.members.count - 1].value, of: group.id, in: tx)
            try last.leave(on: day, .moved, from: group, in: tx)
        }
    }

    private func decide(
        _ story: DemoStory, _ local: Viewer, _ side: Match.Side, on day: Day
    ) {
        move(story, local, on: day) {
            try $0.decide(side, .yes, on: day, version: $0.version, in: $1)
        }
    }

    private func move(
        _ story: DemoStory, _ local: Viewer, on day: Day,
        _ act: @escaping (Match, Transaction) throws -> Void
    ) {
        story.on(day, minute: 730, by: local) { [self] tx in
            guard let id else { throw Refusal.notFound }
            try act(try Match.find(id, in: tx), tx)
        }
    }
}
