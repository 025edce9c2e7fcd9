import Coalition
import Templates

/// Who is here, who comes and who leaves, read in one snapshot.
struct ShelterFacts: Sendable {
    let today: Day
    /// The first to leave first.
    let present: [Stay]
    /// Guests still to come, the first first.
    let arrivals: [Stay]
    /// Planned places without a guest.
    let slots: [Stay]
    let clashes: [ID<Stay>: StayClash]
    let allPresent: Figure
    let allArrivals: Figure
    /// Guests who leave within four weeks, or should have left.
    let allDepartures: Figure
    let allSlots: Figure
    /// The next weeks, as the planner draws them.
    let plan: StayPlan?
    /// Weeks that are drawn.
    private static let weeks = 16
    /// Records that the worklist has already.
    private let told: Set<RecordID>

    init(today: Day, besides told: Set<RecordID>, _ tx: Transaction) throws {
        let scope = tx.viewer.scope(of: [.shelter], for: StayPolicy.programmes)
        (self.today, self.told) = (today, told)
        let present = try Stay.present(in: scope, tx)
        let coming = try Stay.coming(in: scope, tx)
        self.present = present
        arrivals = coming.filter { $0.guest != nil }
        slots = coming.filter { $0.guest == nil }
        var clashes: [ID<Stay>: StayClash] = [:]
        for stay in present { clashes[stay.id] = try stay.extensionClash(in: tx) }
        self.clashes = clashes
        func all(_ rows: [Stay], _ when: StayList.When, hasGuest: Bool? = nil) -> Figure {
            let list = StayList.of(when, hasGuest: hasGuest)
            return Figure(list.seen(as: .shelter, by: tx.viewer), whole: rows)
        }
        allPresent = all(present, .now)
        allArrivals = all(arrivals, .coming, hasGuest: true)
        allDepartures = all(present.filter { $0.period.until <= today + 28 }, .leaving)
        allSlots = all(slots, .coming, hasGuest: false)
        let monday = today - (today.weekday - 1)
        let period = Period(monday, until: monday + 7 * ShelterFacts.weeks)
        let own = tx.viewer.grants.filter { $0.role == .shelter }.compactMap(\.city)
        plan = try period.map { try StayPlan.read($0, cities: Set(own), in: tx) }
    }

    /// The stays of a part of the page that the worklist does not have.
    func untold(_ stays: [Stay]) -> [Stay] { stays.filter { !told.contains(RecordID($0.id)) } }
}

/// The day of Shelter City: overlaps first, then who is here, who comes and which places are free.
struct ShelterPanel: PageModel {
    let present: StayLines
    let arrivals: StayLines
    let slots: StayLines
    /// Nil without an accommodation.
    let strip: StripView?

    init(_ facts: ShelterFacts, _ words: Words) {
        func lines(
            _ key: String, _ stays: [Stay], _ all: String, _ figure: Figure,
            _ day: (Stay) -> Day
        ) -> StayLines {
            StayLines(
                lines: facts.untold(stays).prefix(8).map {
                    StayLine($0, key, day($0), facts, words)
                },
                all: CountedLink(words(all), figure), count: figure.text)
        }
        present = lines("shelter.leaves", facts.present, "shelter.all_present", facts.allPresent) {
            $0.period.until
        }
        arrivals = lines(
            "shelter.comes", facts.arrivals, "shelter.all_arrivals", facts.allArrivals
        ) { $0.period.from }
        slots = lines("shelter.begins", facts.slots, "shelter.all_slots", facts.allSlots) {
            $0.period.from
        }
        strip = StripView(facts, words)
    }

    /// How many guests there are, who comes next and how many leave.
    static func lede(_ facts: ShelterFacts, _ words: Words) -> [Sentence] {
        let next = facts.arrivals.first.map { stay in
            Sentence(
                words.happens(
                    "shelter.lede.next", stay.period.from, facts.today,
                    ["name": .text(stay.title(words))]))
        }
        let departures =
            facts.allDepartures.count == 0
            ? nil : Sentence("shelter.lede.departures", facts.allDepartures, words)
        return [Sentence("shelter.lede.present", facts.allPresent, words), next, departures]
            .compactMap { $0 }
    }

    static let fields: Fields<ShelterPanel> = [
        .object("present", StayLines.fields) { $0.present },
        .object("arrivals", StayLines.fields) { $0.arrivals },
        .object("slots", StayLines.fields) { $0.slots },
        .object("strip", StripView.fields) { $0.strip },
    ]
}

/// The next weeks of the accommodations as a timeline.
struct StripView: PageModel {
    let head: SafeHTML
    let lines: [PlannerLine]

    /// Nil without an accommodation.
    init?(_ facts: ShelterFacts, _ words: Words) {
        guard let plan = facts.plan, !plan.lines.isEmpty else { return nil }
        let drawing = StayPlanner(
            plan: plan, free: [], today: facts.today, words: words, tellsOutcome: true,
            dayWidth: 5.2)
        head = drawing.head
        lines = plan.lines.map { PlannerLine($0, in: "", isFirst: false, drawing, words) }
    }

    static let fields: Fields<StripView> = [
        .html("head") { $0.head },
        .list("lines", PlannerLine.fields) { $0.lines },
    ]
}

/// A wished extension that runs into the next stay, as a warning.
struct ClashView: PageModel {
    let title: String
    let text: String
    let link: LinkView

    init?(_ stay: Stay, _ clash: StayClash, _ words: Words) {
        guard let until = stay.extensionUntil,
            let nights = Period(
                clash.period.from, until: min(until, clash.period.until))
        else { return nil }
        title = words(
            "planner.clash.title",
            [
                "home": .text(stay.accommodationName ?? ""), "period": .text(nights.short(words)),
            ])
        text = words(
            "planner.clash.text",
            [
                "name": .text(stay.title(words)),
                "next": .text(clash.code.map(words.name) ?? words("stay.free")),
                "until": .text(words.day(until)), "from": .text(words.day(clash.period.from)),
            ])
        link = LinkView(words("planner.clash.solve"), "/stays/\(stay.ref)#verlenging")
    }

    /// One for each stay of the day that has such a wish.
    static func all(_ facts: ShelterFacts, _ words: Words) -> [ClashView] {
        facts.present.compactMap { stay in
            facts.clashes[stay.id].flatMap { ClashView(stay, $0, words) }
        }
    }

    static let fields: Fields<ClashView> = [
        .text("title") { $0.title },
        .text("text") { $0.text },
        .object("link", LinkView.fields) { $0.link },
    ]
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
