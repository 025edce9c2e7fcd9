import Coalition
import HTTP
import HTTPTypes
import Templates

/// The search of the header: what one may see, by code name, name or reference.
///
/// The box posts, so that no address carries a person's name; an address finds what lies in the clear.
enum SearchPages: Feature {
    static var routes: [Route] {
        [.get("/search", .signedIn, show), .post("/search", .signedIn, search)]
    }
    static var pages: [any SitePage.Type] { [SearchPage.self] }

    /// The empty box without a question, else what an address may find.
    static func show(_ context: Context) throws -> Response {
        let values = context.query
        return values.names.contains("q")
            ? try answer(values, people: false, context)
            : try context.show(SearchPage(context, Values()))
    }

    static func search(_ context: Context) throws -> Response {
        try answer(Values(context.request), people: true, context)
    }

    private static func answer(
        _ values: Values, people: Bool, _ context: Context
    ) throws -> Response {
        do {
            let query = try SearchQuery(values["q"] ?? "")
            if people { try context.site.searches.requireTurn(context) }
            let results = try context.read { tx in
                let found = try SearchFindings.of(
                    query, people: people,
                    title: { TaskWords.title($0, $1, context.words) }, in: tx)
                return try SearchResults(query, found, tx)
            }
            return try opened(results, context)
                ?? context.show(SearchPage(context, values, results))
        } catch Refusal.invalid(let problems) {
            return try context.show(
                SearchPage(context, values, problems: problems), status: .unprocessableContent)
        }
    }

    /// One result opens at once, unless a letter of it was guessed.
    private static func opened(_ results: SearchResults, _ context: Context) -> Response? {
        guard let hit = results.only, hit.rank != .near else { return nil }
        let former = results.former(hit, context.words).map { Note("note.family_former", $0) }
        return context.redirect(hit.path, note: former)
    }
}

/// What was found, with the cities in which it is.
struct SearchResults: Sendable {
    let query: SearchQuery
    let found: SearchFindings
    private let cities: [ID<City>: City]
    /// Whether a viewer's records are of several cities, so that a result says of which.
    private let tellsCity: Bool
    private let now: Instant

    init(_ query: SearchQuery, _ found: SearchFindings, _ tx: Transaction) throws {
        (self.query, self.found) = (query, found)
        now = tx.now
        cities = try City.find(Array(Set(found.all.compactMap(\.city))), in: tx)
        tellsCity =
            tx.viewer.grants.contains { $0.city == nil }
            || Set(tx.viewer.grants.map(\.city)).count > 1
    }

    /// The result, when there is one only.
    var only: SearchHit? { found.all.count == 1 ? found.all[0] : nil }

    /// The name of a result's city, where that is not always the same one.
    func city(_ hit: SearchHit, _ words: Words) -> String? {
        guard tellsCity else { return nil }
        return hit.city.flatMap { cities[$0] }?.name(words.language.rawValue)
    }

    /// The name in the other language, where only that has what was typed.
    func otherName(_ hit: SearchHit, _ words: Words) -> String? {
        let (shown, other) =
            words.language == .nl
            ? (hit.name.nl, hit.name.en) : (hit.name.en, hit.name.nl)
        return !query.fits(shown) && query.fits(other) ? other : nil
    }

    /// What a family was called until which day; nil for all that is found by the name it has.
    func former(_ hit: SearchHit, _ words: Words) -> [String: String]? {
        guard let former = hit.former, let zone = hit.city.flatMap({ cities[$0] })?.zone else {
            return nil
        }
        return former.renaming(to: hit.name, words, zone, zone.day(of: now))
    }
}

extension SearchHit {
    /// Its page; of a person the place among the members of the group or family.
    var path: String {
        switch within {
        case .group(_, leftOn: nil): "/groups/\(ref)#mensen"
        case .group: "/groups/\(ref)/former"
        case .family: "/families/\(ref)#mensen"
        case nil: "/\(kind.folder)/\(ref)"
        }
    }
}

extension Subject {
    /// Where the pages of such records are.
    fileprivate var folder: String {
        switch self {
        case .family: "families"
        case .city, .cityProgramme: "cities"
        case .match: "matches"
        case .rules: "rules"
        case .group, .volunteer, .log, .stay, .accommodation, .guest, .task, .talk, .user, .session,
            .training, .builder, .contact, .checkIn, .review, .concern, .transfer, .nomination,
            .cohort:
            rawValue + "s"
        }
    }
}
