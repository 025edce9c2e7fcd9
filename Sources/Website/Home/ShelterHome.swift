import Coalition
import HTTP
import Templates

/// The Shelter City coordinator's day: who is here, who comes, who leaves, which places are free.
struct ShelterHome: SitePage {
    static let template = "home/shelter"
    let day: String
    let title: String
    let lede: String
    let present: [StayLine]
    let arrivals: [StayLine]
    let departures: [StayLine]
    let slots: [StayLine]
    let tasks: LinkView?
    let seesStays: Bool

    static func show(_ context: Context) throws -> Response {
        let facts = try context.read { try ShelterFacts($0) }
        return try context.show(ShelterHome(context, facts))
    }

    init(_ context: Context, _ facts: ShelterFacts) {
        let words = context.words
        let names = facts.cities.map { $0.name(context.language.rawValue) }
        day = words.longDay(facts.today)
        seesStays = context.viewer.holds([.shelter], for: StayPolicy.programmes)
        title = words("shelter.title", ["city": .text(words.list(names))])
        lede = ShelterHome.lede(facts, words)
        func lines(_ key: String, _ stays: [Stay], _ day: (Stay) -> Day) -> [StayLine] {
            stays.map { StayLine($0, key, day($0), facts, words) }
        }
        present = lines("shelter.leaves", facts.present) { $0.period.until }
        arrivals = lines("shelter.comes", Array(facts.arrivals.prefix(6))) { $0.period.from }
        departures = lines("shelter.leaves", facts.departures) { $0.period.until }
        slots = lines("shelter.begins", Array(facts.slots.prefix(6))) { $0.period.from }
        tasks =
            facts.taskCount == 0
            ? nil : LinkView(words("shelter.tasks", ["count": .number(facts.taskCount)]), "/tasks")
    }

    private static func lede(_ facts: ShelterFacts, _ words: Words) -> String {
        var sentences = [words.counted("shelter.lede.present", facts.present.count)]
        if let next = facts.arrivals.first {
            sentences.append(
                words.happens(
                    "shelter.lede.next", next.period.from, facts.today,
                    ["name": .text(next.title(words))]))
        }
        if !facts.departures.isEmpty {
            sentences.append(
                words("shelter.lede.departures", ["count": .number(facts.departures.count)]))
        }
        return sentences.joined(separator: " ")
    }

    static let fields: Fields<ShelterHome> = [
        .text("day") { $0.day },
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .list("present", StayLine.fields) { $0.present },
        .flag("isNobodyHere") { $0.present.isEmpty },
        .list("arrivals", StayLine.fields) { $0.arrivals },
        .flag("isNobodyComing") { $0.arrivals.isEmpty },
        .list("departures", StayLine.fields) { $0.departures },
        .flag("isNobodyLeaving") { $0.departures.isEmpty },
        .list("slots", StayLine.fields) { $0.slots },
        .flag("isNoSlot") { $0.slots.isEmpty },
        .object("tasks", LinkView.fields) { $0.tasks },
        .flag("seesStays") { $0.seesStays },
    ]
}

/// What the coordinator's day is made of.
struct ShelterFacts: Sendable {
    let cities: [City]
    let today: Day
    let present: [Stay]
    /// Guests still to come, the first first.
    let arrivals: [Stay]
    /// Guests who leave within four weeks, or should have left.
    let departures: [Stay]
    /// Planned places without a guest.
    let slots: [Stay]
    let clashes: [ID<Stay>: StayClash]
    let taskCount: Int

    init(_ tx: Transaction) throws {
        let scope = tx.viewer.scope(of: [.shelter], for: StayPolicy.programmes)
        cities = try City.within(scope, in: tx)
        today = cities.first?.today(tx) ?? tx.today
        let (present, last) = (try Stay.present(in: scope, tx), today + 28)
        let coming = try Stay.coming(in: scope, tx)
        self.present = present
        arrivals = coming.filter { $0.guest != nil }
        slots = coming.filter { $0.guest == nil }
        departures = present.filter { $0.period.until <= last }
        var clashes: [ID<Stay>: StayClash] = [:]
        for stay in present { clashes[stay.id] = try stay.extensionClash(in: tx) }
        self.clashes = clashes
        var tasks = TaskList()
        tasks.role = .shelter
        taskCount = try tasks.count(in: tx).value
    }
}

/// A stay as one line of the day, with the day that matters in front.
struct StayLine: PageModel {
    let name: String
    let path: String
    let number: String
    let month: String
    let text: String
    let tags: [TagView]

    init(_ stay: Stay, _ key: String, _ day: Day, _ facts: ShelterFacts, _ words: Words) {
        name = stay.title(words)
        path = "/stays/\(stay.ref)"
        number = String(day.day)
        month = words("month.short.\(day.month)")
        let home = stay.accommodationName ?? words("stay.no_home")
        let when = words.happens(key, day, facts.today)
        text = "\(when), \(home)"
        tags =
            [stay.stateTag(words, mayTell: true)]
            + stay.flagTags(words, clash: facts.clashes[stay.id])
    }

    static let fields: Fields<StayLine> = [
        .text("name") { $0.name },
        .text("path") { $0.path },
        .text("number") { $0.number },
        .text("month") { $0.month },
        .text("text") { $0.text },
        .list("tags", TagView.fields) { $0.tags },
    ]
}
