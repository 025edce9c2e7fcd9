import Coalition
import Templates

/// What the list of guests is made of.
struct GuestIndex: Sendable {
    private let page: Page<Guest>
    private let count: ListCount
    /// The last stay of each guest that the viewer may see.
    private let stays: [ID<Guest>: Stay]
    private let cities: [ID<City>: City]

    init(_ values: Values, _ tx: Transaction) throws {
        var list = GuestList()
        list.isUnplaced = values.text("unplaced") == "1"
        list.text = values.text("q")
        page = try list.page(values.cursor, in: tx)
        count = try list.count(in: tx)
        stays = try Stay.last(of: page.rows.map(\.id), in: tx)
        cities = Dictionary(
            try City.within(
                tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes), in: tx
            ).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    func page(_ context: Context, _ values: Values, _ address: ListAddress) -> ListPage {
        let words = context.words
        let mayWrite = context.viewer.holds(GuestPolicy.writers, for: StayPolicy.programmes)
        let filter = FilterView(
            address,
            [
                .select(
                    "unplaced",
                    [
                        Choice("", words("guest.filter.all")),
                        Choice("1", words("guest.filter.unplaced")),
                    ]
                ).labelled("guest.filter"),
                .text("q").labelled("guest.filter.name"),
            ], values, words)
        return ListPage(
            title: words("nav.guests"), lede: words("guest.lede"), count: words(count),
            actions: mayWrite ? [LinkView(words("guest.new.title"), "/guests/new")] : [],
            filter: filter, table: page.rows.isEmpty ? nil : table(context, address),
            empty: page.rows.isEmpty ? empty(words, filter, mayWrite) : nil)
    }

    private func table(_ context: Context, _ address: ListAddress) -> TableView {
        let words = context.words
        return TableView(
            label: words("guest.table"),
            headers: ["guest.code", "field.city", "column.state", "stay.from", "stay.until"]
                .map { HeaderView(words($0)) },
            rows: page.rows.map { row($0, context) }, paging: PagingView(page, address))
    }

    private func row(_ guest: Guest, _ context: Context) -> RowView {
        let words = context.words
        let stay = stays[guest.id]
        let city = stay.flatMap { cities[$0.city]?.name(context.language.rawValue) }
        let tag = stay?.stateTag(words, mayTell: true)
        return RowView(
            name: words.name(guest.code), path: "/guests/\(guest.ref)",
            cells: [
                .text(words("field.city"), city),
                .tags(
                    words("column.state"), [tag ?? TagView(words("guest.unplaced"), .muteOpen)]),
                .tight(words("stay.from"), stay.map { words.shortDay($0.period.from) }),
                .tight(words("stay.until"), stay.map { words.shortDay($0.period.until) }),
            ])
    }

    private func empty(_ words: Words, _ filter: FilterView, _ mayWrite: Bool) -> EmptyView {
        let key = filter.chosen.isEmpty ? "guest.empty" : "list.empty"
        return EmptyView(
            title: words("\(key).title"), text: words("\(key).text"),
            action: mayWrite ? LinkView(words("guest.new.title"), "/guests/new") : nil)
    }
}
