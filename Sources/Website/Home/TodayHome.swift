import Coalition
import HTTP
import Templates

/// "Vandaag" of who works in a city: one worklist for all rights, and below it the records that are not
/// on it.
struct TodayHome: SitePage {
    static let template = "home/today"
    let day: String
    let title: String
    let lede: [Sentence]
    let parts: HomeParts
    let mayLog: Bool
    let mayPlan: Bool
    let mayAnnounce: Bool

    static func show(_ context: Context) throws -> Response {
        let visit = context.signedIn?.user.previousVisitAt
        let facts = try context.read { try HomeFacts(since: visit, $0) }
        return try context.show(TodayHome(context, facts))
    }

    init(_ context: Context, _ facts: HomeFacts) {
        let (words, viewer) = (context.words, context.viewer)
        day = words.longDay(facts.today)
        let cities = words.list(facts.cities.map { $0.name(context.language.rawValue) })
        let isOfficer = viewer.roles.isDisjoint(with: [.local, .shelter])
        title = isOfficer ? cities : words("today.title", ["city": .text(cities)])
        lede =
            (facts.city.map { CityPanel.lede($0, words) } ?? [])
            + (facts.shelter.map { ShelterPanel.lede($0, words) } ?? [])
        parts = HomeParts(facts, context)
        mayLog = facts.contact != nil
        mayPlan = facts.shelter != nil
        mayAnnounce =
            !mayLog && viewer.holds(FamilyPolicy.announcers, for: FamilyPolicy.programmes)
    }

    static let fields: Fields<TodayHome> = [
        .text("day") { $0.day },
        .text("title") { $0.title },
        .list("lede", Sentence.fields) { $0.lede },
        .flag("hasLede") { !$0.lede.isEmpty },
        .object("parts", HomeParts.fields) { $0.parts },
        .flag("mayLog") { $0.mayLog },
        .flag("mayPlan") { $0.mayPlan },
        .flag("mayAnnounce") { $0.mayAnnounce },
        .flag("hasMain") { $0.mayLog || $0.mayPlan || $0.mayAnnounce },
    ]
}
