import Coalition
import Templates

/// What the list of matches is made of.
struct MatchIndex: Sendable {
    let asked: AskedList<MatchList>
    let page: Page<MatchList.Line>
    let count: ListCount?
    let cities: [City]
    let today: Day

    private var address: ListAddress { asked.address }

    func page(_ context: Context, _ values: Values) -> ListPage {
        let words = context.words
        let mayPropose = context.viewer.holds(MatchPolicy.proposers, for: GroupPolicy.programmes)
        let filter = FilterView(address, filters(context), values, words)
        let isEmpty = page.rows.isEmpty
        let new = LinkView(words("match.new.title"), "/matches/new")
        let key = filter.chosen.isEmpty ? "match.empty" : "list.empty"
        return ListPage(
            title: words("nav.matches"), lede: nil, count: count.map(words.callAsFunction),
            actions: mayPropose ? [new] : [], tools: MissingKind.matches.links(context),
            filter: filter,
            table: isEmpty ? nil : table(context),
            empty: asked.unknownView(words)
                ?? (isEmpty
                    ? EmptyView(
                        title: words("\(key).title"), text: words("\(key).text"),
                        action: mayPropose && filter.chosen.isEmpty ? new : nil) : nil))
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

    private func table(_ context: Context) -> TableView {
        let words = context.words
        let list = asked.list
        func sortable(_ key: String, _ sort: MatchList.Sort) -> HeaderView {
            .sorting(words(key), sort, now: list.sort, isDescending: list.isTurned, address)
        }
        let city = cities.count > 1 ? [HeaderView(words("field.city"))] : []
        return TableView(
            label: words("match.table"),
            caption: list.sort == .latest ? words("match.table.caption") : nil,
            headers: [HeaderView(words("match.match"))] + city + [
                HeaderView(words("column.state")), HeaderView(words("match.column.year")),
                sortable("match.since", .since), sortable("match.contact", .contact),
            ], rows: page.rows.map { row($0, context) },
            paging: PagingView(page, address, of: count, words))
    }

    private func row(_ line: MatchList.Line, _ context: Context) -> RowView {
        let words = context.words
        let match = line.match
        let city = cities.first { $0.id == match.city }?.name(context.language.rawValue)
        let hasCity = cities.count > 1
        let place = hasCity ? [CellView.text(words("field.city"), city).at(.fact)] : []
        return RowView(
            name: line.pair(words), path: match.path,
            cells: place + [
                .tags(
                    words("column.state"), [match.stateTag(words)] + match.reviewTags(today, words)
                ).at(.tag),
                year(match, words).at(hasCity ? .day : .fact),
                .tight(words("match.since"), match.startsOn.map(words.shortDay)).at(nil),
                .tight(words("match.contact"), match.lastContactOn.map(words.shortDay))
                    .at(hasCity ? nil : .day, words("list.contact")),
            ])
    }

    /// How far the year is; of a match whose year has not begun since when it is proposed.
    private func year(_ match: Match, _ words: Words) -> CellView {
        let label = words("match.column.year")
        guard [.active, .suspended, .closing].contains(match.state),
            let far = match.month(on: today)
        else {
            return .tight(
                label,
                Match.State.live.contains(match.state)
                    ? match.proposedOn.map {
                        words("match.proposed_short", ["day": .text(words.shortDay($0))])
                    } : nil)
        }
        return .progress(
            label, words("match.month", ["month": .number(far.month), "months": .number(far.all)]),
            far.month, of: far.all)
    }
}
