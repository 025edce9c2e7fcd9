import Coalition

/// Draws the people of the demo, nobody twice.
struct DemoPeople {
    private var random: DemoRandom
    private var taken: Set<String> = []

    init(seed: UInt64) { random = DemoRandom(seed: seed) }

    /// A volunteer who joins on a day.
    mutating func volunteer(joining day: Day) -> MemberDraft {
        let name = volunteerName()
        var draft = MemberDraft()
        draft.name = name
        draft.email = DemoPeople.address(name)
        if random.chance(percent: 70) { draft.phone = phone() }
        if random.chance(percent: 92) {
            draft.birthYear = day.year - random.int(in: 19...76)
        } else {
            draft.isAdult = true
        }
        draft.joinedOn = day
        draft.codeOfConductOn = day
        draft.languages = languages()
        draft.skills = random.pick(random.int(in: 1...3), of: Theme.allCases)
        return draft
    }

    /// The people of a household, the adults first; some without a year of birth.
    mutating func household(adults: Int, minors: Int, on day: Day) -> [FamilyMemberDraft] {
        let lead = random.pick(DemoNames.newcomers)
        let people = (0..<(adults + minors)).map { index in
            newcomer(
                index == 0 ? lead : random.pick(DemoNames.newcomers), family: lead?.family,
                isAdult: index < adults, isAlone: adults + minors == 1, on: day)
        }
        return people
    }

    private mutating func newcomer(
        _ person: DemoNames.Newcomer?, family: String?, isAdult: Bool, isAlone: Bool, on day: Day
    ) -> FamilyMemberDraft {
        var draft = FamilyMemberDraft()
        draft.name = [person?.given, person?.family == nil ? nil : family].compactMap { $0 }
            .joined(separator: " ")
        // A family name that is not the person's own would not fit the original script.
        if person?.family == family { draft.originalName = person?.original }
        draft.isSingleName = person?.family == nil
        draft.kind = isAlone ? .single : isAdult ? .parent : .child
        if random.chance(percent: 85) {
            draft.birthYear = day.year - random.int(in: isAdult ? 21...58 : 0...17)
            draft.birthPrecision = random.chance(percent: 80) ? .year : .estimated
        }
        return draft
    }

    private mutating func volunteerName() -> String {
        while true {
            let first = random.pick(DemoNames.first) ?? "Anneke"
            let family = random.pick(DemoNames.family) ?? "Bakker"
            if taken.insert("\(first) \(family)").inserted { return "\(first) \(family)" }
        }
    }

    private mutating func languages() -> [String] {
        var all = random.chance(percent: 94) ? ["nl"] : []
        for (code, percent) in [
            ("en", 72), ("de", 18), ("fr", 14), ("ar", 16), ("ti", 7), ("fa", 7), ("tr", 8),
            ("uk", 5), ("es", 8), ("so", 4),
        ] where random.chance(percent: percent) {
            all.append(code)
        }
        return all.isEmpty ? ["en"] : all
    }

    /// Numbers after 06 00 are given to nobody.
    private mutating func phone() -> String {
        let digits = (0..<3).map { _ in String(random.int(in: 10...99)) }
        return "06 00 " + digits.joined(separator: " ")
    }

    static func address(_ name: String) -> String {
        let letters = SortKey.folded(name).map { $0.isASCII && $0.isLetter ? $0 : "." }
        let parts = String(letters).split(separator: ".")
        return parts.joined(separator: ".") + "@post.example"
    }
}
