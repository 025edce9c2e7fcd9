import Coalition
import SQLite

/// A town of the Netherlands with its share of the country.
struct CountryTown {
    let city: City
    /// Whether a coalition is at work there; a town that only explores has no groups.
    let hasSamenHier: Bool
    let hasShelterCity: Bool
    var plans: [CountryGroupPlan] = []
    /// Families without a group.
    var waitingFamilies = 0
    var stays = 0

    /// The towns of the demo and new ones up to a number of cities, those abroad counted too.
    static func all(upTo count: Int, in tx: Transaction) throws -> [CountryTown] {
        let missing = max(0, count - (try City.all(in: tx).count))
        for (index, new) in CountryPlaces.all.prefix(missing).enumerated() {
            try join(try new.create(in: tx), index, tx)
        }
        return try City.all(in: tx).filter { $0.country == "NL" }.map { city in
            let states = Dictionary(
                uniqueKeysWithValues: try CityProgramme.of(city.id, in: tx).map {
                    ($0.programme, $0.state)
                })
            return CountryTown(
                city: city,
                hasSamenHier: [.active, .pilot].contains(states[.samenHier]),
                hasShelterCity: states[.shelterCity] == .active)
        }
    }

    /// Every town takes part in Samen Hier, every fourth in Shelter City.
    private static func join(_ city: ID<City>, _ index: Int, _ tx: Transaction) throws {
        let since = tx.today.adding(months: -30 - index % 60)
        try CityProgramme.set(
            .samenHier, index % 7 == 3 ? .pilot : .active, since: since, of: city, in: tx)
        guard index % 4 == 1 else { return }
        try CityProgramme.set(.shelterCity, .active, since: since, of: city, in: tx)
    }

    /// Writes all that the town has, in one transaction.
    func write(_ writer: CountryWriter, seed: UInt64, in tx: Transaction) throws {
        try writer.catchUp(in: tx)
        var random = DemoRandom(seed: 1000 + seed)
        let users = CountryUsers(writer)
        let author = try users.write(.local, "lokaal", 12, of: city, in: tx)
        let announcer = try users.write(.municipality, "gemeente", 7, of: city, in: tx)
        var families = try CountryFamilies(city, writer, author, announcer, in: tx)
        var groups: [(group: CountryGroup, match: ID<Match>?)] = []
        for (index, plan) in plans.enumerated() {
            // Dice of its own, so that the length of a log changes nothing else.
            var dice = DemoRandom(seed: random.next())
            let group = CountryGroup(plan, city, index, writer, author, &dice)
            groups.append((group, try write(group, &families, &dice)))
            try writer.writeMany(in: tx)
        }
        for _ in 0..<waitingFamilies { try families.addWaiting(&random) }
        try CountryTasks(city, writer, author).write(&random)
        if hasShelterCity {
            let host = try users.write(.shelter, "shelter", 3, of: city, in: tx)
            try CountryStays(city, writer, host).write(stays, &random)
        }
        try writer.write(in: tx)
        try CountryCoordinators.write(in: city.id, tx)
        try families.askForIntakes(in: tx)
        for (group, match) in groups { try settle(group, match, tx) }
        let colleagues = try CountryColleagues(in: tx)
        try CountryConcerns(city, author, announcer, colleagues.lead)
            .write(groups.map(\.group), in: tx)
        try CountryLooks.write(groups.map(\.group), by: colleagues.network, in: tx)
    }

    /// Writes a group with its family and log; gives their match.
    private func write(
        _ group: CountryGroup, _ families: inout CountryFamilies, _ dice: inout DemoRandom
    ) throws -> ID<Match>? {
        let members = try group.write(&dice)
        guard group.plan.stage.hasFamily else { return nil }
        let family = try families.addCoupled(to: group, &dice)
        let match = group.writeMatch(with: family)
        let builder = families.around.name(
            on: match, from: group.proposedOn + 6, until: group.endedOn)
        try CountryVoice(group, family.id, match, builder).write()
        try CountryLog(group, match, members).write(&dice)
        return match
    }

    /// Brings in line what is kept about a group, and lets the rules make their tasks.
    private func settle(_ group: CountryGroup, _ match: ID<Match>?, _ tx: Transaction) throws {
        try Group.find(group.id, in: tx).settleLog(match: match, in: tx)
    }
}

/// Those of the network who act in all towns.
struct CountryColleagues {
    let lead: Viewer
    let network: Viewer

    init(in tx: Transaction) throws {
        func viewer(_ account: String, _ role: Role) throws -> Viewer {
            let user = try User.find(email: "\(account)@\(Demo.domain)", in: tx)
            return Viewer(userID: user?.id, name: user?.name ?? "", grants: [.init(role)])
        }
        (lead, network) = (try viewer("aandacht", .safeguarding), try viewer("netwerk", .network))
    }
}

/// The people who work in the country's towns and for the network.
struct CountryUsers {
    private let writer: CountryWriter

    init(_ writer: CountryWriter) { self.writer = writer }

    /// Adds the users of a role in a city, those that the demo has left out.
    ///
    /// - Returns: The first of them, whom the others stand in for.
    func write(
        _ role: Role, _ prefix: String, _ count: Int, of city: City, in tx: Transaction
    ) throws -> ID<User>? {
        var random = DemoRandom(seed: UInt64(city.id.value))
        let town = DemoAccounts.account(city.nameNL)
        let known = try User.find(email: "\(prefix).\(town)@\(Demo.domain)", in: tx)
        let ids = (1...count).filter { $0 > 1 || known == nil }.map { number in
            add("\(prefix)\(number == 1 ? "" : String(number)).\(town)", role, city.id, &random)
        }
        return known?.id ?? ids.first
    }

    func writeNetwork() {
        var random = DemoRandom(seed: 47)
        for number in 2...20 { _ = add("netwerk\(number)", .network, nil, &random) }
    }

    private func add(
        _ account: String, _ role: Role, _ city: ID<City>?, _ random: inout DemoRandom
    ) -> ID<User> {
        let id: ID<User> = writer.id(in: .users)
        let name = [random.pick(DemoNames.first), random.pick(DemoNames.family)]
            .compactMap { $0 }.joined(separator: " ")
        let since = writer.today.adding(months: -random.int(in: 2...40))
        let visits = [random.int(in: 8...40), random.int(in: 0...7)].map {
            writer.at(writer.today - $0, minute: 500 + random.int(in: 0...400))
        }
        let language = random.chance(percent: 8) ? "en" : "nl"
        writer.add(
            """
            (\(id), \(writer.ref(.user)), \(account + "@" + Demo.domain), \(name),
                \(writer.passwordHash), \(writer.at(since)), \(language), \(visits[1]),
                \(visits[0]), \(writer.at(since)), \(visits[1]))
            """, to: .users)
        writer.add("(\(id), \(role), \(city), \(since), \(writer.at(since)))", to: .grants)
        return id
    }
}
