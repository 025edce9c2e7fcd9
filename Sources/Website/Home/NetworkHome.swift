import Coalition
import HTTP
import Templates

/// The network coordinator's page: which cities need attention this week, on a map and in a table.
struct NetworkHome: SitePage {
    static let template = "home/network"
    let day: String
    let lede: String
    let needs: [LinkView]
    let map: SafeHTML
    let isShelterMap: Bool
    let table: TableView

    static func show(_ context: Context) throws -> Response {
        let facts = try context.read { try NetworkFacts($0) }
        return try context.show(NetworkHome(context, facts))
    }

    init(_ context: Context, _ facts: NetworkFacts) {
        let words = context.words
        let total = facts.total
        day = words.longDay(facts.today)
        lede = words(
            "network.lede",
            [
                "cities": .number(facts.cities.count),
                "groups": .number(total.groups[.active] ?? 0),
                "guests": .number(total.staysNow),
            ])
        needs = facts.cities.compactMap { city in
            let signals = facts.numbers(of: city).map { $0.silent + $0.belowStrength } ?? 0
            return signals == 0 ? nil : (signals, city)
        }.sorted { ($0.0, $1.1.nameNL) > ($1.0, $0.1.nameNL) }.prefix(3).map { _, city in
            LinkView(city.name(context.language.rawValue), "/cities/\(city.ref)")
        }
        isShelterMap = context.query.text("map") == "shelter"
        map =
            NetworkMap(
                facts: facts, programme: isShelterMap ? .shelterCity : .samenHier,
                language: context.language, words: words
            ).markers
        table = NetworkTable(facts: facts).table(context)
    }

    static let fields: Fields<NetworkHome> = [
        .text("day") { $0.day },
        .text("lede") { $0.lede },
        .list("needs", LinkView.fields) { $0.needs },
        .flag("hasNeeds") { !$0.needs.isEmpty },
        .html("map") { $0.map },
        .flag("isShelterMap") { $0.isShelterMap },
        .object("table", TableView.fields) { $0.table },
    ]
}

/// Every city with what is counted of it; each number opens its list.
struct NetworkTable: Sendable {
    let facts: NetworkFacts

    func table(_ context: Context) -> TableView {
        let words = context.words
        let columns = [
            "city.active", "city.preparing", "city.silent", "city.strength", "city.waiting",
            "city.stays_now",
        ]
        return TableView(
            label: words("network.table"), caption: words("network.table.caption"),
            headers: [HeaderView(words("field.city")), HeaderView(words("programme.samen_hier"))]
                + columns.prefix(5).map { HeaderView(words($0), isNumber: true) }
                + [
                    HeaderView(words("programme.shelter_city")),
                    HeaderView(words("city.stays_now"), isNumber: true),
                ],
            rows: facts.cities.map { row($0, context) })
    }

    private func row(_ city: City, _ context: Context) -> RowView {
        let words = context.words
        let numbers = facts.numbers(of: city) ?? .zero
        let own = "city=\(city.ref)"
        func tags(_ programme: Programme) -> CellView {
            .tags(
                words("programme.\(programme.rawValue)"),
                facts.programmes[city.id, default: []].filter { $0.programme == programme }
                    .map { $0.tag(words) })
        }
        func number(_ key: String, _ number: Int, _ path: String) -> CellView {
            .number(words(key), number, path: path)
        }
        let preparing = numbers.groups(in: [.interest, .forming, .preparing, .ready, .matched])
        return RowView(
            name: city.name(context.language.rawValue), path: "/cities/\(city.ref)",
            cells: [
                tags(.samenHier),
                number(
                    "city.active", numbers.groups[.active] ?? 0, "/groups?state=active&\(own)"),
                number("city.preparing", preparing, "/cities/\(city.ref)"),
                number("city.silent", numbers.silent, "/groups?flag=silent&\(own)"),
                number("city.strength", numbers.belowStrength, "/groups?flag=strength&\(own)"),
                number(
                    "city.waiting", numbers.families[.waiting] ?? 0,
                    "/families?state=waiting&\(own)"),
                tags(.shelterCity),
                number("city.stays_now", numbers.staysNow, "/stays?period=now&\(own)"),
            ])
    }
}
