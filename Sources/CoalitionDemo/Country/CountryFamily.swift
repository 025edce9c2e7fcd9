import Coalition
import SQLite

/// A family of the country and the days of its story.
struct CountryFamily {
    let id: ID<Family>
    let state: Family.State
    let route: Family.Route
    let adults: Int
    let minors: Int
    let announcedOn: Day
    /// The last day of the intake, from which it waits.
    let waitingOn: Day
    let endedOn: Day?
    /// What may have come after the waiting, or instead of it.
    let history: [(state: Family.State, on: Day)]

    /// Whether it ever stood on the waiting list.
    var waits: Bool { ![.announced, .intake, .moved, .withdrawn].contains(state) }

    var arrivalOn: Day { announcedOn + 12 }

    func certainty(on day: Day) -> Family.Certainty {
        arrivalOn <= day ? .realised : .expected
    }

    /// Its states up to that of today.
    var steps: [(state: String, on: Day)] {
        let first: [(Family.State, Day)] = [
            (.announced, announcedOn), (.intake, announcedOn + 9), (.waiting, waitingOn),
        ]
        let begun = waits ? first : Array(first.prefix(state == .announced ? 1 : 2))
        let all = begun + history.map { ($0.state, $0.on) }
        let last = all.lastIndex { $0.0 == state } ?? 0
        return all[...last].map { ($0.0.rawValue, $0.1) }
    }
}

/// Who lives in a family of the country, and what they need.
struct CountryHousehold {
    private let family: CountryFamily
    private let city: ID<City>
    /// Who of the municipality has to do with it; nil before that is known.
    private let contact: ID<FormalContact>?
    private let writer: CountryWriter
    private let author: ID<User>?

    init(
        _ family: CountryFamily, _ city: ID<City>, _ contact: ID<FormalContact>?,
        _ writer: CountryWriter, _ author: ID<User>?
    ) {
        (self.family, self.city, self.contact) = (family, city, contact)
        (self.writer, self.author) = (writer, author)
    }

    func write(_ random: inout DemoRandom) throws {
        var people = DemoPeople(seed: random.next())
        for draft in people.household(
            adults: family.adults, minors: family.minors, on: family.announcedOn)
        {
            try add(draft)
        }
        guard family.waits else { return }
        for (index, theme) in random.pick(random.int(in: 2...4), of: DemoTheme.allCases)
            .enumerated()
        {
            guard let goal = random.pick(DemoPlans.goals(on: theme)) else { continue }
            let isMet = family.endedOn != nil || random.chance(percent: 30)
            let status: Need.Status =
                isMet ? .met : random.chance(percent: 40) ? .busy : .open
            try add(goal, index, status)
        }
        if random.chance(percent: 40), let note = random.pick(DemoNotes.sensitive) {
            try add(note)
        }
    }

    private func add(_ draft: FamilyMemberDraft) throws {
        let id: ID<FamilyMember> = writer.id(in: .familyMembers)
        let since = writer.at(family.announcedOn + 9)
        let original = try draft.originalName.map {
            try writer.seal($0, "family_members.original_name", id)
        }
        writer.add(
            """
            (\(id), \(family.id), \(family.route.programme),
                \(try draft.name.map { try writer.seal($0, "family_members.name", id) }),
                \(original), \(draft.isSingleName), \(draft.kind ?? .relative),
                \(draft.birthYear),
                \(draft.birthYear == nil ? .unknown : draft.birthPrecision ?? .year), \(since),
                \(since))
            """, to: .familyMembers)
    }

    /// What is worked on has steps, of which the first is done.
    private func add(_ goal: DemoNote, _ index: Int, _ status: Need.Status) throws {
        let id: ID<Need> = writer.id(in: .needs)
        let since = writer.at(family.waitingOn)
        let isOfficial = index == 2
        // What a municipality has open is rarely late.
        let soon = writer.today + Int(id.value % 40) - 3
        let day = family.waitingOn + 60 * (index + 1)
        let dueOn = isOfficial && status != .met ? max(day, soon) : day
        writer.add(
            """
            (\(id), \(family.id), \(family.route.programme), \(goal.theme.rawValue),
                \(try writer.seal(goal.title, "needs.title", id)), \(min(3, index + 1)),
                \(isOfficial ? Need.Owner.municipality : .group), \(isOfficial ? contact : nil),
                \(dueOn), \(status), \(status == .met ? family.waitingOn : nil), \(since),
                \(since))
            """, to: .needs)
        if isOfficial, status != .met { ask(id, goal.theme, dueOn) }
        guard status == .busy else { return }
        for (place, title) in ["Uitzoeken wat er is", "Samen erheen"].enumerated() {
            let step: ID<NeedStep> = writer.id(in: .needSteps)
            writer.add(
                """
                (\(step), \(id), \(place + 1), \(try writer.seal(title, "need_steps.title", step)),
                    \(place == 0 ? family.waitingOn : nil), \(since), \(since))
                """, to: .needSteps)
        }
    }

    /// A goal of the municipality is its task, but for what is private.
    private func ask(_ need: ID<Need>, _ theme: DemoTheme, _ dueOn: Day) {
        guard ![.health, .legal, .safety].contains(theme) else { return }
        let (task, since): (ID<Task>, Instant) = (
            writer.id(in: .tasks), writer.at(family.waitingOn)
        )
        writer.add(
            """
            (\(task), \(writer.ref(.task)), \(city), \(family.route.programme), \(Task.Kind.goal),
                \(Role.municipality), \(Subject.family), \(family.id), \(need), \(dueOn),
                \(family.waitingOn), \(since), \(since))
            """, to: .goalTasks)
    }

    private func add(_ note: DemoNotes.Sensitive) throws {
        let id: ID<SensitiveNote> = writer.id(in: .notes)
        writer.add(
            """
            (\(id), \(family.id), \(family.route.programme), \(note.kind.rawValue),
                \(try writer.seal(note.text, "sensitive_notes.text", id)),
                \(writer.at(family.waitingOn)), \(author))
            """, to: .notes)
    }
}
