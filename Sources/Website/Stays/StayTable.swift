import Coalition
import Templates

/// Stays as rows of a table, the same wherever they are listed.
struct StayTable: Sendable {
    let stays: [Stay]
    private let cities: [ID<City>: City]
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

    /// Nil when there are no stays.
    ///
    /// - Parameter isOfOneGuest: Whether a row is called by its place, as all have the same guest.
    func table(
        _ context: Context, _ label: String, address: ListAddress? = nil,
        isDescending: Bool = false, paging: PagingView? = nil, isOfOneGuest: Bool = false
    ) -> TableView? {
        guard !stays.isEmpty else { return nil }
        let words = context.words
        let headers = headers(words, address, isDescending)
        return TableView(
            label: words(label), headers: isOfOneGuest ? Array(headers.dropFirst()) : headers,
            rows: stays.map { row($0, context, isOfOneGuest: isOfOneGuest) }, paging: paging)
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

    private func row(_ stay: Stay, _ context: Context, isOfOneGuest: Bool) -> RowView {
        let words = context.words
        let city = cities[stay.city]?.name(context.language.rawValue) ?? ""
        let home = stay.accommodationName ?? words("stay.no_home")
        let place = cities.count > 1 ? "\(city), \(home)" : home
        let mayTell = policies[stay.id]?.maySeeOutcome ?? false
        let placeCells = isOfOneGuest ? [] : [CellView.text(words(placeKey), place)]
        return RowView(
            name: isOfOneGuest ? place : stay.title(words), path: "/stays/\(stay.ref)",
            cells: placeCells + [
                .tags(words("column.state"), [stay.stateTag(words, mayTell: mayTell)]),
                .tight(words("stay.from"), words.shortDay(stay.period.from)),
                .tight(words("stay.until"), words.shortDay(stay.period.until)),
                .number(words("stay.nights"), stay.period.nights),
                .tags(words("column.flags"), stay.flagTags(words, clash: clashes[stay.id])),
            ])
    }
}
