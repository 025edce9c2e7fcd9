import Coalition
import Templates

/// What the day of somebody is made of for all rights that he or she has, read in one snapshot.
struct HomeFacts: Sendable {
    let viewer: Viewer
    /// Where the viewer works; of the whole network none.
    let cities: [City]
    let today: Day
    let work: WorkPanelFacts?
    let changes: ChangesFacts?
    let contact: ContactFacts?
    let arrivals: ArrivalFacts?
    let shelter: ShelterFacts?
    let city: CityPanelFacts?

    /// - Parameter rows: Records on the worklist at most.
    init(rows: Int = 15, since visit: Instant? = nil, _ tx: Transaction) throws {
        viewer = tx.viewer
        let scope = Viewer(
            userID: nil, name: "", grants: viewer.grants.filter { $0.city != nil }
        ).scope(of: Role.ofACity, for: .any)
        cities = try City.within(scope, in: tx)
        let today = cities.count == 1 ? cities[0].today(tx) : tx.today
        self.today = today
        work = try WorkPanelFacts(today: today, rows: rows, tx)
        changes = try visit.flatMap { try ChangesFacts(since: $0, tx) }
        var told = work?.list.records ?? []
        contact =
            viewer.holds([.local], for: GroupPolicy.programmes)
            ? try ContactFacts(besides: told, tx) : nil
        arrivals = try HomeFacts.arrivals(besides: told, tx)
        told.formUnion(arrivals?.records ?? [])
        shelter =
            viewer.holds([.shelter], for: StayPolicy.programmes)
            ? try ShelterFacts(today: today, besides: told, tx) : nil
        city =
            viewer.holds([.municipality], for: .any)
            ? try CityPanelFacts(today: today, besides: told, tx) : nil
    }

    /// For who works with families in a city: of the network's own roles the table says who waits.
    private static func arrivals(
        besides told: Set<RecordID>, _ tx: Transaction
    ) throws -> ArrivalFacts? {
        let roles = tx.viewer.roles.intersection([.local, .municipality]).filter {
            tx.viewer.seeing(as: $0).holds(FamilyPolicy.readers, for: FamilyPolicy.programmes)
        }
        guard let first = roles.min() else { return nil }
        let isOfCities = tx.viewer.roles.isSubset(of: Role.ofACity)
        return try ArrivalFacts(as: isOfCities ? nil : first, besides: told, tx)
    }
}

/// The parts of the landing page below its title, each for who has the right that it is about.
struct HomeParts: PageModel {
    let clashes: [ClashView]
    let work: WorkPanel?
    let changes: Sentence?
    /// Lists that the menu has no room for.
    let elsewhere: [LinkView]
    let contact: ContactPanel?
    let arrivals: ArrivalList?
    let shelter: ShelterPanel?
    let city: CityPanel?

    /// - Parameter isBelow: Whether a page has told its worklist and the changes itself.
    init(_ facts: HomeFacts, _ context: Context, isBelow: Bool = false) {
        let words = context.words
        clashes = facts.shelter.map { ClashView.all($0, words) } ?? []
        work = isBelow ? nil : facts.work.map { WorkPanel($0, context) }
        elsewhere = Navigation.elsewhere(facts.viewer, words)
        changes = isBelow ? nil : facts.changes?.sentence(facts.today, words)
        contact = facts.contact.map { ContactPanel($0, words) }
        arrivals = facts.arrivals.map { ArrivalList($0, context) }
        shelter = facts.shelter.map { ShelterPanel($0, words) }
        city = facts.city.map { CityPanel($0, words) }
    }

    static let fields: Fields<HomeParts> = [
        .list("clashes", ClashView.fields) { $0.clashes },
        .object("work", WorkPanel.fields) { $0.work },
        .object("changes", Sentence.fields) { $0.changes },
        .list("elsewhere", LinkView.fields) { $0.elsewhere },
        .flag("hasElsewhere") { !$0.elsewhere.isEmpty },
        .object("contact", ContactPanel.fields) { $0.contact },
        .object("arrivals", ArrivalList.fields) { $0.arrivals },
        .object("shelter", ShelterPanel.fields) { $0.shelter },
        .object("city", CityPanel.fields) { $0.city },
        .flag("hasAside") { $0.arrivals != nil || $0.shelter != nil || $0.city != nil },
    ]
}
