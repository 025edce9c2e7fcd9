import Coalition
import Templates

/// Nights of a period: how many are taken, and between which days it lies.
struct NightsBar: PageModel {
    /// What the bar shows, for who does not see it.
    let label: String
    let taken: Int
    let all: Int
    let text: String
    /// The first and the last day in words; nil where a hint says it.
    var days: (from: String, until: String)?
    var hint: String?

    static let fields: Fields<NightsBar> = [
        .text("label") { $0.label },
        .number("taken") { $0.taken },
        .number("all") { $0.all },
        .text("text") { $0.text },
        // A bar without anything in it looks like a field that waits to be filled.
        .flag("isBegun") { $0.taken > 0 },
        .flag("hasDays") { $0.days != nil },
        .text("from") { $0.days?.from },
        .text("until") { $0.days?.until },
        .text("hint") { $0.hint },
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
        days = (words.longDay(stay.period.from), words.longDay(stay.period.until))
    }

    /// Of an accommodation; nil when it could be lived in on no night.
    init?(_ occupancy: Occupancy, _ words: Words) {
        guard let share = occupancy.share else { return nil }
        label = words("accommodation.occupancy")
        taken = occupancy.occupied + occupancy.planned
        all = occupancy.available
        text = "\(label) \(Int((share * 100).rounded()))%"
        hint = words(
            "accommodation.occupancy.hint",
            ["nights": .number(taken), "available": .number(all)])
    }
}
