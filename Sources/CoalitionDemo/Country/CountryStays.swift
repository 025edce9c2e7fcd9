import Coalition
import SQLite

/// The homes, guests and stays of a Shelter City of the country.
struct CountryStays {
    private let city: City
    private let writer: CountryWriter
    private let host: ID<User>?

    /// Stays of one home, one after the other: some three years of them.
    private static let perHome = 14

    init(_ city: City, _ writer: CountryWriter, _ host: ID<User>?) {
        (self.city, self.writer, self.host) = (city, writer, host)
    }

    func write(_ count: Int, _ random: inout DemoRandom) throws {
        for (index, first) in stride(from: 0, to: count, by: CountryStays.perHome).enumerated() {
            let home = try addHome(index, &random)
            // The last of them may lie half a year ahead; the others go before it.
            var until = writer.today + random.int(in: 150...260)
            for _ in first..<min(count, first + CountryStays.perHome) {
                let from = until - random.int(in: 80...90)
                try add(from, until, home, &random)
                until = from - random.int(in: 0...12)
            }
        }
    }

    private func addHome(_ index: Int, _ random: inout DemoRandom) throws -> ID<Accommodation> {
        let id: ID<Accommodation> = writer.id(in: .accommodations)
        let names = DemoHousing.names
        let name = "\(names[index % names.count]) \(index / names.count + 2)"
        let address = random.pick(DemoHousing.addresses) ?? ""
        let since = writer.at(writer.today - 1600)
        writer.add(
            """
            (\(id), \(writer.ref(.accommodation)), \(city.id), \(name), \(SortKey.title(name)),
                \(DemoHomes.kind(of: name)), \(try writer.seal(address, "accommodations.address", id)),
                \(random.int(in: 1...3)), \(random.chance(percent: 40)), \(since), \(since))
            """, to: .accommodations)
        return id
    }

    private func add(
        _ from: Day, _ until: Day, _ home: ID<Accommodation>, _ random: inout DemoRandom
    ) throws {
        let id: ID<Stay> = writer.id(in: .stays)
        let steps = CountryStays.steps(from, until, writer.today, &random)
        let state = steps.last?.state ?? .planned
        let guest = state == .planned ? nil : try addGuest(from, &random)
        let cohort = writer.cohorts.last { $0.period.from <= from && from < $0.period.until }
        let made = writer.at(from - 150)
        writer.add(
            """
            (\(id), \(writer.ref(.stay)), \(city.id), \(home), \(guest), \(cohort?.id), \(state),
                \(from), \(until), \(writer.rules.version), \(made), \(host),
                \(writer.at(steps.last?.on ?? from)))
            """, to: .stays)
        writer.addHistory(
            .stay, id.value, steps.map { ($0.state.rawValue, $0.on) }, by: host)
    }

    /// A guest under a bird's name with a number; the demo's own have the names without.
    private func addGuest(_ from: Day, _ random: inout DemoRandom) throws -> ID<Guest> {
        let id: ID<Guest> = writer.id(in: .guests)
        let birds = BirdNames.all
        let (bird, round) = (birds[Int(id.value) % birds.count], Int(id.value) / birds.count + 2)
        let made = writer.at(from - 100)
        writer.add(
            """
            (\(id), \(writer.ref(.guest)), \("\(bird.nl) \(round)"), \("\(bird.en) \(round)"),
                \(made), \(made))
            """, to: .guests)
        guard random.chance(percent: 40) else { return id }
        let vault = LifeVault(writer.keys)
        let channel = try vault.seal(
            "Alleen via de vaste contactpersoon, op afgesproken tijden.",
            SealedPlace("guest_identities.channel", id.value))
        let risk = try vault.seal(
            "Geen foto, geen naam, geen plaats in wat naar buiten gaat.",
            SealedPlace("guest_identities.risk", id.value))
        writer.add("(\(id), \(channel), \(risk), \(made))", to: .identities)
        return id
    }

    /// What has happened of a stay up to today.
    private static func steps(
        _ from: Day, _ until: Day, _ today: Day, _ random: inout DemoRandom
    ) -> [(state: Stay.State, on: Day)] {
        var all: [(state: Stay.State, on: Day)] = [
            (.planned, from - 150), (.nominated, from - 100), (.accepted, from - 85),
            (.preparing, from - 75),
        ]
        switch random.int(in: 1...100) {
        case 1...4: all.append((.cancelled, from - 60))
        case 5...7: all += [(.confirmed, from - 30), (.inStay, from), (.otherOutcome, until - 10)]
        default:
            all += [
                (.confirmed, from - 30), (.inStay, from), (.departing, until - 28),
                (.returned, until), (.aftercare, until + 7), (.closed, until + 180),
            ]
        }
        return [all[0]] + all.dropFirst().filter { $0.on <= today }
    }
}
