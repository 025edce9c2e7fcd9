import Coalition
import Templates

/// What somebody has in hand, in words.
enum HandoverWords {
    /// How much of each kind.
    static func terms(_ counts: HandoverCounts, _ words: Words) -> [TermView] {
        let all: [(String, Int)] = [
            ("nav.groups", counts.groups), ("nav.families", counts.families),
            ("nav.matches", counts.matches), ("nav.stays", counts.stays),
            ("nav.tasks", counts.tasks),
        ]
        return all.filter { $0.1 > 0 || $0.0 == "nav.tasks" }
            .map { TermView(words($0.0), String($0.1)) }
    }
}

/// Messages about coordinators, absence and hand-over that no template names.
enum HandoverKeys {
    static let all: [String] = [
        ["absence_overlap", "absence_past", "deputy"].map { "problem.\($0)" },
        ["absence", "absence_ended", "coordinator", "coordinator_all"].map { "note.\($0)" },
        ["note.handed_over", "note.taken_over"],
        ["forbidden.coordinator.title", "forbidden.coordinator.text"],
        ["city", "role", "matches", "tasks", "acute", "away", "away_until", "away_deputy"].map {
            "colleagues.\($0)"
        },
        ["all", "away", "away_deputy", "is"].map { "coordinator.\($0)" },
        ["line", "count"].map { "stand_in.\($0)" },
    ].flatMap { $0 }
}
