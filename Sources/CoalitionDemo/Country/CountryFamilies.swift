import Coalition
import SQLite

/// The families of a town of the country, with a group and without.
struct CountryFamilies {
    private let city: City
    private let writer: CountryWriter
    private let author: ID<User>?
    private let announcer: ID<User>?
    private var codes: IndexingIterator<[CodeName]>
    /// Families that the municipality announced and nobody has spoken to.
    private var announced: [ID<Family>] = []
    /// Who may be asked, and who has to do with them.
    var around: CountryAround

    init(
        _ city: City, _ writer: CountryWriter, _ author: ID<User>?, _ announcer: ID<User>?,
        in tx: Transaction
    ) throws {
        (self.city, self.writer, self.author, self.announcer) = (city, writer, author, announcer)
        around = try CountryAround(city, writer, author)
        var random = DemoRandom(seed: UInt64(city.id.value))
        let taken = Set<String>(
            try tx.db.values("SELECT code_nl FROM families WHERE city_id = \(city.id)"))
        let numbered = (2...9).flatMap { number in
            random.shuffled(PlantNames.all).map {
                CodeName(nl: "\($0.nl) \(number)", en: "\($0.en) \(number)")
            }
        }
        let plain = random.shuffled(PlantNames.all).filter { !taken.contains($0.nl) }
        codes = (plain + numbered).makeIterator()
    }

    /// A family of which the match decides how far it has come.
    mutating func addCoupled(
        to group: CountryGroup, _ random: inout DemoRandom
    ) throws -> CountryFamily {
        let waitingOn = group.proposedOn - random.int(in: 3...15)
        let isNear = group.plan.kind == .student
        return try add(
            CountryFamily(
                id: writer.id(in: .families), state: group.stateOfFamily,
                route: isNear ? .student : random.pick(CountryFamilies.routes) ?? .ukraine,
                adults: isNear ? 1 : random.int(in: 1...2),
                minors: isNear ? 0 : random.int(in: 0...5),
                announcedOn: waitingOn - random.int(in: 14...45), waitingOn: waitingOn,
                endedOn: group.endedOn,
                history: [
                    (.reserved, group.proposedOn), (.matched, group.proposedOn + 9),
                    (.supported, group.startsOn ?? writer.today),
                    (.completed, group.endedOn ?? writer.today),
                ]), &random)
    }

    mutating func addWaiting(_ random: inout DemoRandom) throws {
        let state = random.pick(CountryFamilies.states) ?? .waiting
        let announcedOn = writer.today - random.int(in: state == .announced ? 0...9 : 20...300)
        let ends = state == .withdrawn || state == .moved
        let family = try add(
            CountryFamily(
                id: writer.id(in: .families), state: state,
                route: random.pick(CountryFamilies.routes) ?? .ukraine,
                adults: random.int(in: 1...2), minors: random.int(in: 0...5),
                announcedOn: announcedOn,
                waitingOn: min(writer.today, announcedOn + 16),
                endedOn: ends ? announcedOn + 19 : nil,
                history: ends ? [(state, announcedOn + 19)] : []), &random)
        if state == .announced { announced.append(family.id) }
    }

    /// The rule's task for each family that was announced lately.
    func askForIntakes(in tx: Transaction) throws {
        for id in announced { try Family.find(id, in: tx).askForIntake(tx.today, in: tx) }
    }

    private mutating func add(
        _ family: CountryFamily, _ random: inout DemoRandom
    ) throws -> CountryFamily {
        let code = codes.next() ?? CodeName(nl: "Eik 10", en: "Oak 10")
        let isAnnounced = family.state == .announced || random.chance(percent: 75)
        addRow(family, code, isAnnounced, &random)
        addArrivals(family, isAnnounced ? announcer : author)
        for language in random.pick(CountryFamilies.languages) ?? ["ar"] {
            writer.add("(\(family.id), \(language))", to: .familyLanguages)
        }
        writer.addHistory(.family, family.id.value, family.steps, by: author)
        let contact = around.choose(for: family)
        if family.state != .announced {
            try CountryHousehold(family, city.id, contact, writer, author).write(&random)
        }
        return family
    }

    private func addRow(
        _ family: CountryFamily, _ code: CodeName, _ isAnnounced: Bool,
        _ random: inout DemoRandom
    ) {
        let met = family.state == .announced ? nil : family.announcedOn + 9
        let waits = family.waits ? family.waitingOn : nil
        let kept = family.endedOn?.adding(months: 24)
        let (since, by) = (writer.at(family.announcedOn), isAnnounced ? announcer : author)
        writer.add(
            """
            (\(family.id), \(writer.ref(.family)), \(city.id), \(code.nl), \(code.en),
                \(family.route.programme), \(family.state), \(family.route), \(family.adults + family.minors),
                \(family.adults), \(family.minors), \(random.chance(percent: 60)),
                \(family.arrivalOn), \(family.certainty(on: writer.today)),
                \(waits == nil ? nil : random.int(in: 1...3)), \(family.announcedOn),
                \(isAnnounced), \(met), \(met), \(waits == nil ? nil : true), \(waits), \(kept),
                \(since), \(by), \(writer.at(family.waitingOn)))
            """, to: .families)
        writer.add(
            "(\(family.id), \(family.route.programme), \(since), \(by), \(since), \(by))",
            to: .familyProgrammes)
    }

    private func addArrivals(_ family: CountryFamily, _ user: ID<User>?) {
        let certainty = family.certainty(on: writer.today)
        var beliefs = [(family.arrivalOn - 6, Family.Certainty.expected, family.announcedOn)]
        beliefs.append((family.arrivalOn, certainty, min(family.arrivalOn, writer.today)))
        for (day, certainty, since) in beliefs {
            writer.add(
                "(\(family.id), \(day), \(certainty), \(writer.at(since)), \(user))",
                to: .arrivals)
        }
    }

    private static let routes: [Family.Route] = [
        .statusHolder, .statusHolder, .familyReunion, .ukraine, .resettlement,
    ]
    private static let states: [Family.State] = [
        .announced, .announced, .announced, .intake, .intake, .intake, .waiting, .waiting, .waiting,
        .waiting, .waiting, .waiting, .waiting, .waiting, .waiting, .withdrawn, .withdrawn,
        .withdrawn, .withdrawn, .moved,
    ]
    private static let languages = [
        ["ar"], ["ar", "kmr"], ["ti"], ["so"], ["fa"], ["tr"], ["uk"], ["uk", "ru"], ["en", "fr"],
    ]
}
