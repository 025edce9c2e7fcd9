import Coalition

/// What families of the demo said apart: held in time by the coordinator, one of which the group does
/// not know, and a family that is heard by the safeguarding lead only.
enum DemoVoice {
    private static let cities = ["Nijmegen", "Haarlem", "Rotterdam", "Almere"]

    /// Each week somebody looks which talks are due; the periods open by themselves.
    static func write(_ story: DemoStory) {
        for week in (0...48).reversed() {
            let day = story.today - week * 7
            story.on(day, minute: 481, by: .system) { tx in
                while try CheckInWindow.open(limit: 100, in: tx) > 0 {}
            }
            for name in cities {
                guard let city = story.accounts.cities[name] else { continue }
                story.on(day, minute: 660, by: story.accounts.local(name)) { tx in
                    for (place, match) in try matches(city.id, tx).enumerated() {
                        try hear(match, place, weeksAgo: week, story.accounts, tx)
                    }
                }
            }
        }
        writeContacts(story)
    }

    /// The matches of a city that run, in the order in which they were made.
    private static func matches(_ city: ID<City>, _ tx: Transaction) throws -> [Match] {
        var list = MatchList()
        list.city = city
        list.state = .active
        return try list.lines(nil, in: tx).rows.map(\.match)
            .sorted { $0.id.value < $1.id.value }
    }

    /// The talk that is due; one family is heard apart, one talk was missed, and some are still open.
    private static func hear(
        _ match: Match, _ place: Int, weeksAgo: Int, _ accounts: DemoAccounts, _ tx: Transaction
    ) throws {
        let family = try Family.find(match.family, in: tx)
        let isApart = match.id.value % 5 == 2
        if isApart, try !VoicePolicy(family, in: tx).isHeardApart {
            try family.setHeardApart(true, in: tx)
        }
        let own = isApart ? tx.replayed(at: tx.now, as: accounts.safeguarding, trace: tx.trace) : tx
        let known = try CheckIn.all(of: family, in: own).map(\.kind)
        guard
            let window = try CheckInWindow.all(of: match, in: tx).first(where: {
                $0.contains(tx.today) && !known.contains($0.kind)
            })
        else { return }
        let isMissed = match.id.value % 4 == 3 && window.kind == .m5
        let isOpen = weeksAgo < 4 && place % 2 == 0
        guard !isMissed, !isOpen, window.from + 5 <= tx.today else { return }
        let number = Int(match.id.value) + (CheckIn.Kind.due.firstIndex(of: window.kind) ?? 0)
        let said = says[number % says.count]
        // What the group does not know is told by one alone; the others did not wish to talk.
        let adults = try HeardPerson.all(of: family, in: own).filter { $0.age == .adult }
        guard said.unknown != nil, let first = adults.first else {
            return try enter(said, window.kind, family, own)
        }
        try enter(said, window.kind, family, by: first, own)
        for other in adults.dropFirst() { try enter(Says(), window.kind, family, by: other, own) }
    }

    private static func enter(
        _ says: Says, _ kind: CheckIn.Kind, _ family: Family, by person: HeardPerson? = nil,
        _ tx: Transaction
    ) throws {
        var draft = CheckInDraft()
        draft.person = person?.id.value
        (draft.kind, draft.on) = (kind, tx.today)
        draft.outcome = says.how == nil ? .declined : .held
        draft.language = try family.languages(in: tx).first
        if says.how != nil { try choose(family, &draft, tx) }
        draft.extras["how"] = FieldValue(says.how)
        draft.extras["freedom"] = FieldValue(says.freedom)
        draft.extras["unknown"] = FieldValue(says.unknown)
        draft.extras["change"] = FieldValue(says.change)
        draft.extras["is_shared"] = .truth(says.isShared)
        if says.how != nil { draft.extras["may_call_again"] = .truth(true) }
        try draft.enter(for: family, in: tx)
    }

    /// One adult speaks, through whom he or she chose: a community builder who speaks the language where
    /// there is one, else an interpreter.
    private static func choose(
        _ family: Family, _ draft: inout CheckInDraft, _ tx: Transaction
    ) throws {
        let builder = try VoiceBuilder.all(for: family, in: tx)
            .first { $0.languages.contains(draft.language ?? "") }
        draft.builder = builder.map { Int($0.id.value) }
        let through: CheckIn.Through = builder == nil ? .interpreter : .builder
        draft.extras["through"] = FieldValue(through.rawValue)
    }

    /// Who can be turned to in two cities; the others have none yet.
    private static func writeContacts(_ story: DemoStory) {
        for (name, line) in [
            ("Nijmegen", "Huis van Vertrouwen, Amina Bakker, 024 000 00 00"),
            ("Haarlem", "Wijkpastoraat Haarlem, Ruth Klaassen, 023 000 00 00"),
        ] {
            guard let city = story.accounts.cities[name] else { continue }
            story.on(story.today - 40, minute: 600, by: story.accounts.network) { tx in
                let version = try IndependentContact.of(city, in: tx).version
                try IndependentContact.set(line, of: city, version: version, in: tx)
            }
        }
    }

    /// What somebody says; nothing at all for who did not wish to talk.
    private struct Says {
        var how: String?
        var freedom: String?
        var unknown: String?
        var change: String?
        var isShared = false
    }

    private static let says: [Says] = [
        Says(
            how: "Het gaat goed. De kinderen slapen weer en ik ken de weg naar de winkel.",
            freedom: "Ja. Vorige week heb ik een bezoek afgezegd en dat was geen probleem.",
            isShared: true),
        Says(
            how: "Ik ben moe. Er komt bijna elke dag iemand langs.",
            freedom: "Nee. Zij doen zoveel voor ons, dan zeg je geen nee.",
            unknown:
                "Mijn man heeft schulden bij iemand van de reis. De groep weet dat niet en mag het "
                + "niet weten.",
            change: "Minder bezoek, en een vrouw met wie ik alleen kan praten."),
        Says(
            how: "Rustig. Wij missen onze ouders.", freedom: "Meestal wel.",
            change: "Graag meer oefenen met spreken."),
        Says(),
    ]
}
