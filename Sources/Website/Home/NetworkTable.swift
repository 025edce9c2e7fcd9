import Coalition
import Templates

/// Every city with what is counted of it; each number opens its list.
struct NetworkTable: Sendable {
    /// What the table can be sorted by; each is a column with a number, but for the name.
    enum Column: String, CaseIterable, Sendable {
        case name, interest, forming, preparing, ready, matched, active, concern, silent, strength,
            waiting, stays

        /// The list behind the numbers; nil for the names.
        var figure: CityFigure? {
            switch self {
            case .name: nil
            case .interest: CityFigure(GroupList.inStates([.interest]))
            case .forming: CityFigure(GroupList.inStates([.forming]))
            case .preparing: CityFigure(GroupList.inStates([.preparing]))
            case .ready: CityFigure(GroupList.inStates([.ready]))
            case .matched: CityFigure(GroupList.inStates([.matched]))
            case .active: CityNeed.active
            case .concern: CityNeed.concern
            case .silent: CityNeed.silent
            case .strength: CityNeed.strength
            case .waiting: CityNeed.waiting
            case .stays: CityNeed.guests
            }
        }

        /// Whether the viewer may see this number of a city.
        func isSeen(_ city: City, _ sight: CitySight) -> Bool {
            switch self {
            case .name: true
            case .concern: sight.concerns.contains(city.id)
            case .waiting: sight.families.contains(city.id, .any)
            case .stays: sight.stays.contains(city.id)
            default: sight.groups.contains(city.id)
            }
        }

        /// The words over the column, short because there are many.
        var key: String { "network.column.\(rawValue)" }
    }

    /// A column of a programme, with what its cells are called on a phone.
    private struct Head {
        let column: Column
        let label: String
        let figure: CityFigure
    }

    let facts: NetworkFacts
    /// The cities in the usual order.
    let byNeed: [City]
    /// Nil for the usual order: cities that need somebody first.
    let sort: Column?
    let isDescending: Bool

    init(_ facts: NetworkFacts, _ byNeed: [City], _ values: Values) {
        self.facts = facts
        self.byNeed = byNeed
        sort = values.text("sort").flatMap(Column.init(rawValue:))
        isDescending = values.text("order") == "desc"
    }

    func table(_ context: Context) -> TableView {
        let words = context.words
        let address = address(context)
        let columns = Dictionary(
            uniqueKeysWithValues: [Programme.samenHier, .shelterCity].map { programme in
                (programme, heads(programme, words))
            })
        func headers(_ programme: Programme) -> [HeaderView] {
            [HeaderView(words("programme.\(programme.rawValue)"))]
                + shown(programme).map { header($0, address, words) }
        }
        return TableView(
            label: words("network.table"), caption: words("network.table.caption"),
            headers: [header(.name, address, words)] + headers(.samenHier) + headers(.shelterCity),
            rows: sorted(context.language.rawValue).map { row($0, columns, context) },
            total: total(columns, words), look: "cities")
    }

    /// The usual order and the one by name, each with its address.
    func orders(_ context: Context) -> [OrderView] {
        let (words, address) = (context.words, address(context))
        return [
            OrderView(
                text: words("network.order.need"),
                path: address.with(("sort", nil), ("order", nil)), isCurrent: sort == nil),
            OrderView(
                text: words("network.order.name"),
                path: address.with(("sort", Column.name.rawValue), ("order", nil)),
                isCurrent: sort == .name && !isDescending),
        ]
    }

    private func address(_ context: Context) -> ListAddress {
        ListAddress("/", context.query, names: ["map", "sort", "order"])
    }

    /// The columns of a programme with a number that the viewer may see of any city.
    private func shown(_ programme: Programme) -> [Column] {
        Column.allCases.filter { column in
            switch column {
            case .name: false
            case .stays: programme == .shelterCity && facts.sight.seesStays
            case .concern: programme == .samenHier && facts.sight.seesConcerns
            case .waiting: programme == .samenHier && facts.sight.seesFamilies
            default: programme == .samenHier && facts.sight.seesGroups
            }
        }
    }

    private func heads(_ programme: Programme, _ words: Words) -> [Head] {
        shown(programme).compactMap { column in
            column.figure.map { Head(column: column, label: words(column.key), figure: $0) }
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
        guard let sort else { return byNeed }
        let cities = facts.byName(language)
        guard let figure = sort.figure else { return isDescending ? cities.reversed() : cities }
        let numbered = cities.map { ($0, figure.number(facts.numbers(of: $0) ?? .zero)) }
        return numbered.sorted { isDescending ? $0.1 > $1.1 : $0.1 < $1.1 }.map(\.0)
    }

    /// The sums over all cities of which the viewer sees the numbers; nil where there are none.
    private func total(_ columns: [Programme: [Head]], _ words: Words) -> RowView? {
        guard columns.values.contains(where: { !$0.isEmpty }) else { return nil }
        let sum = facts.total
        func cells(_ programme: Programme) -> [CellView] {
            [CellView.text(words("programme.\(programme.rawValue)"), nil)]
                + columns[programme, default: []].map {
                    .number($0.label, $0.figure.figure(of: sum))
                }
        }
        return RowView(
            name: words("network.total"), path: "", cells: cells(.samenHier) + cells(.shelterCity))
    }

    private func row(
        _ city: City, _ columns: [Programme: [Head]], _ context: Context
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
            let numbered = columns[programme, default: []].map { head in
                let number = head.figure.number(numbers)
                guard takesPart || number > 0, head.column.isSeen(city, facts.sight) else {
                    return CellView.text(head.label, nil)
                }
                return number == 0
                    ? .number(head.label, 0)
                    : .number(head.label, head.figure.figure(of: city, numbers))
            }
            return [state(programme)] + numbered
        }
        return RowView(
            name: city.name(context.language.rawValue), path: "/cities/\(city.ref)",
            cells: cells(.samenHier) + cells(.shelterCity))
    }
}
