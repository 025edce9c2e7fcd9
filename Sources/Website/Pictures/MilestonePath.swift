import Coalition
import Templates

/// What a family has reached as a road: the stretch behind it, with a number for each milestone, and
/// the stretch ahead, on which nothing is late.
struct MilestonePath {
    /// Places in a row of the road.
    private static let row = 7
    private static let step = 50.0

    /// How many were reached, each on a place of its own.
    private let reached: Int
    /// Places of the whole road.
    private let places: Int
    private let title: String
    private let description: String

    init(reached milestones: [Milestone], _ words: Words) {
        let kinds = Set(milestones.map(\.kind))
        reached = milestones.count
        places = max(
            milestones.count, milestones.count + Milestone.Kind.allCases.count - kinds.count)
        title = words("milestone.path")
        description =
            milestones.isEmpty
            ? words("milestone.none")
            : words.list(milestones.map { words("milestone.kind.\($0.kind.rawValue)") })
    }

    /// The drawing; the same stands in the list beside it.
    var picture: SafeHTML {
        let rows = (places + MilestonePath.row - 1) / MilestonePath.row
        let height = rows * 46 + 2
        var svg: SafeHTML = #"""
            <svg class="ring road" viewBox="0 0 350 \#(height)" width="350" height="\#(height)" \#
            role="img" aria-label="\#(title): \#(description)">
            """#
        svg += stretch(0, places - 1, "ahead")
        if reached > 1 { svg += stretch(0, reached - 1, "behind") }
        for index in 0..<places { svg += dot(index) }
        return svg + "</svg>"
    }

    private func point(_ index: Int) -> (x: Double, y: Double) {
        let (row, column) = (index / MilestonePath.row, index % MilestonePath.row)
        let place = row % 2 == 0 ? column : MilestonePath.row - 1 - column
        return (25 + Double(place) * MilestonePath.step, 24 + Double(row) * 46)
    }

    /// From one place to another along the road, which turns back at the end of each row.
    private func stretch(_ from: Int, _ to: Int, _ look: String) -> SafeHTML {
        let start = point(from)
        var path: SafeHTML = #"<path class="\#(look)" d="M\#(start.x) \#(start.y)"#
        for index in from..<max(from, to) {
            let (here, next) = (point(index), point(index + 1))
            if here.y == next.y {
                path += "H\(next.x)"
            } else {
                let bend = here.x > 175 ? here.x + 22 : here.x - 22
                path += "C\(bend) \(here.y) \(bend) \(next.y) \(next.x) \(next.y)"
            }
        }
        return path + #""/>"#
    }

    private func dot(_ index: Int) -> SafeHTML {
        let (x, y) = point(index)
        guard index < reached else {
            return #"<circle class="o" cx="\#(x)" cy="\#(y)" r="6"/>"#
        }
        let last: SafeHTML = index == reached - 1 ? "c" : "f"
        return #"""
            <circle class="\#(last)" cx="\#(x)" cy="\#(y)" r="13"/>\#
            <text class="n" x="\#(x)" y="\#(y + 5)">\#(index + 1)</text>
            """#
    }
}
