import Coalition
import HTTP
import Templates

/// What a municipality officer sees of the city, read in one snapshot.
struct MunicipalityFacts: Sendable {
    let cities: [City]
    let today: Day
    let figures: Figures
    let tasks: [Task]
    let allTasks: Figure
    let subjects: TaskSubjects
    let arrivals: ArrivalFacts
    let waiting: [Family]

    init(_ tx: Transaction) throws {
        let scope = tx.viewer.scope(of: [.municipality], for: .any)
        cities = try City.within(scope, in: tx)
        today = cities.count == 1 ? cities[0].today(tx) : tx.today
        figures = try Figures(as: .municipality, tx)
        var list = TaskList.open(for: .municipality)
        list.limit = 5
        tasks = try list.page(nil, in: tx).rows
        allTasks = try Figure(list, in: tx)
        subjects = try TaskSubjects(of: tasks, in: tx)
        arrivals = try ArrivalFacts(figures, tx)
        waiting = try MunicipalityFacts.waitingFamilies.seen(as: .municipality, by: tx.viewer)
            .page(nil, in: tx).rows
    }

    static var waitingFamilies: FamilyList { .inState(.waiting) }
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
    let allTasks: CountedLink
    let taskCount: String
    let waiting: [WaitingRow]
    /// Nil for who sees no families.
    let allWaiting: CountedLink?
    let waitingCount: String?
    let arrivals: ArrivalList
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
        let waiting = facts.figures[MunicipalityFacts.waitingFamilies]
        allWaiting = waiting.map { CountedLink(words("municipality.all_waiting"), $0) }
        waitingCount = waiting?.text
        taskCount = facts.allTasks.text
        allTasks = CountedLink(words("municipality.all_tasks"), facts.allTasks)
        lede = MunicipalityHome.lede(facts, words)
        phases = facts.figures.sight.seesGroups ? PhaseCount.all(facts.figures, words) : []
        tasks = facts.tasks.map { TaskView($0, facts.subjects, facts.today, back: "/", context) }
        self.waiting = facts.waiting.prefix(MunicipalityHome.waitingRows).map {
            WaitingRow($0, facts.today, words)
        }
        arrivals = ArrivalList(facts.arrivals, context)
        sight = facts.figures.sight
    }

    private static func lede(_ facts: MunicipalityFacts, _ words: Words) -> [Sentence] {
        func sentence(_ key: String, _ figure: Figure?) -> Sentence? {
            figure.map { Sentence("municipality.lede.\(key)", $0, words) }
        }
        let (figures, sight) = (facts.figures, facts.figures.sight)
        return [
            sight.seesGroups ? sentence("groups", figures[GroupList.inStates([.active])]) : nil,
            sight.seesFamilies
                ? sentence("waiting", figures[MunicipalityFacts.waitingFamilies]) : nil,
            sight.seesStays ? sentence("guests", figures[StayList.of(.now)]) : nil,
            sentence("tasks", facts.allTasks),
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
        .text("taskCount") { $0.taskCount },
        .object("allTasks", CountedLink.fields) { $0.allTasks },
        .list("waiting", WaitingRow.fields) { $0.waiting },
        .flag("isAnybodyWaiting") { !$0.waiting.isEmpty },
        .text("waitingCount") { $0.waitingCount },
        .object("allWaiting", CountedLink.fields) { $0.allWaiting },
        .object("arrivals", ArrivalList.fields) { $0.arrivals },
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

    static func all(_ figures: Figures, _ words: Words) -> [PhaseCount] {
        // A phase without a group is no news.
        let all = Group.State.allCases.compactMap { state in
            figures[GroupList.inStates([state])].flatMap { $0.count == 0 ? nil : (state, $0) }
        }
        let most = all.map(\.1.count).max() ?? 1
        return all.map { state, figure in
            PhaseCount(
                name: words("group.state.\(state.rawValue)"), count: figure.count,
                path: figure.path, bar: ShareBar(value: figure.count, most: most).picture)
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
