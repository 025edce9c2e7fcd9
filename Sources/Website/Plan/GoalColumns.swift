import Coalition
import Templates

/// The goals of a plan by who carries them, beside each other; on a phone one below the other. For who
/// sees totals only how many there are.
struct GoalColumns: PageModel {
    let all: Int
    let met: Int
    let columns: [GoalColumn]
    /// "Ook afgesproken, nog niet gedeeld: gezondheid."; nil for nothing.
    let withheld: String?
    /// Where a goal is added; nil for who may not.
    let new: String?
    /// Where it stands for paper; nil for who may not, and with nothing to print.
    let print: String?

    static let fields: Fields<GoalColumns> = [
        .number("all") { $0.all },
        .number("met") { $0.met },
        .html("squares") { Squares(filled: $0.met, all: $0.all).picture },
        .flag("hasAny") { $0.all > 0 },
        .flag("isEmpty") { $0.all == 0 && $0.columns.isEmpty && $0.withheld == nil },
        .list("columns", GoalColumn.fields) { $0.columns },
        .flag("hasColumns") { !$0.columns.isEmpty },
        .text("withheld") { $0.withheld },
        .text("new") { $0.new },
        .text("print") { $0.print },
    ]

    /// - Parameters:
    ///   - page: The page on which it stands, to which every button comes back.
    ///   - sheet: The address of the plan on paper; nil without one.
    init(_ plan: PlanGoals, on page: String, sheet: String? = nil, today: Day, _ context: Context) {
        let writer = GoalWriter(plan: plan, page: page, today: today, context: context)
        (all, met) = (plan.all, plan.met)
        columns =
            plan.goals.isEmpty
            ? []
            : Need.Owner.allCases.compactMap { owner in
                let goals = plan.goals.filter { $0.need.owner == owner }
                // What the family does itself is said where there is something.
                return owner == .family && goals.isEmpty ? nil : GoalColumn(owner, goals, writer)
            }
        withheld = writer.withheld
        new = plan.writesTo.map { holder in
            let path = "\(holder.goals)/new"
            return holder.page == page ? path : "\(path)?back=\(Percent.encode(page))"
        }
        let mayPrint = context.viewer.holds(GoalSheet.readers, for: FamilyPolicy.programmes)
        print = mayPrint && !plan.goals.isEmpty ? sheet : nil
    }
}

/// The goals that one side carries.
struct GoalColumn: PageModel {
    let name: String
    /// What the column is for; nil where its name says it.
    let hint: String?
    let goals: [GoalView]
    /// Reached and dropped ones.
    let closed: [GoalView]
    let closedTitle: String

    static let fields: Fields<GoalColumn> = [
        .text("name") { $0.name },
        .text("hint") { $0.hint },
        .list("goals", GoalView.fields) { $0.goals },
        .flag("hasGoals") { !$0.goals.isEmpty },
        .list("closed", GoalView.fields) { $0.closed },
        .flag("hasClosed") { !$0.closed.isEmpty },
        .flag("isEmpty") { $0.goals.isEmpty && $0.closed.isEmpty },
        .text("closedTitle") { $0.closedTitle },
    ]

    init(_ owner: Need.Owner, _ goals: [PlanGoals.Goal], _ writer: GoalWriter) {
        let words = writer.words
        name = words("need.owner.\(owner.rawValue)")
        hint = owner == .municipality ? words("need.owner.municipality.hint") : nil
        self.goals = goals.filter { !$0.need.isClosed }.map(writer.view)
        closed = goals.filter(\.need.isClosed).map(writer.view)
        closedTitle = words("need.closed", ["count": .number(closed.count)])
    }
}

/// One goal in its column.
struct GoalView: PageModel {
    let title: String
    /// Where it is changed, or its task is; nil for who does neither.
    let path: String?
    let tags: [TagView]
    /// Who does it and by when; nil for nothing.
    let hint: String?
    /// Who formally does it and how to reach that person; nil for nobody in particular.
    let contact: PersonLine?
    let agreed: String?
    let steps: [GoalStepView]
    /// Says that it is reached, or opens it again; nil for who may not.
    let button: ButtonView?

    static let fields: Fields<GoalView> = [
        .text("title") { $0.title },
        .text("path") { $0.path },
        .list("tags", TagView.fields) { $0.tags },
        .text("hint") { $0.hint },
        .object("contact", PersonLine.fields) { $0.contact },
        .text("agreed") { $0.agreed },
        .list("steps", GoalStepView.fields) { $0.steps },
        .flag("hasSteps") { !$0.steps.isEmpty },
        .object("button", ButtonView.fields) { $0.button },
    ]
}

/// A step of a goal, which is ticked with one tap.
struct GoalStepView: PageModel {
    let title: String
    /// Where it is ticked; nil for who may not.
    let path: String?
    let isDone: Bool
    /// "12 november, Hanneke"; nil until it is done.
    let done: String?

    static let fields: Fields<GoalStepView> = [
        .text("title") { $0.title },
        .text("path") { $0.path },
        .flag("isDone") { $0.isDone },
        .text("value") { $0.isDone ? "no" : "yes" },
        .text("pressed") { $0.isDone ? "true" : "false" },
        .text("done") { $0.done },
    ]
}

/// Puts the goals of a plan into words.
struct GoalWriter {
    let plan: PlanGoals
    let page: String
    let today: Day
    let context: Context

    var words: Words { context.words }

    /// The themes of what is not shared yet; nil for none.
    var withheld: String? {
        guard !plan.withheld.isEmpty else { return nil }
        let themes = plan.withheld.map { words("theme.\($0.rawValue)").lowercased() }
        return words("need.withheld", ["themes": .text(words.list(themes))])
    }

    func view(_ goal: PlanGoals.Goal) -> GoalView {
        let need = goal.need
        let mayEdit = mayEdit(goal)
        let path = "\(goal.holder.goals)/\(need.id.value)"
        return GoalView(
            title: need.title, path: self.path(goal),
            tags: tags(need),
            hint: hint(need),
            contact: need.contact.flatMap { plan.contacts[$0] }
                .map { PersonLine($0, path: nil, words) },
            agreed: need.agreed,
            steps: goal.steps.map { step in
                self.step(
                    step,
                    mayEdit && !need.isClosed
                        ? address("\(path)/steps/\(step.id.value)", goal.holder) : nil)
            },
            button: mayEdit
                ? ButtonView(
                    text: words(need.isClosed ? "need.reopen" : "need.done"),
                    path: address("\(path)/met", goal.holder), detail: need.title,
                    value: need.isClosed ? "no" : "yes") : nil)
    }

    private func mayEdit(_ goal: PlanGoals.Goal) -> Bool {
        plan.writesTo != nil && goal.holder.mayEdit(context.viewer) && !goal.holder.isOver
    }

    /// Where a goal is changed, or its task is; nil for who does neither.
    func path(_ goal: PlanGoals.Goal) -> String? {
        mayEdit(goal)
            ? address("\(goal.holder.goals)/\(goal.need.id.value)/edit", goal.holder)
            : goal.need.task.flatMap(task)
    }

    /// That the municipality is late with what is its task; nil otherwise.
    func late(_ need: Need) -> TagView? {
        guard let due = need.dueOn, need.owner == .municipality, need.task != nil, due < today
        else { return nil }
        let span = words.span(Span(from: due, to: today))
        return TagView(words("task.late", ["span": .text(span)]), .badDiamond)
    }

    private func task(_ ref: String) -> String? {
        TaskPolicy.visible(to: context.viewer).contains(.municipality) ? "/tasks/\(ref)" : nil
    }

    /// An address that leads back to this page, where that is another than it leads to by itself.
    private func address(_ path: String, _ holder: PlanHolder) -> String {
        holder.page == page ? path : "\(path)?back=\(Percent.encode(page))"
    }

    private func step(_ step: NeedStep, _ path: String?) -> GoalStepView {
        let parts = [
            step.doneOn.map { words.dayOfYear($0, today) }, step.doneBy.flatMap { plan.doers[$0] },
        ].compactMap { $0 }
        return GoalStepView(
            title: step.title, path: path,
            isDone: step.doneOn != nil, done: parts.isEmpty ? nil : parts.joined(separator: ", "))
    }

    private func tags(_ need: Need) -> [TagView] {
        var tags = [need.stateTag(words), TagView(words("theme.\(need.theme.rawValue)"), .plain)]
        if let late = late(need) { tags.insert(late, at: 0) }
        if need.isWithheld { tags.append(TagView(words("need.not_shared"), .muteStill)) }
        return tags
    }

    /// Who, whose, how urgent and by when; a day that has passed is told without alarm.
    private func hint(_ need: Need) -> String? {
        let urgent = need.priority == 1 && !need.isClosed ? words("need.priority.1") : nil
        let parts = [
            need.member.flatMap { plan.members[$0] },
            need.person.map { plan.people[$0] ?? words("family_member.nameless") }.map {
                words("need.of_one", ["name": .text($0)])
            },
            urgent, day(need),
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " \u{B7} ")
    }

    /// The day of a goal, or that on which it was closed; nil for none, and for who may not know.
    func day(_ need: Need) -> String? {
        if let closed = need.closedOn {
            return plan.sight == .whole ? words.dayOfYear(closed, today) : nil
        }
        return need.dueOn.map {
            words(
                $0 < today ? "need.was" : "need.due", ["day": .text(words.dayOfYear($0, today))])
        }
    }
}

extension Need {
    func stateTag(_ words: Words) -> TagView {
        let look: TagView.Look =
            switch status {
            case .open: .muteOpen
            case .busy: .infoHalf
            case .met: .ok
            case .dropped: .muteStill
            }
        return TagView(words("need.status.\(status.rawValue)"), look)
    }
}
