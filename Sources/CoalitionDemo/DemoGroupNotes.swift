import Coalition

/// The notes of one group, each drawn once before any comes again, and none out of season.
struct DemoGroupNotes {
    private struct Entry {
        let note: DemoNote
        /// Nil when it fits all year round.
        let months: Set<Int>?
    }

    private static let entries = DemoNotes.contacts.map { note in
        Entry(note: note, months: seasons.first { note.title.contains($0.title) }?.months)
    }

    private var rest: [Entry]

    init(_ random: inout DemoRandom) { rest = random.shuffled(DemoGroupNotes.entries) }

    /// The next note that fits the month and how long group and family know each other.
    mutating func draw(
        on day: Day, monthsIn months: Int, _ random: inout DemoRandom
    ) -> DemoNote {
        if rest.count < 10 { rest += random.shuffled(DemoGroupNotes.entries) }
        let fitting = rest.indices.filter { rest[$0].months?.contains(day.month) ?? true }
        let wanted = fitting.first { DemoGroupNotes.themes(months).contains(rest[$0].note.theme) }
        let index = random.chance(percent: 70) ? wanted ?? fitting.first : fitting.first
        return rest.remove(at: index ?? 0).note
    }

    /// What a family is busy with: first a house and papers, later friends and work.
    private static func themes(_ months: Int) -> Set<DemoTheme> {
        switch months {
        case 0: [.housing, .health, .money, .legal, .safety]
        case 1...2: [.school, .language, .money, .health, .housing]
        case 3...5: [.language, .leisure, .school, .network]
        default: [.network, .work, .leisure, .language]
        }
    }

    private static let seasons: [(title: String, months: Set<Int>)] = [
        ("Sint-Maarten", [11]), ("Schaatsen", [12, 1, 2]), ("bos", [9, 10, 11]),
        ("Tuintje", [4, 5, 6]), ("barbecue", [5, 6, 7, 8, 9]), ("zee", [4, 5, 6, 7, 8, 9, 10]),
        ("donker", [10, 11, 12, 1, 2]), ("Fietslichten", [10, 11, 12, 1, 2]),
    ]
}
