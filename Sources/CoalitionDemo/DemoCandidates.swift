import Coalition

/// Guests for whom the demo's network looks for a city, and what it looks for in each cohort.
enum DemoCandidates {
    static func write(_ story: DemoStory) {
        writeCohorts(story)
        // Two who are ready, one of whom has a city that is no place, and one of whom little is known.
        for (index, daysAgo) in [9, 6, 2].enumerated() {
            story.on(story.today - daysAgo, minute: 615, by: story.accounts.network) { tx in
                let guest = try DemoShelterCity.newGuest(in: tx)
                guard index < 2 else { return }
                var draft = draft(from: tx.today + 20, nights: 88, number: index)
                draft.facts.latest = tx.today + 260
                draft.cohort = try Cohort.coming(in: tx).first { $0.period.from > tx.today }?.id
                if index == 1, let city = story.accounts.cities["Tbilisi"] {
                    draft.vetoes = [city.id]
                }
                try ready(guest, draft, in: tx)
            }
        }
    }

    /// So many places are wanted of a year's cohorts.
    private static func writeCohorts(_ story: DemoStory) {
        story.on(story.today - 400, minute: 590, by: story.accounts.network) { tx in
            let period = Period(tx.today, until: tx.today + 700)
            for cohort in try period.map({ try Cohort.touching($0, in: tx) }) ?? [] {
                var draft = CohortDraft(cohort)
                draft.wanted = cohort.season == .spring ? 14 : 18
                try draft.save(cohort, version: cohort.version, in: tx)
            }
        }
    }

    /// What is known of a candidate who meets every condition.
    static func draft(from earliest: Day, nights: Int, number: Int) -> CandidateDraft {
        var draft = CandidateDraft()
        draft.conditions = Dictionary(
            uniqueKeysWithValues: CandidateCondition.allCases.map { ($0, true) })
        draft.facts.earliest = earliest
        draft.facts.nights = nights
        let spoken = [["en", "es"], ["en", "fr"], ["en", "ru"], ["en", "ar"], ["en"]]
        draft.facts.languages = spoken[number % spoken.count]
        draft.facts.themes = [WorkTheme.allCases[number % WorkTheme.allCases.count]]
        draft.facts.needsAccessible = false
        return draft
    }

    static func ready(_ guest: Guest, _ draft: CandidateDraft, in tx: Transaction) throws {
        let candidate = try Candidate.of(guest, in: tx)
        try draft.save(guest, version: candidate.version, in: tx)
        try Candidate.of(guest, in: tx).enter(.ready, in: tx)
    }
}
