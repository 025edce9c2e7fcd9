import Coalition
import HTTP
import Templates

/// What a municipality officer sees of the city, read in one snapshot.
struct MunicipalityFacts: Sendable {
    let cities: [City]
    let today: Day
    let sight: CitySight
    let numbers: CityNumbers
    let tasks: [Task]
    let taskCount: Int
    let subjects: TaskSubjects
    let arrivals: [Arrival]
    let waiting: [Family]

    init(_ tx: Transaction) throws {
        let scope = tx.viewer.scope(of: [.municipality], for: .any)
        cities = try City.within(scope, in: tx)
        today = cities.count == 1 ? cities[0].today(tx) : tx.today
        sight = CitySight(tx.viewer, as: [.municipality])
        numbers = try CityNumbers.all(within: sight, in: tx).values.reduce(.zero, +)
        var list = TaskList()
        list.role = .municipality
        list.limit = 5
        tasks = try list.page(nil, in: tx).rows
        taskCount = try list.count(in: tx).value
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
    /// Waiting families that are named here; all of them are behind the link.
    private static let waitingRows = 8

    let day: String
    let title: String
    let lede: [Sentence]
    let phases: [PhaseCount]
    let tasks: [TaskView]
    let taskCount: Int
    let waiting: [WaitingRow]
    let waitingCount: Int
    let arrivals: [ArrivalView]
    let sight: CitySight

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
        phases = facts.sight.seesGroups ? PhaseCount.all(facts.numbers, words) : []
        tasks = facts.tasks.map { TaskView($0, facts.subjects, facts.today, back: "/", context) }
        waiting = facts.waiting.prefix(MunicipalityHome.waitingRows).map {
            WaitingRow($0, facts.today, words)
        }
        arrivals = facts.arrivals.map { ArrivalView($0, context) }
        sight = facts.sight
    }

    private static func lede(_ facts: MunicipalityFacts, _ words: Words) -> [Sentence] {
        func sentence(_ key: String, _ count: Int, _ path: String) -> Sentence {
            Sentence(words.counted("municipality.lede.\(key)", count), path)
        }
        let (numbers, sight) = (facts.numbers, facts.sight)
        return [
            sight.seesGroups
                ? sentence("groups", numbers.groups[.active] ?? 0, "/groups?state=active") : nil,
            sight.seesFamilies
                ? sentence("waiting", numbers.families[.waiting] ?? 0, "/families?state=waiting")
                : nil,
            sight.seesStays ? sentence("guests", numbers.staysNow, "/stays?period=now") : nil,
            sentence("tasks", facts.taskCount, "/tasks?role=municipality"),
        ].compactMap { $0 }
    }

    static let fields: Fields<MunicipalityHome> = [
        .text("day") { $0.day },
        .text("title") { $0.title },
        .list("lede", Sentence.fields) { $0.lede },
        .list("phases", PhaseCount.fields) { $0.phases },
        .flag("hasPhases") { !$0.phases.isEmpty },
        .list("tasks", TaskView.fields) { $0.tasks },
        .flag("hasTasks") { !$0.tasks.isEmpty },
        .number("taskCount") { $0.taskCount },
        .list("waiting", WaitingRow.fields) { $0.waiting },
        .flag("isAnybodyWaiting") { !$0.waiting.isEmpty },
        .number("waitingCount") { $0.waitingCount },
        .list("arrivals", ArrivalView.fields) { $0.arrivals },
        .flag("hasArrivals") { !$0.arrivals.isEmpty },
        .flag("seesGroups") { $0.sight.seesGroups },
        .flag("seesFamilies") { $0.sight.seesFamilies },
    ]
}

/// How many groups are in a phase, beside the fullest phase; the number opens their list.
struct PhaseCount: PageModel {
    let name: String
    let count: Int
    let path: String
    let bar: SafeHTML

    static func all(_ numbers: CityNumbers, _ words: Words) -> [PhaseCount] {
        let most = numbers.groups.values.max() ?? 1
        return Group.State.allCases.compactMap { state in
            // A phase without a group is no news.
            guard let count = numbers.groups[state], count > 0 else { return nil }
            return PhaseCount(
                name: words("group.state.\(state.rawValue)"), count: count,
                path: "/groups?state=\(state.rawValue)",
                bar: ShareBar(value: count, most: most).picture)
        }
    }

    static let fields: Fields<PhaseCount> = [
        .text("name") { $0.name },
        .number("count") { $0.count },
        .text("path") { $0.path },
        .html("bar") { $0.bar },
    ]
}

/// A family that waits for a group: its size and how long.
struct WaitingRow: PageModel {
    let link: LinkView
    let hint: String

    init(_ family: Family, _ today: Day, _ words: Words) {
        let name = words("family.called", ["name": .text(words.name(family.code))])
        link = LinkView(name, "/families/\(family.ref)")
        let people = words("family.people", ["count": .number(family.householdSize)])
        let waits = family.waitingSince.map { since in
            since >= today
                ? words("municipality.waits.none")
                : words(
                    "municipality.waits",
                    ["span": .text(words.span(Span(from: since, to: today)))])
        }
        hint = [people, waits].compactMap { $0 }.joined(separator: ", ")
    }

    static let fields: Fields<WaitingRow> = [
        .object("link", LinkView.fields) { $0.link },
        .text("hint") { $0.hint },
    ]
}
