import Coalition
import Templates

/// Nights of a period: how many are taken, as a bar and in words.
struct NightsBar: PageModel {
    /// What the bar shows, for who does not see it.
    let label: String
    let taken: Int
    let all: Int
    let text: String
    /// Between which days it lies, or of which nights it tells.
    let days: String

    static let fields: Fields<NightsBar> = [
        .text("label") { $0.label },
        .number("taken") { $0.taken },
        .number("all") { $0.all },
        .text("text") { $0.text },
        // A bar without anything in it looks like a field that waits to be filled.
        .flag("isBegun") { $0.taken > 0 },
        .text("days") { $0.days },
    ]
}

extension NightsBar {
    /// How far a stay is; the nights to come of one that is over were never there.
    init(_ stay: Stay, on today: Day, _ words: Words) {
        let count = stay.period.nights
        let isThere = Stay.State.present.contains(stay.state)
        label = words("stay.stayed.label")
        taken = isThere ? min(max(today - stay.period.from, 0), count) : 0
        all = count
        text =
            taken > 0
            ? words("stay.stayed", ["stayed": .number(taken), "count": .number(count)])
            : words("stay.length", ["count": .number(count)])
        days = words(
            "stay.days",
            [
                "from": .text(words.longDay(stay.period.from)),
                "until": .text(words.longDay(stay.period.until)),
            ])
    }

    /// Of an accommodation; nil when it could be lived in on no night.
    init?(_ occupancy: Occupancy, _ words: Words) {
        guard let share = occupancy.share else { return nil }
        label = words("accommodation.occupancy")
        taken = occupancy.occupied + occupancy.planned
        all = occupancy.available
        text = "\(label) \(Int((share * 100).rounded()))%"
        days = words(
            "accommodation.occupancy.hint",
            ["nights": .number(taken), "available": .number(all)])
    }
}
