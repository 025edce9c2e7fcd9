import Coalition
import SQLite

/// The plans of the demo: what sponsor groups plan before they know their family, and how the goals of
/// groups and families get on.
enum DemoGoals {
    /// Cities in which plans are worked on, so that there is something to see on every page.
    private static let cities = ["Nijmegen", "Haarlem", "Rotterdam"]

    /// What a sponsor group plans, a few days before it is ready.
    static func writePlan(of group: DemoGroup, _ story: DemoStory, _ local: Viewer) {
        for (index, goal) in Goal.first.enumerated() {
            story.on(group.readyOn - 4, minute: 620 + index, by: local) { tx in
                let holder = PlanHolder.group(try group.group(in: tx))
                var draft = goal.draft
                let day = group.readyOn + 20 + 7 * index
                // What a group without a family plans is still to come.
                draft.dueOn = group.plan.stage.hasFamily ? day : max(day, story.today + 9 + index)
                draft.member = goal.owner == .group ? member(index, of: holder, tx) : nil
                try draft.add(to: holder, in: tx)
            }
        }
    }

    static func write(_ story: DemoStory) {
        for name in story.accounts.cities.keys.sorted() { writeDone(story, name) }
        for name in cities { writeWork(story, name) }
        writeNijmegen(story)
    }

    /// What a municipality does is done in time; what is late is told by itself.
    private static func writeDone(_ story: DemoStory, _ name: String) {
        guard let city = story.accounts.cities[name] else { return }
        story.on(story.today - 24, minute: 1010, by: story.accounts.local(name)) { tx in
            let due: [ID<Need>] = try tx.db.values(
                """
                SELECT needs.id FROM needs JOIN families ON families.id = needs.family_id
                WHERE families.city_id = \(city.id) AND needs.owner = 'municipality'
                AND needs.closed_on IS NULL AND needs.due_on <= \(story.today + 6)
                ORDER BY needs.id
                """)
            for id in due {
                let holder = try Need.holder(of: id, in: tx)
                guard !holder.isOver else { continue }
                try Need.find(id.value, of: holder, in: tx).setStatus(.met, of: holder, in: tx)
            }
        }
    }

    /// Goals get steps and somebody who does them; some steps are done, and some goals reached.
    private static func writeWork(_ story: DemoStory, _ name: String) {
        guard let city = story.accounts.cities[name] else { return }
        let local = story.accounts.local(name)
        story.on(story.today - 22, minute: 870, by: local) { tx in
            for holder in try families(in: city.id, tx) {
                for (index, goal) in Goal.later.enumerated() {
                    var draft = goal.draft
                    draft.dueOn = story.today + 12 + 9 * index
                    try draft.add(to: holder, in: tx)
                }
                try detail(holder, tx)
            }
        }
        story.on(story.today - 9, minute: 875, by: local) { tx in
            for holder in try families(in: city.id, tx) { try work(holder, tx) }
        }
    }

    private static func families(_ city: ID<City>, _ tx: Transaction) throws -> [ID<Family>] {
        try tx.db.values(
            """
            SELECT family_id FROM matches
            WHERE city_id = \(city) AND state IN ('active', 'closing') AND kind = 'samen_hier'
            ORDER BY id
            """)
    }

    private static func families(
        in city: ID<City>, _ tx: Transaction
    ) throws -> [PlanHolder] {
        try families(city, tx).map { .family(try Family.find($0, in: tx)) }
    }

    /// Steps, somebody of the group and what was agreed for each goal that the group carries.
    private static func detail(_ holder: PlanHolder, _ tx: Transaction) throws {
        guard let family = holder.family else { return }
        let all = try Need.all(of: family, in: tx).filter { !$0.isClosed }
        let manager = try holder.contacts(in: tx).first { $0.function == .clientManager }
        for need in all where need.owner == .municipality {
            var draft = try NeedDraft.stored(need.id, in: tx).draft
            draft.contact = manager.map { Int($0.id.value) }
            try draft.update(need, of: holder, version: need.version, in: tx)
        }
        let goals = all.filter { $0.owner == .group }
        for (index, need) in goals.enumerated() {
            var draft = try NeedDraft.stored(need.id, in: tx).draft
            draft.member = member(index + goals.count, of: holder, tx)
            let lines = steps[need.theme.rawValue] ?? []
            if try NeedStep.all(of: need, in: tx).isEmpty { draft.steps = lines }
            if index == 0 {
                draft.extras["agreed"] = FieldValue(
                    "Wij zoeken het samen uit. Het gezin beslist, de groep gaat mee.")
            }
            try draft.update(need, of: holder, version: need.version, in: tx)
        }
    }

    private static func work(_ holder: PlanHolder, _ tx: Transaction) throws {
        guard let family = holder.family else { return }
        for (index, need) in try Need.all(of: family, in: tx).enumerated() where !need.isClosed {
            guard need.owner == .group else { continue }
            let open = try NeedStep.all(of: need, in: tx).filter { $0.doneOn == nil }
            for step in open.prefix(index % 3) {
                let now = try Need.find(need.id.value, of: holder, in: tx)
                try now.tick(step.id.value, isDone: true, of: holder, in: tx)
            }
        }
    }

    /// One that nobody else may know of, one that may be known since a day, and one that is late.
    private static func writeNijmegen(_ story: DemoStory) {
        guard let city = story.accounts.cities["Nijmegen"] else { return }
        for (index, goal) in Goal.nijmegen.enumerated() {
            story.on(story.today - 21, minute: 905 + index, by: story.accounts.local("Nijmegen")) {
                tx in
                guard let holder = try families(in: city.id, tx).first else { return }
                var draft = goal.draft
                switch goal.theme {
                case .health:
                    let adult = try holder.adults(in: tx).first
                    (draft.isPrivate, draft.person) = (true, adult.map { Int($0.id.value) })
                case .legal: (draft.sharedOn, draft.dueOn) = (story.today - 21, story.today + 16)
                default: draft.dueOn = story.today - 4
                }
                try draft.add(to: holder, in: tx)
            }
        }
    }

    private static func member(_ index: Int, of holder: PlanHolder, _ tx: Transaction) -> Int? {
        guard let members = try? holder.members(in: tx), !members.isEmpty else { return nil }
        return Int(members[index % members.count].id.value)
    }

    /// What is done for a goal of a theme.
    private static let steps: [String: [String]] = Dictionary(
        uniqueKeysWithValues: WordList.sections(stepsText).map { ($0.head, $0.lines) })

    private static let stepsText = """
        [housing]
        Samen de lijst maken
        Meubels ophalen bij de kringloop
        Een middag klussen met de buren
        [health]
        Praktijken met ruimte bellen
        Inschrijven met de papieren erbij
        [language]
        Taalmaatje vragen via de bibliotheek
        Eerste afspraak samen
        Na een maand vragen hoe het gaat
        [school]
        Twee scholen bezoeken
        Aanmelden
        Eerste week meelopen
        [work]
        Vertellen wat iemand kan en wil
        Kennismaken bij twee werkgevers
        Reis ernaartoe uitproberen
        [money]
        Alle post op tafel
        Map met tabbladen maken
        [network]
        Samen naar het buurthuis
        Uitnodiging voor de straatborrel
        [leisure]
        Proefles kiezen
        Spullen en bijdrage regelen
        [safety]
        Nummers in de telefoon zetten
        Route naar huis lopen in het donker
        [legal]
        Afspraak bij het juridisch loket
        Papieren kopiëren
        """
}

/// A goal as it is written down in the demo.
private struct Goal {
    let theme: Theme
    let owner: Need.Owner
    let title: String
    var steps: [String] = []

    var draft: NeedDraft {
        var draft = NeedDraft()
        (draft.theme, draft.owner, draft.title) = (theme, owner, title)
        draft.steps = steps
        return draft
    }

    /// Before a family is known.
    static let first = [
        Goal(
            theme: .housing, owner: .group, title: "Het huis is klaar voor de eerste nacht",
            steps: [
                "Bedden en beddengoed", "Keuken en eten voor drie dagen",
                "Uitleg van verwarming en vuilnis op papier",
            ]),
        Goal(
            theme: .school, owner: .group, title: "School en opvang met plek in de buurt",
            steps: ["Drie scholen bellen", "Vragen naar een taalklas"]),
        Goal(
            theme: .language, owner: .partner, title: "Een tolk voor de eerste twee weken",
            steps: ["Bureau vragen naar dagen en kosten"]),
        Goal(
            theme: .network, owner: .group, title: "De buren weten dat er een gezin komt",
            steps: ["Kaartje in de bus, zonder namen", "Koffie op de dag na aankomst"]),
        Goal(
            theme: .money, owner: .municipality,
            title: "Inschrijving en eerste leefgeld klaarzetten"),
    ]

    /// Beside what a family brought along.
    static let later = [
        Goal(theme: .language, owner: .partner, title: "Een plek in het taalcafé"),
        Goal(theme: .leisure, owner: .family, title: "Elke week samen koken voor vrienden"),
    ]

    static let nijmegen = [
        Goal(
            theme: .health, owner: .group, title: "Mee naar het ziekenhuis voor de controle",
            steps: ["Vervoer afspreken", "Tolk bij de balie vragen"]),
        Goal(theme: .legal, owner: .municipality, title: "Bewijs van inschrijving voor de nareis"),
        Goal(theme: .school, owner: .municipality, title: "Leerlingenvervoer voor twee kinderen"),
    ]
}
