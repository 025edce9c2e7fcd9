import Coalition
import Templates

/// The cities of the network on the dots of the Netherlands: larger with more groups, shape and
/// colour by the state of the programme; each is a link.
struct NetworkMap {
    let facts: NetworkFacts
    let programme: Programme
    let language: Language
    let words: Words

    /// What is drawn over the dots of `pictures/netherlands`, in the same projection.
    var markers: SafeHTML {
        SafeHTML(trusted: facts.cities.filter { $0.country == "NL" }.map(marker).joined())
    }

    /// Degrees to drawing units; cos(52.2°) keeps shapes in the middle of the country true.
    private static func place(_ city: City) -> (x: Double, y: Double) {
        ((city.longitude - 3.25) * 170 * 0.612907, (53.62 - city.latitude) * 170)
    }

    private func marker(_ city: City) -> String {
        let (x, y) = NetworkMap.place(city)
        let state = facts.programmes[city.id]?.first { $0.programme == programme }?.state
        let count = count(city)
        let radius = state == nil ? 3.6 : min(18, 7 + Double(count).squareRoot() * 3)
        let name = city.name(language.rawValue)
        let status =
            state.map { words("city.state.\($0.rawValue)") } ?? words("map.other_programme")
        let label = words(
            programme == .samenHier ? "map.city" : "map.city_shelter",
            ["name": .text(name), "state": .text(status), "count": .number(count)])
        let (cx, cy) = (Markup.number(x), Markup.number(y))
        var svg =
            #"<a href="/cities/\#(city.ref)" aria-label="\#(Markup.escaped(label))">"#
            + #"<circle class="c \#(look(state))" cx="\#(cx)" cy="\#(cy)" r="\#(Markup.number(radius))"/>"#
        if state == .active, count > 0 {
            svg += #"<text class="n" x="\#(cx)" y="\#(Markup.number(y + 5))">\#(count)</text>"#
        }
        if state != nil {
            svg +=
                #"<text class="nm" x="\#(Markup.number(x + radius + 4))" y="\#(Markup.number(y + 5))">"#
                + Markup.escaped(name) + "</text>"
        }
        return svg + "</a>"
    }

    private func count(_ city: City) -> Int {
        let numbers = facts.numbers(of: city) ?? .zero
        return programme == .samenHier ? numbers.groups[.active] ?? 0 : numbers.staysNow
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
