import Coalition
import Templates

/// The year in short on the page of a group, a family or a match: what is due within a fortnight, and
/// the way to the whole.
struct YearPanel: PageModel {
    /// How many lines stand there at most.
    private static let most = 5

    let title: String?
    /// "6 van 48 gedaan".
    let count: String
    let lines: YearLinesView?
    let reviews: [ReviewRowView]
    let seesLines: Bool
    /// Nil where the lines are the whole.
    let whole: LinkView?
    /// How the group is asked for its answer; nil on other pages than its own.
    let ask: AskView?

    /// Nil for a record whose year has not begun.
    init?(_ plan: YearPlan?, back: String, ask: AskView? = nil, _ context: Context) {
        guard let plan, !plan.periods.isEmpty else { return nil }
        let words = context.words
        self.ask = ask
        let policy = YearPolicy(context.viewer, in: plan.subject.city)
        let isAlone = plan.subject.match == nil
        let (all, done) = plan.count
        count = words("year.count", ["done": .number(done), "all": .number(all)])
        title = isAlone ? words("checklist.kind.before_arrival") : nil
        let near =
            isAlone ? plan.periods.flatMap(\.lines) : Array(plan.shown.prefix(YearPanel.most))
        lines =
            policy.maySeeLines && !near.isEmpty
            ? YearLinesView(near, plan, back: back, context) : nil
        seesLines = policy.maySeeLines && plan.subject.isGoingOn
        reviews = plan.reviews.filter { $0.state == .open }
            .map { ReviewRowView($0, plan, context) }
        whole = isAlone ? nil : LinkView(words("year.whole"), plan.subject.planPath)
    }

    static let fields: Fields<YearPanel> = [
        .text("title") { $0.title },
        .text("count") { $0.count },
        .object("lines", YearLinesView.fields) { $0.lines },
        .list("reviews", ReviewRowView.fields) { $0.reviews },
        .flag("hasReviews") { !$0.reviews.isEmpty },
        .flag("isQuiet") { $0.lines == nil && $0.reviews.isEmpty && $0.seesLines },
        .object("whole", LinkView.fields) { $0.whole },
        .object("ask", AskView.fields) { $0.ask },
    ]
}

extension YearPlan {
    /// What is near, with what was ticked today, so that a tap can be taken back where it was made.
    var shown: [YearLine] {
        let today = periods.flatMap(\.lines).filter {
            $0.tick.map { Zone.amsterdam.day(of: $0.at) == self.today } ?? false
        }
        return (near + today).sorted { $0.order < $1.order }
    }
}

extension MatchList.Line {
    /// Its year; nil before both said yes, after it was declined, and with a host.
    func plan(on today: Day, in tx: Transaction) throws -> YearPlan? {
        guard let group, match.hasYear else { return nil }
        let subject = try YearSubject(match, group, family, in: tx)
        return try YearPlan(subject, today: today, in: tx)
    }
}

extension Match {
    /// Whether there is a year to show, running or over.
    var hasYear: Bool {
        [.agreed, .active, .suspended, .closing, .completed, .endedEarly].contains(state)
    }
}
