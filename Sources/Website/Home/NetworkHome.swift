import Coalition
import HTTP
import Templates

/// The network coordinator's page: which cities need attention this week, on a map and in a table.
struct NetworkHome: SitePage {
    static let template = "home/network"
    let day: String
    let lede: [Sentence]
    /// The worklist, which stands on top; nil for who has nothing to do here.
    let work: WorkPanel?
    /// What the viewer's other rights look after; nil without any.
    let parts: HomeParts?
    let changes: Sentence?
    let needs: [NeedView]
    /// Stays that somebody asked to last longer, each with its page.
    let wishes: [LinkView]
    let map: SafeHTML
    let isShelterMap: Bool
    /// Whether the viewer works for both programmes, and chooses between two maps.
    let hasMaps: Bool
    let table: TableView

    static func show(_ context: Context) throws -> Response {
        let visit = context.signedIn?.user.previousVisitAt
        let (facts, wishes, home) = try context.read {
            (
                try NetworkFacts($0), try Stay.wishing(in: $0),
                try HomeFacts(rows: workRows, since: visit, $0)
            )
        }
        return try context.show(NetworkHome(context, facts, wishes, home))
    }

    /// Rows of the worklist, few enough to leave map and table in sight.
    private static let workRows = 5

    init(_ context: Context, _ facts: NetworkFacts, _ wishes: [Stay], _ home: HomeFacts) {
        let words = context.words
        work = home.work.map { WorkPanel($0, context) }
        parts = home.cities.isEmpty ? nil : HomeParts(home, context, isBelow: true)
        changes = home.changes?.sentence(home.today, words)
        let sight = facts.sight
        day = words.longDay(facts.today)
        lede =
            NetworkHome.lede(facts.total, sight, words)
            + NetworkHome.sums(facts.sums, facts.sumSight, words)
        needs = facts.cities.compactMap { NeedView($0, facts.numbers(of: $0) ?? .zero, context) }
            .sorted { ($0.signals, $1.name) > ($1.signals, $0.name) }
        self.wishes = wishes.map { stay in
            LinkView(
                words(
                    "network.wish",
                    [
                        "name": .text(stay.title(words)),
                        "day": .text(words.day(stay.extensionUntil ?? stay.period.until)),
                    ]), "/stays/\(stay.ref)#verlenging")
        }
        hasMaps = sight.seesStays == sight.seesGroups
        isShelterMap =
            hasMaps ? context.query.text("map") == "shelter" : sight.seesStays
        map =
            NetworkMap(
                facts: facts, programme: isShelterMap ? .shelterCity : .samenHier,
                language: context.language, words: words
            ).markers
        table = NetworkTable(facts, context.query).table(context)
    }

    private static func lede(
        _ total: CityNumbers, _ sight: CitySight, _ words: Words
    ) -> [Sentence] {
        figures(sight).map { key, figure in
            Sentence("network.lede.\(key)", figure.figure(of: total), words)
        }
    }

    /// Sums without a list; what is so few that it could tell of one group or guest is not counted out
    /// (spec: access, minimisation).
    private static func sums(
        _ total: CityNumbers, _ sight: CitySight, _ words: Words
    ) -> [Sentence] {
        figures(sight).map { key, figure in
            let count = figure.number(total)
            return Sentence(
                (1...4).contains(count)
                    ? words("network.few.\(key)") : words.counted("network.lede.\(key)", count))
        }
    }

    private static func figures(_ sight: CitySight) -> [(key: String, CityFigure)] {
        let groups = [
            ("groups", CityFigure(GroupList.inStates([.active]))),
            ("silent", CityFigure(GroupList.flagged(.silent))),
        ]
        let families = [("waiting", CityFigure(FamilyList.inState(.waiting)))]
        let stays = [("guests", CityFigure(StayList.of(.now)))]
        let all =
            (sight.seesGroups ? groups : []) + (sight.seesFamilies ? families : [])
            + (sight.seesStays ? stays : [])
        return all.compactMap { key, figure in figure.map { (key, $0) } }
    }

    static let fields: Fields<NetworkHome> = [
        .text("day") { $0.day },
        .list("lede", Sentence.fields) { $0.lede },
        .object("work", WorkPanel.fields) { $0.work },
        .object("parts", HomeParts.fields) { $0.parts },
        .object("changes", Sentence.fields) { $0.changes },
        .list("needs", NeedView.fields) { $0.needs },
        .flag("hasNeeds") { !$0.needs.isEmpty },
        .list("wishes", LinkView.fields) { $0.wishes },
        .flag("hasWishes") { !$0.wishes.isEmpty },
        .html("map") { $0.map },
        .flag("isShelterMap") { $0.isShelterMap },
        .flag("hasMaps") { $0.hasMaps },
        .object("table", TableView.fields) { $0.table },
    ]
}

/// A city that asks for attention: what stands still or lacks somebody there.
struct NeedView: PageModel {
    let name: String
    let path: String
    let signals: Int
    let tags: [TagView]
    let waiting: String?

    /// Nil for a city in which nothing asks for attention.
    init?(_ city: City, _ numbers: CityNumbers, _ context: Context) {
        let words = context.words
        signals = numbers.silent + numbers.belowStrength + numbers.withConcern
        guard signals > 0 else { return nil }
        name = city.name(context.language.rawValue)
        path = "/cities/\(city.ref)"
        let signs: [(Int, String, TagView.Look)] = [
            (numbers.withConcern, "network.concern", .badDiamond),
            (numbers.silent, "network.silent", .badDiamond),
            (numbers.belowStrength, "network.strength", .warnDiamond),
        ]
        tags = signs.filter { $0.0 > 0 }.map {
            TagView(words($0.1, ["count": .number($0.0)]), $0.2)
        }
        let families = numbers.families[.waiting] ?? 0
        waiting =
            families == 0 ? nil : words("network.waiting", ["count": .number(families)])
    }

    static let fields: Fields<NeedView> = [
        .text("name") { $0.name },
        .text("path") { $0.path },
        .list("tags", TagView.fields) { $0.tags },
        .text("waiting") { $0.waiting },
    ]
}
