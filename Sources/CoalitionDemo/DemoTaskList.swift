import Coalition

/// Tasks that people of the demo gave each other: overdue, for today, for later, and done.
enum DemoTaskList {
    static func write(_ story: DemoStory) {
        var random = DemoRandom(seed: 43)
        for (name, city) in story.accounts.cities.sorted(by: { $0.key < $1.key })
        where DemoGroupPlan.all.contains(where: { $0.city == name }) {
            let isOwn = name == "Nijmegen" || name == "Haarlem"
            write(.coordinator, .local, name, city, isOwn ? offsets : [-2, 6, 15], story, &random)
            write(
                .municipality, .municipality, name, city, isOwn ? [-3, 0, 9] : [4], story, &random)
        }
        writeNetwork(story)
        writeShared(story)
    }

    /// What the two coordinators of Nijmegen gave each other, one of it lately.
    private static func writeShared(_ story: DemoStory) {
        guard let city = story.accounts.cities["Nijmegen"] else { return }
        let (own, colleague) = (story.accounts.local("Nijmegen"), story.accounts.colleague)
        let shared = [
            (
                "Zaal zoeken voor de avond met alle groepen", 5, 1, colleague, own,
                "Het buurthuis kan op dinsdag; de bibliotheek belt nog terug."
            ),
            (
                "Flyer voor nieuwe leden laten drukken", 9, 12, own, colleague,
                "Tekst staat klaar, alleen de foto ontbreekt."
            ),
        ]
        for (title, due, daysAgo, giver, doer, remark) in shared {
            add(
                title, .local, city, due: story.today + due, on: story.today - daysAgo - 2,
                by: giver, story
            ) { ref, story in
                story.on(story.today - daysAgo, minute: 955, by: giver) { tx in
                    let account = try doer.userID.flatMap { try User.find($0, in: tx) }
                    try Task.find(ref(), in: tx).hand(to: account?.ref, remark: remark, in: tx)
                }
            }
        }
    }

    /// Days from today on which tasks are due.
    private static let offsets = [-6, -1, 0, 0, 3, 8, 17, 30]

    private static func write(
        _ owner: DemoPlans.Task.Owner, _ role: Role, _ name: String, _ city: City,
        _ offsets: [Int], _ story: DemoStory, _ random: inout DemoRandom
    ) {
        let local = story.accounts.local(name)
        let titles = random.pick(offsets.count + 2, of: DemoPlans.tasks(of: owner)).map(\.title)
        for (title, offset) in zip(titles, offsets) {
            let made = story.today + min(-1, offset - random.int(in: 5...14))
            add(title, role, city, due: story.today + offset, on: made, by: local, story) { _, _ in
            }
        }
        for title in titles.suffix(2) {
            let made = story.today - random.int(in: 10...30)
            let doer = role == .local ? local : story.accounts.municipality(name)
            add(title, role, city, due: made + 7, on: made, by: local, story) { ref, story in
                story.on(made + 5, minute: 900, by: doer) { tx in
                    try Task.find(ref(), in: tx).complete(in: tx)
                }
            }
        }
    }

    private static func writeNetwork(_ story: DemoStory) {
        guard let city = story.accounts.cities["Leidschendam-Voorburg"] else { return }
        for (title, offset) in [
            ("Partnerbijeenkomst voorbereiden", 11), ("Gesprek over de pilot plannen", -2),
        ] {
            add(
                title, .network, city, due: story.today + offset, on: story.today - 12,
                by: story.accounts.network, story
            ) { _, _ in }
        }
    }

    private static func add(
        _ title: String, _ role: Role, _ city: City, due: Day, on day: Day, by viewer: Viewer,
        _ story: DemoStory, _ then: (@escaping () -> String, DemoStory) -> Void
    ) {
        let made = DemoReference()
        story.on(day, minute: 860, by: viewer) { tx in
            var draft = TaskDraft()
            draft.title = title
            draft.extras["waiting_for"] = FieldValue(DemoPlans.answers[title])
            draft.role = role
            draft.dueOn = due
            made.text = try draft.create(in: city, tx).ref
        }
        then({ made.text }, story)
    }
}

/// A reference that is known once the story is played.
final class DemoReference {
    var text = ""
}
