import Coalition

/// A town of the demo, with its real place on the map and the programmes it takes part in.
struct DemoCity {
    let new: NewCity
    /// State and age in months of each programme's coalition.
    let programmes: [(programme: Programme, state: CityProgramme.State, months: Int)]

    private init?(line: String) {
        let parts = WordList.parts(line, at: "|")
        guard parts.count == 6, let zone = Zone(parts[3]) else { return nil }
        let names = WordList.parts(parts[0], at: "=")
        let place = WordList.parts(parts[2], at: ",").compactMap(Double.init)
        guard let name = names.first, place.count == 2 else { return nil }
        new = NewCity(
            name, english: names.last, country: String(parts[1].prefix(2)),
            province: parts[1].count > 3 ? String(parts[1].dropFirst(3)) : nil, zone: zone,
            latitude: place[0], longitude: place[1])
        programmes =
            DemoCity.programme(.samenHier, parts[4]) + DemoCity.programme(.shelterCity, parts[5])
    }

    private static func programme(
        _ programme: Programme, _ text: String
    ) -> [(programme: Programme, state: CityProgramme.State, months: Int)] {
        let parts = WordList.parts(text, at: " ")
        guard parts.count == 2, let state = CityProgramme.State(rawValue: parts[0]),
            let months = Int(parts[1])
        else { return [] }
        return [(programme, state, months)]
    }

    /// Adds every town with its programmes; gives them by their Dutch names.
    static func createAll(in tx: Transaction) throws -> [String: City] {
        var cities: [String: City] = [:]
        for demo in WordList.lines(text).compactMap(DemoCity.init) {
            let id = try demo.new.create(in: tx)
            for entry in demo.programmes {
                let since = tx.today.adding(months: -entry.months)
                try CityProgramme.set(entry.programme, entry.state, since: since, of: id, in: tx)
            }
            cities[demo.new.nameNL] = try City.find(id, in: tx)
        }
        return cities
    }

    /// Name and English name, country and province, position (GeoNames, CC BY 4.0), zone, then state
    /// and age in months of Samen Hier and of Shelter City.
    private static let text = """
        Almere | NL Flevoland | 52.3702, 5.2141 | Europe/Amsterdam | active 84 | -
        Amstelveen | NL Noord-Holland | 52.3008, 4.8639 | Europe/Amsterdam | exploring 4 | pilot 14
        Amsterdam | NL Noord-Holland | 52.3740, 4.8897 | Europe/Amsterdam | pilot 15 | active 134
        Den Haag = The Hague | NL Zuid-Holland | 52.0767, 4.2986 | Europe/Amsterdam | active 90 | active 166
        Deventer | NL Overijssel | 52.2550, 6.1639 | Europe/Amsterdam | exploring 7 | active 98
        Eindhoven | NL Noord-Brabant | 51.4408, 5.4778 | Europe/Amsterdam | - | active 55
        Emmen | NL Drenthe | 52.7792, 6.9069 | Europe/Amsterdam | pilot 18 | -
        Groningen | NL Groningen | 53.2192, 6.5667 | Europe/Amsterdam | exploring 2 | active 122
        Haarlem | NL Noord-Holland | 52.3808, 4.6368 | Europe/Amsterdam | active 88 | active 110
        Leidschendam-Voorburg | NL Zuid-Holland | 52.0742, 4.3597 | Europe/Amsterdam | pilot 11 | -
        Maastricht | NL Limburg | 50.8483, 5.6889 | Europe/Amsterdam | - | active 133
        Middelburg | NL Zeeland | 51.5000, 3.6139 | Europe/Amsterdam | - | active 146
        Nijmegen | NL Gelderland | 51.8425, 5.8528 | Europe/Amsterdam | active 38 | active 132
        Rijssen-Holten | NL Overijssel | 52.3067, 6.5181 | Europe/Amsterdam | pilot 16 | -
        Rotterdam | NL Zuid-Holland | 51.9225, 4.4792 | Europe/Amsterdam | active 87 | active 86
        Tilburg | NL Noord-Brabant | 51.5555, 5.0913 | Europe/Amsterdam | - | active 121
        Utrecht | NL Utrecht | 52.0908, 5.1222 | Europe/Amsterdam | forming 6 | active 135
        Zwolle | NL Overijssel | 52.5125, 6.0944 | Europe/Amsterdam | forming 3 | active 112
        Dar es Salaam | TZ | -6.8235, 39.2695 | Africa/Dar_es_Salaam | - | active 66
        San José | CR | 9.9339, -84.0849 | America/Costa_Rica | - | active 92
        Tbilisi | GE | 41.6914, 44.8341 | Asia/Tbilisi | - | active 78
        """
}
