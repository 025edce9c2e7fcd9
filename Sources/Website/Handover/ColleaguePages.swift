import Coalition
import HTTP
import Templates

/// The colleagues of all cities with what they have in hand, for the network: without judgement.
enum ColleaguePages: Feature {
    static let path = "/colleagues"

    static var routes: [Route] {
        [
            .get(path, .roles([.network], for: .any), index),
            .get("\(path)/:ref", .roles([.network], for: .any), show),
        ]
    }
    static var pages: [any SitePage.Type] { [ColleaguePage.self] }

    static func index(_ context: Context) throws -> Response {
        let values = context.query
        let index = try context.read { try ColleagueIndex(values, $0) }
        return try context.show(index.page(context, values))
    }

    static func show(_ context: Context) throws -> Response {
        let (person, facts, load) = try context.read { tx in
            let person = try User.colleague(try context.parameter("ref"), in: tx)
            return (
                person, try AbsenceFacts(of: person, tx), try HandoverCounts.of(person, in: tx)
            )
        }
        return try context.show(ColleaguePage(person, facts, load, context))
    }
}

extension CoordinatorCities: AddressedList {
    static let path = ColleaguePages.path
    static let filters: [ListFilter<CoordinatorCities>] = [.city(\.city)]
}

/// A page of cities with their coordinators.
struct ColleagueIndex: Sendable {
    private let asked: AskedList<CoordinatorCities>
    private let page: Page<City>
    private let count: ListCount?
    private let lines: [ID<City>: [CoordinatorLine]]
    private let cities: [City]
    private let today: Day

    init(_ values: Values, _ tx: Transaction) throws {
        cities = try City.all(in: tx)
        asked = AskedList(values, ListAsker(tx, cities: cities))
        page = try asked.page { try $0.page(values.cursor, in: tx) }
        count = try asked.count(in: tx)
        lines = try CoordinatorLine.all(in: page.rows, tx)
        today = tx.today
    }

    func page(_ context: Context, _ values: Values) -> ListPage {
        let words = context.words
        return ListPage(
            title: words("colleagues.title"), lede: words("colleagues.lede"),
            count: nil,
            filter: FilterView(
                asked.address, [CityChoice.filter(cities, context)], values, words),
            table: page.rows.isEmpty ? nil : table(context),
            empty: asked.unknownView(words)
                ?? (page.rows.isEmpty
                    ? EmptyView(
                        title: words("colleagues.empty.title"),
                        text: words("colleagues.empty.text")) : nil))
    }

    private static let columns = ["city", "role", "matches", "tasks", "away"].map {
        "colleagues.\($0)"
    }

    private func table(_ context: Context) -> TableView {
        let words = context.words
        return TableView(
            label: words("colleagues.title"),
            headers: [HeaderView(words("field.name"))]
                + ColleagueIndex.columns.map { column in
                    HeaderView(
                        words(column),
                        isNumber: ["colleagues.matches", "colleagues.tasks"].contains(column))
                },
            rows: page.rows.flatMap { city in
                (lines[city.id] ?? []).map { row($0, city, context) }
            },
            paging: PagingView(page, asked.address, of: count, words))
    }

    private func row(_ line: CoordinatorLine, _ city: City, _ context: Context) -> RowView {
        let words = context.words
        let away = line.absence.map { absence in
            let day = MessageValue.text(words.dayOfYear(absence.until, today))
            return line.deputy.map {
                words("colleagues.away_deputy", ["day": day, "name": .text($0)])
            } ?? words("colleagues.away_until", ["day": day])
        }
        return RowView(
            name: line.name, path: "\(ColleaguePages.path)/\(line.ref)",
            cells: [
                .text(words("colleagues.city"), city.name(context.language.rawValue)).at(.fact),
                .text(words("colleagues.role"), words("role.\(line.role.rawValue)")).at(nil),
                .number(words("colleagues.matches"), line.matches).at(
                    .tag, words("colleagues.matches")),
                .number(words("colleagues.tasks"), line.tasks).at(.day, words("colleagues.tasks")),
                .text(words("colleagues.away"), away).at(nil),
            ])
    }
}

/// One colleague: what is in hand, and when he or she is away.
struct ColleaguePage: SitePage {
    static let template = "handover/colleague"
    let title: String
    let crumbs: [LinkView]
    let terms: [TermView]
    let absences: AbsenceList

    init(_ person: User, _ facts: AbsenceFacts, _ load: HandoverCounts, _ context: Context) {
        let words = context.words
        title = person.name
        crumbs = [LinkView(words("colleagues.title"), ColleaguePages.path)]
        terms = HandoverWords.terms(load, words)
        absences = AbsenceList(facts, .colleague, person, words)
    }

    static let fields: Fields<ColleaguePage> = [
        .text("title") { $0.title },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .list("terms", TermView.fields) { $0.terms },
        .object("absences", AbsenceList.fields) { $0.absences },
    ]
}
