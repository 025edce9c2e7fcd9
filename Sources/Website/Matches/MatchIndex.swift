import Coalition
import Templates

/// What the list of matches is made of.
struct MatchIndex: Sendable {
    let page: Page<MatchList.Line>
    let count: ListCount
    let cities: [City]
    let today: Day

    func page(_ context: Context, _ values: Values, _ address: ListAddress) -> ListPage {
        let words = context.words
        let mayPropose = context.viewer.holds(MatchPolicy.proposers, for: GroupPolicy.programmes)
        let filter = FilterView(address, filters(context), values, words)
        let isEmpty = page.rows.isEmpty
        let new = LinkView(words("match.new.title"), "/matches/new")
        let key = filter.chosen.isEmpty ? "match.empty" : "list.empty"
        return ListPage(
            title: words("nav.matches"), lede: nil, count: words(count),
            actions: mayPropose ? [new] : [], filter: filter,
            table: isEmpty ? nil : table(context, address),
            empty: isEmpty
                ? EmptyView(
                    title: words("\(key).title"), text: words("\(key).text"),
                    action: mayPropose && filter.chosen.isEmpty ? new : nil) : nil)
    }

    private func filters(_ context: Context) -> [FieldSpec] {
        let words = context.words
        let states = Match.State.allCases.filter { $0 != .trial }
        let city = cities.count > 1 ? [CityChoice.filter(cities, context)] : []
        return city + [
            .select(
                "state",
                [Choice("", words("filter.all_states"))]
                    + states.map { words.choice($0, "match.state") }
            ).labelled("column.state")
        ]
    }

    private func table(_ context: Context, _ address: ListAddress) -> TableView {
        let words = context.words
        let city = cities.count > 1 ? [HeaderView(words("field.city"))] : []
        return TableView(
            label: words("match.table"), caption: words("match.table.caption"),
            headers: [HeaderView(words("match.match"))] + city + [
                HeaderView(words("column.state")), HeaderView(words("match.proposed_on")),
                HeaderView(words("match.since")), HeaderView(words("match.contact")),
            ], rows: page.rows.map { row($0, context) }, paging: PagingView(page, address))
    }

    private func row(_ line: MatchList.Line, _ context: Context) -> RowView {
        let words = context.words
        let match = line.match
        let city = cities.first { $0.id == match.city }?.name(context.language.rawValue)
        let place = cities.count > 1 ? [CellView.text(words("field.city"), city)] : []
        return RowView(
            name: line.title(words), path: match.path,
            cells: place + [
                .tags(
                    words("column.state"), [match.stateTag(words)] + match.reviewTags(today, words)),
                .tight(words("match.proposed_on"), match.proposedOn.map(words.shortDay)),
                .tight(words("match.since"), match.startsOn.map(words.shortDay)),
                .tight(words("match.contact"), match.lastContactOn.map(words.shortDay)),
            ])
    }
}
