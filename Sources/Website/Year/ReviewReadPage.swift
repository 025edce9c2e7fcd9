import Coalition
import Templates

/// A review for who reads it only, sealed for who has to say why first.
struct ReviewReadPage: SitePage {
    static let template = "year/review-read"
    let title: String
    let terms: [TermView]
    let problems: [LinkView]
    let sealed: SealedPanel?
    let looks: TableView?
    let crumbs: [LinkView]

    init(
        _ facts: ReviewFacts, typed: String? = nil, problems: [Problem] = [], _ context: Context
    ) {
        let words = context.words
        title = facts.title(words)
        crumbs = facts.crumbs(words)
        self.problems = problems.map { LinkView(words.problem($0), "#reason") }
        terms = facts.review.map { ReviewReadPage.terms($0, facts, words) } ?? []
        let table = facts.looks?.table(words)
        sealed =
            facts.isSealed
            ? SealedPanel(
                path: "\(facts.path)/open", submit: words("check_in.open"),
                reason: SealedPanel.reasonField(typed, problems, words), terms: [], isOpen: false,
                isThere: true, hint: words("review.sealed"), disclosures: table)
            : nil
        looks = facts.isSealed ? nil : table
    }

    private static func terms(_ review: Review, _ facts: ReviewFacts, _ words: Words) -> [TermView]
    {
        let outcome = facts.outcome.map {
            TermView(words("field.outcome"), words("review.outcome.\($0.rawValue)"))
        }
        let told = facts.questions.compactMap { question in
            facts.answers[question.code].map {
                TermView(question.title(words.language.rawValue), $0)
            }
        }
        return [
            TermView(words("field.held_on"), words.day(review.heldOn)),
            TermView(
                words("field.audience"), words("review.audience.\(review.audience.rawValue)")),
        ] + [outcome].compactMap { $0 } + told
    }

    static let fields: Fields<ReviewReadPage> = [
        .text("title") { $0.title },
        .list("terms", TermView.fields) { $0.terms },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .object("sealed", SealedPanel.fields) { $0.sealed },
        .object("looks", TableView.fields) { $0.looks },
        .list("crumbs", LinkView.fields) { $0.crumbs },
    ]
}
