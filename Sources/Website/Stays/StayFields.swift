import Coalition
import Templates

/// What can be chosen in the form of a stay.
struct StayChoices: Sendable {
    let homes: [Accommodation]
    /// Those in which the viewer plans.
    let cities: [City]
    /// The most nights that a stay has by the rules.
    let maximum: Int

    /// For changing a stay, which stays in its city.
    init(of stay: Stay, _ tx: Transaction) throws {
        try self.init(
            try Accommodation.plannable(in: tx).filter { $0.city == stay.city },
            try stay.maximumNights(in: tx), tx)
    }

    /// For a new one.
    ///
    /// - Parameter period: The nights on which a home is to be free; nil while they are not known.
    init(during period: Period?, _ tx: Transaction) throws {
        try self.init(
            try Accommodation.plannable(during: period, in: tx),
            try Stay.maximumNights(on: tx.today, in: tx), tx)
    }

    private init(_ homes: [Accommodation], _ maximum: Int, _ tx: Transaction) throws {
        self.homes = homes
        self.maximum = maximum
        cities = try City.within(
            tx.viewer.scope(of: StayPolicy.writers, for: StayPolicy.programmes), in: tx)
    }
}

/// The fields of the form of a stay.
enum StayFields {
    /// What is sent for a stay that has no home yet.
    static let noHome = "none"

    /// The days come first: they say which homes are free.
    static func new(_ facts: NewStayFacts, _ context: Context) -> [FieldSpec] {
        let (words, choices) = (context.words, facts.choices)
        let look = ButtonView(text: words("stay.new.look"), path: "/stays/new")
        let about = about(nil, choices, context).changing("until_on") { $0.followed(by: look) }
        let home = FieldSpec.select("accommodation", homes(facts, context)).labelled("stay.home")
            .prompted.hinted(facts.hint(words))
        let city = choices.cities.count > 1 ? [city(choices, context)] : []
        let last = offers.union(["is_exception"])
        return about.filter { !last.contains($0.name) } + [home] + city
            + about.filter { last.contains($0.name) }
    }

    /// What a city says of a slot: what it can do, and when the stay may begin.
    private static let offers: Set<String> = [
        "offered_languages", "offered_themes", "offers_accessible", "is_women_only",
        "earliest_on", "latest_on",
    ]

    static func edit(
        _ stay: Stay, _ choices: StayChoices, _ context: Context
    ) -> [FieldSpec] {
        let words = context.words
        let homes = choices.homes.map { Choice($0.ref, $0.described(words)) }
        return [
            .select("accommodation", [Choice("", words("stay.no_home"))] + homes)
                .labelled("stay.home")
        ] + about(stay, choices, context)
    }

    /// The fields that are typed.
    private static func about(
        _ stay: Stay?, _ choices: StayChoices, _ context: Context
    ) -> [FieldSpec] {
        let about = StayDraft.record.about
        return about.specs(context.words, about.rights(of: context.viewer, in: stay?.city))
            .changing("is_exception") { $0.hinted(["maximum": String(choices.maximum)]) }
    }

    /// Each under its city where there are several; that there is none yet comes last.
    private static func homes(_ facts: NewStayFacts, _ context: Context) -> [Choice] {
        let (words, cities) = (context.words, facts.choices.cities)
        let names = Dictionary(
            uniqueKeysWithValues: cities.map { ($0.id, $0.name(context.language.rawValue)) })
        let homes = facts.homes.map { home in
            Choice(
                home.ref, home.described(words), under: cities.count > 1 ? names[home.city] : nil)
        }
        let sorted = homes.enumerated().sorted {
            ($0.element.heading ?? "", $0.offset) < ($1.element.heading ?? "", $1.offset)
        }
        return [Choice("", words("stay.home.choose"))] + sorted.map(\.element)
            + [Choice(noHome, words("stay.no_home"))]
    }

    private static func city(_ choices: StayChoices, _ context: Context) -> FieldSpec {
        .select(
            "city",
            [Choice("", context.words("stay.city_of_home"))]
                + choices.cities.map { Choice($0.ref, $0.name(context.language.rawValue)) }
        ).labelled("stay.city")
    }
}
