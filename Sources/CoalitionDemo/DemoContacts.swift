import Coalition

/// What a group of the demo logs: when it saw its family or tried to, and what that was about.
struct DemoContacts {
    private struct Contact {
        let day: Day
        let isMade: Bool
        var note: DemoNote?
        var text = ""
        var draft = LogDraft()
    }

    private let group: DemoGroup
    private let start: Day?
    private let until: Day?
    private var random: DemoRandom

    init(_ couple: DemoCouple, _ random: inout DemoRandom) {
        group = couple.group
        start = couple.startsOn
        until = couple.endedOn
        self.random = DemoRandom(seed: random.next())
    }

    func write(_ story: DemoStory) {
        guard let start else { return }
        let coordinator = story.accounts.local(group.plan.city)
        var random = random
        var notes = DemoGroupNotes(&random)
        for (day, isMade) in days(from: start, story.today, &random) {
            var draft =
                isMade
                ? made(day, since: start, &notes, &random) : tried(day, &random)
            if group.plan.rhythm == .concern, day == story.today - 3 { worry(&draft) }
            if isMade, day >= story.today - 9 { agree(&draft, story.today) }
            let finishes = isMade && group.plan.rhythm == .lively && day >= story.today - 5
            let present = random.pick(random.int(in: 1...3), of: Array(group.people.indices))
            // Most is written down on the same evening, some a day later.
            let written = min(story.today, day + (random.chance(percent: 25) ? 1 : 0))
            story.on(written, minute: random.int(in: 840...1075), by: coordinator) { [group] tx in
                var draft = draft
                draft.members = isMade ? present.map { group.members[$0] } : []
                let now = try group.group(in: tx)
                if finishes { draft.done = try DemoContacts.finished(by: now, tx) }
                try draft.create(for: now, in: tx)
            }
        }
    }

    /// A line and a step of those that a log offers.
    private static func finished(by group: Group, _ tx: Transaction) throws -> Set<LogTick.Item> {
        let offered = try LogYear(group, in: tx).offer(in: tx)
        let (step, line) = (offered.first { $0.goal != nil }, offered.first { $0.goal == nil })
        return Set([line, step].compactMap { $0?.item })
    }

    /// The days of contact, each with whether it was made.
    private func days(
        from start: Day, _ today: Day, _ random: inout DemoRandom
    ) -> [(Day, Bool)] {
        let last = lastContact(today)
        var days: [(Day, Bool)] = [(start, true)]
        while let day = days.last?.0 {
            let next = day + random.int(in: interval)
            guard next <= last else { break }
            days.append((next, random.chance(percent: 90)))
        }
        switch group.plan.rhythm {
        case .attempts: days += stride(from: 33, to: 2, by: -6).map { (today - $0, false) }
        case .concern: days = days.filter { $0.0 < today - 4 } + [(today - 3, true)]
        default: break
        }
        return days
    }

    private var interval: ClosedRange<Int> {
        switch group.plan.rhythm {
        case .lively: 2...4
        case .slow: 8...13
        case .silent, .attempts: 4...9
        case .steady, .below, .concern, .none: 3...7
        }
    }

    private func lastContact(_ today: Day) -> Day {
        switch group.plan.rhythm {
        case .silent: today - 43
        case .attempts: today - 38
        default: until ?? today - (group.plan.rhythm == .lively ? 0 : 1)
        }
    }

    private func made(
        _ day: Day, since start: Day, _ notes: inout DemoGroupNotes, _ random: inout DemoRandom
    ) -> LogDraft {
        let note = notes.draw(on: day, monthsIn: start.months(until: day), &random)
        var draft = LogDraft.spoken(on: day)
        draft.medium = random.pick([.visit, .visit, .visit, .outing, .outing, .phone, .video])
        if draft.medium == .phone {
            draft.minutes = 15
        } else {
            draft.minutes = 15 * random.int(in: 3...12)
        }
        if random.chance(percent: 12) { draft.minutes = nil }
        draft.themes = [Theme(rawValue: note.theme.rawValue)].compactMap { $0 }
        if random.chance(percent: 20), let other = random.pick(Theme.allCases) {
            draft.themes.append(other)
        }
        draft.mood = random.chance(percent: 80) ? mood(&random) : nil
        if random.chance(percent: 72) {
            draft.note = random.chance(percent: 50) ? "\(note.title). \(note.text)" : note.text
        }
        return draft
    }

    private func tried(_ day: Day, _ random: inout DemoRandom) -> LogDraft {
        var draft = LogDraft()
        (draft.happenedOn, draft.isContact) = (day, false)
        draft.medium = random.pick([.phone, .phone, .message, .visit])
        if random.chance(percent: 80) { draft.note = random.pick(DemoNotes.attempts) ?? "" }
        return draft
    }

    private func worry(_ draft: inout LogDraft) {
        draft.mood = 2
        draft.hasConcern = true
        draft.themes = [.safety]
        draft.note = "Er is iets waar we het graag eerst met u over hebben. Belt u ons morgen?"
    }

    /// What was lately agreed still has to be done; most coordinators answer whether they worry.
    /// Nothing is drawn for it, so that the rest of the story stays as it is.
    private func agree(_ draft: inout LogDraft, _ today: Day) {
        guard let day = draft.happenedOn else { return }
        if draft.worry == nil {
            draft.worry = group.plan.rhythm == .slow ? .watched : .no
        }
        let number = group.plan.name.unicodeScalars.count + (today - day)
        guard number.isMultiple(of: 3) else { return }
        draft.promise = DemoNotes.promises[number % DemoNotes.promises.count]
        draft.promisedOn = today + number % 8 + 1
    }

    private func mood(_ random: inout DemoRandom) -> Int {
        switch group.plan.rhythm {
        case .lively: random.int(in: 4...5)
        case .concern, .silent: random.int(in: 2...4)
        default: random.pick([3, 4, 4, 5]) ?? 4
        }
    }
}
