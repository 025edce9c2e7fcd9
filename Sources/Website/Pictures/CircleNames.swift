import Foundation

/// Looks for a place for each name beside its circle: right of it, left, below, above, then askew, and
/// on a map with few circles further away, from where a line leads to it.
///
/// With few circles the widest names choose first, so that all find a place; with many those of the
/// first circles.
struct CircleNames {
    let layout: CircleLayout
    let circles: [CircleLayout.Circle]
    let places: [CircleLayout.Place]

    /// A name covers so much above its first and below its last base line, which are so far apart.
    private static let rise = 12.0
    private static let fall = 4.0
    static let line = 15.0
    /// So many circles are few.
    private static let few = 60

    /// A rectangle that a name covers.
    private struct Box {
        let left, top, right, bottom: Double

        func overlaps(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }

        func overlaps(_ place: CircleLayout.Place, _ radius: Double) -> Bool {
            let dx = place.x - min(max(place.x, left), right)
            let dy = place.y - min(max(place.y, top), bottom)
            return dx * dx + dy * dy < radius * radius
        }
    }

    /// The same places with the names for which there is room.
    func placed() -> [CircleLayout.Place] {
        let isFew = circles.count <= CircleNames.few
        let distances = isFew ? [3.0, 10, 18, 28, 40] : [3.0]
        let order = places.indices.sorted { one, other in
            isFew && circles[one].nameWidth != circles[other].nameWidth
                ? circles[one].nameWidth > circles[other].nameWidth : one < other
        }
        var (found, taken): ([CircleLayout.Place], [Box]) = (places, [])
        for index in order where circles[index].nameWidth > 0 {
            for point in points(index, distances) {
                let box = box(point, circles[index])
                guard isFree(box, taken) else { continue }
                taken.append(box)
                found[index].name = point
                break
            }
        }
        return found
    }

    private func isFree(_ box: Box, _ taken: [Box]) -> Bool {
        guard box.left > layout.left, box.right < layout.right, box.top > layout.top,
            box.bottom < layout.bottom
        else { return false }
        for index in places.indices {
            if box.overlaps(places[index], edge(index) + 1) { return false }
        }
        return !taken.contains(where: box.overlaps)
    }

    /// How far a circle reaches with what hangs on it.
    private func edge(_ index: Int) -> Double {
        let (circle, radius) = (circles[index], places[index].radius)
        return radius + circle.margin * radius / max(circle.radius, 1)
    }

    private func box(_ point: CircleLayout.Point, _ circle: CircleLayout.Circle) -> Box {
        Box(
            left: point.x, top: point.y - CircleNames.rise, right: point.x + circle.nameWidth,
            bottom: point.y + CircleNames.fall + height(circle))
    }

    /// What the lines after the first add.
    private func height(_ circle: CircleLayout.Circle) -> Double {
        Double(circle.nameLines - 1) * CircleNames.line
    }

    /// Where the name of a circle could begin, the best first.
    private func points(_ index: Int, _ distances: [Double]) -> [CircleLayout.Point] {
        let (place, width) = (places[index], circles[index].nameWidth)
        let edge = edge(index)
        return distances.flatMap { distance -> [CircleLayout.Point] in
            let (away, askew) = (edge + distance, (edge + distance) * 0.75)
            let more = height(circles[index])
            let middle = place.x - width / 2
            let after = place.y + CircleNames.fall + 1 - more / 2
            let below = askew + CircleNames.rise - 2
            return [
                (place.x + away, after), (place.x - away - width, after),
                (middle, place.y + away + CircleNames.rise), (middle, place.y - away - 3 - more),
                (place.x + askew, place.y + below), (place.x + askew, place.y - askew - more),
                (place.x - askew - width, place.y + below),
                (place.x - askew - width, place.y - askew - more),
            ].map { CircleLayout.Point(x: $0.0, y: $0.1) }
        }
    }
}

extension Double {
    var sine: Double { sin(self) }
    var cosine: Double { cos(self) }
}
