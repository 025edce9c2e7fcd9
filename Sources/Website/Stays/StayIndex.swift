import Coalition
import Templates

/// What the list of stays is made of.
struct StayIndex: Sendable {
    private let asked: AskedList<StayList>
    private let page: Page<Stay>
    private let table: StayTable
    private let count: ListCount?
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
        var asked = AskedList<StayList>(values, ListAsker(tx, cities: cities, seasons: seasons))
        // Whoever asks for a phase means those of any time.
        if values.text("period") == nil, values.text("state") == nil { asked.list.when = .open }
        self.asked = asked
        page = try asked.page { try $0.page(values.cursor, in: tx) }
        table = try StayTable(page.rows, tx)
        count = try asked.count(in: tx)
    }

    func page(_ context: Context, _ values: Values) -> ListPage {
        let words = context.words
        let (list, address) = (asked.list, asked.address)
        let mayWrite = context.viewer.holds(StayPolicy.writers, for: StayPolicy.programmes)
        var shown = values
        if list.when == nil { shown.set("period", StayList.always) }
        let filter = FilterView(
            address, filters(context), values, words, keeps: ["order"], shown: shown)
        let rows = table.table(
            context, "stay.table", address: address, isDescending: list.isDescending,
            paging: PagingView(page, address, of: count, words))
        return ListPage(
            title: words("nav.stays"), lede: nil, count: count.map(words.callAsFunction),
            actions: mayWrite ? [LinkView(words("stay.new.title"), "/stays/new")] : [],
            tools: [LinkView(words("nav.planner"), "/stays/planner")]
                + MissingKind.stays.links(context), filter: filter, table: rows,
            empty: asked.unknownView(words)
                ?? (rows == nil ? empty(words, filter, mayWrite) : nil))
    }

    private func filters(_ context: Context) -> [FieldSpec] {
        let words = context.words
        let city = cities.count > 1 ? [CityChoice.filter(cities, context)] : []
        return city + [
            .select("state", states(context)).labelled("column.state"),
            .select("period", periods(words)).labelled("stay.filter.period"),
            .select(
                "guest",
                [
                    Choice("", words("stay.filter.any_guest")),
                    Choice("yes", words("stay.filter.guests")),
                    Choice("no", words("stay.filter.places")),
                ]
            ).labelled("stay.guest"),
        ] + RoleChoice.filter(StayList.readers, context)
    }

    /// Who may not know how a stay ended chooses all that are over at once.
    private func states(_ context: Context) -> [Choice] {
        let words = context.words
        let offered = Stay.State.allCases.filter { StayList.isOffered($0, to: context.viewer) }
        let mayTell = StayList.isOffered(.closed, to: context.viewer)
        return [Choice("", words("stay.filter.all_states"))]
            + offered.map { state in
                state == .returned && !mayTell
                    ? Choice(state.rawValue, words("stay.over"))
                    : words.choice(state, "stay.state")
            }
    }

    private func periods(_ words: Words) -> [Choice] {
        [Choice("", words("stay.filter.open"))]
            + StayList.codes.map { Choice($0.code, words("stay.filter.\($0.code)")) }
            + [Choice(StayList.always, words("stay.filter.always"))]
            + seasons.map { Choice($0.code, $0.name(words)) }
    }

    private func empty(_ words: Words, _ filter: FilterView, _ mayWrite: Bool) -> EmptyView {
        let key = filter.chosen.isEmpty ? "stay.empty" : "list.empty"
        return EmptyView(
            title: words("\(key).title"), text: words("\(key).text"),
            action: mayWrite ? LinkView(words("stay.new.title"), "/stays/new") : nil)
    }
}
