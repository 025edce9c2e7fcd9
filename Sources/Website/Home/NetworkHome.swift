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
    /// The pages of the programmes that the menu has no room for.
    let programmes: [LinkView]
    let changes: Sentence?
    /// Says whose work the safeguarding role's is where nobody holds it; nil where somebody does.
    let vacancy: String?
    let needs: [NeedView]
    /// Stays that somebody asked to last longer, each with its page.
    let wishes: [LinkView]
    let map: SafeHTML
    let isShelterMap: Bool
    /// Whether the viewer works for both programmes, and chooses between two maps.
    let hasMaps: Bool
    let table: TableView
    /// The two orders in which most people look: who needs somebody first, and by name.
    let orders: [OrderView]

    static func show(_ context: Context) throws -> Response {
        let visit = context.signedIn?.user.previousVisitAt
        let (facts, home, vacant) = try context.read {
            (
                try NetworkFacts($0), try HomeFacts(rows: workRows, since: visit, $0),
                try Safeguarding.vacancies(in: $0)
            )
        }
        return try context.show(NetworkHome(context, facts, home, vacant))
    }

    /// Rows of the worklist, few enough to leave map and table in sight.
    private static let workRows = 5

    init(
        _ context: Context, _ facts: NetworkFacts, _ home: HomeFacts, _ vacant: Set<Programme>
    ) {
        let words = context.words
        vacancy = VacancyLine.text(vacant, context)
        work = home.work.map { WorkPanel($0, context) }
        parts = home.cities.isEmpty ? nil : HomeParts(home, context, isBelow: true)
        let colleagues =
            home.viewer.roles.contains(.network)
            ? [LinkView(words("colleagues.title"), ColleaguePages.path)] : []
        programmes =
            colleagues
            + (home.cities.isEmpty
                ? Navigation.elsewhere(home.viewer, words).filter {
                    [HubPages.samenHier, HubPages.shelterCity, "/voice", "/concerns"]
                        .contains($0.path)
                } : [])
        changes = home.changes?.sentence(home.today, words)
        let sight = facts.sight
        day = words.longDay(facts.today)
        lede =
            NetworkHome.lede(facts.total, sight, words)
            + NetworkHome.sums(facts, words)
        let byNeed = facts.byNeed(context.language.rawValue)
        needs = byNeed.compactMap { NeedView($0, facts, context) }
        wishes = facts.wishing.map { stay in
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
                facts: facts, cities: byNeed,
                programme: isShelterMap ? .shelterCity : .samenHier, context: context
            ).markers
        let cities = NetworkTable(facts, byNeed, context.query)
        table = cities.table(context)
        orders = cities.orders(context)
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
    private static func sums(_ facts: NetworkFacts, _ words: Words) -> [Sentence] {
        figures(facts.sumSight).map { key, figure in
            let count = figure.number(facts.sums)
            return Sentence(
                (1..<facts.few).contains(count)
                    ? words("network.few.\(key)", ["least": .number(facts.few)])
                    : words.counted("network.lede.\(key)", count))
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
        .list("programmes", LinkView.fields) { $0.programmes },
        .flag("hasProgrammes") { !$0.programmes.isEmpty },
        .object("changes", Sentence.fields) { $0.changes },
        .text("vacancy") { $0.vacancy },
        .list("needs", NeedView.fields) { $0.needs },
        .flag("hasNeeds") { !$0.needs.isEmpty },
        .list("wishes", LinkView.fields) { $0.wishes },
        .flag("hasWishes") { !$0.wishes.isEmpty },
        .html("map") { $0.map },
        .flag("isShelterMap") { $0.isShelterMap },
        .flag("hasMaps") { $0.hasMaps },
        .object("table", TableView.fields) { $0.table },
        .list("orders", OrderView.fields) { $0.orders },
    ]
}

/// An order of a table, to be chosen beside another.
struct OrderView: PageModel {
    let text: String
    let path: String
    let isCurrent: Bool

    static let fields: Fields<OrderView> = [
        .text("text") { $0.text },
        .text("path") { $0.path },
        .flag("isCurrent") { $0.isCurrent },
    ]
}

/// A city that asks for somebody: what is there, each with its list, the most urgent in colour.
struct NeedView: PageModel {
    let name: String
    let path: String
    let tags: [TagView]

    /// Nil for a city in which nothing asks for anybody.
    init?(_ city: City, _ facts: NetworkFacts, _ context: Context) {
        let words = context.words
        let need = facts.need(of: city, .samenHier)
        guard !need.isCalm else { return nil }
        name = city.name(context.language.rawValue)
        path = "/cities/\(city.ref)"
        let signs = zip(need.signs, need.texts(words)).enumerated().map { place, sign in
            TagView(sign.1, place == 0 ? NeedView.look(sign.0) : .plain, sign.0.figure)
        }
        let numbers = facts.numbers(of: city) ?? .zero
        let waiting = CityNeed.waiting.flatMap { list -> TagView? in
            let figure = list.figure(of: city, numbers)
            return figure.count == 0
                ? nil
                : TagView(
                    words("network.waiting", ["count": .number(figure.count)]), .plain, figure)
        }
        tags = signs + [waiting].compactMap { $0 }
    }

    private static func look(_ sign: CityNeed.Sign) -> TagView.Look {
        sign.key == "network.strength" ? .warnDiamond : .badDiamond
    }

    static let fields: Fields<NeedView> = [
        .text("name") { $0.name },
        .text("path") { $0.path },
        .list("tags", TagView.fields) { $0.tags },
    ]
}
