import Coalition
import Templates

/// What a municipality officer sees of the city, read in one snapshot.
struct CityPanelFacts: Sendable {
    let figures: Figures
    /// Families that wait, without those that stand on the page already.
    let waiting: [Family]
    let today: Day

    init(today: Day, besides told: Set<RecordID>, _ tx: Transaction) throws {
        self.today = today
        figures = try Figures(as: .municipality, tx)
        waiting = try CityPanelFacts.waitingFamilies.seen(as: .municipality, by: tx.viewer)
            .page(nil, in: tx).rows.filter { !told.contains(RecordID($0.id)) }
    }

    static var waitingFamilies: FamilyList { .inState(.waiting) }
}

/// How it goes in a city: its groups by phase and who waits.
struct CityPanel: PageModel {
    /// Waiting families that are named here; all of them are behind the link.
    static let waitingRows = 8

    let phases: [PhaseCount]
    let waiting: [WaitingRow]
    /// Nil for who sees no families.
    let allWaiting: CountedLink?
    let waitingCount: String?
    let sight: CitySight

    init(_ facts: CityPanelFacts, _ words: Words) {
        sight = facts.figures.sight
        phases = sight.seesGroups ? PhaseCount.all(facts.figures, words) : []
        let waiting = facts.figures[CityPanelFacts.waitingFamilies]
        allWaiting = waiting.map { CountedLink(words("municipality.all_waiting"), $0) }
        waitingCount = waiting?.text
        self.waiting = facts.waiting.prefix(CityPanel.waitingRows).map {
            WaitingRow($0, facts.today, words)
        }
    }

    /// The city in three sentences.
    static func lede(_ facts: CityPanelFacts, _ words: Words) -> [Sentence] {
        func sentence(_ key: String, _ figure: Figure?) -> Sentence? {
            figure.map { Sentence("municipality.lede.\(key)", $0, words) }
        }
        let (figures, sight) = (facts.figures, facts.figures.sight)
        return [
            sight.seesGroups ? sentence("groups", figures[GroupList.inStates([.active])]) : nil,
            sight.seesFamilies
                ? sentence("waiting", figures[CityPanelFacts.waitingFamilies]) : nil,
            sight.seesStays ? sentence("guests", figures[StayList.of(.now)]) : nil,
        ].compactMap { $0 }
    }

    static let fields: Fields<CityPanel> = [
        .list("phases", PhaseCount.fields) { $0.phases },
        .flag("hasPhases") { !$0.phases.isEmpty },
        .list("waiting", WaitingRow.fields) { $0.waiting },
        .flag("isAnybodyWaiting") { !$0.waiting.isEmpty },
        .text("waitingCount") { $0.waitingCount },
        .object("allWaiting", CountedLink.fields) { $0.allWaiting },
        .flag("seesGroups") { $0.sight.seesGroups },
        .flag("seesFamilies") { $0.sight.seesFamilies },
    ]
}

/// How many groups are in a phase, beside the fullest phase; the number opens their list.
struct PhaseCount: PageModel {
    let name: String
    let count: Int
    let path: String
    let bar: SafeHTML

    static func all(_ figures: Figures, _ words: Words) -> [PhaseCount] {
        // A phase without a group is no news.
        let all = Group.State.allCases.compactMap { state in
            figures[GroupList.inStates([state])].flatMap { $0.count == 0 ? nil : (state, $0) }
        }
        let most = all.map(\.1.count).max() ?? 1
        return all.map { state, figure in
            PhaseCount(
                name: words("group.state.\(state.rawValue)"), count: figure.count,
                path: figure.path, bar: ShareBar(value: figure.count, most: most).picture)
        }
    }

    static let fields: Fields<PhaseCount> = [
        .text("name") { $0.name },
        .number("count") { $0.count },
        .text("path") { $0.path },
        .html("bar") { $0.bar },
    ]
}

/// A family that waits for a group: its size and how long.
struct WaitingRow: PageModel {
    let link: LinkView
    let hint: String

    init(_ family: Family, _ today: Day, _ words: Words) {
        let name = words("family.called", ["name": .text(words.name(family.code))])
        link = LinkView(name, "/families/\(family.ref)")
        let people = words("family.people", ["count": .number(family.householdSize)])
        let waits = family.waitingSince.map { since in
            since >= today
                ? words("municipality.waits.none")
                : words(
                    "municipality.waits",
                    ["span": .text(words.span(Span(from: since, to: today)))])
        }
        hint = [people, waits].compactMap { $0 }.joined(separator: ", ")
    }

    static let fields: Fields<WaitingRow> = [
        .object("link", LinkView.fields) { $0.link },
        .text("hint") { $0.hint },
    ]
}
