import Coalition
import Templates

/// What the planner shows: twelve months, from three months ago unless the address says otherwise.
struct PlannerFacts: Sendable {
    let plan: StayPlan
    /// The cities that can be chosen.
    let all: [City]
    /// The cities of this page.
    let cities: [City]
    let city: City?
    /// Whether a city is asked for that is not among them; nothing is shown then.
    let isCityUnknown: Bool
    /// Who is there now, and which planned places have no guest; nil without a known city.
    let guests: Figure?
    let places: Figure?
    /// The first city of the page before and of the page after.
    let previous: City?
    let next: City?
    let today: Day
    let table: StayTable
    /// When the accommodations of this page are free, from today on.
    let free: [FreePlace]
    /// Stays after the twelve months, so that none is out of sight.
    let later: [Stay]

    /// Lines on a page when no city is chosen.
    private static let mostLines = 60

    init(_ values: Values, _ tx: Transaction) throws {
        today = tx.today
        let hosting = try HostingCity.all(in: tx)
        all = hosting.map(\.city)
        let city = values.text("city").flatMap { ref in hosting.first { $0.city.ref == ref } }
        self.city = city?.city
        let isCityUnknown = values.text("city") != nil && city == nil
        self.isCityUnknown = isCityUnknown
        guests = isCityUnknown ? nil : try Figure(StayList.of(.now), in: city?.city, tx)
        places =
            isCityUnknown
            ? nil : try Figure(StayList.of(.coming, hasGuest: false), in: city?.city, tx)
        let pages =
            isCityUnknown
            ? [] : city.map { [[$0]] } ?? HostingCity.pages(hosting, lines: PlannerFacts.mostLines)
        let number =
            values.text("start").flatMap { ref in
                pages.firstIndex { $0.contains { $0.city.ref == ref } }
            } ?? 0
        let shown = pages.indices.contains(number) ? pages[number].map(\.city) : []
        previous = pages.indices.contains(number - 1) ? pages[number - 1].first?.city : nil
        next = pages.indices.contains(number + 1) ? pages[number + 1].first?.city : nil
        let first = PlannerFacts.first(values.text("from"), today)
        plan = try StayPlan.read(.year(from: first), cities: Set(shown.map(\.id)), in: tx)
        let lines = plan.lines
        cities = shown.filter { city in lines.contains { $0.city == city.id } }
        free = try FreePlace.all(of: lines.compactMap(\.accommodation), in: tx)
        let stays = lines.flatMap(\.stays)
        table = try StayTable(
            stays.sorted { ($0.period.from, $0.id.value) < ($1.period.from, $1.id.value) }, tx)
        var list = StayList()
        list.city = city?.city.id
        list.period = Period(plan.period.until, until: plan.period.until + 3660)
        later =
            isCityUnknown
            ? []
            : try list.page(nil, in: tx).rows.filter { [plan] in
                $0.period.from >= plan.period.until
            }
    }

    /// The first month of the year shown, written `2026-08`.
    private static func first(_ text: String?, _ today: Day) -> Day {
        guard let text, let day = Day(iso: text + "-01"), (2012...2199).contains(day.year) else {
            return today.startOfMonth.adding(months: -3)
        }
        return day
    }
}

/// The year of a city or of the network as a timeline, and the same as a table.
struct PlannerPage: SitePage {
    static let template = "stays/planner"
    let lede: [Sentence]
    let heading: String
    let clashes: [PlannerClash]
    let earlier: String
    let now: String
    let later: String
    let isNow: Bool
    let head: SafeHTML
    let cities: [PlannerCity]
    let occupancy: SafeHTML
    let paging: PagingView?
    let filter: FilterView?
    let months: [FreeMonth]
    let free: TableView?
    let table: TableView?
    let count: String
    let afterwards: [LinkView]
    let empty: EmptyView?
    let mayWrite: Bool

    init(_ context: Context, _ facts: PlannerFacts) {
        let words = context.words
        let drawing = StayPlanner(
            plan: facts.plan, free: facts.free, today: facts.today, words: words,
            tellsOutcome: context.viewer.holds(
                [.shelter, .network, .safeguarding], for: StayPolicy.programmes))
        lede = [
            facts.guests.map { Sentence("planner.lede.guests", $0, words) },
            facts.places.map { Sentence("planner.lede.slots", $0, words) },
        ].compactMap { $0 }
        heading = drawing.heading
        clashes = facts.plan.lines.flatMap { line in
            line.clashes.map {
                PlannerClash(
                    $0.wish, $0.next, $0.nights, line, mayDecide: drawing.tellsOutcome, words)
            }
        }
        let address = ListAddress("/stays/planner", context.query, names: ["city"])
        let first = facts.plan.period.from
        earlier = address.with(("from", first.adding(months: -PlannerPage.step).isoMonth))
        later = address.with(("from", first.adding(months: PlannerPage.step).isoMonth))
        isNow = facts.plan.period.contains(facts.today)
        now = isNow ? "#nu" : address.with(("from", nil))
        head = drawing.head
        cities = facts.cities.map { city in
            let lines = facts.plan.lines.filter { $0.city == city.id }
            let name = city.name(context.language.rawValue)
            return PlannerCity(
                lines: lines.enumerated().map { index, line in
                    PlannerLine(line, in: name, isFirst: index == 0, drawing, words)
                })
        }
        occupancy = drawing.occupancy
        let place = ListAddress("/stays/planner", context.query, names: ["from"])
        paging = PagingView(
            previous: facts.previous.map { place.with(("start", $0.ref)) },
            next: facts.next.map { place.with(("start", $0.ref)) })
        filter = PlannerPage.filter(context, facts)
        months = FreeMonth.year(
            from: facts.today, FreeHomeList(), city: facts.city?.ref, words)
        free = FreeTable(
            places: facts.free.filter { $0.period.clipped(to: facts.plan.period) != nil },
            cities: facts.cities
        ).table(context)
        table = facts.table.table(context, "stay.table")
        count = String(facts.table.stays.count)
        afterwards = facts.later.map {
            LinkView("\($0.title(words)), \($0.period.short(words))", "/stays/\($0.ref)")
        }
        mayWrite = context.viewer.holds(StayPolicy.writers, for: StayPolicy.programmes)
        empty = PlannerPage.empty(facts, place, words)
    }

    /// So many months further an arrow leads.
    private static let step = 3

    private static func empty(
        _ facts: PlannerFacts, _ everywhere: ListAddress, _ words: Words
    ) -> EmptyView? {
        if facts.isCityUnknown {
            return EmptyView(unknown: ["field.city"], rest: everywhere.with(), words)
        }
        return facts.plan.lines.isEmpty
            ? EmptyView(title: words("planner.empty.title"), text: words("planner.empty.text"))
            : nil
    }

    /// Choosing a city, for those who see several.
    private static func filter(_ context: Context, _ facts: PlannerFacts) -> FilterView? {
        guard facts.all.count > 1 else { return nil }
        let values = context.query
        return FilterView(
            ListAddress("/stays/planner", values, names: ["city", "from"]),
            [CityChoice.filter(facts.all, context)], values, context.words, keeps: ["from"])
    }

    static let fields: Fields<PlannerPage> = [
        .list("lede", Sentence.fields) { $0.lede },
        .text("heading") { $0.heading },
        .list("clashes", PlannerClash.fields) { $0.clashes },
        .text("earlier") { $0.earlier },
        .text("later") { $0.later },
        .text("now") { $0.now },
        .flag("isNow") { $0.isNow },
        .html("head") { $0.head },
        .list("cities", PlannerCity.fields) { $0.cities },
        .html("occupancy") { $0.occupancy },
        .object("paging", PagingView.fields) { $0.paging },
        .object("filter", FilterView.fields) { $0.filter },
        .list("months", FreeMonth.fields) { $0.months },
        .object("free", TableView.fields) { $0.free },
        .object("table", TableView.fields) { $0.table },
        .text("count") { $0.count },
        .list("afterwards", LinkView.fields) { $0.afterwards },
        .flag("hasAfterwards") { !$0.afterwards.isEmpty },
        .flag("mayWrite") { $0.mayWrite },
        .object("empty", EmptyView.fields) { $0.empty },
    ]
}

/// A city's lines of the timeline.
struct PlannerCity: PageModel {
    let lines: [PlannerLine]

    static let fields: Fields<PlannerCity> = [
        .list("lines", PlannerLine.fields) { $0.lines }
    ]
}

/// One accommodation, or the slots without one, as a line of the timeline.
struct PlannerLine: PageModel {
    let city: String
    /// The city's name is shown once, and told with each of its lines.
    let isFirst: Bool
    let name: String
    let path: String?
    let picture: SafeHTML

    init(
        _ line: StayPlan.Line, in city: String, isFirst: Bool, _ drawing: StayPlanner,
        _ words: Words
    ) {
        self.city = city
        self.isFirst = isFirst
        name = line.accommodation?.name ?? words("stay.no_home")
        path = line.accommodation.map { "/accommodations/\($0.ref)" }
        picture = drawing.picture(line)
    }

    static let fields: Fields<PlannerLine> = [
        .text("city") { $0.city },
        .flag("isFirst") { $0.isFirst },
        .text("name") { $0.name },
        .text("path") { $0.path },
        .html("picture") { $0.picture },
    ]
}

/// A wished extension that runs into the next stay, in words.
struct PlannerClash: PageModel {
    let title: String
    let text: String
    let link: LinkView

    /// - Parameter mayDecide: Whether the page of the stay tells of the extension.
    init(
        _ wish: Stay, _ next: Stay, _ nights: Period, _ line: StayPlan.Line, mayDecide: Bool,
        _ words: Words
    ) {
        title = words(
            "planner.clash.title",
            [
                "home": .text(line.accommodation?.name ?? ""),
                "period": .text(nights.short(words)),
            ])
        text = words(
            "planner.clash.text",
            [
                "name": .text(wish.title(words)), "next": .text(next.title(words)),
                "until": .text(words.day(wish.extensionUntil ?? wish.period.until)),
                "from": .text(words.day(next.period.from)),
            ])
        let path = "/stays/\(wish.ref)"
        link =
            mayDecide
            ? LinkView(words("planner.clash.solve"), "\(path)#verlenging")
            : LinkView(words("planner.clash.see"), path)
    }

    static let fields: Fields<PlannerClash> = [
        .text("title") { $0.title },
        .text("text") { $0.text },
        .object("link", LinkView.fields) { $0.link },
    ]
}
