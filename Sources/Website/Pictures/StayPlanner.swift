import Coalition
import Templates

/// The timeline of stays over accommodations: cohorts shaded, today marked, gaps and clashes visible.
struct StayPlanner {
    let plan: StayPlan
    /// When the accommodations are free, from today on.
    let free: [ID<Accommodation>: [FreePlace]]
    let today: Day
    let words: Words
    /// Whether the viewer may know how a stay ended.
    let tellsOutcome: Bool

    /// Cohorts and months behind every line, drawn once.
    private let lineGround: SafeHTML

    private let dayWidth: Double
    static let lineHeight = 56.0

    /// - Parameter dayWidth: How wide a night is drawn.
    init(
        plan: StayPlan, free: [FreePlace], today: Day, words: Words, tellsOutcome: Bool,
        dayWidth: Double = 2.7
    ) {
        self.dayWidth = dayWidth
        self.plan = plan
        self.free = Dictionary(grouping: free, by: \.home.id)
        self.today = today
        self.words = words
        self.tellsOutcome = tellsOutcome
        lineGround = StayPlanner.ground(StayPlanner.lineHeight, plan, dayWidth)
    }

    var width: Double { Double(plan.period.nights) * dayWidth }

    /// "augustus 2026 tot en met juli 2027".
    var heading: String {
        let last = plan.period.until - 1
        return words(
            "planner.heading",
            [
                "from": .text(
                    "\(words("month.\(plan.period.from.month)")) \(plan.period.from.year)"),
                "to": .text("\(words("month.\(last.month)")) \(last.year)"),
            ])
    }

    func x(_ day: Day) -> Double { Double(day - plan.period.from) * dayWidth }

    /// Months, cohorts and today, above the lines.
    var head: SafeHTML {
        var label = heading + "."
        for cohort in plan.cohorts { label += " " + cohort.name(words) + "." }
        if plan.period.contains(today) {
            label += " " + words("planner.today_is", ["day": .text(words.day(today))])
        }
        var svg =
            open(50, #"role="img" aria-label="\#(label)""#) + StayPlanner.ground(50, plan, dayWidth)
        for cohort in plan.cohorts {
            svg += text("ct", nameStart(of: cohort.period), 17, cohort.name(words))
        }
        for month in plan.period.months {
            let first = month.from
            let year = first.month == 1 ? " \(first.year)" : ""
            svg += text("mt", x(first) + 8, 40, words("month.short.\(first.month)") + year)
        }
        return svg + todayFlag + "</svg>"
    }

    /// One line: closures, gaps, stays, wishes and clashes, in the order in which they cover.
    func picture(_ line: StayPlan.Line) -> SafeHTML {
        let name = line.accommodation?.name ?? words("stay.no_home")
        let label = words("planner.line", ["name": .text(name)])
        var svg = open(StayPlanner.lineHeight, #"aria-label="\#(label)""#)
        svg += lineGround
        svg += line.closures(in: plan.period).map(closure).joined()
        svg += line.gaps(in: plan.period).map { gap($0, in: line) }.joined()
        svg += line.stays.map(wish).joined()
        svg += line.stays.map { bar($0, in: line) }.joined()
        svg += line.clashes.map { clash($0.nights) }.joined()
        if plan.period.contains(today) {
            let at = x(today)
            svg += #"<path class="now0" d="M\#(at) 0v56"/><path class="now" d="M\#(at) 0v56"/>"#
        }
        return svg + "</svg>"
    }

    /// How full each month is: nights taken, and above them nights kept.
    var occupancy: SafeHTML {
        let months = plan.period.months.map { ($0, plan.occupancy($0)) }
        let parts = months.map { month, nights in
            "\(words("month.short.\(month.from.month)")) \(percent(nights))"
        }
        let label = words("planner.occupancy", ["values": .text(parts.joined(separator: ", "))])
        var svg = open(60, #"role="img" aria-label="\#(label)""#)
        for (month, nights) in months { svg += column(month, nights) }
        return svg + "</svg>"
    }

    private func percent(_ nights: Occupancy) -> String {
        nights.share.map { "\(Int(($0 * 100).rounded()))%" } ?? "-"
    }

    private func column(_ month: Period, _ nights: Occupancy) -> SafeHTML {
        guard nights.available > 0 else { return .empty }
        let left = x(month.from) + Double(month.nights) * dayWidth / 2 - 18
        let taken = 36 * Double(nights.occupied) / Double(nights.available)
        let kept = 36 * Double(nights.planned) / Double(nights.available)
        var svg = SafeHTML.empty
        if taken > 0 { svg += Self.rect("ob", left, 56 - taken, 36, taken) }
        if kept > 0 { svg += Self.rect("s s-slot", left, 56 - taken - kept, 36, kept) }
        return svg + text("ot", left + 18, 51 - taken - kept, percent(nights))
    }

    // MARK: Parts of a line

    private func open(_ height: Double, _ attributes: SafeHTML) -> SafeHTML {
        #"""
        <svg viewBox="0 0 \#(width) \#(height)" width="\#(width)" height="\#(height)" \#
        \#(attributes)>
        """#
    }

    private static func ground(
        _ height: Double, _ plan: StayPlan, _ dayWidth: Double
    ) -> SafeHTML {
        func x(_ day: Day) -> Double { Double(day - plan.period.from) * dayWidth }
        var svg = SafeHTML.empty
        for cohort in plan.cohorts {
            guard let part = cohort.period.clipped(to: plan.period) else { continue }
            svg += rect("co", x(part.from), 0, x(part.until) - x(part.from), height)
        }
        let lines = plan.period.months.dropFirst().map { month -> SafeHTML in
            "M\(x(month.from)) 0v\(height)"
        }
        return svg + #"<path class="m" d="\#(lines.joined())"/>"#
    }

    /// Where the name of a cohort begins: where the cohort does, or behind the word for today where that
    /// would stand upon it.
    private func nameStart(of period: Period) -> Double {
        let (start, line) = (max(0, x(period.from)) + 8, x(today))
        // In pixels: half the word for today, which stands around its line, and the longest name.
        let (half, longest) = (60.0, 200.0)
        let isHit = plan.period.contains(today) && (-half..<longest).contains(line - start)
        return isHit ? line + half + 12 : start
    }

    private var todayFlag: SafeHTML {
        guard plan.period.contains(today) else { return .empty }
        let left = x(today)
        // To the right of the line where the name of a cohort stands to the left of it.
        let isEarly =
            left < 70
            || plan.cohorts.contains { (0..<210).contains(left - max(0, x($0.period.from))) }
        let anchor: SafeHTML = isEarly ? "" : #" text-anchor="end""#
        return #"""
            <rect class="nb" id="nu" x="\#(left - 1.2)" y="22" width="2.5" height="28"/>\#
            <text class="nt" x="\#(isEarly ? left + 6 : left - 6)" y="17"\#(anchor)>\#
            \#(words("planner.today"))</text>
            """#
    }

    private func closure(_ period: Period) -> SafeHTML {
        let (left, wide) = span(period)
        var svg: SafeHTML =
            #"<rect class="ut" fill="url(#hatch2)" x="\#(left)" y="8" width="\#(wide)" height="40" rx="5"/>"#
        if wide > 110 { svg += text("gap", left + wide / 2, 32, words("planner.closed")) }
        return svg
    }

    /// The later end that is asked for, drawn under the stays.
    private func wish(_ stay: Stay) -> SafeHTML {
        guard let until = stay.extensionUntil,
            let added = Period(stay.period.until, until: until)?.clipped(to: plan.period)
        else { return .empty }
        let (left, wide) = span(added)
        return Self.rect("s s-ext", left, 8, wide, 40, radius: 5)
    }

    private func bar(_ stay: Stay, in line: StayPlan.Line) -> SafeHTML {
        guard let part = stay.period.clipped(to: plan.period) else { return .empty }
        let (left, wide) = span(part)
        let state = stay.stateTag(words, mayTell: tellsOutcome).text
        let nights =
            stay.isException
            ? words("stay.flag.exception", ["count": .number(stay.period.nights)]) : nil
        let label = [stay.title(words), state, stay.period.short(words), nights]
            .compactMap { $0 }.joined(separator: ", ")
        let covered = line.clashes.filter { $0.next.id == stay.id }.map { x($0.nights.until) }.max()
        let start = clearOfToday(max(left + 8, (covered ?? 0) + 8), stay, state)
        return #"""
            <a href="/stays/\#(stay.ref)" aria-label="\#(label)">\#
            \#(Self.rect("s \(look(stay))", left, 8, wide, 40, radius: 5))\#
            \#(caption(stay, state, start, room: left + wide - start - 6))</a>
            """#
    }

    /// Where words begin so that the line of today does not run through them.
    private func clearOfToday(_ start: Double, _ stay: Stay, _ state: String) -> Double {
        let line = x(today)
        let end =
            start + max(Double(stay.title(words).count) * 7.4, Double(state.count) * 6.4)
        return stay.period.contains(today) && (start - 6..<end).contains(line) ? line + 8 : start
    }

    /// Name and state, as far as they fit.
    private func caption(_ stay: Stay, _ state: String, _ start: Double, room: Double) -> SafeHTML {
        let name = fitted(stay.title(words), room, 7.4)
        guard !name.isEmpty else { return .empty }
        let isPresent = Stay.State.present.contains(stay.state)
        let below = fitted(state, room, 6.4)
        let look = isPresent ? "st w" : "st"
        guard below.count > 3 else { return text(look, start, 33, name) }
        return text(look, start, 25, name) + text("st2", start, 41, below)
    }

    private func fitted(_ text: String, _ room: Double, _ letter: Double) -> String {
        let most = Int(room / letter)
        if text.count <= most { return text }
        return most < 3 ? "" : text.prefix(most - 1) + "…"
    }

    private func clash(_ nights: Period) -> SafeHTML {
        guard let part = nights.clipped(to: plan.period) else { return .empty }
        let (left, wide) = span(part)
        return #"""
            <rect class="clash" fill="url(#hatch)" x="\#(left - 2)" y="3" width="\#(wide + 4)" \#
            height="50" rx="3"/>
            """#
    }

    private func look(_ stay: Stay) -> String {
        switch stay.state {
        case .planned: "s-slot"
        case .nominated, .accepted: "s-nom"
        case .preparing, .confirmed: "s-ok"
        case .inStay, .departing: "s-in"
        default: "s-old"
        }
    }

    /// Where a period is drawn, a hair apart from its neighbours.
    func span(_ period: Period) -> (left: Double, wide: Double) {
        (x(period.from) + 1, max(2, x(period.until) - x(period.from) - 2))
    }

    static func rect(
        _ look: String, _ left: Double, _ top: Double, _ wide: Double, _ high: Double,
        radius: Double? = nil
    ) -> SafeHTML {
        let corners = radius.map { radius -> SafeHTML in #" rx="\#(radius)""# } ?? .empty
        return #"""
            <rect class="\#(look)" x="\#(left)" y="\#(top)" width="\#(wide)" height="\#(high)"\#
            \#(corners)/>
            """#
    }

    func text(_ look: String, _ left: Double, _ base: Double, _ words: String) -> SafeHTML {
        #"<text class="\#(look)" x="\#(left)" y="\#(base)">\#(words)</text>"#
    }
}
