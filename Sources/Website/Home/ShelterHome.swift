import Coalition
import HTTP
import Templates

/// The Shelter City coordinator's day: who is here, who comes, who leaves, which places are free.
struct ShelterHome: SitePage {
    static let template = "home/shelter"
    let day: String
    let title: String
    let lede: [Sentence]
    let present: StayLines
    let arrivals: StayLines
    let departures: StayLines
    let slots: StayLines
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
        lede = ShelterHome.lede(facts, seesStays: seesStays, words)
        func lines(
            _ key: String, _ stays: some Sequence<Stay>, _ all: String, _ figure: Figure,
            _ day: (Stay) -> Day
        ) -> StayLines {
            StayLines(
                lines: stays.map { StayLine($0, key, day($0), facts, words) },
                all: CountedLink(words(all), figure), count: figure.text)
        }
        present = lines("shelter.leaves", facts.present, "shelter.all_present", facts.allPresent) {
            $0.period.until
        }
        arrivals = lines(
            "shelter.comes", facts.arrivals.prefix(6), "shelter.all_arrivals", facts.allArrivals
        ) { $0.period.from }
        departures = lines(
            "shelter.leaves", facts.departures, "shelter.all_departures", facts.allDepartures
        ) { $0.period.until }
        slots = lines(
            "shelter.begins", facts.slots.prefix(6), "shelter.all_slots", facts.allSlots
        ) { $0.period.from }
    }

    private static func lede(
        _ facts: ShelterFacts, seesStays: Bool, _ words: Words
    ) -> [Sentence] {
        func sentence(_ key: String, _ figure: Figure) -> Sentence? {
            figure.count == 0 ? nil : Sentence(key, figure, words)
        }
        let tasks = [sentence("shelter.tasks", facts.allTasks)].compactMap { $0 }
        guard seesStays else { return tasks }
        let next = facts.arrivals.first.map { stay in
            Sentence(
                words.happens(
                    "shelter.lede.next", stay.period.from, facts.today,
                    ["name": .text(stay.title(words))]))
        }
        return [
            Sentence("shelter.lede.present", facts.allPresent, words), next,
            sentence("shelter.lede.departures", facts.allDepartures),
        ].compactMap { $0 } + tasks
    }

    static let fields: Fields<ShelterHome> = [
        .text("day") { $0.day },
        .text("title") { $0.title },
        .list("lede", Sentence.fields) { $0.lede },
        .object("present", StayLines.fields) { $0.present },
        .object("arrivals", StayLines.fields) { $0.arrivals },
        .object("departures", StayLines.fields) { $0.departures },
        .object("slots", StayLines.fields) { $0.slots },
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
    let allPresent: Figure
    let allArrivals: Figure
    let allDepartures: Figure
    let allSlots: Figure
    let allTasks: Figure

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
        func all(_ rows: [Stay], _ when: StayList.When, hasGuest: Bool? = nil) -> Figure {
            let list = StayList.of(when, hasGuest: hasGuest)
            return Figure(list.seen(as: .shelter, by: tx.viewer), whole: rows)
        }
        allPresent = all(present, .now)
        allArrivals = all(arrivals, .coming, hasGuest: true)
        allDepartures = all(departures, .leaving)
        allSlots = all(slots, .coming, hasGuest: false)
        allTasks = try Figure(TaskList.open(for: .shelter), in: tx)
    }
}

/// Some stays of the day, with the way to all of them.
struct StayLines: PageModel {
    let lines: [StayLine]
    let all: CountedLink
    let count: String

    static let fields: Fields<StayLines> = [
        .list("lines", StayLine.fields) { $0.lines },
        .flag("isEmpty") { $0.lines.isEmpty },
        .object("all", CountedLink.fields) { $0.all },
        .text("count") { $0.count },
    ]
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
