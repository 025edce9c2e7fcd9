/// Where the circles of a map stand so that none covers another, and their names beside them.
///
/// The same circles always get the same places. A circle stays where it belongs unless others are in
/// its way; of two the smaller gives way more.
struct CircleLayout: Hashable, Sendable {
    /// A circle as it is asked for.
    struct Circle: Hashable, Sendable {
        /// Where it belongs.
        let x, y: Double
        let radius: Double
        /// What hangs on it and may not cover another circle either.
        var margin = 0.0
        /// How wide its name is drawn; 0 for one without a name.
        var nameWidth = 0.0
        var nameLines = 1
    }

    /// A circle where it is drawn.
    struct Place: Hashable, Sendable {
        var x, y: Double
        let radius: Double
        /// Where its name begins, on its first base line; nil when there is no room for it.
        var name: Point?
    }

    struct Point: Hashable, Sendable {
        let x, y: Double
    }

    /// What is drawn on, from corner to corner.
    let left, top, right, bottom: Double

    /// So much room is left between two circles.
    private static let gap = 1.5
    /// Of the drawing circles take so much at most; with more of them they are smaller.
    private static let share = 0.28
    private static let passes = 240

    /// The place of each circle, in their order.
    func places(_ circles: [Circle]) -> [Place] {
        var scale = scale(of: circles)
        var (places, isDone) = apart(circles, scale)
        while !isDone, scale > 0.05 {
            scale *= 0.85
            (places, isDone) = apart(circles, scale)
        }
        return CircleNames(layout: self, circles: circles, places: places).placed()
    }

    /// 1 while there is room for all circles as they are.
    private func scale(of circles: [Circle]) -> Double {
        let asked = circles.reduce(0) { sum, circle in
            let side = 2 * (circle.radius + circle.margin + CircleLayout.gap)
            return sum + side * side
        }
        let room = (right - left) * (bottom - top) * CircleLayout.share
        return asked > room ? (room / asked).squareRoot() : 1
    }

    /// Pushes circles that touch away from each other until none does, and says whether that came to
    /// an end.
    private func apart(_ circles: [Circle], _ scale: Double) -> ([Place], isDone: Bool) {
        var places = circles.map {
            Place(x: $0.x, y: $0.y, radius: $0.radius * scale, name: nil)
        }
        let reach = circles.map { ($0.radius + $0.margin) * scale + CircleLayout.gap / 2 }
        let widest = 2 * (reach.max() ?? 0)
        for _ in 0..<CircleLayout.passes {
            if !push(&places, reach, widest) { return (places, true) }
        }
        return (places, false)
    }

    /// One pass over all pairs that can touch; false when none did.
    private func push(_ places: inout [Place], _ reach: [Double], _ widest: Double) -> Bool {
        let order = places.indices.sorted { (places[$0].x, $0) < (places[$1].x, $1) }
        var isPushed = false
        for (rank, one) in order.enumerated() {
            for other in order[(rank + 1)...] {
                // A circle that this pass moved may stand a little out of order.
                if places[other].x - places[one].x > 2 * widest { break }
                if separate(&places, one, other, reach) { isPushed = true }
            }
        }
        return isPushed
    }

    private func separate(
        _ places: inout [Place], _ one: Int, _ other: Int, _ reach: [Double]
    ) -> Bool {
        let (first, second) = (min(one, other), max(one, other))
        var dx = places[second].x - places[first].x
        var dy = places[second].y - places[first].y
        let wanted = reach[first] + reach[second]
        let square = dx * dx + dy * dy
        guard square < wanted * wanted - 0.001 else { return false }
        let distance = square.squareRoot()
        if distance < 0.01 {
            // Two in the same place part on a line that turns with each pair.
            let turn = Double(first + second) * 2.4
            (dx, dy) = (turn.cosine, turn.sine)
        } else {
            (dx, dy) = (dx / distance, dy / distance)
        }
        let push = wanted - distance + 0.02
        let weights = (reach[first] * reach[first], reach[second] * reach[second])
        let share = weights.1 / (weights.0 + weights.1)
        move(&places[first], by: -push * share, dx, dy)
        move(&places[second], by: push * (1 - share), dx, dy)
        return true
    }

    private func move(_ place: inout Place, by push: Double, _ dx: Double, _ dy: Double) {
        place.x = min(max(place.x + dx * push, left + place.radius), right - place.radius)
        place.y = min(max(place.y + dy * push, top + place.radius), bottom - place.radius)
    }
}
