import Coalition
import Templates

/// The cities of the network on the dots of the Netherlands: larger with more groups, shape and
/// colour by the state of the programme. Each number, name and mark is a link.
struct NetworkMap {
    let facts: NetworkFacts
    /// In the order in which they are drawn and reached.
    let cities: [City]
    let programme: Programme
    let context: Context

    /// What is drawn on: the frame of `pictures/netherlands` in `home/network`.
    private static let layout = CircleLayout(left: -12, top: -6, right: 440, bottom: 499)
    /// In so large a circle there is room for a number.
    private static let leastForNumber = 7.5

    /// A city as it is drawn.
    private struct Spot {
        let city: City
        let name: String
        /// The name as it is drawn; a long one in two lines.
        let lines: [String]
        /// Nil when it takes part in the other programme only.
        let state: CityProgramme.State?
        let count: Int
        let need: CityNeed
        let circle: CircleLayout.Circle
    }

    /// What is drawn over the dots of `pictures/netherlands`, in the same projection; cities that need
    /// somebody come first, as in the table.
    var markers: SafeHTML {
        let spots = cities.filter { $0.country == "NL" }.map(spot)
        let places = context.site.circles.places(spots.map(\.circle), on: NetworkMap.layout)
        let pairs = Array(zip(spots, places))
        return pairs.map { lead($0.circle, $1) }.joined() + pairs.map(marker).joined()
    }

    private func spot(_ city: City) -> Spot {
        let numbers = facts.numbers(of: city) ?? .zero
        let count = programme == .samenHier ? numbers.groups[.active] ?? 0 : numbers.staysNow
        let state = facts.programmes[city.id]?.first { $0.programme == programme }?.state
        let name = city.name(context.language.rawValue)
        let (need, lines) = (facts.need(of: city, programme), lines(name))
        let radius =
            state == nil && count == 0
            ? 5 : count == 0 ? 7 : min(18, 8.5 + Double(count).squareRoot() * 3)
        // Degrees to drawing units; cos(52.2°) keeps shapes in the middle of the country true.
        let circle = CircleLayout.Circle(
            x: (city.longitude - 3.25) * 170 * 0.612907, y: (53.62 - city.latitude) * 170,
            radius: radius, margin: need.isCalm ? 0 : 4,
            nameWidth: Double(lines.map(\.count).max() ?? 0) * (state == nil ? 6.9 : 8.2),
            nameLines: lines.count)
        return Spot(
            city: city, name: name, lines: lines, state: state, count: count, need: need,
            circle: circle)
    }

    /// A name of more than 14 characters is cut after the hyphen or blank nearest to its middle.
    private func lines(_ name: String) -> [String] {
        let letters = Array(name)
        guard letters.count > 14,
            let cut = letters.indices.filter({ letters[$0] == "-" || letters[$0] == " " })
                .min(by: { abs($0 * 2 - letters.count) < abs($1 * 2 - letters.count) })
        else { return [name] }
        let second = String(letters[(cut + 1)...])
        return [String(letters[...cut]), second].filter { !$0.isEmpty }
    }

    /// A line from where a city is to a circle that had to be drawn beside it.
    private func lead(_ circle: CircleLayout.Circle, _ place: CircleLayout.Place) -> SafeHTML {
        let (dx, dy) = (place.x - circle.x, place.y - circle.y)
        guard dx * dx + dy * dy > place.radius * place.radius else { return .empty }
        return #"""
            <path class="lead" d="M\#(circle.x) \#(circle.y)L\#(place.x) \#(place.y)"/>\#
            <circle class="oth" cx="\#(circle.x)" cy="\#(circle.y)" r="1.5"/>
            """#
    }

    private func marker(_ spot: Spot, _ place: CircleLayout.Place) -> SafeHTML {
        let words = context.words
        let status =
            spot.state.map { words("city.state.\($0.rawValue)") } ?? words("map.other_programme")
        let label = words(
            programme == .samenHier ? "map.city" : "map.city_shelter",
            [
                "name": .text(spot.name), "state": .text(status), "count": .number(spot.count),
            ])
        var number = SafeHTML.empty
        if spot.count > 0, place.radius >= NetworkMap.leastForNumber {
            let look: SafeHTML = spot.state == .active ? "n" : "n n2"
            number =
                #"<text class="\#(look)" x="\#(place.x)" y="\#(place.y + 5)">\#(spot.count)</text>"#
        }
        return #"""
            <a href="\#(path(spot))"\#(figure(spot).map(counted) ?? .empty)><title>\#(label)</title>\#
            <circle class="c \#(look(spot.state))" cx="\#(place.x)" cy="\#(place.y)" \#
            r="\#(place.radius)"/>\#(number)</a>\#(name(spot, place))\#(mark(spot, place))
            """#
    }

    /// A number opens its list; a circle without one its city.
    private func path(_ spot: Spot) -> String {
        figure(spot)?.path ?? "/cities/\(spot.city.ref)"
    }

    private func counted(_ figure: Figure) -> SafeHTML { #" data-count="\#(figure.text)""# }

    private func figure(_ spot: Spot) -> Figure? {
        guard spot.count > 0 else { return nil }
        let list = programme == .samenHier ? CityNeed.active : CityNeed.guests
        return list?.figure(of: spot.city, facts.numbers(of: spot.city) ?? .zero)
    }

    /// The way to the city for who points at its name; all others have it in the table.
    private func name(_ spot: Spot, _ place: CircleLayout.Place) -> SafeHTML {
        guard let point = place.name else { return .empty }
        let look: SafeHTML = spot.state == nil ? "nm nm2" : "nm"
        return line(spot, place, point) + #"""
            <a href="/cities/\#(spot.city.ref)" tabindex="-1" aria-hidden="true">\#
            <text class="\#(look)" x="\#(point.x)" y="\#(point.y)">\#(text(spot.lines, point))</text></a>
            """#
    }

    private func text(_ lines: [String], _ point: CircleLayout.Point) -> SafeHTML {
        guard lines.count > 1 else { return "\(lines[0])" }
        return lines.enumerated().map { index, line -> SafeHTML in
            #"<tspan x="\#(point.x)" dy="\#(index == 0 ? 0 : CircleNames.line)">\#(line)</tspan>"#
        }.joined()
    }

    /// A line from a circle to a name that stands away from it.
    private func line(
        _ spot: Spot, _ place: CircleLayout.Place, _ point: CircleLayout.Point
    ) -> SafeHTML {
        let x = min(max(place.x, point.x), point.x + spot.circle.nameWidth)
        let last = point.y + Double(spot.lines.count - 1) * CircleNames.line
        let y = min(max(place.y, point.y - 12), last + 2)
        let (dx, dy) = (x - place.x, y - place.y)
        let distance = (dx * dx + dy * dy).squareRoot()
        guard distance > place.radius + 10 else { return .empty }
        let edge = place.radius / distance
        return #"""
            <path class="lead" d="M\#(place.x + dx * edge) \#(place.y + dy * edge)L\#(x) \#(y)"/>
            """#
    }

    /// The diamond of a city that needs somebody, which opens what is most urgent there.
    private func mark(_ spot: Spot, _ place: CircleLayout.Place) -> SafeHTML {
        guard let first = spot.need.first else { return .empty }
        let away = place.radius * 0.75
        let size = min(6, max(3.5, place.radius * 0.45))
        let title = "\(spot.name): \(spot.need.texts(context.words).joined(separator: ", "))"
        let count = first.figure.map(counted) ?? .empty
        return #"""
            <a href="\#(first.path)"\#(count)><title>\#(title)</title><path class="sig" \#
            d="M\#(place.x + away) \#(place.y - away - size)l\#(size) \#(size)-\#(size) \#(size)\#
            -\#(size)-\#(size)z"/></a>
            """#
    }

    private func look(_ state: CityProgramme.State?) -> SafeHTML {
        switch state {
        case .active: "act"
        case .pilot, .agreed: "pil"
        case .forming: "frm"
        case .exploring: "exp"
        case .paused, .leaving, .former, nil: "oth"
        }
    }
}
