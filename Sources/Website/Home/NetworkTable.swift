import Coalition
import Templates

/// Every city with what is counted of it; each number opens its list.
struct NetworkTable: Sendable {
    /// What the table can be sorted by; each is a column with a number, but for the name.
    enum Column: String, CaseIterable, Sendable {
        case name, interest, forming, preparing, ready, matched, active, silent, strength, waiting,
            stays

        func number(_ numbers: CityNumbers) -> Int {
            switch self {
            case .name: 0
            case .interest: numbers.groups[.interest] ?? 0
            case .forming: numbers.groups[.forming] ?? 0
            case .preparing: numbers.groups[.preparing] ?? 0
            case .ready: numbers.groups[.ready] ?? 0
            case .matched: numbers.groups[.matched] ?? 0
            case .active: numbers.groups[.active] ?? 0
            case .silent: numbers.silent
            case .strength: numbers.belowStrength
            case .waiting: numbers.families[.waiting] ?? 0
            case .stays: numbers.staysNow
            }
        }

        /// The list behind the number of a city.
        func path(_ city: City) -> String {
            switch self {
            case .silent, .strength: "/groups?flag=\(rawValue)&city=\(city.ref)"
            case .waiting: "/families?state=waiting&city=\(city.ref)"
            case .stays: "/stays?period=now&city=\(city.ref)"
            default: "/groups?state=\(rawValue)&city=\(city.ref)"
            }
        }

        /// Whether the viewer may see this number of a city.
        func isSeen(_ city: City, _ sight: CitySight) -> Bool {
            switch self {
            case .name: true
            case .waiting: sight.families.contains(city.id, .any)
            case .stays: sight.stays.contains(city.id)
            default: sight.groups.contains(city.id)
            }
        }

        /// The words over the column, short because there are many.
        var key: String { "network.column.\(rawValue)" }
    }

    let facts: NetworkFacts
    let sort: Column
    let isDescending: Bool

    init(_ facts: NetworkFacts, _ values: Values) {
        self.facts = facts
        sort = values.text("sort").flatMap(Column.init(rawValue:)) ?? .name
        isDescending = values.text("order") == "desc"
    }

    func table(_ context: Context) -> TableView {
        let words = context.words
        let address = ListAddress("/", context.query, names: ["map", "sort", "order"])
        let columns = Dictionary(
            uniqueKeysWithValues: [Programme.samenHier, .shelterCity].map { programme in
                (programme, shown(programme).map { ($0, words($0.key)) })
            })
        func headers(_ programme: Programme) -> [HeaderView] {
            [HeaderView(words("programme.\(programme.rawValue)"))]
                + shown(programme).map { header($0, address, words) }
        }
        return TableView(
            label: words("network.table"), caption: words("network.table.caption"),
            headers: [header(.name, address, words)] + headers(.samenHier) + headers(.shelterCity),
            rows: sorted(context.language.rawValue).map { row($0, columns, context) })
    }

    /// The columns of a programme with a number that the viewer may see of any city.
    private func shown(_ programme: Programme) -> [Column] {
        Column.allCases.filter { column in
            switch column {
            case .name: false
            case .stays: programme == .shelterCity && facts.sight.seesStays
            case .waiting: programme == .samenHier && facts.sight.seesFamilies
            default: programme == .samenHier && facts.sight.seesGroups
            }
        }
    }

    private func header(_ column: Column, _ address: ListAddress, _ words: Words) -> HeaderView {
        let isCurrent = column == sort
        // Numbers are asked for from the largest on, names from A.
        let goesDown = isCurrent ? !isDescending : column != .name
        return HeaderView(
            words(column.key), isNumber: column != .name,
            sortPath: address.with(("sort", column.rawValue), ("order", goesDown ? "desc" : nil)),
            sorted: isCurrent ? (isDescending ? "descending" : "ascending") : nil)
    }

    private func sorted(_ language: String) -> [City] {
        let cities = facts.cities.map { (SortKey.title($0.name(language)), $0) }
            .sorted { $0.0 < $1.0 }.map(\.1)
        guard sort != .name else { return isDescending ? cities.reversed() : cities }
        let numbered = cities.map { ($0, sort.number(facts.numbers(of: $0) ?? .zero)) }
        return numbered.sorted { isDescending ? $0.1 > $1.1 : $0.1 < $1.1 }.map(\.0)
    }

    /// - Parameter columns: Those with a number, and what their cells are called on a phone.
    private func row(
        _ city: City, _ columns: [Programme: [(Column, label: String)]], _ context: Context
    ) -> RowView {
        let words = context.words
        let numbers = facts.numbers(of: city) ?? .zero
        let programmes = facts.programmes[city.id, default: []]
        func state(_ programme: Programme) -> CellView {
            .tags(
                words("programme.\(programme.rawValue)"),
                programmes.filter { $0.programme == programme }.map { $0.tag(words) })
        }
        func cells(_ programme: Programme) -> [CellView] {
            let takesPart = programmes.contains { $0.programme == programme }
            let numbered = columns[programme, default: []].map { column, label in
                let number = column.number(numbers)
                return (takesPart || number > 0) && column.isSeen(city, facts.sight)
                    ? CellView.number(label, number, path: number > 0 ? column.path(city) : nil)
                    : .text(label, nil)
            }
            return [state(programme)] + numbered
        }
        return RowView(
            name: city.name(context.language.rawValue), path: "/cities/\(city.ref)",
            cells: cells(.samenHier) + cells(.shelterCity))
    }
}
