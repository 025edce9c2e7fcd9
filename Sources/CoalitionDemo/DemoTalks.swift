import Coalition

/// Talks of this week and the next in two cities of the demo, and one that nobody has answered for.
enum DemoTalks {
    static func write(_ story: DemoStory) {
        for name in ["Nijmegen", "Haarlem"] {
            guard let city = story.accounts.cities[name] else { continue }
            let local = story.accounts.local(name)
            for plan in plans(story.today) {
                story.on(story.today - plan.daysAhead, minute: 640, by: local) { tx in
                    guard let subject = try plan.subject(city.id, tx) else { return }
                    try plan.draft.create(about: subject, in: tx)
                }
            }
            story.on(story.today - 2, minute: 650, by: story.accounts.shelter(name)) { tx in
                let coming = try Stay.coming(in: .cities([city.id]), tx)
                guard let stay = coming.first(where: { $0.guest != nil }) else { return }
                try welcome(story.today).create(about: .stay(stay), in: tx)
            }
        }
    }

    /// A talk that a coordinator planned so many days ago, about the first record of its kind.
    private struct Plan {
        let draft: TalkDraft
        let daysAhead: Int
        let subject: (ID<City>, Transaction) throws -> TalkSubject?
    }

    private static func plans(_ today: Day) -> [Plan] {
        [
            Plan(
                draft: draft(.talk, today - 1, 10, 30, "Wijkcentrum", "Contactpersoon"),
                daysAhead: 5, subject: { try group([.active], $0, $1) }),
            Plan(
                draft: draft(
                    .talk, today, 16, 0, "Thuis", "Het hele gezin en de tolk",
                    "Vraag ook hoe het op school gaat."), daysAhead: 3,
                subject: { try family(.supported, $0, $1) }),
            Plan(
                draft: draft(.intake, today + 1, nil, 0, nil, "Tolk nog te vinden"), daysAhead: 2,
                subject: { try family(.announced, $0, $1) ?? family(.intake, $0, $1) }),
            Plan(
                draft: draft(.talk, today + 2, 15, 0, "Wijkcentrum", "Groep, gezin en tolk"),
                daysAhead: 2, subject: match),
            Plan(
                draft: draft(
                    .training, today + 5, 19, 0, "Bibliotheek, zaal 2", "Alle leden",
                    "Neem de map met voorbeelden mee."), daysAhead: 2,
                subject: { try group([.preparing, .forming], $0, $1) }),
            Plan(
                draft: draft(.talk, today + 8, 20, 15, "Bibliotheek", "De hele groep"),
                daysAhead: 2, subject: { try group([.ready], $0, $1) }),
        ]
    }

    private static func welcome(_ today: Day) -> TalkDraft {
        draft(.introduction, today + 3, 11, 0, nil, "Buddy en coördinator")
    }

    private static func draft(
        _ kind: Talk.Kind, _ day: Day, _ hour: Int?, _ minute: Int, _ place: String?,
        _ people: String, _ remark: String? = nil
    ) -> TalkDraft {
        var draft = TalkDraft()
        (draft.kind, draft.on) = (kind, day)
        draft.begins = hour.map { $0 * 60 + minute }
        draft.extras["place"] = FieldValue(place)
        draft.extras["people"] = FieldValue(people)
        draft.extras["remark"] = FieldValue(remark)
        return draft
    }

    private static func group(
        _ states: Set<Group.State>, _ city: ID<City>, _ tx: Transaction
    ) throws -> TalkSubject? {
        var list = GroupList()
        (list.city, list.states) = (city, states)
        return try list.page(nil, in: tx).rows.first.map { .group($0) }
    }

    private static func family(
        _ state: Family.State, _ city: ID<City>, _ tx: Transaction
    ) throws -> TalkSubject? {
        var list = FamilyList.inState(state)
        list.city = city
        return try list.page(nil, in: tx).rows.first.map { .family($0) }
    }

    private static func match(_ city: ID<City>, _ tx: Transaction) throws -> TalkSubject? {
        var list = MatchList()
        list.city = city
        list.state = .active
        return try list.lines(nil, in: tx).rows.first.map { .match($0) }
    }
}
