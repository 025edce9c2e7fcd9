import Coalition
import Templates

/// What a search found, kind by kind, and the box for another.
struct SearchPage: SitePage {
    static let template = "search/show"
    let form: FormBody
    let title: String
    let sections: [SearchSection]
    /// What is said of what was found; nil where that speaks for itself.
    let lede: String?
    /// What helps whoever found nothing.
    let help: String?
    let isMore: Bool

    static let fields: Fields<SearchPage> = [
        .object("form", FormBody.fields) { $0.form },
        .text("title") { $0.title },
        .flag("hasProblems") { !$0.form.problems.isEmpty },
        .list("sections", SearchSection.fields) { $0.sections },
        .text("lede") { $0.lede },
        .text("help") { $0.help },
        .flag("isMore") { $0.isMore },
    ]
}

extension SearchPage {
    /// - Parameter results: Nil before anything was looked for.
    init(
        _ context: Context, _ typed: Values, _ results: SearchResults? = nil,
        problems: [Problem] = []
    ) {
        let words = context.words
        let view = FormView(
            title: words("search.title"), action: "/search",
            fields: [FieldSpec.text("q").labelled("search.label").filled("off")],
            submit: words("search.submit"), cancel: "/")
        form = context.body(view, typed, problems)
        title = view.title
        sections = results.map { SearchSection.all($0, words) } ?? []
        lede = results.flatMap { SearchPage.lede($0, words) }
        help = results?.found.all.isEmpty == true ? words("search.none.help") : nil
        isMore = results?.found.isMore ?? false
    }

    private static func lede(_ results: SearchResults, _ words: Words) -> String? {
        guard let best = results.found.all.map(\.rank).min() else { return words("search.none") }
        return best == .near ? words("search.near") : nil
    }
}

/// The results of one kind, the best first.
struct SearchSection: PageModel {
    let id: String
    let title: String
    let count: Int
    let rows: [SearchRow]

    static func all(_ results: SearchResults, _ words: Words) -> [SearchSection] {
        results.found.hits.compactMap { hits in
            hits.first.map { first in
                SearchSection(
                    id: first.kind.rawValue, title: words("search.kind.\(first.kind.rawValue)"),
                    count: hits.count, rows: hits.map { SearchRow($0, results, words) })
            }
        }
    }

    static let fields: Fields<SearchSection> = [
        .text("id") { $0.id },
        .text("title") { $0.title },
        .number("count") { $0.count },
        .list("rows", SearchRow.fields) { $0.rows },
    ]
}

/// One result: its name, and what tells it from others of the name.
struct SearchRow: PageModel {
    let name: String
    let path: String
    let hint: String?

    init(_ hit: SearchHit, _ results: SearchResults, _ words: Words) {
        name = words.name(hit.name)
        path = hit.path
        let parts = [
            results.otherName(hit, words), hit.belonging(words),
            hit.state.map { words("\(hit.kind.rawValue).state.\($0)") },
            results.city(hit, words),
            results.former(hit, words).map {
                words("search.former", $0.mapValues { .text($0) })
            },
        ].compactMap { $0 }
        hint = parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    static let fields: Fields<SearchRow> = [
        .text("name") { $0.name },
        .text("path") { $0.path },
        .text("hint") { $0.hint },
    ]
}

extension SearchHit {
    /// "Lid van groep Lent", "Gezin Meidoorn"; nil for a record.
    fileprivate func belonging(_ words: Words) -> String? {
        switch within {
        case .group(let group, leftOn: nil):
            words("search.member", ["name": .text(group)])
        case .group(let group, .some(let day)):
            words(
                "search.left", ["name": .text(group), "day": .text(words.day(day))])
        case .family(let code): words("family.called", ["name": .text(words.name(code))])
        case nil: nil
        }
    }
}

/// Messages that are named by what is found.
enum SearchKeys {
    static let all = SearchFindings.kinds.map { "search.kind.\($0.rawValue)" }
}
