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

    /// - Parameter wishes: Stays of the city that somebody asked to last longer.
    init(of city: City, _ numbers: CityNumbers, wishes: [Stay], for programmes: Set<Programme>) {
        let lists = [
            ("network.concern", CityNeed.concern), ("network.silent", CityNeed.silent),
            ("network.strength", CityNeed.strength),
        ]
        let ofGroups = lists.compactMap { key, list -> Sign? in
            guard let list, list.number(numbers) > 0 else { return nil }
            let figure = list.figure(of: city, numbers)
            return Sign(key: key, number: figure.count, path: figure.path, figure: figure)
        }
        let extend = wishes.first.map { stay in
            Sign(
                key: "network.wished", number: wishes.count,
                path: "/stays/\(stay.ref)#verlenging", figure: nil)
        }
        signs =
            (programmes.contains(.samenHier) ? ofGroups : [])
            + (programmes.contains(.shelterCity) ? [extend].compactMap { $0 } : [])
    }

    var isCalm: Bool { signs.isEmpty }
    var first: Sign? { signs.first }

    /// "1 zorg", "2 stil".
    func texts(_ words: Words) -> [String] {
        signs.map { words($0.key, ["count": .number($0.number)]) }
    }
}

extension NetworkFacts {
    /// - Parameter programme: Only what asks for somebody in this programme; all when nil.
    func need(of city: City, _ programme: Programme? = nil) -> CityNeed {
        CityNeed(
            of: city, numbers(of: city) ?? .zero, wishes: wishes[city.id] ?? [],
            for: programme.map { [$0] } ?? [.samenHier, .shelterCity])
    }

    /// The cities, those that need somebody first, else by name.
    func byNeed(_ language: String) -> [City] {
        let ranked = byName(language).enumerated().map { place, city in
            (place, city, rank(of: city))
        }
        return ranked.sorted { one, other in
            one.2 == other.2
                ? one.0 < other.0 : other.2.lexicographicallyPrecedes(one.2)
        }.map(\.1)
    }

    /// The cities by their names in a language; they are read by those in Dutch.
    func byName(_ language: String) -> [City] {
        guard language != "nl" else { return cities }
        return cities.map { (SortKey.title($0.name(language)), $0) }.sorted { $0.0 < $1.0 }
            .map(\.1)
    }

    private func rank(of city: City) -> [Int] {
        guard let numbers = numbers(of: city) else { return [] }
        return [
            numbers.withConcern, numbers.silent, numbers.belowStrength,
            wishes[city.id]?.count ?? 0, numbers.families[.waiting] ?? 0,
        ]
    }
}
