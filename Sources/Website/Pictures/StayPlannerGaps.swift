import Coalition
import Templates

extension StayPlanner {
    /// Nights without a guest: those that passed as a bare line, those to come in words, which for who
    /// plans are the way to do it.
    func gap(_ gap: Period, in line: StayPlan.Line) -> SafeHTML {
        let past = Period(gap.from, until: min(gap.until, today)).map { measure($0, []) } ?? ""
        guard let rest = Period(max(gap.from, today), until: gap.until),
            let place = line.accommodation.flatMap({ free[$0.id] })?
                .first(where: { $0.period.clipped(to: rest) != nil })
        else { return past }
        let sentence = place.sentence(words)
        let drawing = measure(
            rest,
            [
                sentence, short(place.period),
                words("planner.gap", ["count": .number(rest.nights)]), words("planner.gap.short"),
            ])
        guard drawing != .empty else { return past }
        let title: SafeHTML = "<title>\(place.home.name): \(sentence)</title>"
        guard let path = place.path() else { return past + "<g>\(title)\(drawing)</g>" }
        let (left, wide) = span(rest)
        return past + #"<a class="fr" href="\#(path)">\#(title)"#
            + Self.rect("frb", left, 8, wide, 40, radius: 5) + drawing + "</a>"
    }

    /// "7 mrt tot 31 jul 2027".
    private func short(_ period: FreePeriod) -> String {
        period.until.map { words.period(period.from, $0) }
            ?? words("free.open", ["from": .text(words.shortDay(period.from))])
    }

    /// - Parameter texts: What can be said of it, the longest first; the first that fits stands there.
    private func measure(_ period: Period, _ texts: [String]) -> SafeHTML {
        let (start, end) = (x(period.from) + 4, x(period.until) - 4)
        guard end - start > 14 else { return .empty }
        let fitting = texts.lazy.map { ($0, Double($0.count) * 3.1 + 5) }
            .first { _, half in end - start > 2 * half + 16 }
        guard let (label, half) = fitting else { return line(start, end, start, start) }
        let middle = (start + end) / 2
        return line(start, end, middle - half, middle + half) + text("gap", middle, 32, label)
    }

    /// A line from end to end with a foot at each, open where words stand.
    private func line(
        _ start: Double, _ end: Double, _ left: Double, _ right: Double
    ) -> SafeHTML {
        #"""
        <path class="gl" d="M\#(start) 28H\#(left)M\#(right) 28H\#(end)M\#(start) 23v10\#
        M\#(end) 23v10"/>
        """#
    }
}
