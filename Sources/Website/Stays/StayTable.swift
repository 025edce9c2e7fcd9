import Coalition
import Templates

/// Stays as rows of a table, the same wherever they are listed.
struct StayTable: Sendable {
    let stays: [Stay]
    let cities: [ID<City>: City]
    private let clashes: [ID<Stay>: StayClash]
    private let policies: [ID<Stay>: StayPolicy]

    /// Reads what the rows tell besides the stays themselves.
    init(_ stays: [Stay], _ tx: Transaction) throws {
        self.stays = stays
        var cities: [ID<City>: City] = [:]
        for stay in stays where cities[stay.city] == nil {
            cities[stay.city] = try City.named(stay.city, in: tx)
        }
        self.cities = cities
        var clashes: [ID<Stay>: StayClash] = [:]
        for stay in stays where stay.extensionUntil != nil {
            clashes[stay.id] = try stay.extensionClash(in: tx)
        }
        self.clashes = clashes
        let viewer = tx.viewer
        policies = Dictionary(
            stays.map { ($0.id, StayPolicy(viewer, $0)) }, uniquingKeysWith: { first, _ in first })
    }

    func clash(of stay: Stay) -> StayClash? { clashes[stay.id] }

    /// Whether how a stay ended may be told.
    func mayTell(_ stay: Stay) -> Bool { policies[stay.id]?.maySeeOutcome ?? false }

    /// Nil when there are no stays.
    func table(
        _ context: Context, _ label: String, address: ListAddress? = nil,
        isDescending: Bool = false, paging: PagingView? = nil
    ) -> TableView? {
        guard !stays.isEmpty else { return nil }
        let words = context.words
        return TableView(
            label: words(label), headers: headers(words, address, isDescending),
            rows: stays.map { row($0, context) }, paging: paging)
    }

    private func headers(
        _ words: Words, _ address: ListAddress?, _ isDescending: Bool
    ) -> [HeaderView] {
        let sort = address?.with(("order", isDescending ? nil : "desc"))
        return [
            HeaderView(words("stay.guest")), HeaderView(words(placeKey)),
            HeaderView(words("column.state")),
            HeaderView(
                words("stay.from"), sortPath: sort,
                sorted: address == nil ? nil : isDescending ? "descending" : "ascending"),
            HeaderView(words("stay.until")), HeaderView(words("stay.nights"), isNumber: true),
            HeaderView(words("column.flags")),
        ]
    }

    /// The city is told only where stays of several cities stand together.
    private var placeKey: String { cities.count > 1 ? "stay.place" : "stay.home" }

    private func row(_ stay: Stay, _ context: Context) -> RowView {
        let words = context.words
        let city = cities[stay.city]?.name(context.language.rawValue) ?? ""
        let home = stay.accommodationName ?? words("stay.no_home")
        let place = cities.count > 1 ? "\(city), \(home)" : home
        let flags = stay.flagTags(words, clash: clashes[stay.id])
        let isThere = Stay.State.present.contains(stay.state)
        return RowView(
            name: stay.title(words), path: "/stays/\(stay.ref)",
            cells: [
                .text(words(placeKey), place).at(.fact),
                .tags(words("column.state"), [stay.stateTag(words, mayTell: mayTell(stay))])
                    .at(flags.isEmpty ? .tag : nil),
                .tight(words("stay.from"), words.shortDay(stay.period.from))
                    .at(isThere ? nil : .day, words("list.from")),
                .tight(words("stay.until"), words.shortDay(stay.period.until))
                    .at(isThere ? .day : nil, words("list.until")),
                .number(words("stay.nights"), stay.period.nights).at(nil),
                .tags(words("column.flags"), flags).at(flags.isEmpty ? nil : .tag),
            ])
    }
}
