import Coalition
import Templates

/// What the list of stays is made of.
struct StayIndex: Sendable {
    private let list: StayList
    private let page: Page<Stay>
    private let table: StayTable
    private let count: ListCount
    private let cities: [City]
    private let seasons: [Cohort]

    init(_ values: Values, _ tx: Transaction) throws {
        cities = try City.within(
            tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes), in: tx)
        let around = tx.today.adding(months: -12)..<tx.today.adding(months: 14)
        seasons =
            try Period(around.lowerBound, until: around.upperBound).map {
                try Cohort.touching($0, in: tx)
            } ?? []
        var list = StayList()
        list.city = values.text("city").flatMap { [cities] ref in
            cities.first { $0.ref == ref }?.id
        }
        list.state = values.code("state")
        list.isDescending = values.text("order") == "desc"
        StayIndex.choose(values.text("period"), seasons, tx.today, &list)
        self.list = list
        page = try list.page(values.cursor, in: tx)
        table = try StayTable(page.rows, tx)
        count = try list.count(in: tx)
    }

    func page(_ context: Context, _ values: Values, _ address: ListAddress) -> ListPage {
        let words = context.words
        let mayWrite = context.viewer.holds(StayPolicy.writers, for: StayPolicy.programmes)
        let filter = FilterView(address, filters(context), values, words, keeps: ["order"])
        let rows = table.table(
            context, "stay.table", address: address, isDescending: list.isDescending,
            paging: PagingView(page, address))
        return ListPage(
            title: words("nav.stays"), lede: nil, count: words(count),
            actions: mayWrite ? [LinkView(words("stay.new.title"), "/stays/new")] : [],
            tools: [LinkView(words("nav.planner"), "/stays/planner")], filter: filter, table: rows,
            empty: rows == nil ? empty(words, filter, mayWrite) : nil)
    }

    /// Who is there now, the next sixty days, the season of a cohort; else what is not over yet,
    /// unless the phase that is asked for is one of the past.
    private static func choose(
        _ code: String?, _ seasons: [Cohort], _ today: Day, _ list: inout StayList
    ) {
        let isOfThePast =
            list.state.map { Stay.State.over.contains($0) || $0 == .cancelled } ?? false
        switch code {
        case "all": break
        case "now": list.isPresent = true
        case "soon": list.period = Period(today, until: today + 60)
        case nil where !isOfThePast: list.period = Period(today, until: today + 3660)
        default: list.period = seasons.first { $0.code == code }?.period
        }
    }

    private func filters(_ context: Context) -> [FieldSpec] {
        let words = context.words
        let mayTell = context.viewer.holds(
            [.shelter, .network, .safeguarding], for: StayPolicy.programmes)
        let states = Stay.State.allCases.filter { mayTell || !Stay.State.over.contains($0) }
            .map { words.choice($0, "stay.state") }
        let over = mayTell ? [] : [Choice(Stay.State.returned.rawValue, words("stay.over"))]
        let periods =
            [
                Choice("", words("stay.filter.open")), Choice("now", words("stay.filter.now")),
                Choice("soon", words("stay.filter.soon")),
                Choice("all", words("stay.filter.always")),
            ] + seasons.map { Choice($0.code, $0.name(words)) }
        let city = cities.count > 1 ? [CityChoice.filter(cities, context)] : []
        return city + [
            .select("state", [Choice("", words("filter.all_states"))] + states + over)
                .labelled("column.state"),
            .select("period", periods).labelled("stay.filter.period"),
        ]
    }

    private func empty(_ words: Words, _ filter: FilterView, _ mayWrite: Bool) -> EmptyView {
        let key = filter.chosen.isEmpty ? "stay.empty" : "list.empty"
        return EmptyView(
            title: words("\(key).title"), text: words("\(key).text"),
            action: mayWrite ? LinkView(words("stay.new.title"), "/stays/new") : nil)
    }
}
