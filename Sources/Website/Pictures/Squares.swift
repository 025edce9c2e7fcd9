import Templates

/// So many of so many as small squares, the filled ones first.
struct Squares {
    /// With more than this each square would be too small to count.
    private static let most = 24

    let filled: Int
    let all: Int

    /// Says nothing that does not stand beside it in words, so it is hidden from screen readers; empty
    /// where there are too many to be drawn.
    var picture: SafeHTML {
        guard (1...Squares.most).contains(all) else { return .empty }
        let width = all * 16 - 4
        var svg: SafeHTML = #"""
            <svg class="squares" viewBox="0 0 \#(width) 12" width="\#(width)" height="12" \#
            aria-hidden="true">
            """#
        for index in 0..<all {
            let look: SafeHTML = index < filled ? "f" : "o"
            svg += #"""
                <rect class="\#(look)" x="\#(Double(index) * 16 + 0.75)" y="0.75" width="10.5" \#
                height="10.5" rx="1.5"/>
                """#
        }
        return svg + "</svg>"
    }
}
