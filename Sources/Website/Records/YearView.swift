import Coalition
import Templates

/// How far the year of a family and a group is, month by month.
struct YearView: PageModel {
    /// Nil on the page of the match, which says it itself.
    let text: String?
    let months: [MonthView]
    let from: String
    let until: String
    /// The page with decisions and dates; nil on that page.
    let path: String?

    static let fields: Fields<YearView> = [
        .text("text") { $0.text },
        .list("months", MonthView.fields) { $0.months },
        .text("from") { $0.from },
        .text("until") { $0.until },
        .text("path") { $0.path },
    ]
}

extension YearView {
    /// Nil for a match that has no dates yet.
    ///
    /// - Parameters:
    ///   - isOwn: Whether it stands on the page of the match.
    ///   - reviews: Those that are shown at their months.
    init?(
        _ match: Match, _ today: Day, isOwn: Bool = false, reviews: [ReviewSlot] = [],
        _ words: Words
    ) {
        guard let startsOn = match.startsOn, let plannedUntil = match.plannedUntil else {
            return nil
        }
        let count = max(1, startsOn.months(until: plannedUntil))
        let isOver = [.completed, .endedEarly].contains(match.state)
        let last = isOver ? match.endedOn ?? today : today
        let reached = startsOn > last ? 0 : min(startsOn.months(until: last) + 1, count)
        // A year that is over has no month that runs.
        let current = isOver ? reached + 1 : reached
        text = isOwn ? nil : words("match.lede.\(match.state.rawValue)", match.yearValues(today))
        months = (1...count).map { number in
            MonthView(
                number: number,
                look: [
                    number < current ? "past" : number == current ? "now" : nil,
                    YearView.mark(number, reviews),
                ].compactMap { $0 }.joined(separator: " "))
        }
        from = words.shortDay(startsOn)
        until = words.shortDay(plannedUntil)
        path = isOwn ? nil : match.path
    }

    /// How the review of a month is marked; nil for a month without one.
    private static func mark(_ month: Int, _ reviews: [ReviewSlot]) -> String? {
        reviews.first { $0.kind.rawValue == "m\(month)" }.map {
            $0.review == nil ? "rev" : "rev done"
        }
    }
}

/// A month of the year that a family and a group have together.
struct MonthView: PageModel {
    /// 1 for the first.
    let number: Int
    /// Classes of the stylesheet: past or running, with a review or without; empty for neither.
    let look: String

    static let fields: Fields<MonthView> = [
        .number("number") { $0.number },
        .text("look") { $0.look.isEmpty ? nil : $0.look },
    ]
}
