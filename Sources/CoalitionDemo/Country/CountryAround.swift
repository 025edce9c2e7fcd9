import Coalition
import SQLite

/// The people around the families of a town of the country, with dice of their own.
struct CountryAround {
    private let city: City
    private let writer: CountryWriter
    private let author: ID<User>?
    private var random: DemoRandom
    private var builders: [ID<CommunityBuilder>] = []
    private var contacts: [ID<FormalContact>] = []

    init(_ city: City, _ writer: CountryWriter, _ author: ID<User>?) throws {
        (self.city, self.writer, self.author) = (city, writer, author)
        random = DemoRandom(seed: 3000 + UInt64(city.id.value))
        let since = writer.at(writer.today - 300)
        for _ in 0..<2 { try addBuilder(since) }
        let functions: [FormalContact.Function] = [.clientManager, .clientManager, .guidance, .coa]
        for function in functions { try addContact(function, since) }
    }

    private mutating func addBuilder(_ since: Instant) throws {
        let id: ID<CommunityBuilder> = writer.id(in: .builders)
        builders.append(id)
        writer.add(
            """
            (\(id), \(city.id), \(try writer.seal(name(), "community_builders.name", id)),
                \(try writer.seal(phone(), "community_builders.phone", id)), \(since), \(author),
                \(since))
            """, to: .builders)
        for language in random.pick(2, of: ["ar", "ti", "so", "fa", "tr", "uk", "prs", "kmr"]) {
            writer.add("(\(id), \(language))", to: .builderLanguages)
        }
    }

    private mutating func addContact(
        _ function: FormalContact.Function, _ since: Instant
    ) throws {
        let id: ID<FormalContact> = writer.id(in: .contacts)
        contacts.append(id)
        let place = function == .coa ? "COA" : "Gemeente \(city.nameNL)"
        writer.add(
            """
            (\(id), \(city.id), \(function), \(place),
                \(try writer.seal(name(), "formal_contacts.name", id)),
                \(try writer.seal(phone(), "formal_contacts.phone", id)), \(since), \(author),
                \(since))
            """, to: .contacts)
    }

    /// Who of the municipality has to do with a family, once somebody has spoken to it.
    ///
    /// - Returns: The one that was chosen; nil before that.
    mutating func choose(for family: CountryFamily) -> ID<FormalContact>? {
        guard family.waits, let contact = random.pick(contacts) else { return nil }
        let since = writer.at(family.waitingOn)
        writer.add(
            """
            (\(family.id), \(family.route.programme), \(contact), \(family.waitingOn),
                \(family.endedOn), \(since), \(author), \(since))
            """, to: .familyContacts)
        return contact
    }

    /// Somebody who is there for every third match.
    ///
    /// - Returns: Who; nil for the others.
    mutating func name(
        on match: ID<Match>, from day: Day, until end: Day?
    ) -> ID<CommunityBuilder>? {
        guard random.chance(percent: 33), let builder = random.pick(builders) else { return nil }
        let since = writer.at(day)
        writer.add(
            """
            (\(match), \(builder), \(day), \(end), \(since), \(author), \(since))
            """, to: .matchBuilders)
        return builder
    }

    private mutating func name() -> String {
        [random.pick(DemoNames.first), random.pick(DemoNames.family)].compactMap { $0 }
            .joined(separator: " ")
    }

    private mutating func phone() -> String { "06 00 \(random.int(in: 100_000...999_999))" }
}

extension CountryTable {
    static let builders = CountryTable(
        40,
        "community_builders",
        "id, city_id, name_sealed, phone_sealed, created_at, created_by, updated_at")
    static let builderLanguages = CountryTable(
        41, "community_builder_languages", "builder_id, language")
    static let matchBuilders = CountryTable(
        42,
        "match_builders",
        "match_id, builder_id, from_on, until_on, created_at, created_by, updated_at")
    static let contacts = CountryTable(
        43,
        "formal_contacts",
        """
        id, city_id, function, organisation, name_sealed, phone_sealed, created_at, created_by,
        updated_at
        """)
    static let familyContacts = CountryTable(
        44,
        "family_contacts",
        """
        family_id, programme, contact_id, from_on, until_on, created_at, created_by, updated_at
        """)
}
