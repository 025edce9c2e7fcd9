import Coalition
import Templates

/// A bar for each month with its number above it; the last month is still going on.
struct Bars: PageModel {
    private static let top = 30.0
    private static let floor = 118.0

    /// What the picture shows, for its title.
    let title: String
    let months: [BarView]

    /// - Parameter values: Twelve numbers, the last one of the month of `today`.
    init(_ values: [Int], today: Day, title: String, _ words: Words) {
        let values = values.isEmpty ? Array(repeating: 0, count: 12) : values
        let first = today.startOfMonth.adding(months: 1 - values.count)
        self.title = title
        months = values.enumerated().map { offset, value in
            let month = first.adding(months: offset)
            return BarView(
                month: words("month.short.\(month.month)"),
                longMonth: "\(words("month.\(month.month)")) \(month.year)", value: value)
        }
    }

    /// The drawing; the same numbers stand in the table below it.
    var picture: SafeHTML {
        let most = Double(max(1, months.map(\.value).max() ?? 1))
        let step = 360 / Double(max(1, months.count))
        var svg: SafeHTML = #"""
            <svg class="bars" viewBox="0 0 360 150" width="360" height="150" role="img" \#
            aria-label="\#(title)"><line x1="0" x2="360" y1="118.5" y2="118.5"/>
            """#
        for (index, bar) in months.enumerated() {
            let height = (Bars.floor - Bars.top) * Double(bar.value) / most
            svg += draw(bar, left: Double(index) * step, step, height, index == months.count - 1)
        }
        return svg + "</svg>"
    }

    private func draw(
        _ bar: BarView, left: Double, _ step: Double, _ height: Double, _ isCurrent: Bool
    ) -> SafeHTML {
        let (top, middle) = (Bars.floor - height, left + step / 2)
        let month: SafeHTML = #"<text x="\#(middle)" y="138">\#(bar.month)</text>"#
        guard bar.value > 0 else { return month }
        let look: SafeHTML = isCurrent ? #" class="cur""# : ""
        return #"""
            <rect\#(look) x="\#(left + step * 0.2)" y="\#(top)" width="\#(step * 0.6)" \#
            height="\#(height)" rx="2"/>\#
            <text class="v" x="\#(middle)" y="\#(top - 6)">\#(bar.value)</text>
            """# + month
    }

    static let fields: Fields<Bars> = [
        .text("title") { $0.title },
        .html("picture") { $0.picture },
        .list("months", BarView.fields) { $0.months },
    ]
}

/// One month of a bar chart.
struct BarView: PageModel {
    /// "nov", under the bar.
    let month: String
    /// "november 2026", in the table.
    let longMonth: String
    let value: Int

    static let fields: Fields<BarView> = [
        .text("month") { $0.longMonth },
        .number("value") { $0.value },
    ]
}

/// One number as a part of the largest in its table, for a row.
struct ShareBar {
    let value: Int
    let most: Int

    /// Says nothing that does not stand beside it as a number, so it is hidden from screen readers.
    var picture: SafeHTML {
        let width = 120 * Double(max(0, value)) / Double(max(1, most))
        return #"""
            <svg class="bars" viewBox="0 0 120 12" width="120" height="12" aria-hidden="true" \#
            focusable="false"><rect x="0" y="0" width="\#(width)" height="12" rx="2"/></svg>
            """#
    }
}
