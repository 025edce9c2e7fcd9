import Templates

/// Days since the last contact on a line, with a mark where a group begins to count as silent. Up to
/// the mark the line ends in a dot, beyond it in a diamond.
struct DayTrack {
    /// The mark stands here, whatever its number of days, so that tracks can be compared.
    private static let mark = 66.0
    private static let start = 6.0
    private static let end = 130.0

    let days: Int
    /// After so many days a group is silent; at least 1.
    let limit: Int

    /// Says nothing that does not stand beside it as a number, so it is hidden from screen readers.
    var picture: SafeHTML {
        let reach = DayTrack.mark - DayTrack.start
        let x = min(
            DayTrack.end - 6, DayTrack.start + Double(max(0, days)) * reach / Double(max(1, limit)))
        let isOver = days > limit
        let tip: SafeHTML =
            isOver
            ? #"<path class="ed" d="M\#(x) 4l6 6-6 6-6-6z"/>"#
            : #"<circle class="e" cx="\#(x)" cy="10" r="4.5"/>"#
        return #"""
            <svg class="track" viewBox="0 0 136 20" width="136" height="20" aria-hidden="true" \#
            focusable="false"><path class="b" d="M6 10h124"/>\#
            <path class="v\#(isOver ? " over" : "")" d="M6 10H\#(x)"/>\#
            <path class="t" d="M66 1v18"/>\#(tip)</svg>
            """#
    }
}
