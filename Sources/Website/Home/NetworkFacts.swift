import Coalition

/// All cities with their programmes, and the numbers of those in the viewer's scope.
struct NetworkFacts: Sendable {
    let cities: [City]
    let programmes: [ID<City>: [CityProgramme]]
    let sight: CitySight
    let numbers: [ID<City>: CityNumbers]
    /// What is summed for an auditor, who sees no number of a city.
    let sumSight: CitySight
    let sums: CityNumbers
    /// A sum from one up to, not including, this is told as "fewer than".
    let few: Int
    /// Stays that somebody asked to last longer and on which the viewer decides, the first to end first.
    let wishing: [Stay]
    let wishes: [ID<City>: [Stay]]
    let today: Day

    init(_ tx: Transaction) throws {
        cities = try City.all(in: tx)
        programmes = Dictionary(grouping: try CityProgramme.all(in: tx), by: \.city)
        sight = CitySight(tx.viewer)
        numbers = try CityNumbers.all(within: sight, in: tx)
        sumSight = CitySight.sums(tx.viewer)
        sums = try CityNumbers.all(within: sumSight, in: tx).values.reduce(.zero, +)
        let isOfSums = sumSight.seesGroups || sumSight.seesFamilies || sumSight.seesStays
        few = isOfSums ? try Rules.inForce(on: tx.today, in: tx).value("suppression.below") : 0
        wishing = try Stay.wishing(in: tx)
        wishes = Dictionary(grouping: wishing, by: \.city)
        today = tx.today
    }

    /// Nil for a city whose numbers the viewer may not see.
    func numbers(of city: City) -> CityNumbers? {
        sight.sees(city.id) ? numbers[city.id] ?? .zero : nil
    }

    var total: CityNumbers { numbers.values.reduce(.zero, +) }
}
