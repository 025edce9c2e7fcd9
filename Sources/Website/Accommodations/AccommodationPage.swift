import Coalition
import Templates

/// What the page of an accommodation is made of.
struct AccommodationFacts: Sendable {
    let home: Accommodation
    /// What stands in its fields.
    let stored: [FieldValue]
    let city: City
    let stays: StayTable
    let occupancy: Occupancy
    let policy: AccommodationPolicy
    let disclosures: DisclosureTable?

    init(_ home: Accommodation, _ tx: Transaction) throws {
        self.home = home
        stored = try AccommodationDraft.stored(home.id, in: tx).values
        city = try City.named(home.city, in: tx)
        let first = city.today(tx).startOfMonth.adding(months: -6)
        let plan = try StayPlan.read(.year(from: first), cities: [home.city], in: tx)
        let line = plan.lines.first { $0.accommodation?.id == home.id }
        stays = try StayTable(line?.stays ?? [], tx)
        occupancy = line.map { $0.occupancy(plan.period) } ?? Occupancy()
        policy = AccommodationPolicy(tx.viewer, home)
        disclosures =
            policy.maySeeAddress
            ? try DisclosureTable(try home.disclosures(in: tx), in: city.zone, tx) : nil
    }
}

/// One accommodation: what it is like, who stays there, and its address on request.
struct AccommodationPage: SitePage {
    static let template = "accommodations/show"
    let title: String
    let cityName: String
    let path: String
    let planPath: String
    let lede: String
    let terms: [TermView]
    let address: SealedPanel?
    let stays: TableView?
    let problems: [LinkView]
    let mayEdit: Bool
    let mayPlan: Bool

    init(
        _ context: Context, _ facts: AccommodationFacts, address: String? = nil,
        isOpen: Bool = false, typed: String? = nil, problems: [Problem] = []
    ) {
        let words = context.words
        let home = facts.home
        title = home.name
        cityName = facts.city.name(context.language.rawValue)
        path = "/accommodations/\(home.ref)"
        planPath = "/stays/new?accommodation=\(home.ref)"
        lede = words(
            "accommodation.lede",
            [
                "kind": .text(words("accommodation.kind.\(home.kind.rawValue)")),
                "city": .text(cityName),
            ])
        terms = AccommodationPage.terms(facts, words, context.viewer)
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
        stays = facts.stays.table(context, "stay.table")
        self.problems = problems.map { LinkView(words.problem($0), "#reason") }
        mayEdit = facts.policy.mayEdit
        mayPlan = facts.policy.mayEdit
    }

    private static func terms(
        _ facts: AccommodationFacts, _ words: Words, _ viewer: Viewer
    ) -> [TermView] {
        let about = AccommodationDraft.record.about
        var terms = about.terms(
            facts.stored, words, about.rights(of: viewer, in: facts.city.id),
            besides: ["name", "kind"])
        if let share = facts.occupancy.share {
            terms.append(
                TermView(
                    words("accommodation.occupancy"), "\(Int((share * 100).rounded()))%",
                    hint: words(
                        "accommodation.occupancy.hint",
                        [
                            "nights": .number(facts.occupancy.occupied + facts.occupancy.planned),
                            "available": .number(facts.occupancy.available),
                        ])))
        }
        return terms
    }

    static let fields: Fields<AccommodationPage> = [
        .text("title") { $0.title },
        .text("cityName") { $0.cityName },
        .text("path") { $0.path },
        .text("planPath") { $0.planPath },
        .text("lede") { $0.lede },
        .list("terms", TermView.fields) { $0.terms },
        .object("address", SealedPanel.fields) { $0.address },
        .object("stays", TableView.fields) { $0.stays },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .flag("mayEdit") { $0.mayEdit },
        .flag("mayPlan") { $0.mayPlan },
    ]
}
