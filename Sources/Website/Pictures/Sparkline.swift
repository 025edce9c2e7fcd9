import Coalition
import Templates

/// Twelve small bars: contact moments per month, the last one this month.
struct Sparkline {
    private let values: [Int]
    private let label: String

    init(_ values: [Int], today: Day, _ words: Words) {
        self.values = values.isEmpty ? Array(repeating: 0, count: 12) : values
        let first = today.startOfMonth.adding(months: -11)
        label = words(
            "spark.label",
            [
                "from": .text(words("month.short.\(first.month)")),
                "to": .text(words("month.short.\(today.month)")),
                "values": .text(self.values.map(String.init).joined(separator: ", ")),
            ])
    }

    var picture: SafeHTML {
        let most = Double(max(1, values.max() ?? 1))
        var svg: SafeHTML =
            #"<svg class="spark" viewBox="0 0 92 24" width="92" height="24" role="img" aria-label="\#(label)">"#
        for (index, value) in values.enumerated() {
            let x = Double(index) * 7.6
            let height = value == 0 ? 1.5 : 22 * Double(value) / most
            let look: SafeHTML =
                value == 0 ? #" class="z""# : index == values.count - 1 ? #" class="l""# : ""
            svg += #"""
                <rect\#(look) x="\#(x)" y="\#(23 - height)" width="5.6" height="\#(height)" rx="1"/>
                """#
        }
        return svg + "</svg>"
    }
}
