import Coalition
import SQLite

/// The log of a group of the country: as many entries as its share, spread over the time in which
/// it and its family knew each other.
struct CountryLog {
    private let group: CountryGroup
    private let match: ID<Match>
    private let members: [ID<Member>]
    private let writer: CountryWriter

    /// Attempts after the last contact of a group that cannot reach its family.
    private static let attempts = [33, 27, 21, 15, 9]

    init(_ group: CountryGroup, _ match: ID<Match>, _ members: [ID<Member>]) {
        (self.group, self.match, self.members) = (group, match, members)
        writer = group.writer
    }

    func write(_ random: inout DemoRandom) throws {
        guard let start = group.startsOn, group.plan.entries > 0 else { return }
        let isTried = group.plan.rhythm == .attempts
        let count = max(1, group.plan.entries - (isTried ? CountryLog.attempts.count : 0))
        let span = lastContact(&random) - start
        for index in 0..<count {
            // The first day and the last stand fast; between them each has a part of the time.
            let isLast = index == count - 1
            let parts = index == 0 ? 0 : span * index + random.int(in: 0...max(0, span))
            let day = start + (isLast ? span : parts / count)
            let isMade = isLast || index == 0 || random.chance(percent: 90)
            try add(day, isMade: isMade, worries: isLast && group.plan.rhythm == .concern, &random)
        }
        guard isTried, group.plan.entries > CountryLog.attempts.count else { return }
        for daysAgo in CountryLog.attempts {
            try add(writer.today - daysAgo, isMade: false, worries: false, &random)
        }
    }

    private func lastContact(_ random: inout DemoRandom) -> Day {
        if let endedOn = group.endedOn { return endedOn }
        switch group.plan.rhythm {
        case .silent: return writer.today - 43
        case .attempts: return writer.today - 38
        case .concern: return writer.today - 3
        case .lively: return writer.today - random.int(in: 0...1)
        default: return writer.today - random.int(in: 1...12)
        }
    }

    private func add(
        _ day: Day, isMade: Bool, worries: Bool, _ random: inout DemoRandom
    ) throws {
        let id: ID<LogEntry> = writer.id(in: .entries)
        let written = writer.at(day, minute: random.int(in: 840...1075))
        let note = random.pick(DemoNotes.contacts)
        let text = isMade ? note?.text : random.pick(DemoNotes.attempts)
        let isTold = worries || random.chance(percent: 72)
        let kept = try isTold ? text.map { try writer.keys.seal($0, LogEntry.place(id)) } : nil
        writer.add(
            """
            (\(id), \(group.id), \(match), \(group.author), \(day), \(isMade),
                \(medium(isMade, &random)), \(minutes(isMade, &random)),
                \(mood(isMade, worries, &random)), \(worries), \(kept), \(written), \(written))
            """, to: .entries)
        guard isMade else { return }
        if let theme = note?.theme { writer.add("(\(id), \(theme.rawValue))", to: .themes) }
        for member in present(&random) { writer.add("(\(id), \(member))", to: .present) }
    }

    private func medium(_ isMade: Bool, _ random: inout DemoRandom) -> String? {
        random.pick(
            isMade
                ? ["visit", "visit", "visit", "outing", "outing", "phone", "video"]
                : ["phone", "phone", "message", "visit"])
    }

    private func minutes(_ isMade: Bool, _ random: inout DemoRandom) -> Int? {
        isMade && random.chance(percent: 88) ? 15 * random.int(in: 1...12) : nil
    }

    private func mood(_ isMade: Bool, _ worries: Bool, _ random: inout DemoRandom) -> Int? {
        if worries { return 2 }
        return isMade && random.chance(percent: 80) ? random.int(in: 3...5) : nil
    }

    /// One or two members in a row, for there to be no list to shuffle a million times.
    private func present(_ random: inout DemoRandom) -> [ID<Member>] {
        guard members.count > 1 else { return members }
        let first = random.int(in: 0...members.count - 1)
        guard random.chance(percent: 60) else { return [members[first]] }
        return [members[first], members[(first + 1) % members.count]]
    }
}
