import Coalition
import Templates

/// What the page of a year is made of, read in one snapshot.
struct PlanFacts: Sendable {
    let line: MatchList.Line
    let city: City
    let today: Day
    let plan: YearPlan
    let goals: PlanGoals
    let milestones: MilestoneFacts
    /// What the group is asked; nil for who does not ask it.
    let question: GroupQuestion?
    /// How often the day of arrival changed.
    let moves: Int

    var match: Match { line.match }

    init(_ match: Match, _ tx: Transaction) throws {
        guard let line = try MatchList.lines([match], in: tx).first, let group = line.group else {
            throw Refusal.notFound
        }
        self.line = line
        city = try City.named(match.city, in: tx)
        today = city.today(tx)
        let subject = try YearSubject(match, group, line.family, in: tx)
        plan = try YearPlan(subject, today: today, in: tx)
        goals = try PlanGoals(match, in: tx)
        question = try GroupQuestion(plan, goals, in: tx)
        milestones = try MilestoneFacts(line.family, tx)
        moves = try FamilyArrival.moves(of: line.family.id, in: tx)
    }
}

/// The year of a match as one thing in order of time.
struct PlanPage: SitePage {
    static let template = "year/plan"
    let title: String
    let cityName: String
    let lede: String
    /// When the family arrives, and how often that moved; nil without a day.
    let arrival: LinkView?
    let problems: [LinkView]
    let year: YearView?
    /// What is due within a fortnight; nil for who sees totals only, and once nothing is.
    let near: YearLinesView?
    /// That the year is over or has not begun; nil while it goes on.
    let rests: TermView?
    let seesLines: Bool
    let reviews: [ReviewRowView]
    let goals: GoalColumns
    let milestones: MilestonePanel
    let periods: [PeriodView]
    let ask: AskView?
    /// Reviews of one's own.
    let others: [ReviewRowView]
    /// Where another review is written down; nil for who holds none.
    let own: LinkView?
    /// Where the lists are changed; nil for who may not.
    let lists: LinkView?
    let crumbs: [LinkView]

    init(_ facts: PlanFacts, _ problems: [Problem], _ context: Context) {
        let (words, match, plan) = (context.words, facts.match, facts.plan)
        let policy = YearPolicy(context.viewer, in: match.city)
        let back = "\(match.path)/plan"
        title = words("year.title", ["match": .text(facts.line.pair(words))])
        cityName = facts.city.name(context.language.rawValue)
        lede = words("match.lede.\(match.state.rawValue)", match.yearValues(facts.today))
        arrival = PlanPage.arrival(facts, words)
        self.problems = problems.map { LinkView(words.problem($0), "#nu") }
        year = YearView(match, facts.today, isOwn: true, reviews: plan.reviews, words)
        seesLines = policy.maySeeLines
        let shown = plan.subject.isGoingOn ? plan.shown : []
        near =
            policy.maySeeLines && !shown.isEmpty
            ? YearLinesView(shown, plan, back: back, context) : nil
        // A match whose year goes on is one to be in contact with.
        ask = AskView(facts.question, plan.subject.group, isLoggable: true, words)
        let key = match.hasYear ? "year.over" : "year.ahead"
        rests = plan.subject.isGoingOn ? nil : TermView(words(key), words("\(key).text"))
        reviews = plan.reviews.filter { $0.state == .open }
            .map { ReviewRowView($0, plan, context) }
        goals = GoalColumns(
            facts.goals, on: back, sheet: match.sheetPath, today: facts.today, context)
        milestones = MilestonePanel(facts.milestones, context)
        let opened = context.query.text("open")
        periods = Checklist.Kind.lists.compactMap {
            PeriodView($0, facts, besides: shown, opened: opened, context)
        }
        others = plan.reviews.filter { $0.kind == .own }.map { ReviewRowView($0, plan, context) }
        own =
            policy.mayReview && plan.subject.isGoingOn && match.startsOn != nil
            ? LinkView(words("review.other"), "\(match.path)/reviews/own") : nil
        lists =
            ChecklistDraft.isEditor(context.viewer, of: match.city)
            ? LinkView(words("year.lists"), "/checklists?city=\(facts.city.ref)") : nil
        crumbs = [
            LinkView(words("nav.matches"), "/matches"),
            LinkView(facts.line.title(words), match.path),
        ]
    }

    private static func arrival(_ facts: PlanFacts, _ words: Words) -> LinkView? {
        let family = facts.line.family
        guard let day = family.arrivalOn, let certainty = family.arrivalCertainty else {
            return nil
        }
        let said = words(
            "family.lede.arrival.\(certainty.rawValue)",
            ["when": .text(words.near(day, facts.today))])
        let moved =
            facts.moves == 0
            ? nil : words("year.moved", ["count": .number(facts.moves)])
        let text = [said, moved].compactMap { $0 }.joined(separator: " ")
        // What was believed before stands there once there is something to compare.
        return LinkView(text, family.path + (facts.moves == 0 ? "" : "#aankomst"))
    }

    static let fields: Fields<PlanPage> = [
        .text("title") { $0.title },
        .text("cityName") { $0.cityName },
        .text("lede") { $0.lede },
        .object("arrival", LinkView.fields) { $0.arrival },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .object("year", YearView.fields) { $0.year },
        .object("near", YearLinesView.fields) { $0.near },
        .flag("isQuiet") {
            $0.near == nil && $0.reviews.isEmpty && $0.seesLines && $0.rests == nil
        },
        .object("ask", AskView.fields) { $0.ask },
        .object("rests", TermView.fields) { $0.rests },
        .list("reviews", ReviewRowView.fields) { $0.reviews },
        .flag("hasReviews") { !$0.reviews.isEmpty },
        .object("goals", GoalColumns.fields) { $0.goals },
        .object("milestones", MilestonePanel.fields) { $0.milestones },
        .list("periods", PeriodView.fields) { $0.periods },
        .list("others", ReviewRowView.fields) { $0.others },
        .flag("hasOthers") { !$0.others.isEmpty },
        .object("own", LinkView.fields) { $0.own },
        .object("lists", LinkView.fields) { $0.lists },
        .list("crumbs", LinkView.fields) { $0.crumbs },
    ]
}

/// A stretch of a year: its list and its review.
struct PeriodView: PageModel {
    let id: String
    let title: String
    /// "6 van 8", or nothing where there is no list.
    let count: String?
    /// When it begins; nil before that is known.
    let when: String
    let squares: SafeHTML
    let reviews: [ReviewRowView]
    let lines: YearLinesView?
    /// That its review was missed, which shows while it is folded; nil otherwise.
    let missed: String?
    /// That the rest of it stands above; nil where something stands here.
    let isElsewhere: Bool
    let isOpen: Bool

    /// Nil for one without a list and without a review.
    ///
    /// - Parameter shown: Lines that stand on the page already.
    init?(
        _ kind: Checklist.Kind, _ facts: PlanFacts, besides shown: [YearLine], opened: String?,
        _ context: Context
    ) {
        let (words, plan) = (context.words, facts.plan)
        let period = plan.periods.first { $0.kind == kind }
        let slots = plan.reviews.filter { $0.kind.place == kind }
        guard period != nil || !slots.isEmpty else { return nil }
        let policy = YearPolicy(context.viewer, in: facts.match.city)
        id = kind.rawValue
        title = words("checklist.kind.\(kind.rawValue)")
        count = period.map {
            words("year.of", ["done": .number($0.done), "all": .number($0.all)])
        }
        squares = period.map { Squares(filled: $0.done, all: $0.all).picture } ?? .empty
        let begins = plan.subject.anchor(of: kind)
        let key = kind == .beforeArrival ? "year.before" : "year.since"
        when =
            begins.map { words(key, ["day": .text(words.dayOfYear($0, facts.today))]) }
            ?? words(kind.month == nil ? "year.unknown" : "year.unknown.start")
        reviews = slots.map { ReviewRowView($0, plan, context) }
        missed =
            slots.contains { $0.state == .missed } ? words("year.review_missed") : nil
        let known = Set(shown.map(\.line.id))
        let rest = (period?.lines ?? []).filter { !known.contains($0.line.id) }
        let back = "\(facts.match.path)/plan?open=\(kind.rawValue)"
        lines =
            policy.maySeeLines && !rest.isEmpty
            ? YearLinesView(rest, plan, back: back, context) : nil
        isElsewhere = policy.maySeeLines && rest.isEmpty && period != nil
        isOpen = opened == kind.rawValue
    }

    static let fields: Fields<PeriodView> = [
        .text("id") { $0.id },
        .text("title") { $0.title },
        .text("count") { $0.count },
        .text("when") { $0.when },
        .html("squares") { $0.squares },
        .list("reviews", ReviewRowView.fields) { $0.reviews },
        .flag("hasReviews") { !$0.reviews.isEmpty },
        .object("lines", YearLinesView.fields) { $0.lines },
        .text("missed") { $0.missed },
        .flag("isElsewhere") { $0.isElsewhere },
        .flag("isOpen") { $0.isOpen },
    ]
}

extension Review.Kind {
    /// With which list it stands; nil for one's own.
    fileprivate var place: Checklist.Kind? {
        switch self {
        case .w2, .m1: .firstDays
        case .m3, .m6, .m9, .m12: list
        case .own: nil
        }
    }
}
