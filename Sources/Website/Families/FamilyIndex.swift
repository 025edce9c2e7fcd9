import Coalition
import Templates

/// What the list of families is made of.
struct FamilyIndex: Sendable {
    let asked: AskedList<FamilyList>
    let page: Page<Family>
    let count: ListCount?
    let cities: [City]
    let groups: [ID<Family>: Group]
    let counts: ListCounts<FamilyList>
    let today: Day

    private var list: FamilyList { asked.list }
    private var address: ListAddress { asked.address }

    func page(_ context: Context, _ values: Values) -> ListPage {
        let words = context.words
        let mayAnnounce = context.viewer.holds(
            FamilyPolicy.announcers, for: FamilyPolicy.programmes)
        let filter = FilterView(address, filters(context), values, words)
        let isEmpty = page.rows.isEmpty
        return ListPage(
            title: words("nav.families"), lede: nil, count: count.map(words.callAsFunction),
            actions: mayAnnounce ? [LinkView(words("family.new.title"), "/families/new")] : [],
            tools: MissingKind.families.links(context), filter: filter,
            table: isEmpty ? nil : table(context),
            empty: asked.unknownView(words)
                ?? (isEmpty ? empty(words, filter, mayAnnounce) : nil))
    }

    private func filters(_ context: Context) -> [FieldSpec] {
        let words = context.words
        let states = Family.State.allCases.filter { !Family.State.hidden.contains($0) }
        let city = cities.count > 1 ? [CityChoice.filter(cities, context)] : []
        return city + [
            .select(
                "state",
                [Choice("", words("filter.all_states"))]
                    + states.map { state in
                        counts.counted(words.choice(state, "family.state"), words) {
                            $0.state = state
                        }
                    }
            ).labelled("column.state"),
            .select(
                "route",
                [Choice("", words("filter.all_routes"))]
                    + Family.Route.common.map { words.choice($0, "route") }),
            .select(
                "arrival",
                [
                    Choice("", words("family.filter.any_arrival")),
                    Choice("soon", words("family.filter.expected")),
                ]
            ).labelled("field.arrival_on"),
            .text("q").labelled("filter.code"),
        ] + RoleChoice.filter(FamilyList.readers, context)
    }

    private func table(_ context: Context) -> TableView {
        let words = context.words
        return TableView(
            label: words("family.table"), caption: words("family.table.caption"),
            headers: headers(words), rows: page.rows.map { row($0, context) },
            paging: PagingView(page, address, of: count, words))
    }

    private func headers(_ words: Words) -> [HeaderView] {
        func sortable(
            _ key: String, _ sort: FamilyList.Sort, isNumber: Bool = false
        ) -> HeaderView {
            .sorting(
                words(key), sort, now: list.sorting, isDescending: list.isDescending, address,
                isNumber: isNumber)
        }
        let city = cities.count > 1 ? [HeaderView(words("field.city"))] : []
        return [sortable("family.column.code", .code)] + city + [
            HeaderView(words("column.state")),
            sortable("family.column.size", .size, isNumber: true),
            HeaderView(words("group.column.group")), sortable("field.arrival_on", .arrival),
            sortable("family.waiting_since", .waiting),
        ]
    }

    private func row(_ family: Family, _ context: Context) -> RowView {
        let words = context.words
        let city = cities.first { $0.id == family.city }?.name(context.language.rawValue)
        let hasCity = cities.count > 1
        let place = hasCity ? [CellView.text(words("field.city"), city).at(.fact)] : []
        let waits = family.state == .waiting ? family.waitingSince : nil
        let group = groups[family.id]
        let isFact = !hasCity && group == nil
        let helper =
            group.map { CellView.link(words("group.column.group"), $0.name, "/groups/\($0.ref)") }
            ?? .text("", nil)
        return RowView(
            name: words.name(family.code), path: family.path,
            cells: place + [
                .tags(words("column.state"), [family.stateTag(words)]).at(.tag),
                .number(words("family.column.size"), family.householdSize)
                    .at(isFact ? .fact : nil, words("family.column.size")),
                helper.at(group == nil || hasCity ? nil : .fact),
                .tight(words("field.arrival_on"), family.listedArrival(words))
                    .at(waits == nil ? .day : nil, words("list.arrival")),
                .tight(words("family.waiting_since"), waits.map(words.shortDay))
                    .at(waits == nil ? nil : .day, words("family.waiting_since")),
            ])
    }

    private func empty(_ words: Words, _ filter: FilterView, _ mayAnnounce: Bool) -> EmptyView {
        let key = filter.chosen.isEmpty ? "family.empty" : "list.empty"
        return EmptyView(
            title: words("\(key).title"), text: words("\(key).text"),
            action: mayAnnounce && filter.chosen.isEmpty
                ? LinkView(words("family.new.title"), "/families/new") : nil)
    }
}

extension Family.Route {
    /// The most common first.
    static let common: [Family.Route] = [
        .resettlement, .statusHolder, .familyReunion, .ukraine, .student, .hostedStay,
    ]
}

extension Family {
    /// "15 dec 2026, verwacht"; of who has arrived the day alone.
    fileprivate func listedArrival(_ words: Words) -> String? {
        arrivalCertainty == .realised
            ? arrivalOn.map(words.shortDay) : arrival(words, short: true)
    }

    /// "15 december 2026, verwacht"; nil without a date.
    func arrival(_ words: Words, short: Bool = false) -> String? {
        guard let arrivalOn, let arrivalCertainty else { return nil }
        let day = short ? words.shortDay(arrivalOn) : words.day(arrivalOn)
        return "\(day), \(words("certainty.\(arrivalCertainty.rawValue)"))"
    }
}
