import Coalition
import Templates

/// The goals of a family that are open, in short: what, by whom and by when. All of them, with their
/// steps, stand on the plan. For who sees totals only how many there are.
struct OpenGoals: PageModel {
    /// Goals in the list.
    static let most = 5

    let all: Int
    let met: Int
    let rows: [OpenGoal]
    /// "Ook afgesproken, nog niet gedeeld: gezondheid."; nil for nothing.
    let withheld: String?
    /// Where all goals stand; nil for who sees totals only, and with nothing to see.
    let plan: LinkView?
    /// Where a goal is added; nil for who may not.
    let new: String?

    static let fields: Fields<OpenGoals> = [
        .number("all") { $0.all },
        .number("met") { $0.met },
        .html("squares") { Squares(filled: $0.met, all: $0.all).picture },
        .flag("hasAny") { $0.all > 0 },
        .flag("isEmpty") { $0.all == 0 && $0.withheld == nil },
        .list("rows", OpenGoal.fields) { $0.rows },
        .flag("hasRows") { !$0.rows.isEmpty },
        .flag("isDone") { $0.rows.isEmpty && $0.plan != nil },
        .text("withheld") { $0.withheld },
        .object("plan", LinkView.fields) { $0.plan },
        .text("new") { $0.new },
    ]

    /// - Parameters:
    ///   - page: The page on which they stand.
    ///   - whole: The page on which all of them stand.
    init(_ goals: PlanGoals, on page: String, whole: String, today: Day, _ context: Context) {
        let writer = GoalWriter(plan: goals, page: page, today: today, context: context)
        let words = context.words
        let open = goals.goals.filter { !$0.need.isClosed }
        (all, met) = (goals.all, goals.met)
        rows = open.prefix(OpenGoals.most).map { OpenGoal($0, writer) }
        withheld = writer.withheld
        let left = open.count - rows.count
        plan =
            goals.goals.isEmpty
            ? nil
            : LinkView(
                left > 0 ? words("need.more", ["count": .number(left)]) : words("need.whole_plan"),
                whole)
        // Where the new one is sure to be seen.
        new = goals.writesTo.map { "\($0.goals)/new?back=\(Percent.encode(whole))" }
    }
}

/// One open goal in a line.
struct OpenGoal: PageModel {
    let title: String
    /// Where it is changed, or its task is; nil for who does neither.
    let path: String?
    let hint: String
    /// That the municipality is late; nil otherwise.
    let late: TagView?

    static let fields: Fields<OpenGoal> = [
        .text("title") { $0.title },
        .text("path") { $0.path },
        .text("hint") { $0.hint },
        .object("late", TagView.fields) { $0.late },
    ]

    init(_ goal: PlanGoals.Goal, _ writer: GoalWriter) {
        let (need, words) = (goal.need, writer.words)
        title = need.title
        path = writer.path(goal)
        late = writer.late(need)
        let who = need.member.flatMap { writer.plan.members[$0] }
        hint =
            [
                words("theme.\(need.theme.rawValue)"),
                who ?? words("need.owner.\(need.owner.rawValue)").lowercased(),
                late == nil ? writer.day(need) : nil,
                need.isWithheld ? words("need.not_shared").lowercased() : nil,
            ].compactMap { $0 }.joined(separator: ", ")
    }
}
