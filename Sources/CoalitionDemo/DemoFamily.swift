import Coalition

/// A family while its story is written and played.
final class DemoFamily {
    /// How far it has come by itself; a match takes it further.
    enum Stage: String, Sendable { case announced, intake, waiting, withdrawn }

    /// What was believed about the arrival from a day on.
    struct Estimate: Sendable {
        let since: Day
        let arrival: Day
        let certainty: Family.Certainty
    }

    let city: String
    let stage: Stage
    let route: Family.Route
    let adults: Int
    let minors: Int
    let announcedOn: Day
    /// The last day of the intake, from which the family waits.
    let waitingOn: Day
    let isAnnouncedByMunicipality: Bool
    /// In the order of time; the first is told with the announcement.
    let estimates: [Estimate]
    let languages: [String]
    let isInterpreterNeeded: Bool
    let needsLevel: Int
    let people: [FamilyMemberDraft]
    let needs: [DemoNote]
    let note: DemoNotes.Sensitive?
    private var id: ID<Family>?

    init(_ draft: DemoFamilyDraft) {
        city = draft.city
        stage = draft.stage
        route = draft.route
        adults = draft.adults
        minors = draft.minors
        announcedOn = draft.announcedOn
        waitingOn = draft.waitingOn
        isAnnouncedByMunicipality = draft.isAnnouncedByMunicipality
        estimates = draft.estimates
        languages = draft.languages
        isInterpreterNeeded = draft.isInterpreterNeeded
        needsLevel = draft.needsLevel
        people = draft.people
        needs = draft.needs
        note = draft.note
    }

    var householdSize: Int { adults + minors }

    /// The family as it is at this point of the story.
    func family(in tx: Transaction) throws -> Family {
        guard let id else { throw Refusal.notFound }
        return try Family.find(id, in: tx)
    }

    /// Writes what happens before there is a match.
    func write(_ story: DemoStory) {
        guard let city = story.accounts.cities[city] else { return }
        let local = story.accounts.local(self.city)
        let announcer = isAnnouncedByMunicipality ? story.accounts.municipality(self.city) : local
        story.on(announcedOn, minute: 570, by: announcer) { [self] tx in
            id = try announcement.create(in: city, announcedOn: announcedOn, tx).id
        }
        for estimate in estimates.dropFirst() {
            story.on(estimate.since, minute: 575, by: announcer) { [self] tx in
                try change(tx) {
                    $0.arrivalOn = estimate.arrival
                    $0.arrivalCertainty = estimate.certainty
                }
            }
        }
        if stage != .announced { writeIntake(story, local) }
        if stage == .waiting { writeWaiting(story, local) }
        if stage == .withdrawn {
            story.on(waitingOn, minute: 700, by: local) { [self] in
                try family(in: $0).move(to: .withdrawn, in: $0)
            }
        }
    }

    private var announcement: FamilyDraft {
        var draft = FamilyDraft()
        draft.route = route
        draft.householdSize = householdSize
        draft.arrivalOn = estimates.first?.arrival
        draft.arrivalCertainty = estimates.first?.certainty
        draft.languages = languages
        return draft
    }

    private func writeIntake(_ story: DemoStory, _ local: Viewer) {
        let day = max(announcedOn, waitingOn - 7)
        story.on(day, minute: 640, by: local) { [self] tx in
            try change(tx) {
                ($0.infoGivenOn, $0.consentOn) = (day, day)
                ($0.adults, $0.minors) = (adults, minors)
                $0.isInterpreterNeeded = isInterpreterNeeded
            }
            let family = try family(in: tx)
            try family.move(to: .intake, in: tx)
            for person in people { try person.add(to: family, in: tx) }
        }
    }

    private func writeWaiting(_ story: DemoStory, _ local: Viewer) {
        story.on(waitingOn, minute: 690, by: local) { [self] tx in
            try change(tx) {
                $0.needsLevel = needsLevel
                $0.wantsGroup = true
            }
            let family = try family(in: tx)
            try addNeeds(to: family, tx)
            if let note, let kind = SensitiveNote.Kind(rawValue: note.kind.rawValue) {
                try SensitiveNote.add(kind, note.text, to: family, in: tx)
            }
            try family.move(to: .waiting, in: tx)
        }
    }

    private func addNeeds(to family: Family, _ tx: Transaction) throws {
        for (index, need) in needs.enumerated() {
            var draft = NeedDraft()
            draft.theme = Theme(rawValue: need.theme.rawValue)
            draft.title = need.title
            draft.priority = min(3, index + 1)
            draft.owner = index == 2 ? .municipality : .group
            draft.dueOn = waitingOn + 60 * (index + 1)
            try draft.add(to: family, in: tx)
        }
    }

    private func change(_ tx: Transaction, _ edit: (inout FamilyDraft) -> Void) throws {
        let family = try family(in: tx)
        var draft = try FamilyDraft.stored(family.id, in: tx).draft
        edit(&draft)
        try draft.update(family, version: family.version, in: tx)
    }
}

/// What a family of the demo is made from.
struct DemoFamilyDraft {
    let city: String
    var stage = DemoFamily.Stage.waiting
    var route = Family.Route.statusHolder
    var adults = 2
    var minors = 2
    let announcedOn: Day
    let waitingOn: Day
    var isAnnouncedByMunicipality = true
    var estimates: [DemoFamily.Estimate] = []
    var languages: [String] = []
    var isInterpreterNeeded = false
    var needsLevel = 2
    var people: [FamilyMemberDraft] = []
    var needs: [DemoNote] = []
    var note: DemoNotes.Sensitive?

    init(city: String, announcedOn: Day, waitingOn: Day) {
        self.city = city
        self.announcedOn = announcedOn
        self.waitingOn = waitingOn
    }

    /// Fills in what chance decides: people, needs and, for some, a note that few may read.
    mutating func draw(_ people: inout DemoPeople, _ random: inout DemoRandom) {
        self.people = people.household(adults: adults, minors: minors, on: announcedOn)
        let themes = random.pick(random.int(in: 2...4), of: DemoTheme.allCases)
        needs = themes.compactMap { random.pick(DemoPlans.goals(on: $0)) }
        if random.chance(percent: 40) { note = random.pick(DemoNotes.sensitive) }
    }
}
