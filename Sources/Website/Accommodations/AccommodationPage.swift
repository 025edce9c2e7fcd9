import Coalition
import Templates

/// What the page of an accommodation is made of.
struct AccommodationFacts: Sendable {
    let home: Accommodation
    /// What stands in its fields.
    let stored: [FieldValue]
    let city: City
    let today: Day
    let stays: StayTable
    let occupancy: Occupancy
    let policy: AccommodationPolicy
    let disclosures: DisclosureTable?
    let now: NowFacts
    /// When it is free from today on.
    let free: [FreePlace]

    init(_ home: Accommodation, _ tx: Transaction) throws {
        self.home = home
        stored = try AccommodationDraft.stored(home.id, in: tx).values
        city = try City.named(home.city, in: tx)
        today = city.today(tx)
        let first = today.startOfMonth.adding(months: -6)
        let plan = try StayPlan.read(.year(from: first), cities: [home.city], in: tx)
        let line = plan.lines.first { $0.accommodation?.id == home.id }
        stays = try StayTable(line?.stays ?? [], tx)
        occupancy = line.map { $0.occupancy(plan.period) } ?? Occupancy()
        policy = AccommodationPolicy(tx.viewer, home)
        disclosures =
            policy.maySeeAddress
            ? try DisclosureTable(try home.disclosures(in: tx), in: city.zone, tx) : nil
        now = try NowFacts(about: nil, on: today, tx)
        free = try FreePlace.all(of: [home], in: tx)
    }

    /// Whether it cannot be lived in today.
    var isClosed: Bool {
        Period(today, until: today + 1).map { !home.isAvailable(during: $0) } ?? false
    }
}

/// One accommodation: who is there and who comes, its stays, and its address on request.
struct AccommodationPage: SitePage {
    static let template = "accommodations/show"
    let record: RecordView
    let path: String
    let plannerPath: String
    /// A wished extension that must be solved; nil without one.
    let overlap: TermView?
    let occupancy: NightsBar?
    let stays: [PersonLine]
    /// Periods in which it is free, each with the way to plan it.
    let free: [PersonLine]
    /// Who is there now; nil when nobody is.
    let guest: PersonLine?
    /// The last look at the address; nil for who may not know.
    let look: TermView?
    let terms: [TermView]
    let address: SealedPanel?
    let mayEdit: Bool

    init(
        _ context: Context, _ facts: AccommodationFacts, address: String? = nil,
        isOpen: Bool = false, typed: String? = nil, problems: [Problem] = []
    ) {
        let words = context.words
        let home = facts.home
        path = "/accommodations/\(home.ref)"
        plannerPath = "/stays/planner?city=\(facts.city.ref)"
        let cityName = facts.city.name(context.language.rawValue)
        record = RecordView(
            title: home.name, cityName: cityName, tags: [AccommodationPage.tag(facts, words)],
            goodToKnow: nil,
            lede: words(
                "accommodation.lede",
                [
                    "kind": .text(words("accommodation.kind.\(home.kind.rawValue)")),
                    "city": .text(cityName),
                ]),
            now: AccommodationPage.now(context, facts),
            problems: problems.map { LinkView(words.problem($0), "#reason") },
            tasks: [], history: [], opensMore: isOpen || !problems.isEmpty)
        overlap = facts.stays.overlap(of: facts.stays.present, words)
        occupancy = NightsBar(facts.occupancy, words)
        stays = facts.stays.lines(context, by: .guest)
        free = facts.free.map {
            PersonLine(name: $0.sentence(words), path: $0.path(), hint: nil, tag: nil)
        }
        guest = AccommodationPage.guest(context, facts)
        look = facts.disclosures?.last(words, of: words("accommodation.address"), at: "#adres")
        let about = AccommodationDraft.record.about
        terms =
            [TermView(words("field.city"), cityName, link: "/cities/\(facts.city.ref)")]
            + about.terms(
                facts.stored, words, about.rights(of: context.viewer, in: facts.city.id),
                besides: ["name", "kind"])
        self.address =
            facts.policy.maySeeAddress
            ? SealedPanel(
                path: "/accommodations/\(home.ref)/address",
                submit: words("accommodation.address.show"),
                reason: facts.policy.owesReason
                    ? SealedPanel.reasonField(typed, problems, words) : nil,
                terms: address.map { [TermView(words("accommodation.address"), $0)] } ?? [],
                isOpen: isOpen, isThere: home.hasAddress,
                hint: words(
                    home.hasAddress ? "accommodation.address.hint" : "accommodation.address.none"),
                disclosures: facts.disclosures?.table(words)) : nil
        mayEdit = facts.policy.mayEdit
    }

    /// Whether somebody is there today, and whether anybody could be.
    private static func tag(_ facts: AccommodationFacts, _ words: Words) -> TagView {
        if let stay = facts.stays.present {
            return stay.stateTag(words, mayTell: facts.stays.mayTell(stay))
        }
        return facts.isClosed
            ? TagView(words("planner.closed"), .muteStill)
            : TagView(words("free.now"), .infoOpen)
    }

    /// Who is there and who comes, and planning the next stay.
    private static func now(_ context: Context, _ facts: AccommodationFacts) -> NowView {
        let words = context.words
        func said(_ key: String, _ stay: Stay, _ what: String, _ day: Day) -> SaidView {
            SaidView(
                day: words(key),
                text: stay.title(words) + ", "
                    + words.happens(what, day, facts.today, ["name": .text(stay.title(words))]))
        }
        var now = NowView(facts.now, back: "/accommodations/\(facts.home.ref)", context)
        if let stay = facts.stays.present {
            now.said.append(said("record.now", stay, "shelter.leaves", stay.period.until))
        }
        if let stay = facts.stays.next {
            let what = stay.guest == nil ? "shelter.begins" : "shelter.comes"
            now.said.append(said("accommodation.next", stay, what, stay.period.from))
        }
        if facts.policy.mayEdit {
            now.link = LinkView(
                words("stay.new.title"),
                facts.free.first?.path() ?? "/stays/new?accommodation=\(facts.home.ref)")
        }
        return now
    }

    private static func guest(_ context: Context, _ facts: AccommodationFacts) -> PersonLine? {
        guard let stay = facts.stays.present, let code = stay.code else { return nil }
        let mayMeet = context.viewer.holds(
            GuestPolicy.readers, for: StayPolicy.programmes, in: facts.city.id)
        return PersonLine(
            name: context.words.name(code),
            path: mayMeet ? stay.guestRef.map { "/guests/\($0)" } : nil,
            hint: context.words("stay.guest"), tag: nil)
    }

    static let fields: Fields<AccommodationPage> = [
        .object("record", RecordView.fields) { $0.record },
        .text("path") { $0.path },
        .text("plannerPath") { $0.plannerPath },
        .object("overlap", TermView.fields) { $0.overlap },
        .object("occupancy", NightsBar.fields) { $0.occupancy },
        .list("stays", PersonLine.fields) { $0.stays },
        .list("free", PersonLine.fields) { $0.free },
        .flag("hasFree") { !$0.free.isEmpty },
        .flag("hasStays") { !$0.stays.isEmpty },
        .object("guest", PersonLine.fields) { $0.guest },
        .object("look", TermList.fields) { TermList($0.look.map { [$0] } ?? []) },
        .list("terms", TermView.fields) { $0.terms },
        .object("address", SealedPanel.fields) { $0.address },
        .flag("hasPeople") { $0.guest != nil || $0.address != nil },
        .flag("mayEdit") { $0.mayEdit },
    ]
}
