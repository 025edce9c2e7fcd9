import Coalition
import Templates

/// A period in which an accommodation is free, with the way to plan it for who may.
struct FreePlace: Sendable {
    let home: Accommodation
    let period: FreePeriod
    let today: Day
    let mayPlan: Bool

    /// The free periods of accommodations, each with whether the viewer plans there.
    static func all(of homes: [Accommodation], in tx: Transaction) throws -> [FreePlace] {
        let periods = try FreePeriod.all(of: homes, in: tx)
        let scope = tx.viewer.scope(of: StayPolicy.writers, for: StayPolicy.programmes)
        return homes.flatMap { home in
            (periods[home.id] ?? []).map {
                FreePlace(
                    home: home, period: $0, today: tx.today, mayPlan: scope.contains(home.city))
            }
        }
    }

    /// "Vrij van 7 maart tot 31 juli 2027, 146 nachten".
    func sentence(_ words: Words) -> String {
        let isNow = period.from <= today
        guard let until = period.until, let nights = period.nights else {
            return isNow
                ? words("free.now") : words("free.open", ["from": .text(words.day(period.from))])
        }
        guard !isNow else {
            return words(
                "free.now_until",
                ["until": .text(words.day(until)), "count": .number(nights)])
        }
        return words(
            "free.period",
            [
                "period": .text(words.fullPeriod(period.from, until)), "count": .number(nights),
            ])
    }

    /// The form that plans it; nil for who may not.
    ///
    /// - Parameter window: The nights that are asked for; the whole of it when nil.
    func path(in window: Period? = nil) -> String? {
        guard mayPlan else { return nil }
        let part = window.flatMap(period.clipped)
        let until = part?.until ?? period.until
        return "/stays/new?accommodation=\(home.ref)&from=\((part?.from ?? period.from).iso)"
            + (until.map { "&until=\($0.iso)" } ?? "")
    }
}

/// Free periods as rows of a table, the same wherever they are listed.
struct FreeTable: Sendable {
    let places: [FreePlace]
    /// The cities of the places.
    let cities: [City]
    /// The nights that are asked for; nil for any.
    var window: Period?
    /// Whether it is told which are free on all nights that are asked for.
    var tellsPart = false

    /// Nil when nothing is free.
    func table(_ context: Context, paging: PagingView? = nil) -> TableView? {
        guard !places.isEmpty else { return nil }
        let words = context.words
        let names = Dictionary(
            cities.map { ($0.id, $0.name(context.language.rawValue)) },
            uniquingKeysWith: { first, _ in first })
        let heads =
            ["stay.home"] + (cities.count > 1 ? ["field.city"] : []) + ["free.when"]
            + (tellsPart ? ["free.part"] : [])
        let rows = places.enumerated().sorted {
            (names[$0.element.home.city] ?? "", $0.offset)
                < (names[$1.element.home.city] ?? "", $1.offset)
        }
        return TableView(
            label: words("free.table"), headers: heads.map { HeaderView(words($0)) },
            rows: rows.map { row($0.element, names, words) }, paging: paging)
    }

    private func row(
        _ place: FreePlace, _ names: [ID<City>: String], _ words: Words
    ) -> RowView {
        let (when, sentence) = (words("free.when"), place.sentence(words))
        let city =
            cities.count > 1 ? [CellView.text(words("field.city"), names[place.home.city])] : []
        let part = (tellsPart ? window : nil).map { window in
            CellView.tags(
                words("free.part"),
                [
                    place.period.holds(window)
                        ? TagView(words("free.whole"), .ok)
                        : TagView(words("free.partly"), .muteOpen)
                ])
        }
        return RowView(
            name: place.home.name, path: "/accommodations/\(place.home.ref)",
            cells: city + [
                place.path(in: window).map { .link(when, sentence, $0) } ?? .text(when, sentence)
            ] + [part].compactMap { $0 })
    }
}
