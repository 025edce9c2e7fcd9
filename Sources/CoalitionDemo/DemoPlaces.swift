import Coalition

/// The demo's cities: their real neighbourhoods, and organisations that were made up.
struct DemoPlace: Sendable, Hashable {
    /// The name of the city or municipality.
    let city: String
    /// Neighbourhoods, which also serve as the names of groups; never empty.
    let neighbourhoods: [String]
    /// Organisations that could take part in the city's coalition, without the municipality.
    let organisations: [DemoOrganisation]
}

/// An organisation in the demo.
struct DemoOrganisation: Sendable, Hashable {
    /// What it is; the raw value is the word that stands in the list of places.
    enum Kind: String, Sendable, Hashable, CaseIterable {
        case church = "kerk"
        case mosque = "moskee"
        case selfOrganisation = "zelforganisatie"
        case welfare = "welzijn"
        case ngo
        case school = "school"
        case sport = "sport"
        case business = "bedrijf"
        case fund = "fonds"
    }

    let kind: Kind
    let name: String
}

enum DemoPlaces {
    /// The cities, those of Samen Hier and of Shelter City together.
    static let all: [DemoPlace] = [north, west, south].flatMap(WordList.sections).map(place)

    /// The place of that name, or nil if the demo has none.
    static func place(_ city: String) -> DemoPlace? {
        all.first { $0.city == city }
    }

    private static func place(_ section: WordList.Section) -> DemoPlace {
        let isOrganisation = { (line: String) in line.contains(":") }
        let neighbourhoods = section.lines.filter { !isOrganisation($0) }
        return DemoPlace(
            city: section.head,
            neighbourhoods: WordList.entries(neighbourhoods.joined(separator: "\n")),
            organisations: section.lines.filter(isOrganisation).flatMap(organisations))
    }

    private static func organisations(line: String) -> [DemoOrganisation] {
        let halves = WordList.parts(line, at: ":")
        guard halves.count == 2, let kind = DemoOrganisation.Kind(rawValue: halves[0]) else {
            return []
        }
        return WordList.entries(halves[1]).map { DemoOrganisation(kind: kind, name: $0) }
    }
}
