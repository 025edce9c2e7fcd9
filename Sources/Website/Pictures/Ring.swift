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
        var svg =
            #"<svg class="ring" viewBox="0 0 28 28" width="\#(size)" height="\#(size)" role="img" "#
            + #"aria-label="\#(Markup.escaped(label))">"#
        for (index, seat) in seats.enumerated() {
            let (x, y) = point(index, center: 14, distance: 9.8)
            svg += shape(seat, x, y, radius)
        }
        svg +=
            hasFamily
            ? #"<circle class="c" cx="14" cy="14" r="3.3"/>"#
            : #"<circle class="co" cx="14" cy="14" r="2.6" stroke-width="1.3"/>"#
        return SafeHTML(trusted: svg + "</svg>")
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

    private func shape(_ seat: Seat, _ x: Double, _ y: Double, _ radius: Double) -> String {
        let (cx, cy) = (Markup.number(x), Markup.number(y))
        switch seat {
        case .full: return #"<circle class="f" cx="\#(cx)" cy="\#(cy)" r="\#(radius)"/>"#
        case .open, .half:
            let inner = Markup.number(radius - 0.7)
            let edge =
                #"<circle class="\#(seat == .open ? "o" : "h")" cx="\#(cx)" cy="\#(cy)" "#
                + #"r="\#(inner)" stroke-width="1.3"/>"#
            guard seat == .half else { return edge }
            let (top, height) = (Markup.number(y - radius + 0.7), Markup.number(2 * (radius - 0.7)))
            return edge
                + #"<path class="f" d="M\#(cx) \#(top)a\#(inner) \#(inner) 0 0 0 0 \#(height)z"/>"#
        case .concern:
            let top = Markup.number(y - radius - 0.7)
            return #"<path class="w" d="M\#(cx) \#(top)l4 4-4 4-4-4z"/>"#
        }
    }
}

/// Small things every drawing needs.
enum Markup {
    /// At most one decimal, with a point.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        return abs(tenths) % 10 == 0
            ? "\(sign)\(abs(tenths) / 10)" : "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// Text for markup or an attribute in double quotes.
    static func escaped(_ text: String) -> String { SafeHTML.escaped(text) }
}
