import Testing

@testable import Website

@Suite("The circles of a map")
struct CircleLayoutTests {
    private let layout = CircleLayout(left: -12, top: -6, right: 440, bottom: 499)

    /// Circles in places that look like chance and are always the same.
    private func circles(_ count: Int, within side: Double) -> [CircleLayout.Circle] {
        var state: UInt64 = 42
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24)
        }
        return (0..<count).map { _ in
            CircleLayout.Circle(
                x: 100 + next() * side, y: 120 + next() * side, radius: 5 + next() * 13,
                margin: next() > 0.5 ? 4 : 0, nameWidth: 30 + next() * 80)
        }
    }

    private func expectApart(_ places: [CircleLayout.Place]) {
        for (index, one) in places.enumerated() {
            #expect(
                one.x - one.radius >= layout.left - 0.01
                    && one.x + one.radius <= layout.right + 0.01)
            #expect(
                one.y - one.radius >= layout.top - 0.01
                    && one.y + one.radius <= layout.bottom + 0.01)
            for other in places[(index + 1)...] {
                let (dx, dy) = (one.x - other.x, one.y - other.y)
                let distance = (dx * dx + dy * dy).squareRoot()
                #expect(distance >= one.radius + other.radius)
            }
        }
    }

    @Test(
        "page P25: never cover one another, however many there are and however near",
        arguments: [(2, 0.0), (21, 250), (40, 0), (40, 60), (342, 280)])
    func apart(_ count: Int, _ side: Double) {
        let places = layout.places(circles(count, within: side))
        #expect(places.count == count)
        expectApart(places)
    }

    @Test(
        "stand where they belong when nothing is in the way, and keep their size while there is room"
    )
    func still() {
        let far = [
            CircleLayout.Circle(x: 50, y: 50, radius: 18),
            CircleLayout.Circle(x: 200, y: 300, radius: 7),
        ]
        #expect(layout.places(far).map(\.x) == [50, 200])
        #expect(layout.places(far).map(\.radius) == [18, 7])
        let near = [
            CircleLayout.Circle(x: 100, y: 100, radius: 18),
            CircleLayout.Circle(x: 110, y: 100, radius: 5),
        ]
        let places = layout.places(near)
        #expect(abs(places[0].x - 100) < abs(places[1].x - 110))
        #expect(places.map(\.radius) == [18, 5])
    }

    @Test("get the same places each time, from the memory as well")
    func same() {
        let some = circles(120, within: 200)
        let places = layout.places(some)
        #expect(layout.places(some) == places)
        let kept = CircleLayouts()
        for _ in 0..<3 { #expect(kept.places(some, on: layout) == places) }
        for count in 1...20 { _ = kept.places(circles(count, within: 90), on: layout) }
        #expect(kept.places(some, on: layout) == places)
    }

    @Test("have names that cover no circle and no other name")
    func names() {
        let some = circles(21, within: 420)
        let places = layout.places(some)
        #expect(places.allSatisfy { $0.name != nil })
        let boxes = zip(some, places).compactMap { circle, place in
            place.name.map { (left: $0.x, right: $0.x + circle.nameWidth, base: $0.y) }
        }
        for (index, one) in boxes.enumerated() {
            for other in boxes[(index + 1)...] where abs(one.base - other.base) < 16 {
                #expect(one.right <= other.left || other.right <= one.left)
            }
            for place in places where abs(place.y - (one.base - 4)) < place.radius {
                #expect(place.x + place.radius <= one.left || place.x - place.radius >= one.right)
            }
        }
    }
}
