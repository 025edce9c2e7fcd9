import Coalition
import HTTP
import Templates

/// What a municipality officer sees of the city, read in one snapshot.
struct MunicipalityFacts: Sendable {
    let cities: [City]
    let today: Day
    let numbers: CityNumbers
    let tasks: [Task]
    let taskCount: Int
    let subjects: TaskSubjects
    let arrivals: [Arrival]
    let waiting: [Family]

    init(_ tx: Transaction) throws {
        let scope = tx.viewer.scope(of: [.municipality])
        cities = try City.within(scope, in: tx)
        today = cities.count == 1 ? cities[0].today(tx) : tx.today
        numbers = try CityNumbers.all(in: scope, tx).values.reduce(.zero, +)
        var list = TaskList()
        list.role = .municipality
        list.limit = 5
        tasks = try list.page(nil, in: tx).rows
        taskCount = try list.count(in: tx)
        subjects = try TaskSubjects(of: tasks, in: tx)
        arrivals = try Arrival.expected(within: 60, of: today, for: [.municipality], in: tx)
        var families = FamilyList()
        families.state = .waiting
        waiting = try families.page(nil, in: tx).rows.filter { scope.contains($0.city) }
    }
}

/// The officer's city on one page: how it is doing, and what the municipality is to do.
struct MunicipalityHome: SitePage {
    static let template = "home/municipality"
    let day: String
    let title: String
    let lede: [Sentence]
    let phases: TableView
    let tasks: [TaskView]
    let taskCount: Int
    let waiting: TableView?
    let waitingCount: Int
    let arrivals: [ArrivalView]

    static func show(_ context: Context) throws -> Response {
        let facts = try context.read { try MunicipalityFacts($0) }
        return try context.show(MunicipalityHome(context, facts))
    }

    init(_ context: Context, _ facts: MunicipalityFacts) {
        let words = context.words
        let names = facts.cities.map { $0.name(context.language.rawValue) }
        day = words.longDay(facts.today)
        title = words("municipality.title", ["city": .text(words.list(names))])
        waitingCount = facts.numbers.families[.waiting] ?? 0
        taskCount = facts.taskCount
        lede = MunicipalityHome.lede(facts, words)
        phases = MunicipalityHome.phases(facts.numbers, words)
        tasks = facts.tasks.map { TaskView($0, facts.subjects, facts.today, back: "/", context) }
        waiting = MunicipalityHome.table(facts, words)
        arrivals = facts.arrivals.map { ArrivalView($0, context) }
    }

    private static func lede(_ facts: MunicipalityFacts, _ words: Words) -> [Sentence] {
        func sentence(_ key: String, _ count: Int, _ path: String) -> Sentence {
            Sentence(words("municipality.lede.\(key)", ["count": .number(count)]), path)
        }
        let numbers = facts.numbers
        return [
            sentence("groups", numbers.groups[.active] ?? 0, "/groups?state=active"),
            sentence("waiting", numbers.families[.waiting] ?? 0, "/families?state=waiting"),
            sentence("guests", numbers.staysNow, "/stays?period=now"),
            sentence("tasks", facts.taskCount, "/tasks?role=municipality"),
        ]
    }

    private static func phases(_ numbers: CityNumbers, _ words: Words) -> TableView {
        let most = numbers.groups.values.max() ?? 1
        return TableView(
            label: words("municipality.phases"),
            headers: [
                HeaderView(words("column.state")), HeaderView(words("nav.groups"), isNumber: true),
                HeaderView(words("municipality.share"), isHidden: true),
            ],
            rows: Group.State.allCases.map { state in
                let count = numbers.groups[state] ?? 0
                return RowView(
                    name: words("group.state.\(state.rawValue)"), path: "",
                    cells: [
                        .number(
                            words("nav.groups"), count, path: "/groups?state=\(state.rawValue)"),
                        .picture(
                            words("municipality.share"), ShareBar(value: count, most: most).picture),
                    ])
            })
    }

    private static func table(_ facts: MunicipalityFacts, _ words: Words) -> TableView? {
        guard !facts.waiting.isEmpty else { return nil }
        return TableView(
            label: words("municipality.waiting"),
            headers: ["nav.families", "field.household_size", "municipality.since"].map {
                HeaderView(words($0))
            },
            rows: facts.waiting.map { family in
                RowView(
                    name: words("family.called", ["name": .text(words.name(family.code))]),
                    path: "/families/\(family.ref)",
                    cells: [
                        .text(
                            words("field.household_size"),
                            words("family.people", ["count": .number(family.householdSize)])),
                        .tight(
                            words("municipality.since"),
                            family.waitingSince.map { words.relative($0, facts.today) }),
                    ])
            })
    }

    static let fields: Fields<MunicipalityHome> = [
        .text("day") { $0.day },
        .text("title") { $0.title },
        .list("lede", Sentence.fields) { $0.lede },
        .object("phases", TableView.fields) { $0.phases },
        .list("tasks", TaskView.fields) { $0.tasks },
        .flag("hasTasks") { !$0.tasks.isEmpty },
        .number("taskCount") { $0.taskCount },
        .object("waiting", TableView.fields) { $0.waiting },
        .flag("nobodyWaits") { $0.waiting == nil },
        .number("waitingCount") { $0.waitingCount },
        .list("arrivals", ArrivalView.fields) { $0.arrivals },
        .flag("hasArrivals") { !$0.arrivals.isEmpty },
    ]
}
