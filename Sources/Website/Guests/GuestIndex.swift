import Coalition
import Templates

/// What the list of guests is made of.
struct GuestIndex: Sendable {
    private let asked: AskedList<GuestList>
    private let page: Page<Guest>
    private let count: ListCount?
    /// The last stay of each guest that the viewer may see.
    private let stays: [ID<Guest>: Stay]
    private let cities: [ID<City>: City]

    init(_ values: Values, _ tx: Transaction) throws {
        asked = AskedList(values, ListAsker(tx, cities: []))
        page = try asked.page { try $0.page(values.cursor, in: tx) }
        count = try asked.count(in: tx)
        stays = try Stay.last(of: page.rows.map(\.id), in: tx)
        cities = Dictionary(
            try City.within(
                tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes), in: tx
            ).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    func page(_ context: Context, _ values: Values) -> ListPage {
        let words = context.words
        let mayWrite = context.viewer.holds(GuestPolicy.writers, for: StayPolicy.programmes)
        // Guests without a stay are candidates, of whom the network alone knows.
        let places: [FieldSpec] = [
            .select(
                "unplaced",
                [
                    Choice("", words("guest.filter.all")),
                    Choice("1", words("guest.filter.unplaced")),
                ]
            ).labelled("guest.filter")
        ]
        let filter = FilterView(
            asked.address,
            (mayWrite ? places : []) + [.text("q").labelled("guest.filter.name")], values, words)
        return ListPage(
            title: words("nav.guests"), lede: words("guest.lede"),
            count: count.map(words.callAsFunction),
            actions: mayWrite ? [LinkView(words("guest.new.title"), "/guests/new")] : [],
            tools: mayWrite
                ? [LinkView(words("candidate.title"), CandidatePages.path)] : [],
            filter: filter, table: page.rows.isEmpty ? nil : table(context),
            empty: asked.unknownView(words)
                ?? (page.rows.isEmpty ? empty(words, filter, mayWrite) : nil))
    }

    private func table(_ context: Context) -> TableView {
        let words = context.words
        return TableView(
            label: words("guest.table"),
            headers: [
                .sorted(
                    words("guest.code"), isDescending: asked.list.isDescending,
                    isTurned: asked.list.isDescending, asked.address)
            ]
                + ["field.city", "column.state", "stay.from", "stay.until"]
                .map { HeaderView(words($0)) },
            rows: page.rows.map { row($0, context) },
            paging: PagingView(page, asked.address, of: count, words))
    }

    private func row(_ guest: Guest, _ context: Context) -> RowView {
        let words = context.words
        let stay = stays[guest.id]
        let city = stay.flatMap { cities[$0.city]?.name(context.language.rawValue) }
        let tag = stay?.stateTag(words, mayTell: true)
        return RowView(
            name: words.name(guest.code), path: "/guests/\(guest.ref)",
            cells: [
                .text(words("field.city"), city).at(.fact),
                .tags(
                    words("column.state"), [tag ?? TagView(words("guest.unplaced"), .muteOpen)]
                ).at(.tag),
                .tight(words("stay.from"), stay.map { words.shortDay($0.period.from) }).at(nil),
                .tight(words("stay.until"), stay.map { words.shortDay($0.period.until) })
                    .at(.day, words("list.until")),
            ])
    }

    private func empty(_ words: Words, _ filter: FilterView, _ mayWrite: Bool) -> EmptyView {
        let key = filter.chosen.isEmpty ? "guest.empty" : "list.empty"
        return EmptyView(
            title: words("\(key).title"), text: words("\(key).text"),
            action: mayWrite ? LinkView(words("guest.new.title"), "/guests/new") : nil)
    }
}
