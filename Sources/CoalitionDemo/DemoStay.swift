import Coalition

/// A stay while its story is written and played.
final class DemoStay {
    private let plan: DemoStayPlan
    private let home: DemoReference
    private let today: Day
    private let from: Day
    private let until: Day
    private var id: ID<Stay>?

    init(_ plan: DemoStayPlan, _ home: DemoReference, _ today: Day) {
        self.plan = plan
        self.home = home
        self.today = today
        from = today + plan.from
        until = from + plan.nights
    }

    /// Writes the stay as far as it has come.
    ///
    /// - Parameter tells: Whether the network wrote down who the guest is; it always did of one who is here.
    func write(_ story: DemoStory, tells: Bool) {
        let shelter = story.accounts.shelter(plan.city)
        story.on(min(from - 150, today - 5), minute: 620, by: shelter) { [self] tx in
            var draft = StayDraft()
            draft.accommodation = home.text
            (draft.from, draft.until) = (from, until)
            if [.slot, .asked, .declined].contains(plan.course) {
                draft.extras["offered_languages"] = .codes(["en", "fr"])
                draft.extras["offered_themes"] = .codes([WorkTheme.law.rawValue])
            }
            id = try draft.create(tx).id
        }
        guard plan.course != .slot else { return }
        nominate(story, tells: tells || (from..<until).contains(today))
        if plan.course == .declined { decline(story, shelter) }
        guard ![.asked, .declined].contains(plan.course) else { return }
        permit(story)
        for step in steps where step.on <= today {
            let viewer = step.isOfNetwork ? story.accounts.network : shelter
            story.on(step.on, minute: 640 + step.order, by: viewer) { [self] in
                try stay(in: $0).move(to: step.state, in: $0)
            }
        }
        if plan.course == .wish { wish(story, shelter) }
    }

    private typealias Step = (on: Day, state: Stay.State, isOfNetwork: Bool, order: Int)

    /// The steps after the nomination, with who takes them.
    private var steps: [Step] {
        var all: [(Day, Stay.State, Bool)] = [
            (from - 85, .accepted, false), (from - 75, .preparing, true),
        ]
        if plan.course == .cancelled {
            all.append((today - 4, .cancelled, false))
        } else {
            all += [(from - 30, .confirmed, false), (from, .inStay, false)]
            all += plan.course == .other ? [(until - 10, .otherOutcome, true)] : ending
        }
        return all.enumerated().map { index, step in
            // A slot that was filled late goes through its first steps faster.
            (max(step.0, nominatedOn), step.1, step.2, index)
        }
    }

    private var ending: [(Day, Stay.State, Bool)] {
        [
            (until - 28, .departing, false), (until, .returned, true),
            (until + 7, .aftercare, true),
            (until + 180, .closed, true),
        ]
    }

    private var nominatedOn: Day { min(from - 100, today - 4) }

    private func nominate(_ story: DemoStory, tells: Bool) {
        story.on(nominatedOn, minute: 630, by: story.accounts.network) { [self] tx in
            let guest = try DemoShelterCity.newGuest(in: tx)
            if tells {
                try GuestIdentity.write(
                    [
                        .channel: "Alleen via de vaste contactpersoon, op afgesproken tijden.",
                        .risk: "Geen foto, geen naam, geen plaats in wat naar buiten gaat.",
                    ], of: guest, version: guest.version, in: tx)
            }
            let facts = DemoCandidates.draft(
                from: from - 20, nights: plan.nights, number: plan.nights + plan.home)
            try DemoCandidates.ready(guest, facts, in: tx)
            if plan.course == .wish { try remark(in: tx) }
            var draft = NominationDraft()
            (draft.stay, draft.guest) = (try stay(in: tx).ref, guest.ref)
            draft.profile.languages = facts.facts.languages
            (draft.profile.needsLevel, draft.profile.riskLevel) = (1, 2)
            draft.profile.needs = "Een rustige kamer en een arts die Engels spreekt."
            draft.tellsThemes = plan.home == 0
            try draft.propose(in: tx)
        }
    }

    private func remark(in tx: Transaction) throws {
        let stay = try stay(in: tx)
        var draft = try StayDraft.of(stay, in: tx)
        draft.extras["good_to_know"] = FieldValue("Bel liever na 11 uur, nooit op vrijdag.")
        try draft.update(stay, version: stay.version, in: tx)
    }

    /// The city says no, two days later.
    private func decline(_ story: DemoStory, _ shelter: Viewer) {
        story.on(nominatedOn + 2, minute: 640, by: shelter) { [self] tx in
            let stay = try stay(in: tx)
            try Nomination.live(of: stay, in: tx)?.decline(stay, .language, in: tx)
        }
    }

    /// What the municipality said, apart from the city's coordinator.
    private func permit(_ story: DemoStory) {
        story.on(nominatedOn, minute: 635, by: story.accounts.municipality(plan.city)) {
            [self] tx in
            let stay = try stay(in: tx)
            try Nomination.live(of: stay, in: tx)?.permit(stay, .yes, in: tx)
        }
    }

    private func wish(_ story: DemoStory, _ shelter: Viewer) {
        story.on(today - 2, minute: 700, by: shelter) { [self] tx in
            let stay = try stay(in: tx)
            var draft = ExtensionDraft()
            draft.until = until + 25
            draft.reason = .safety
            draft.isPermitCovered = true
            try draft.ask(for: stay, version: stay.version, in: tx)
        }
    }

    private func stay(in tx: Transaction) throws -> Stay {
        guard let id else { throw Refusal.notFound }
        return try Stay.find(id, in: tx)
    }
}
