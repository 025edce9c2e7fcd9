import Coalition
import HTTP
import Templates

/// Cities: all of them with their states, and one with its numbers for those who work there.
enum CityPages: Feature {
    static var routes: [Route] {
        [
            .get("/cities", .signedIn, index)
        ] + CityForms.routes + [
            .get("/cities/:ref", .signedIn, show)
        ]
    }
    static var pages: [any SitePage.Type] { [CityPage.self] }

    static func index(_ context: Context) throws -> Response {
        let (cities, programmes) = try context.read { tx in
            (try City.all(in: tx), try CityProgramme.all(in: tx))
        }
        let index = CityIndex(
            cities: cities, programmes: Dictionary(grouping: programmes, by: \.city))
        return try context.show(index.page(context))
    }

    static func show(_ context: Context) throws -> Response {
        let facts = try context.read { tx in
            try CityFacts(try City.find(try context.parameter("ref"), in: tx), tx)
        }
        return try context.show(CityPage(context, facts))
    }
}

/// A city with its programmes, and its numbers for those who may see them.
struct CityFacts: Sendable {
    let city: City
    let programmes: [CityProgramme]
    let sight: CitySight
    /// Nil for a city whose numbers the viewer may not see.
    let numbers: CityNumbers?
    /// How many community builders may be asked; nil for who meets none.
    let builders: Int?
    /// How many formal contacts may be chosen; nil for who meets none.
    let contacts: Int?
    /// Whom its families can turn to; nil for all but who keeps that.
    let contact: String??

    init(_ city: City, _ tx: Transaction) throws {
        self.city = city
        contact =
            tx.viewer.holds(CityProgramme.movers, for: .any, in: city.id)
            ? .some(try IndependentContact.of(city, in: tx).line) : nil
        programmes = try CityProgramme.of(city.id, in: tx)
        sight = CitySight(tx.viewer).narrowed(to: city.id)
        numbers =
            sight.sees(city.id)
            ? try CityNumbers.all(within: sight, in: tx)[city.id] ?? .zero : nil
        let hasFamilies = programmes.contains {
            FamilyPolicy.programmes.contains($0.programme)
        }
        builders = hasFamilies ? try CommunityBuilder.count(in: city, tx) : nil
        contacts = hasFamilies ? try FormalContact.count(in: city, tx) : nil
    }
}

/// The list of cities.
struct CityIndex: Sendable {
    let cities: [City]
    let programmes: [ID<City>: [CityProgramme]]

    func page(_ context: Context) -> ListPage {
        let words = context.words
        return ListPage(
            title: words("nav.cities"), lede: words("city.index.lede"),
            count: String(cities.count),
            actions: context.viewer.holds(CityForms.keepers, for: .any)
                ? [LinkView(words("city.new.title"), "/cities/new")] : [],
            filter: nil, table: table(context), empty: nil)
    }

    private func table(_ context: Context) -> TableView {
        let words = context.words
        return TableView(
            label: words("city.table"),
            headers: [
                HeaderView(words("field.city")), HeaderView(words("programme.samen_hier")),
                HeaderView(words("programme.shelter_city")), HeaderView(words("field.country")),
            ],
            rows: cities.map { city in
                RowView(
                    name: city.name(context.language.rawValue), path: "/cities/\(city.ref)",
                    hint: city.province,
                    cells: [
                        .tags(words("programme.samen_hier"), tags(city, .samenHier, words)),
                        .tags(words("programme.shelter_city"), tags(city, .shelterCity, words)),
                        .text(words("field.country"), words.country(city.country)),
                    ])
            })
    }

    private func tags(_ city: City, _ programme: Programme, _ words: Words) -> [TagView] {
        programmes[city.id, default: []].filter { $0.programme == programme }.map {
            $0.tag(words)
        }
    }
}

extension CityProgramme {
    func tag(_ words: Words) -> TagView {
        let look: TagView.Look =
            switch state {
            case .active: .ok
            case .pilot: .info
            case .agreed: .infoHalf
            case .forming: .warnHalf
            case .exploring: .infoOpen
            case .paused, .leaving: .muteStill
            case .former: .mute
            }
        return TagView(words("city.state.\(state.rawValue)"), look)
    }
}

/// One city.
struct CityPage: SitePage {
    static let template = "cities/show"
    let name: String
    let place: String
    let programmes: [ProgrammeView]
    let numbers: [NumberView]
    let hasNumbers: Bool
    /// Nil for those who do not move the coalition's states.
    let editPath: String?
    /// Whom its families can turn to, and where that is changed; nil for all but who keeps it.
    let contact: TermView?

    init(_ context: Context, _ facts: CityFacts) {
        let (words, city) = (context.words, facts.city)
        name = city.name(context.language.rawValue)
        place = [city.province, words.country(city.country)].compactMap { $0 }
            .joined(separator: ", ")
        programmes = facts.programmes.map { ProgrammeView($0, words) }
        hasNumbers = facts.numbers != nil
        numbers =
            (facts.numbers.map { NumberView.all($0, city, facts.sight, context) } ?? [])
            + NumberView.people(facts, words)
        editPath =
            context.viewer.holds([.network], for: .any) ? "/cities/\(city.ref)/programmes" : nil
        contact = facts.contact.map { line in
            TermView(
                words("city.contact"), line ?? words("city.contact.none"),
                link: "/cities/\(city.ref)/contact")
        }
    }

    static let fields: Fields<CityPage> = [
        .text("name") { $0.name },
        .text("place") { $0.place },
        .list("programmes", ProgrammeView.fields) { $0.programmes },
        .list("numbers", NumberView.fields) { $0.numbers },
        .flag("hasNumbers") { $0.hasNumbers },
        .text("editPath") { $0.editPath },
        .object("contact", TermView.fields) { $0.contact },
    ]
}

/// A programme of a city with its state.
struct ProgrammeView: PageModel {
    let name: String
    let tag: TagView
    let since: String?

    init(_ programme: CityProgramme, _ words: Words) {
        name = words("programme.\(programme.programme.rawValue)")
        tag = programme.tag(words)
        since = programme.since.map { words("city.since", ["day": .text(words.day($0))]) }
    }

    static let fields: Fields<ProgrammeView> = [
        .text("name") { $0.name },
        .object("tag", TagView.fields) { $0.tag },
        .text("since") { $0.since },
    ]
}

/// A number with the list behind it.
struct NumberView: PageModel {
    let label: String
    let number: Int
    let path: String

    init(_ label: String, _ figure: Figure) {
        self.label = label
        number = figure.count
        path = figure.path
    }

    /// The people around families of a city, whom who works there may ask.
    static func people(_ facts: CityFacts, _ words: Words) -> [NumberView] {
        [
            ("community_builder.all", BuilderPages.path, facts.builders),
            ("formal_contact.all", FormalContactPages.path, facts.contacts),
        ].compactMap { key, path, count in
            count.map {
                NumberView(
                    label: words(key), number: $0, path: "\(path)?city=\(facts.city.ref)")
            }
        }
    }

    private init(label: String, number: Int, path: String) {
        (self.label, self.number, self.path) = (label, number, path)
    }

    static let fields: Fields<NumberView> = [
        .text("label") { $0.label },
        .number("number") { $0.number },
        .text("path") { $0.path },
    ]

    /// The numbers of a city that the viewer may see, each with its list; what asks for somebody first.
    static func all(
        _ numbers: CityNumbers, _ city: City, _ sight: CitySight, _ context: Context
    ) -> [NumberView] {
        let words = context.words
        func views(_ figures: [(String, CityFigure?)], _ isSeen: Bool) -> [NumberView] {
            figures.compactMap { label, figure in
                isSeen ? figure.map { NumberView(label, $0.figure(of: city, numbers)) } : nil
            }
        }
        let states = Group.State.allCases.map { state in
            (
                words(
                    "city.groups",
                    ["state": .text(words("group.state.\(state.rawValue)").lowercased())]),
                CityFigure(GroupList.inStates([state]))
            )
        }
        let concerns = [(words("city.concerns"), CityNeed.concern)]
        let flags = [
            (words("city.silent"), CityNeed.silent), (words("city.strength"), CityNeed.strength),
        ]
        let families = [(words("city.waiting"), CityNeed.waiting)]
        let stays = [(words("city.stays_now"), CityNeed.guests)]
        let seesGroups = sight.groups.contains(city.id)
        return views(concerns, sight.concerns.contains(city.id)) + views(flags, seesGroups)
            + views(families, sight.families.contains(city.id, .any))
            + views(states, seesGroups).filter { $0.number > 0 }
            + views(stays, sight.stays.contains(city.id))
    }
}
