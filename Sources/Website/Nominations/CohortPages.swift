import Coalition
import HTTP
import HTTPTypes
import Templates

/// Cohorts: when a call is open, what cities have for a season against whom they were asked to take,
/// and what still lacks.
enum CohortPages: Feature {
    static let path = "/cohorts"

    static var routes: [Route] {
        let network = Access.roles(CohortStand.readers, for: StayPolicy.programmes)
        return [
            .get(path, network, index), .get("/cohorts/:cohort/edit", network, edit),
            .post("/cohorts/:cohort/edit", network, update),
        ]
    }
    static var pages: [any SitePage.Type] { [CohortPage.self] }

    static func index(_ context: Context) throws -> Response {
        let facts = try context.read { try CohortFacts(context.query, $0) }
        return try context.show(CohortPage(context, facts))
    }

    static func edit(_ context: Context) throws -> Response { try context.show(try view(context)) }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try view(context) }) { form, tx in
            let cohort = try asked(context, tx)
            var draft = CohortDraft(cohort)
            draft.from = form.day("from_on", isRequired: true)
            draft.until = form.day("until_on", isRequired: true)
            draft.callFrom = form.day("call_from_on")
            draft.callUntil = form.day("call_until_on")
            draft.wanted = form.number("places_wanted", CohortDraft.places)
            let version = try form.version()
            try form.check()
            try draft.save(cohort, version: version, in: tx)
            return ("\(path)?year=\(cohort.year)", Note("note.saved"))
        }
    }

    private static func asked(_ context: Context, _ tx: Transaction) throws -> Cohort {
        guard let found = try Cohort.coded(try context.parameter("cohort"), in: tx) else {
            throw Refusal.notFound
        }
        return found
    }

    private static func view(_ context: Context) throws -> FormView {
        let words = context.words
        let cohort = try context.read { try asked(context, $0) }
        var values = Values()
        values.set("from_on", cohort.period.from)
        values.set("until_on", cohort.period.until)
        values.set("call_from_on", cohort.callFrom)
        values.set("call_until_on", cohort.callUntil)
        values.set("places_wanted", cohort.wanted)
        return FormView(
            title: cohort.name(words), lede: words("cohort.edit.lede"),
            action: "\(path)/\(cohort.code)/edit",
            fields: [
                .day("call_from_on").labelled("cohort.call_from").optional,
                .day("call_until_on").labelled("cohort.call_until").optional,
                .day("from_on").labelled("cohort.from"),
                .day("until_on").labelled("cohort.until"),
                .number("places_wanted").labelled("cohort.wanted").optional,
            ], submit: words("action.save"), cancel: "\(path)?year=\(cohort.year)",
            values: values, version: cohort.version,
            crumbs: [LinkView(words("cohort.title"), "\(path)?year=\(cohort.year)")])
    }
}

/// What the page of a year's cohorts is made of.
struct CohortFacts: Sendable {
    let year: Int
    let stands: [CohortStand]
    let cities: [ID<City>: City]
    let plan: StayPlan
    let shown: [City]
    let next: City?
    let previous: City?
    let today: Day

    /// Lines of the calendar on one page.
    private static let mostLines = 40

    init(_ values: Values, _ tx: Transaction) throws {
        let today = tx.today
        self.today = today
        let year =
            values.text("year").flatMap(Int.init).flatMap {
                (2012...2060).contains($0) ? $0 : nil
            } ?? today.year
        self.year = year
        stands = try CohortStand.of(year: year, in: tx)
        let hosting = try HostingCity.all(in: tx)
        cities = Dictionary(
            hosting.map { ($0.city.id, $0.city) }, uniquingKeysWith: { first, _ in first })
        let pages = HostingCity.pages(hosting, lines: CohortFacts.mostLines)
        let number =
            values.text("start").flatMap { ref in
                pages.firstIndex { $0.contains { $0.city.ref == ref } }
            } ?? 0
        shown = pages.indices.contains(number) ? pages[number].map(\.city) : []
        previous = pages.indices.contains(number - 1) ? pages[number - 1].first?.city : nil
        next = pages.indices.contains(number + 1) ? pages[number + 1].first?.city : nil
        let first = Day(iso: "\(year)-01-01") ?? today.startOfMonth
        plan = try StayPlan.read(.year(from: first), cities: Set(shown.map(\.id)), in: tx)
    }
}

/// The cohorts of a year, and the year of all cities as a calendar.
struct CohortPage: SitePage {
    static let template = "nominations/cohorts"
    let title: String
    let earlier: LinkView
    let later: LinkView
    let cohorts: [CohortView]
    let heading: String
    let head: SafeHTML
    let cities: [PlannerCity]
    let occupancy: SafeHTML
    let paging: PagingView?

    static let fields: Fields<CohortPage> = [
        .text("title") { $0.title },
        .object("earlier", LinkView.fields) { $0.earlier },
        .object("later", LinkView.fields) { $0.later },
        .list("cohorts", CohortView.fields) { $0.cohorts },
        .text("heading") { $0.heading },
        .html("head") { $0.head },
        .list("cities", PlannerCity.fields) { $0.cities },
        .html("occupancy") { $0.occupancy },
        .object("paging", PagingView.fields) { $0.paging },
    ]

    init(_ context: Context, _ facts: CohortFacts) {
        let words = context.words
        title = words("cohort.title.year", ["year": .text(String(facts.year))])
        func year(_ year: Int) -> LinkView {
            LinkView(String(year), "\(CohortPages.path)?year=\(year)")
        }
        (earlier, later) = (year(facts.year - 1), year(facts.year + 1))
        cohorts = facts.stands.map { CohortView($0, facts, context) }
        let drawing = StayPlanner(
            plan: facts.plan, free: [], today: facts.today, words: words, tellsOutcome: true)
        heading = drawing.heading
        head = drawing.head
        cities = facts.shown.compactMap { city in
            let lines = facts.plan.lines.filter { $0.city == city.id }
            let name = city.name(context.language.rawValue)
            return lines.isEmpty
                ? nil
                : PlannerCity(
                    lines: lines.enumerated().map { index, line in
                        PlannerLine(line, in: name, isFirst: index == 0, drawing, words)
                    })
        }
        occupancy = drawing.occupancy
        let address = ListAddress(CohortPages.path, context.query, names: ["year"])
        paging = PagingView(
            previous: facts.previous.map { address.with(("start", $0.ref)) },
            next: facts.next.map { address.with(("start", $0.ref)) })
    }
}

/// One cohort: its days, what is wanted, offered and asked, and what lacks.
struct CohortView: PageModel {
    let name: String
    let anchor: String
    let editPath: String
    let terms: [TermView]
    let lacks: String
    let table: TableView?

    static let fields: Fields<CohortView> = [
        .text("name") { $0.name },
        .text("anchor") { $0.anchor },
        .text("editPath") { $0.editPath },
        .object("facts", TermList.fields) { TermList($0.terms) },
        .text("lacks") { $0.lacks },
        .object("table", TableView.fields) { $0.table },
    ]

    init(_ stand: CohortStand, _ facts: CohortFacts, _ context: Context) {
        let (words, cohort) = (context.words, stand.cohort)
        name = cohort.name(words)
        anchor = cohort.code
        editPath = "\(CohortPages.path)/\(cohort.code)/edit"
        let call = cohort.callFrom.flatMap { from in
            cohort.callUntil.map { words.period(from, $0) }
        }
        terms = [
            TermView(words("cohort.call"), call ?? words("unknown")),
            TermView(words("cohort.season"), cohort.period.short(words)),
            TermView(words("cohort.wanted"), cohort.wanted.map(String.init) ?? words("unknown")),
            TermView(words("cohort.places"), String(stand.places)),
            TermView(words("cohort.free"), String(stand.free)),
            TermView(words("cohort.nominated"), String(stand.nominated)),
            TermView(words("cohort.accepted"), String(stand.accepted)),
        ]
        lacks =
            stand.lacking.map { words.counted("cohort.lacks", $0) } ?? words("cohort.lacks.unknown")
        let label = words("cohort.table", ["name": .text(name)])
        table =
            stand.lines.isEmpty
            ? nil
            : TableView(
                label: label,
                headers: [HeaderView(words("field.city"))]
                    + ["cohort.free", "cohort.nominated", "cohort.accepted"].map {
                        HeaderView(words($0), isNumber: true)
                    },
                rows: stand.lines.compactMap { line in
                    guard let city = facts.cities[line.city] else { return nil }
                    return RowView(
                        name: city.name(context.language.rawValue),
                        path: "/stays/planner?city=\(city.ref)",
                        cells: [
                            .number(words("cohort.free"), line.free),
                            .number(words("cohort.nominated"), line.nominated),
                            .number(words("cohort.accepted"), line.accepted),
                        ])
                })
    }
}
