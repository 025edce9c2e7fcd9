import Coalition
import HTTP
import Templates

/// VOG and trainings that end before long, of the people whom the viewer may know by name.
enum ExpiringPages: Feature {
    static var routes: [Route] {
        [.get("/groups/expiring", .roles([.local], for: GroupPolicy.programmes), index)]
    }
    static var pages: [any SitePage.Type] { [] }

    static func index(_ context: Context) throws -> Response {
        let values = context.query
        let shown = try context.read { try ExpiringIndex(values, $0) }
        return try context.show(shown.page(context, values))
    }
}

extension ExpiringList: AddressedList {
    static let path = "/groups/expiring"
    static let filters: [ListFilter<ExpiringList>] = [.city(\.city)]
}

/// What the list of what expires is made of: a page of groups, and of them everybody with an end in sight.
struct ExpiringIndex: Sendable {
    private let asked: AskedList<ExpiringList>
    private let page: Page<Group>
    private let lines: [Expiring]
    private let cities: [City]
    private let trainings: [Int: Training]
    private let notice: ClearanceNotice
    private let today: Day

    init(_ values: Values, _ tx: Transaction) throws {
        let scope = tx.viewer.scope(of: [.local], for: GroupPolicy.programmes)
        cities = try City.within(scope, in: tx)
        asked = AskedList(values, ListAsker(tx, cities: cities))
        let found = try asked.page { try $0.page(values.cursor, in: tx) }
        // Of other cities the viewer may read groups in another role, and know nobody's name.
        page = found
        today = tx.today
        lines = try Expiring.all(
            in: found.rows.filter { scope.contains($0.city) }, until: today + ExpiringList.days, tx)
        trainings = Dictionary(
            try Training.all(in: tx).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        notice = try ClearanceNotice(in: tx)
    }

    /// Everybody who is told of, once.
    var members: [Member] {
        var seen: Set<ID<Volunteer>> = []
        return lines.map(\.member).filter { seen.insert($0.volunteer).inserted }
    }

    var address: String { asked.address.with() }

    func page(_ context: Context, _ values: Values) -> ListPage {
        let words = context.words
        let write =
            asked.address.query.isEmpty ? "" : "?" + (address.split(separator: "?").last ?? "")
        return ListPage(
            title: words("expiring.title"),
            lede: words("expiring.lede", ["days": .number(ExpiringList.days)]),
            count: String(lines.count),
            tools: lines.isEmpty
                ? [] : [LinkView(words("write.link"), "\(ExpiringList.path)/write\(write)")],
            crumbs: [LinkView(words("nav.groups"), "/groups")],
            filter: cities.count > 1
                ? FilterView(asked.address, [CityChoice.filter(cities, context)], values, words)
                : nil,
            table: lines.isEmpty ? nil : table(words),
            empty: asked.unknownView(words)
                ?? (lines.isEmpty
                    ? EmptyView(
                        title: words("expiring.empty.title"), text: words("expiring.empty.text"))
                    : nil))
    }

    private func table(_ words: Words) -> TableView {
        let columns = ["field.name", "group.column.group", "expiring.what", "expiring.until"]
        return TableView(
            label: words("expiring.title"),
            headers: (columns + ["expiring.reach"]).map { HeaderView(words($0)) },
            rows: lines.map { row($0, words) },
            paging: PagingView(page, asked.address, of: nil, words))
    }

    private func row(_ line: Expiring, _ words: Words) -> RowView {
        let path = "/groups/\(line.group.ref)"
        let what =
            line.training.flatMap { trainings[$0] }?.title(words.language.rawValue)
            ?? words("member.vog")
        let look = notice.stand(of: line.until, line.group, on: today)?.look ?? .muteOpen
        let until = words(
            line.until <= today ? "expiring.over" : "member.valid_until",
            ["day": .text(words.shortDay(line.until))])
        return RowView(
            name: line.member.name,
            path: "\(path)/members/\(line.member.id.value)/clearance",
            cells: [
                .link(words("group.column.group"), line.group.name, path).at(nil),
                .text(words("expiring.what"), what).at(.fact),
                .tags(words("expiring.until"), [TagView(until, look)]).at(.tag),
                .reach(words("expiring.reach"), ReachView(line.member, words)).at(.day),
            ])
    }
}
