import Coalition
import HTTP
import HTTPTypes
import Templates

/// A review of a year: one page and one save for the lines of the month, the questions and what follows.
enum ReviewPages: Feature {
    static var routes: [Route] {
        [
            .get(
                "/matches/:ref/reviews/:id",
                .roles(
                    YearPolicy.reviewReaders.union(YearPolicy.reviewOpeners),
                    for: GroupPolicy.programmes), show),
            .post(
                "/matches/:ref/reviews/:id/open",
                .roles(YearPolicy.reviewOpeners, for: GroupPolicy.programmes), open),
            .post(
                "/matches/:ref/reviews/:id",
                .roles(YearPolicy.reviewers, for: GroupPolicy.programmes), save),
        ]
    }
    static var pages: [any SitePage.Type] { [ReviewPage.self, ReviewReadPage.self] }

    /// The form for who holds reviews; for everybody else what was said.
    static func show(_ context: Context) throws -> Response {
        let facts = try context.read { try ReviewFacts(context, $0) }
        guard facts.mayHold else {
            guard facts.review != nil else { throw Refusal.notFound }
            return try context.show(ReviewReadPage(facts, context))
        }
        let form = try context.formBody(facts.view(context))
        return try context.show(ReviewPage(facts, form, context))
    }

    /// Shows what was said to who gave a reason; the look is written down in the same transaction.
    static func open(_ context: Context) throws -> Response {
        let typed = Values(context.request).text("reason")
        do {
            let facts = try context.write { try ReviewFacts(context, $0, reason: typed ?? "") }
            return try context.show(ReviewReadPage(facts, context))
        } catch Refusal.invalid(let problems) {
            let facts = try context.read { try ReviewFacts(context, $0) }
            return try context.show(
                ReviewReadPage(facts, typed: typed, problems: problems, context),
                status: .unprocessableContent)
        }
    }

    static func save(_ context: Context) throws -> Response {
        let facts = try context.read { try ReviewFacts(context, $0) }
        return try context.submit(
            { try context.read { try ReviewFacts(context, $0) }.view(context) },
            again: { form, status in
                try context.show(ReviewPage(facts, form, context), status: status)
            }
        ) { form, tx in
            let facts = try ReviewFacts(context, tx)
            let draft = facts.read(form)
            let version = try facts.review == nil ? 0 : form.version()
            try form.check()
            if let review = facts.review {
                try draft.update(review, of: facts.subject, version: version, in: tx)
            } else {
                try draft.add(to: facts.subject, in: tx)
            }
            return facts.done(draft)
        }
    }
}

/// What a review is made of, read in one snapshot.
struct ReviewFacts: Sendable {
    let subject: YearSubject
    let match: Match
    let line: MatchList.Line
    let kind: Review.Kind
    /// Nil for one that is yet to be held.
    let review: Review?
    /// What was answered; empty for a new one, and while it is sealed.
    let answers: [String: String]
    /// Nil while it is sealed.
    let outcome: Review.Outcome?
    /// Whether the viewer has to say why before it is read.
    let isSealed: Bool
    /// Who looked; for whoever may read it or open it.
    let looks: DisclosureTable?
    let questions: [ChecklistLine]
    /// The month's lines, with what was ticked.
    let lines: [YearLine]
    let window: ReviewWindow?
    let today: Day
    let mayHold: Bool

    /// - Parameter reason: Why it is opened; nil for who only comes to the page.
    init(_ context: Context, _ tx: Transaction, reason: String? = nil) throws {
        let match = try Match.find(try context.parameter("ref"), in: tx)
        guard let line = try MatchList.lines([match], in: tx).first, let group = line.group,
            match.hasYear
        else { throw Refusal.notFound }
        (self.match, self.line) = (match, line)
        subject = try YearSubject(match, group, line.family, in: tx)
        today = try City.named(match.city, in: tx).today(tx)
        let plan = try YearPlan(subject, today: today, in: tx)
        let key = try context.parameter("id")
        if let known = Review.Kind(rawValue: key) {
            kind = known
            review = known == .own ? nil : plan.reviews.first { $0.kind == known }?.review
        } else {
            guard let id = Int64(key) else { throw Refusal.notFound }
            let found = try Review.find(id, of: match, in: tx)
            (kind, review) = (found.kind, found)
        }
        let policy = YearPolicy(tx.viewer, in: match.city)
        let kind = kind
        let slot = plan.reviews.first { $0.kind == kind }
        window = slot?.window
        let isFree = kind == .own && subject.isGoingOn && match.startsOn != nil
        mayHold = policy.mayReview && (review != nil || slot?.isHoldable ?? isFree)
        let review = review
        let opened = try reason.flatMap { reason in
            try review.map { try OpenReview.open($0, of: match, reason: reason, in: tx) }
        }
        isSealed = opened == nil && !policy.maySeeReviews
        answers =
            try opened?.answers
            ?? (isSealed ? [:] : review.map { try $0.answers(of: match, in: tx) } ?? [:])
        outcome = opened?.outcome ?? review?.outcome
        let zone = try City.named(match.city, in: tx).zone
        looks = try review.map {
            try DisclosureTable($0.disclosures(of: match, in: tx), in: zone, tx)
        }
        questions =
            try review?.questions(in: tx) ?? subject.questions(of: kind, in: tx)
        lines = plan.periods.first { $0.kind == kind.list }?.lines ?? []
    }

    var path: String { "\(match.path)/reviews/\(kind == .own ? key : kind.rawValue)" }
    private var key: String { review.map { String($0.id.value) } ?? Review.Kind.own.rawValue }

    /// Back to the year, where it stands as held; a worry goes on to where one is reported.
    func done(_ draft: ReviewDraft) -> Done {
        guard draft.outcome == .worry else {
            return ("\(match.path)/plan", Note("note.review_saved"))
        }
        let report = "/concerns/new?about=\(match.ref)"
        return ("\(match.path)/plan", Note("note.review_worry", link: report))
    }
}

/// The form of a review, in the order in which a talk goes.
struct ReviewPage: SitePage {
    static let template = "year/review-form"
    let form: FormBody
    /// From when until when; nil for one's own.
    let lede: String?
    let first: [FieldView]
    let questions: [FieldView]
    let last: [FieldView]
    let tasks: [FieldView]
    let opensTasks: Bool
    /// Nil when nobody looked who owes a reason.
    let looks: TableView?
    let crumbs: [LinkView]
    var typing: Typing { form.typing }

    init(_ facts: ReviewFacts, _ form: FormBody, _ context: Context) {
        self.form = form
        lede = form.lede
        func only(_ isWanted: (String) -> Bool) -> [FieldView] {
            form.fields.filter { isWanted($0.name) }
        }
        first = only { ["lines", "held_on", "audience"].contains($0) }
        questions = only { $0.hasPrefix("answer.") }
        last = only { $0 == "outcome" }
        tasks = only { $0.hasPrefix("task_") }
        opensTasks = tasks.contains { $0.error != nil || !$0.name.contains("role") && $0.isFilled }
        looks = facts.looks?.table(context.words)
        crumbs = facts.crumbs(context.words)
    }

    static let fields: Fields<ReviewPage> = [
        .object("form", FormBody.fields) { $0.form },
        .text("title") { $0.form.title },
        .flag("hasProblems") { !$0.form.problems.isEmpty },
        .text("lede") { $0.lede },
        .list("first", FieldView.fields) { $0.first },
        .list("questions", FieldView.fields) { $0.questions },
        .list("last", FieldView.fields) { $0.last },
        .list("tasks", FieldView.fields) { $0.tasks },
        .flag("opensTasks") { $0.opensTasks },
        .object("looks", TableView.fields) { $0.looks },
        .list("crumbs", LinkView.fields) { $0.crumbs },
    ]
}
