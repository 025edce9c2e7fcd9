import Coalition
import Templates

/// The cities of the network on the dots of the Netherlands: larger with more groups, shape and
/// colour by the state of the programme; each is a link.
struct NetworkMap {
    let facts: NetworkFacts
    let programme: Programme
    let language: Language
    let words: Words

    /// What is drawn over the dots of `pictures/netherlands`, in the same projection; the largest
    /// first, so that its name has the choice of places.
    var markers: SafeHTML {
        let spots = facts.cities.filter { $0.country == "NL" }.map(spot).sorted {
            ($0.count, $0.state == nil ? 0 : 1) > ($1.count, $1.state == nil ? 0 : 1)
        }
        var taken = spots.map { spot in
            let (x, y, radius) = (spot.x, spot.y, spot.radius)
            return Box(x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius)
        }
        return spots.map { marker($0, &taken) }.joined()
    }

    /// A place on the drawing that something covers.
    private struct Box {
        let x, y, width, height: Double

        func overlaps(_ other: Box) -> Bool {
            x < other.x + other.width && other.x < x + width && y < other.y + other.height
                && other.y < y + height
        }
    }

    /// A city where it is drawn.
    private struct Spot {
        let city: City
        /// Nil when it takes part in the other programme only.
        let state: CityProgramme.State?
        let count: Int
        let x, y, radius: Double
    }

    private func spot(_ city: City) -> Spot {
        let numbers = facts.numbers(of: city) ?? .zero
        let count = programme == .samenHier ? numbers.groups[.active] ?? 0 : numbers.staysNow
        let state = facts.programmes[city.id]?.first { $0.programme == programme }?.state
        // Degrees to drawing units; cos(52.2°) keeps shapes in the middle of the country true.
        return Spot(
            city: city, state: state, count: count,
            x: (city.longitude - 3.25) * 170 * 0.612907, y: (53.62 - city.latitude) * 170,
            radius: state == nil ? 3.6 : min(18, 7 + Double(count).squareRoot() * 3))
    }

    private func marker(_ spot: Spot, _ taken: inout [Box]) -> SafeHTML {
        let (city, state, count) = (spot.city, spot.state, spot.count)
        let (x, y, radius) = (spot.x, spot.y, spot.radius)
        let name = city.name(language.rawValue)
        let status =
            state.map { words("city.state.\($0.rawValue)") } ?? words("map.other_programme")
        let label = words(
            programme == .samenHier ? "map.city" : "map.city_shelter",
            ["name": .text(name), "state": .text(status), "count": .number(count)])
        var svg: SafeHTML = #"""
            <a href="/cities/\#(city.ref)" aria-label="\#(label)">\#
            <circle class="c \#(look(state))" cx="\#(x)" cy="\#(y)" r="\#(radius)"/>
            """#
        if state == .active, count > 0 {
            svg += #"<text class="n" x="\#(x)" y="\#(y + 5)">\#(count)</text>"#
        }
        if state != nil { svg += text(name, x, y, radius, &taken) }
        return svg + "</a>"
    }

    /// The name right of the marker, else left, below or above; without a free place it is only
    /// heard, not drawn.
    private func text(
        _ name: String, _ x: Double, _ y: Double, _ radius: Double, _ taken: inout [Box]
    ) -> SafeHTML {
        let width = Double(name.count) * 8.2
        let places = [
            (x + radius + 4, y + 5), (x - radius - 4 - width, y + 5),
            (x - width / 2, y + radius + 16), (x - width / 2, y - radius - 5),
        ]
        for (left, base) in places {
            let box = Box(x: left, y: base - 13, width: width, height: 17)
            guard left > -12, left + width < 440, !taken.contains(where: box.overlaps) else {
                continue
            }
            taken.append(box)
            return #"<text class="nm" x="\#(left)" y="\#(base)">\#(name)</text>"#
        }
        return ""
    }

    private func look(_ state: CityProgramme.State?) -> String {
        switch state {
        case .active: "act"
        case .pilot, .agreed: "pil"
        case .forming: "frm"
        case .exploring: "exp"
        case .paused, .leaving, .former, nil: "oth"
        }
    }
}
