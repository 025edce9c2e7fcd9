import Coalition
import Templates

/// What in a city asks for somebody, the most urgent first: one definition for the order of the table,
/// the marks of the map and the list of where one is needed.
struct CityNeed: Sendable {
    /// Something that asks for somebody, and where it is.
    struct Sign: Sendable {
        /// The message that tells it with its number.
        let key: String
        let number: Int
        /// Where it leads.
        let path: String
        /// The list that has so many; nil for what is no list.
        let figure: Figure?
    }

    /// Only what is there; families that wait are told besides, for a city can do that well.
    let signs: [Sign]

    static let concern = CityFigure(GroupList.flagged(.concern))
    static let silent = CityFigure(GroupList.flagged(.silent))
    static let strength = CityFigure(GroupList.flagged(.strength))
    static let waiting = CityFigure(FamilyList.inState(.waiting))
    static let active = CityFigure(GroupList.inStates([.active]))
    static let guests = CityFigure(StayList.of(.now))

    private static let ofGroups = [
        ("network.concern", concern), ("network.silent", silent), ("network.strength", strength),
    ]

    /// What asks for somebody in the groups of a city.
    init(of city: City, _ numbers: CityNumbers) {
        signs = CityNeed.ofGroups.compactMap { key, list in
            guard let list, list.number(numbers) > 0 else { return nil }
            let figure = list.figure(of: city, numbers)
            return Sign(key: key, number: figure.count, path: figure.path, figure: figure)
        }
    }

    /// What asks for somebody in its stays: those that are asked to last longer.
    init(wishes: [Stay]) {
        signs = wishes.prefix(1).map { stay in
            Sign(
                key: "network.wished", number: wishes.count,
                path: "/stays/\(stay.ref)#verlenging", figure: nil)
        }
    }

    var isCalm: Bool { signs.isEmpty }
    var first: Sign? { signs.first }

    /// "1 zorg", "2 stil".
    func texts(_ words: Words) -> [String] {
        signs.map { words($0.key, ["count": .number($0.number)]) }
    }
}

extension NetworkFacts {
    /// What asks for somebody in a programme.
    func need(of city: City, _ programme: Programme) -> CityNeed {
        programme == .shelterCity
            ? CityNeed(wishes: wishes[city.id] ?? [])
            : CityNeed(of: city, numbers(of: city) ?? .zero)
    }

    /// The cities, those that need somebody first, else by name.
    func byNeed(_ language: String) -> [City] {
        let ranked = byName(language).enumerated().map { place, city in
            (-rank(of: city), place, city)
        }
        return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    /// The cities by their names in a language; they are read by those in Dutch.
    func byName(_ language: String) -> [City] {
        guard language != "nl" else { return cities }
        return cities.map { (SortKey.title($0.name(language)), $0) }.sorted { $0.0 < $1.0 }
            .map(\.1)
    }

    /// More of what is more urgent comes first, whatever there is of the rest; each up to 999.
    private func rank(of city: City) -> Int {
        guard let numbers = numbers(of: city) else { return 0 }
        return [
            numbers.withConcern, numbers.silent, numbers.belowStrength,
            wishes[city.id]?.count ?? 0, numbers.families[.waiting] ?? 0,
        ].reduce(0) { $0 * 1000 + min($1, 999) }
    }
}
