import Coalition
import HTTP
import Templates

/// What the next step of each record still lacks, for whose work it is.
enum MissingPages: Feature {
    static let path = "/missing"

    static var routes: [Route] {
        [
            .get(path, .roles([.local, .shelter, .network], for: .any)) { context in
                guard let first = MissingKind.all(for: context.viewer).first else {
                    throw Refusal.notFound
                }
                return try show(first, context)
            }
        ]
            + MissingKind.allCases.map { kind in
                .get(kind.path, .roles(kind.owners, for: kind.programmes)) { try show(kind, $0) }
            }
    }
    static var pages: [any SitePage.Type] { [] }

    private static func show(_ kind: MissingKind, _ context: Context) throws -> Response {
        let values = context.query
        let shown = try context.read { tx in
            switch kind {
            case .groups: try MissingIndex(kind, MissingList<Group>.self, values, tx)
            case .families: try MissingIndex(kind, MissingList<Family>.self, values, tx)
            case .matches: try MissingIndex(kind, MissingList<Match>.self, values, tx)
            case .stays: try MissingIndex(kind, MissingList<Stay>.self, values, tx)
            }
        }
        return try context.show(
            shown.page(among: MissingKind.all(for: context.viewer), context))
    }
}

/// The kinds of records that are on their way to something.
enum MissingKind: String, Code {
    case groups, families, matches, stays

    var path: String { "\(MissingPages.path)/\(rawValue)" }

    /// Whose work the next step is, or who waits for it.
    var owners: Set<Role> {
        switch self {
        case .groups, .matches: [.local, .network]
        case .families: [.local]
        case .stays: [.shelter, .network]
        }
    }

    var programmes: Set<Programme> {
        switch self {
        case .groups: GroupPolicy.programmes
        case .families: FamilyPolicy.programmes
        case .matches: MatchPolicy.programmes
        case .stays: StayPolicy.programmes
        }
    }

    /// The way to it from the list of its kind; none for who has no part in its steps.
    func links(_ context: Context) -> [LinkView] {
        MissingKind.all(for: context.viewer).contains(self)
            ? [LinkView(context.words("missing.link"), path)] : []
    }

    /// Those in whose steps the viewer has a part.
    static func all(for viewer: Viewer) -> [MissingKind] {
        allCases.filter { viewer.holds($0.owners, for: $0.programmes) }
    }
}

extension MissingList: AddressedList where Element: MissingElement {
    static var path: String { Element.missingKind.path }
    static var filters: [ListFilter<MissingList>] {
        [.city(\.city), .code("owner", label: "missing.owner", \.owner)]
    }
}

/// One page of what is on its way, of one kind.
struct MissingIndex: Sendable {
    private let kind: MissingKind
    private let cities: [City]
    private let rows: [MissingRow]
    private let address: ListAddress
    private let paging: PagingView?
    private let unknown: @Sendable (Words) -> EmptyView?

    init<Element: MissingElement>(
        _ kind: MissingKind, _: MissingList<Element>.Type, _ values: Values, _ tx: Transaction
    ) throws {
        self.kind = kind
        let scope = tx.viewer.scope(
            of: Element.missingKind.owners, for: Element.missingKind.programmes)
        cities = try City.within(scope, in: tx)
        let asked = AskedList<MissingList<Element>>(values, ListAsker(tx, cities: cities))
        // Whose work it is in one city reads that city, whatever else he or she may look at.
        let page = try asked.page { list in
            var list = list
            list.city = list.city ?? scope.single
            return try list.page(values.cursor, in: tx)
        }
        let found = try page.rows.compactMap { try Missing($0, in: tx) }
        rows = try Element.rows(found, tx)
        address = asked.address
        let address = asked.address
        paging = PagingView(
            previous: page.previous.map { address.with(("before", $0.ref)) },
            next: page.next.map { address.with(("after", $0.ref)) })
        unknown = { asked.unknownView($0) }
    }

    func page(among kinds: [MissingKind], _ context: Context) -> ListPage {
        let words = context.words
        let others = kinds.filter { $0 != kind }.map {
            LinkView(words("missing.kind.\($0.rawValue)"), $0.path)
        }
        let none = EmptyView(
            title: words("missing.empty.title"), text: words("missing.empty.text"))
        return ListPage(
            title: words("missing.title.\(kind.rawValue)"), lede: words("missing.lede"),
            count: nil, tools: others,
            filter: FilterView(address, filters(context), context.query, words),
            table: rows.isEmpty ? nil : table(words),
            empty: unknown(words) ?? (rows.isEmpty ? none : nil))
    }

    private func filters(_ context: Context) -> [FieldSpec] {
        let words = context.words
        let owners =
            [Choice("", words("missing.owner.all"))]
            + MissingOwner.allCases.map { words.choice($0, "missing.owner") }
        let city = cities.count > 1 ? [CityChoice.filter(cities, context)] : []
        return city + [.select("owner", owners).labelled("missing.owner")]
    }

    private func table(_ words: Words) -> TableView {
        let columns = ["missing.record", "column.state", "missing.next", "missing.lacking"]
        return TableView(
            label: words("missing.title.\(kind.rawValue)"),
            headers: columns.map { HeaderView(words($0)) }, rows: rows.map { $0.view(words) },
            paging: paging)
    }
}
