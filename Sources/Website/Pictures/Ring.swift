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

    /// For a list, from 24 to 44 pixels. A list shows dozens, so the full seats are round ends of
    /// the strokes of one path.
    func small(_ size: Int = 36) -> SafeHTML {
        let radius = seats.count > 8 ? 2.2 : 3.3
        var (full, others): (SafeHTML, SafeHTML) = (.empty, .empty)
        for (index, seat) in seats.enumerated() {
            let (x, y) = point(index, center: 14, distance: 9.8)
            switch seat {
            case .full: full.append(dot: x, y)
            case .open: others += edge("o", x, y, radius - 0.7)
            case .half: others += edge("h", x, y, radius - 0.7) + half(x, y, radius - 0.7)
            case .concern:
                others += #"<path class="w" d="M\#(x) \#(y - radius - 0.7)l4 4-4 4-4-4z"/>"#
            }
        }
        if full != .empty {
            full = #"<path class="d" stroke-width="\#(2 * radius)" d="\#(full)"/>"#
        }
        let family: SafeHTML =
            hasFamily ? #"<circle class="c" cx="14" cy="14" r="3.3"/>"# : edge("co", 14, 14, 2.6)
        return #"""
            <svg class="ring" viewBox="0 0 28 28" width="\#(size)" height="\#(size)" role="img" \#
            aria-label="\#(label)">\#(full)\#(others)\#(family)</svg>
            """#
    }

    private func edge(_ look: SafeHTML, _ x: Double, _ y: Double, _ radius: Double) -> SafeHTML {
        #"<circle class="\#(look)" cx="\#(x)" cy="\#(y)" r="\#(radius)" stroke-width="1.3"/>"#
    }

    private func half(_ x: Double, _ y: Double, _ radius: Double) -> SafeHTML {
        #"<path class="f" d="M\#(x) \#(y - radius)a\#(radius) \#(radius) 0 0 0 0 \#(2 * radius)z"/>"#
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
}

extension SafeHTML {
    /// A stroke of which hardly more is seen than its round ends.
    fileprivate mutating func append(dot x: Double, _ y: Double) {
        append(literal: "M")
        append(x)
        append(literal: " ")
        append(y)
        append(literal: "h.1")
    }
}
