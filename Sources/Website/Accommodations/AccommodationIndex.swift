import Coalition
import Templates

/// What the list of accommodations is made of.
struct AccommodationIndex: Sendable {
    private let page: Page<Accommodation>
    private let count: ListCount
    private let cities: [City]
    /// Who is in each accommodation now, and who comes next.
    private let present: [ID<Accommodation>: Stay]
    private let next: [ID<Accommodation>: Stay]

    init(_ values: Values, _ tx: Transaction) throws {
        let scope = tx.viewer.scope(of: AccommodationPolicy.readers, for: StayPolicy.programmes)
        cities = try City.within(scope, in: tx)
        var list = AccommodationList()
        list.city = values.text("city").flatMap { [cities] ref in
            cities.first { $0.ref == ref }?.id
        }
        page = try list.page(values.cursor, in: tx)
        count = try list.count(in: tx)
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

    func page(_ context: Context, _ values: Values, _ address: ListAddress) -> ListPage {
        let words = context.words
        let mayWrite = context.viewer.holds(AccommodationPolicy.writers, for: StayPolicy.programmes)
        let action = LinkView(words("accommodation.new.title"), "/accommodations/new")
        let filter =
            cities.count > 1
            ? FilterView(address, [CityChoice.filter(cities, context)], values, words) : nil
        let empty = EmptyView(
            title: words("accommodation.empty.title"), text: words("accommodation.empty.text"),
            action: mayWrite ? action : nil)
        return ListPage(
            title: words("nav.accommodations"), lede: nil, count: words(count),
            actions: mayWrite ? [action] : [], filter: filter,
            table: page.rows.isEmpty ? nil : table(context, address),
            empty: page.rows.isEmpty ? empty : nil)
    }

    private func table(_ context: Context, _ address: ListAddress) -> TableView {
        let words = context.words
        let columns = [
            "stay.home", "field.city", "accommodation.kind", "accommodation.now",
            "accommodation.next",
        ]
        return TableView(
            label: words("accommodation.table"), headers: columns.map { HeaderView(words($0)) },
            rows: page.rows.map { row($0, context) }, paging: PagingView(page, address))
    }

    private func row(_ home: Accommodation, _ context: Context) -> RowView {
        let words = context.words
        func stay(_ key: String, _ stay: Stay?, _ day: Day?) -> CellView {
            guard let stay, let day else { return .text(words(key), words("accommodation.nobody")) }
            return .link(
                words(key), "\(stay.title(words)), \(words.shortDay(day))", "/stays/\(stay.ref)")
        }
        let (here, coming) = (present[home.id], next[home.id])
        return RowView(
            name: home.name, path: "/accommodations/\(home.ref)",
            cells: [
                .text(
                    words("field.city"),
                    cities.first { $0.id == home.city }?.name(context.language.rawValue)),
                .text(
                    words("accommodation.kind"), words("accommodation.kind.\(home.kind.rawValue)")),
                stay("accommodation.now", here, here?.period.until),
                stay("accommodation.next", coming, coming?.period.from),
            ])
    }
}
