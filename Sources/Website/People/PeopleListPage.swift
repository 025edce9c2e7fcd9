import Coalition
import Templates

/// People around families, by who keeps them.
struct PeopleListPage: SitePage {
    static let template = "people/list"
    let title: String
    let count: String
    let lede: String
    let crumbs: [LinkView]
    let action: LinkView
    let sections: [PeopleSection]
    /// Who is no longer asked.
    let former: [PersonLine]

    static let fields: Fields<PeopleListPage> = [
        .text("title") { $0.title },
        .text("count") { $0.count },
        .text("lede") { $0.lede },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .object("action", LinkView.fields) { $0.action },
        .list("sections", PeopleSection.fields) { $0.sections },
        .list("former", PersonLine.fields) { $0.former },
        .flag("hasFormer") { !$0.former.isEmpty },
    ]
}

/// The people of one keeper, or what is known of those of all others.
struct PeopleSection: PageModel {
    let id: String
    let title: String
    var people: [PersonLine] = []
    var table: TableView?
    /// What stands there when there is nobody.
    let none: String

    static let fields: Fields<PeopleSection> = [
        .text("id") { $0.id },
        .text("title") { $0.title },
        .list("people", PersonLine.fields) { $0.people },
        .flag("hasPeople") { !$0.people.isEmpty },
        .object("table", TableView.fields) { $0.table },
        .flag("isEmpty") { $0.people.isEmpty && $0.table == nil },
        .text("none") { $0.none },
    ]
}

extension PeopleSection {
    /// Those of a city, or of the network.
    init(of city: City?, _ people: [PersonLine], none: String, _ words: Words) {
        self.init(
            id: city?.ref ?? "netwerk",
            title: city.map {
                words("people.of_city", ["city": .text($0.name(words.language.rawValue))])
            } ?? words("people.of_network"), people: people, none: none)
    }
}

/// Which city or the network keeps what a form makes, for who keeps those of several.
struct KeeperChoice: Sendable {
    private static let field = "keeper"
    private static let network = "network"

    /// The cities for which somebody keeps people.
    let cities: [City]
    /// Whether those of the network are among them.
    let hasNetwork: Bool

    /// - Parameters:
    ///   - roles: Roles of a city that keep people there.
    ///   - city: The only city that is meant; nil for all.
    init(_ roles: Set<Role>, only city: ID<City>? = nil, _ tx: Transaction) throws {
        let scope = tx.viewer.scope(of: roles, for: BuilderPolicy.programmes)
        cities = try City.within(scope.narrowed(to: city), in: tx)
        hasNetwork =
            city == nil && tx.viewer.holds([.network], for: BuilderPolicy.programmes)
    }

    /// The question; none where there is one answer.
    func specs(_ context: Context) -> [FieldSpec] {
        let choices =
            cities.map { Choice($0.ref, $0.name(context.language.rawValue)) }
            + (hasNetwork
                ? [Choice(KeeperChoice.network, context.words("people.keeper.network"))] : [])
        guard choices.count > 1 else { return [] }
        let spec: FieldSpec =
            choices.count > 7
            ? .select(KeeperChoice.field, choices) : .radios(KeeperChoice.field, choices)
        return [spec.labelled("people.keeper")]
    }

    /// Whom the form names; nil for the network.
    ///
    /// - Throws: `Refusal.forbidden` for who keeps none; `.invalid` on `keeper`.
    func read(_ form: Form) throws -> City? {
        let answers = cities.map(\.ref) + (hasNetwork ? [KeeperChoice.network] : [])
        if answers.isEmpty { throw Refusal.forbidden("forbidden.people_edit") }
        let answer =
            answers.count == 1
            ? answers[0]
            : form.code(KeeperChoice.field, of: answers, missing: "problem.choose")
        try form.check()
        return cities.first { $0.ref == answer }
    }
}
