import Foundation
import Templates

/// The group of five: circles in a ring around the family. Full is a member, half one in training or
/// waiting for a VOG, open a free seat, a diamond a concern; the warm dot is the family.
struct Ring {
    enum Seat: Sendable { case full, half, open, concern }

    let seats: [Seat]
    let hasFamily: Bool
    /// What a screen reader says.
    let label: String

    /// The seats of a group with so many members, of whom so many are cleared.
    init(members: Int, cleared: Int, minimum: Int, concerns: Int, hasFamily: Bool, label: String) {
        let worried = min(concerns > 0 ? 1 : 0, members)
        let full = max(0, min(cleared, members) - worried)
        let half = max(0, members - full - worried)
        seats =
            Array(repeating: .full, count: full) + Array(repeating: .half, count: half)
            + Array(repeating: .open, count: max(0, minimum - members))
            + Array(repeating: .concern, count: worried)
        self.hasFamily = hasFamily
        self.label = label
    }

    /// For a list, from 24 to 44 pixels.
    func small(_ size: Int = 36) -> SafeHTML {
        let radius = seats.count > 8 ? 2.2 : 3.3
        var svg: SafeHTML = #"""
            <svg class="ring" viewBox="0 0 28 28" width="\#(size)" height="\#(size)" role="img" \#
            aria-label="\#(label)">
            """#
        for (index, seat) in seats.enumerated() {
            let (x, y) = point(index, center: 14, distance: 9.8)
            svg += shape(seat, x, y, radius)
        }
        svg +=
            hasFamily
            ? #"<circle class="c" cx="14" cy="14" r="3.3"/>"#
            : #"<circle class="co" cx="14" cy="14" r="2.6" stroke-width="1.3"/>"#
        return svg + "</svg>"
    }

    func point(_ index: Int, center: Double, distance: Double) -> (x: Double, y: Double) {
        Ring.point(index, of: seats.count, center: center, distance: distance)
    }

    /// Where one of so many seats stands; the first is on top, the others follow clockwise.
    static func point(
        _ index: Int, of count: Int, center: Double, distance: Double
    ) -> (x: Double, y: Double) {
        let angle = 2 * Double.pi * Double(index) / Double(max(1, count)) - Double.pi / 2
        return (center + distance * cos(angle), center + distance * sin(angle))
    }

    private func shape(_ seat: Seat, _ x: Double, _ y: Double, _ radius: Double) -> SafeHTML {
        switch seat {
        case .full: return #"<circle class="f" cx="\#(x)" cy="\#(y)" r="\#(radius)"/>"#
        case .open, .half:
            let (inner, look) = (radius - 0.7, seat == .open ? "o" : "h")
            let edge: SafeHTML =
                #"<circle class="\#(look)" cx="\#(x)" cy="\#(y)" r="\#(inner)" stroke-width="1.3"/>"#
            guard seat == .half else { return edge }
            return #"""
                \#(edge)<path class="f" d="M\#(x) \#(y - inner)a\#(inner) \#(inner) \#
                0 0 0 0 \#(2 * inner)z"/>
                """#
        case .concern:
            return #"<path class="w" d="M\#(x) \#(y - radius - 0.7)l4 4-4 4-4-4z"/>"#
        }
    }
}
