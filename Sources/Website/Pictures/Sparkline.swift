import Coalition
import Templates

/// Twelve small bars: contact moments per month, the last one this month.
struct Sparkline {
    private let words: Words
    /// The first and the last month in words, the same for all sparklines of a page.
    private let (from, to): (String, String)

    init(today: Day, _ words: Words) {
        self.words = words
        from = words("month.short.\(today.startOfMonth.adding(months: -11).month)")
        to = words("month.short.\(today.month)")
    }

    /// A list shows dozens, so all bars of a look are one path.
    ///
    /// - Parameter values: twelve, oldest first; nil when there was no contact in any month.
    func picture(_ values: [Int]?) -> SafeHTML {
        let values = values ?? Array(repeating: 0, count: 12)
        let most = Double(max(1, values.max() ?? 1))
        var (none, past, last): (SafeHTML, SafeHTML, SafeHTML) = (.empty, .empty, .empty)
        for (index, value) in values.enumerated() {
            let left = 2.8 + 7.6 * Double(index)
            if value == 0 {
                none.append(bar: left, 1.5)
            } else if index < values.count - 1 {
                past.append(bar: left, 22 * Double(value) / most)
            } else {
                last.append(bar: left, 22 * Double(value) / most)
            }
        }
        return #"""
            <svg class="spark" viewBox="0 0 92 24" width="92" height="24" role="img" \#
            aria-label="\#(label(values))">\#
            \#(path("z", none))\#(path("p", past))\#(path("l", last))</svg>
            """#
    }

    private func label(_ values: [Int]) -> String {
        var list = ""
        for value in values {
            if !list.isEmpty { list += ", " }
            list += String(value)
        }
        return words("spark.label", ["from": .text(from), "to": .text(to), "values": .text(list)])
    }

    private func path(_ look: SafeHTML, _ bars: SafeHTML) -> SafeHTML {
        bars == .empty ? .empty : #"<path class="\#(look)" d="\#(bars)"/>"#
    }
}

extension SafeHTML {
    fileprivate mutating func append(bar left: Double, _ height: Double) {
        append(literal: "M")
        append(left)
        append(literal: " 23v")
        append(-height)
    }
}
