import Coalition
import Templates

/// What the list of families is made of.
struct FamilyIndex: Sendable {
    let list: FamilyList
    let page: Page<Family>
    let count: ListCount
    let cities: [City]
    let today: Day

    func page(_ context: Context, _ values: Values, _ address: ListAddress) -> ListPage {
        let words = context.words
        let mayAnnounce = context.viewer.holds(
            FamilyPolicy.announcers, for: FamilyPolicy.programmes)
        let filter = FilterView(address, filters(context), values, words)
        let isEmpty = page.rows.isEmpty
        return ListPage(
            title: words("nav.families"), lede: nil, count: words(count),
            actions: mayAnnounce ? [LinkView(words("family.new.title"), "/families/new")] : [],
            filter: filter, table: isEmpty ? nil : table(context, address),
            empty: isEmpty ? empty(words, filter, mayAnnounce) : nil)
    }

    private func filters(_ context: Context) -> [FieldSpec] {
        let words = context.words
        let states = Family.State.allCases.filter { $0 != .erased }
        let city = cities.count > 1 ? [CityChoice.filter(cities, context)] : []
        return city + [
            .select(
                "state",
                [Choice("", words("filter.all_states"))]
                    + states.map { words.choice($0, "family.state") }
            ).labelled("column.state"),
            .select(
                "route",
                [Choice("", words("filter.all_routes"))]
                    + Family.Route.common.map { words.choice($0, "route") }),
            .text("q").labelled("filter.code"),
        ]
    }

    private func table(_ context: Context, _ address: ListAddress) -> TableView {
        let words = context.words
        return TableView(
            label: words("family.table"), caption: words("family.table.caption"),
            headers: headers(words, address), rows: page.rows.map { row($0, context) },
            paging: PagingView(page, address))
    }

    private func headers(_ words: Words, _ address: ListAddress) -> [HeaderView] {
        func sortable(_ key: String, _ sort: FamilyList.Sort) -> HeaderView {
            let isCurrent = list.sorting == sort
            let goesDown = isCurrent && !list.isDescending
            return HeaderView(
                words(key),
                sortPath: address.with(("sort", sort.rawValue), ("order", goesDown ? "desc" : nil)),
                sorted: isCurrent ? (list.isDescending ? "descending" : "ascending") : nil)
        }
        let city = cities.count > 1 ? [HeaderView(words("field.city"))] : []
        return [sortable("family.column.code", .code)] + city + [
            HeaderView(words("column.state")),
            HeaderView(words("field.household_size"), isNumber: true),
            HeaderView(words("field.route")), sortable("field.arrival_on", .arrival),
            list.state == .waiting
                ? sortable("family.waiting_since", .waiting)
                : HeaderView(words("family.waiting_since")),
        ]
    }

    private func row(_ family: Family, _ context: Context) -> RowView {
        let words = context.words
        let city = cities.first { $0.id == family.city }?.name(context.language.rawValue)
        let place = cities.count > 1 ? [CellView.text(words("field.city"), city)] : []
        let waits = family.state == .waiting ? family.waitingSince : nil
        return RowView(
            name: words.name(family.code), path: family.path,
            cells: place + [
                .tags(words("column.state"), [family.stateTag(words)]),
                .number(words("field.household_size"), family.householdSize),
                .text(words("field.route"), words("route.\(family.route.rawValue)")),
                .text(words("field.arrival_on"), family.arrival(words, short: true)),
                .tight(words("family.waiting_since"), waits.map(words.shortDay)),
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
    /// "15 december 2026, verwacht"; nil without a date.
    func arrival(_ words: Words, short: Bool = false) -> String? {
        guard let arrivalOn, let arrivalCertainty else { return nil }
        let day = short ? words.shortDay(arrivalOn) : words.day(arrivalOn)
        return "\(day), \(words("certainty.\(arrivalCertainty.rawValue)"))"
    }
}
