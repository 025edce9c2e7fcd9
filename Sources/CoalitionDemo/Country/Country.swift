import Coalition
import SQLite

extension Demo {
    /// How much a large demo holds, the ordinary demo's own rows among it.
    public struct Size: Hashable, Sendable {
        let cities: Int
        let groups: Int
        let families: Int
        let members: Int
        let entries: Int
        let stays: Int

        /// Every municipality of the Netherlands at work.
        ///
        /// - Parameter times: How many times the usual number of log entries, at least 1.
        public static func country(times: Int = 1) -> Size {
            Size(
                cities: 342, groups: 10_000, families: 10_000, members: 50_000,
                entries: 1_000_000 * times, stays: 20_000)
        }

        /// The same for a twentieth of the country.
        public static func province(times: Int = 1) -> Size {
            Size(
                cities: 40, groups: 500, families: 500, members: 2_500,
                entries: 50_000 * times, stays: 1_000)
        }
    }
}

/// Fills the demo up to the size of a country.
///
/// Its rows are written many at a time, beside the domain's functions; what is kept about them and
/// what rules make of them comes from those functions all the same. Each town has dice of its own,
/// so that more log entries change nothing else. The bulk of the rows has a history, and none in the
/// two logs of what users did.
struct Country {
    private let writer: CountryWriter
    private let towns: [CountryTown]

    static func write(_ size: Demo.Size, passwordHash: String, in records: Records) throws {
        var country: Country?
        try records.write(as: .system) { tx in
            let towns = try CountryTown.all(upTo: size.cities, in: tx)
            let writer = try CountryWriter(passwordHash: passwordHash, in: tx)
            country = Country(
                writer: writer, towns: try CountryShares(size, in: tx).dealt(to: towns))
        }
        try country?.write(in: records)
    }

    private func write(in records: Records) throws {
        try records.write(as: .system) { tx in
            CountryUsers(writer).writeNetwork()
            try writer.write(in: tx)
        }
        for (index, town) in towns.enumerated() {
            try records.write(as: .system) { try town.write(writer, seed: UInt64(index), in: $0) }
        }
        try CountryMoves.write(towns, in: records)
        try CountryNominations.write(in: records)
        while try records.write(as: .system, { try Task.raiseSilences(in: $0) }) > 0 {}
        try CountryYear.write(in: records)
        while try records.write(as: .system, { try CheckInWindow.open(limit: 200, in: $0) }) > 0 {}
        try records.write(as: .system) { try SearchFilling.all($0.db, $0.keys) }
    }
}

/// What is still to be written when the ordinary demo is there, and each town's share of it.
struct CountryShares {
    private let groups: Int
    private let families: Int
    private let members: Int
    private let entries: Int
    private let stays: Int

    init(_ size: Demo.Size, in tx: Transaction) throws {
        func rest(_ total: Int, _ count: SQL) throws -> Int {
            max(0, total - (try tx.db.value(count) ?? 0))
        }
        groups = try rest(size.groups, "SELECT count(*) FROM groups")
        families = try rest(size.families, "SELECT count(*) FROM families")
        members = try rest(size.members, "SELECT count(*) FROM memberships")
        entries = try rest(size.entries, "SELECT count(*) FROM log_entries")
        stays = try rest(size.stays, "SELECT count(*) FROM stays")
    }

    func dealt(to towns: [CountryTown]) -> [CountryTown] {
        var (towns, random) = (towns, DemoRandom(seed: 45))
        let weights = towns.map { $0.hasSamenHier ? random.int(in: 10...60) : 0 }
        for (index, count) in CountryShares.deal(groups, by: weights).enumerated() {
            towns[index].plans = (0..<count).map { _ in CountryGroupPlan(&random) }
        }
        let coupled = towns.flatMap(\.plans).filter(\.stage.hasFamily).count
        for (index, count) in CountryShares.deal(families - coupled, by: weights).enumerated() {
            towns[index].waitingFamilies = count
        }
        let shelters = towns.map { $0.hasShelterCity ? 1 : 0 }
        for (index, count) in CountryShares.deal(stays, by: shelters).enumerated() {
            towns[index].stays = count
        }
        dealPeopleAndEntries(to: &towns)
        return towns
    }

    private func dealPeopleAndEntries(to towns: inout [CountryTown]) {
        let plans = towns.flatMap(\.plans)
        let missing = members - plans.map(\.members).reduce(0, +)
        let people = CountryShares.deal(missing, by: plans.map { $0.mayBeMore ? 1 : 0 })
        let logged = CountryShares.deal(entries, by: plans.map(\.logWeight))
        var shares = zip(people, logged).makeIterator()
        for town in towns.indices {
            for group in towns[town].plans.indices {
                guard let (people, logged) = shares.next() else { return }
                towns[town].plans[group].members += people
                towns[town].plans[group].entries = logged
            }
        }
    }

    /// Parts by weight that add up to the whole.
    private static func deal(_ total: Int, by weights: [Int]) -> [Int] {
        let (total, sum) = (max(0, total), max(1, weights.reduce(0, +)))
        var (weighed, dealt) = (0, 0)
        return weights.map { weight in
            weighed += weight
            defer { dealt = total * weighed / sum }
            return total * weighed / sum - dealt
        }
    }
}
