import Coalition
import Templates

/// What the list of accommodations is made of.
struct AccommodationIndex: Sendable {
    private let asked: AskedList<AccommodationList>
    private let page: Page<Accommodation>
    private let count: ListCount?
    private let cities: [City]
    /// Who is in each accommodation now, and who comes next.
    private let present: [ID<Accommodation>: Stay]
    private let next: [ID<Accommodation>: Stay]

    init(_ values: Values, _ tx: Transaction) throws {
        let scope = tx.viewer.scope(of: AccommodationPolicy.readers, for: StayPolicy.programmes)
        cities = try City.within(scope, in: tx)
        asked = AskedList(values, ListAsker(tx, cities: cities))
        page = try asked.page { try $0.page(values.cursor, in: tx) }
        count = try asked.count(in: tx)
        let stays = try Stay.presentOrComing(at: page.rows.map(\.id), in: tx)
        present = AccommodationIndex.first(of: stays, in: Stay.State.present)
        next = AccommodationIndex.first(of: stays, in: Stay.State.coming)
    }

    private static func first(
        of stays: [Stay], in states: Set<Stay.State>
    ) -> [ID<Accommodation>: Stay] {
        Dictionary(
            stays.filter { states.contains($0.state) }
                .compactMap { stay in stay.accommodation.map { ($0, stay) } },
            uniquingKeysWith: { first, _ in first })
    }

    func page(_ context: Context, _ values: Values) -> ListPage {
        let words = context.words
        let mayWrite = context.viewer.holds(AccommodationPolicy.writers, for: StayPolicy.programmes)
        let action = LinkView(words("accommodation.new.title"), "/accommodations/new")
        let filter =
            cities.count > 1
            ? FilterView(asked.address, [CityChoice.filter(cities, context)], values, words) : nil
        let empty = EmptyView(
            title: words("accommodation.empty.title"), text: words("accommodation.empty.text"),
            action: mayWrite ? action : nil)
        return ListPage(
            title: words("nav.accommodations"), lede: nil, count: count.map(words.callAsFunction),
            actions: mayWrite ? [action] : [], filter: filter,
            table: page.rows.isEmpty ? nil : table(context),
            empty: asked.unknownView(words) ?? (page.rows.isEmpty ? empty : nil))
    }

    private func table(_ context: Context) -> TableView {
        let words = context.words
        let columns =
            (hasCity ? ["field.city"] : [])
            + [
                "accommodation.kind", "accommodation.now", "accommodation.leaves",
                "accommodation.next", "accommodation.comes",
            ]
        return TableView(
            label: words("accommodation.table"),
            headers: [
                .sorted(
                    words("stay.home"), isDescending: asked.list.isDescending,
                    isTurned: asked.list.isDescending, asked.address)
            ] + columns.map { HeaderView(words($0)) },
            rows: page.rows.map { row($0, context) },
            paging: PagingView(page, asked.address, of: count, words))
    }

    private func row(_ home: Accommodation, _ context: Context) -> RowView {
        let words = context.words
        func cells(_ key: String, _ stay: Stay?, _ dayKey: String, _ day: Day?) -> [CellView] {
            guard let stay, let day else {
                return [
                    .text(words(key), words("accommodation.nobody")), .text(words(dayKey), nil),
                ]
            }
            return [
                .link(words(key), stay.title(words), "/stays/\(stay.ref)"),
                .tight(words(dayKey), words.shortDay(day)),
            ]
        }
        let (here, coming) = (present[home.id], next[home.id])
        let city = cities.first { $0.id == home.city }?.name(context.language.rawValue)
        let kind = words("accommodation.kind.\(home.kind.rawValue)")
        return RowView(
            name: home.name, path: "/accommodations/\(home.ref)",
            cells: (hasCity ? [.text(words("field.city"), city).at(.fact)] : [])
                + [.text(words("accommodation.kind"), kind).at(hasCity ? nil : .fact)]
                + zip(
                    cells("accommodation.now", here, "accommodation.leaves", here?.period.until),
                    [CellView.Place.tag, .day]
                ).map { $0.at($1, $1 == .day ? words("accommodation.leaves").lowercased() : nil) }
                + cells("accommodation.next", coming, "accommodation.comes", coming?.period.from))
    }

    /// Whether homes of several cities stand together.
    private var hasCity: Bool { cities.count > 1 }
}
