import Coalition
import Templates

/// What the plan on paper is made of, read in one snapshot.
struct GoalSheetFacts: Sendable {
    let plan: PlanGoals
    /// ISO 639 codes of what the family speaks; empty before it is known.
    let spoken: [String]
    let checks: [String: SheetCheck]
    /// Group and code name.
    let title: String
    /// The page on which it stands.
    let back: String
    let city: City
    let today: Day
}

/// The plan on two sides of paper: who carries what, and then the steps and what was agreed. Nothing
/// private stands on it, nothing of one person, and no name of the family but its code name. Its
/// headings are in the language of the family, with the Dutch ones beside them.
struct GoalSheet: SitePage {
    static let template = "plan/sheet"
    /// Roles that print; the municipality its own sheet only.
    static let readers: Set<Role> = [.local, .municipality]
    /// Whom it is for: group and family, or the municipality.
    enum Audience: String, Code { case group, municipality }

    let title: String
    let heading: SheetText
    let back: String
    /// From left to right, or from right to left: `ltr` or `rtl`.
    let direction: String
    let audiences: [AudienceView]
    let columns: [SheetColumn]
    /// The themes of what is not shared, after what that is; nil for none.
    let withheld: SheetLine?
    /// Empty on the sheet of the municipality.
    let details: [SheetDetail]
    let stepsHeading: SheetText
    /// That goals stand in the program only; nil when all are here.
    let more: String?
    /// That the headings were translated by machine; nil once somebody looked.
    let machine: SheetText?

    init(_ facts: GoalSheetFacts, _ context: Context) {
        let words = context.words
        let isWhole = facts.plan.sight == .whole
        let wanted: Audience? = context.query.code("for")
        let audience = isWhole ? wanted ?? .group : .municipality
        // What is made for officials is in Dutch and English.
        let both = GoalSheetWords(
            audience == .group ? facts.spoken : [], context.site.sheets, facts.checks)
        let goals = facts.plan.goals.filter {
            !$0.need.isWithheld && !$0.need.isOfOne && $0.need.status != .dropped
        }
        let shown = Array(goals.prefix(GoalSheet.rows))
        title = facts.title
        heading = both("plan.title")
        back = facts.back
        direction = both.direction
        let path = context.request.path
        audiences =
            isWhole
            ? Audience.allCases.map {
                AudienceView(
                    text: words("plan.sheet.for.\($0.rawValue)"),
                    path: "\(path)?for=\($0.rawValue)", isCurrent: $0 == audience)
            } : []
        columns = Need.Owner.allCases.compactMap { owner in
            SheetColumn(
                owner, shown.filter { $0.need.owner == owner }, isWhole: audience == .group,
                facts, words, both)
        }
        withheld = GoalSheet.withheld(facts.plan, both)
        let told = GoalSheet.details(audience == .group ? shown : [], words, both)
        details = told.fitting
        stepsHeading = both("plan.steps")
        let left = max(goals.count - shown.count, told.left)
        more = left > 0 ? words("plan.sheet.more", ["count": .number(left)]) : nil
        machine = both.isChecked ? nil : both("sheet.machine")
    }

    /// Rows and lines that fit on a side each, whatever the script.
    private static let (rows, lines) = (16, 78)

    /// Who reads all of it prints no more than the others may know: the themes.
    private static func withheld(_ plan: PlanGoals, _ both: GoalSheetWords) -> SheetLine? {
        let own = plan.goals.map(\.need).filter { $0.isWithheld && !$0.isOfOne && !$0.isClosed }
            .map(\.theme)
        let themes = Set(plan.sight == .whole ? own : plan.withheld)
        guard !themes.isEmpty else { return nil }
        return SheetLine(
            head: both("plan.private"),
            parts: Theme.allCases.filter(themes.contains).map { both("theme.\($0.rawValue)") })
    }

    /// Steps and agreements of what is open, as many as fit on the second side.
    private static func details(
        _ goals: [PlanGoals.Goal], _ words: Words, _ both: GoalSheetWords
    ) -> (fitting: [SheetDetail], left: Int) {
        let all = goals.filter { !$0.need.isClosed }.compactMap { SheetDetail($0, words, both) }
        var room = lines
        let fitting = all.prefix { detail in
            room -= detail.lines
            return room >= 0
        }
        return (Array(fitting), all.count - fitting.count)
    }
}

/// What one side carries, as a table on paper.
struct SheetColumn: PageModel {
    let name: SheetText
    let headings: [SheetText]
    let rows: [SheetRow]

    /// Nil without a goal.
    init?(
        _ owner: Need.Owner, _ goals: [PlanGoals.Goal], isWhole: Bool, _ facts: GoalSheetFacts,
        _ words: Words, _ both: GoalSheetWords
    ) {
        guard !goals.isEmpty else { return nil }
        name = both("plan.\(owner.rawValue)")
        let keys =
            isWhole ? ["goal", "theme", "who", "when", "status"] : ["goal", "theme", "status"]
        headings = keys.map { both("plan.\($0)") }
        rows = goals.map { SheetRow($0.need, isWhole: isWhole, facts.plan, words, both) }
    }
}

/// A goal in such a table.
struct SheetRow: PageModel {
    let title: String
    let theme: SheetText
    let status: SheetText
    /// Whether who and when stand there too.
    let isWhole: Bool
    let who: String
    let due: String

    init(
        _ need: Need, isWhole: Bool, _ plan: PlanGoals, _ words: Words, _ both: GoalSheetWords
    ) {
        title = need.title
        self.isWhole = isWhole
        theme = both("theme.\(need.theme.rawValue)")
        status = both(
            need.isClosed ? "plan.done" : need.status == .busy ? "plan.busy" : "plan.open")
        // A number on paper is out of date once it changes; function and organisation stay.
        let contact = need.contact.flatMap { plan.contacts[$0] }.map { contact in
            let function = words("formal_contact.function.\(contact.function.rawValue)")
            return "\(function), \(contact.organisation)"
        }
        who = [need.member.flatMap { plan.members[$0] }, contact].compactMap { $0 }
            .joined(separator: "; ")
        due = need.dueOn.map(words.day) ?? ""
    }
}

/// The steps of a goal and what was agreed, on the second side.
struct SheetDetail: PageModel {
    let title: String
    let agreed: String?
    let agreedHeading: SheetText
    let steps: [GoalStepView]

    /// Nil for a goal with nothing more to say of it.
    init?(_ goal: PlanGoals.Goal, _ words: Words, _ both: GoalSheetWords) {
        guard goal.need.agreed != nil || !goal.steps.isEmpty else { return nil }
        title = goal.need.title
        agreed = goal.need.agreed
        agreedHeading = both("plan.agreed")
        steps = goal.steps.map {
            GoalStepView(
                title: $0.title, path: nil, isDone: $0.doneOn != nil,
                done: $0.doneOn.map(words.day))
        }
    }

    /// How many lines it takes in one of two columns, about.
    var lines: Int {
        let texts = [title, agreed ?? ""] + steps.map(\.title)
        return 1 + texts.map { $0.isEmpty ? 0 : 1 + $0.count / 46 }.reduce(0, +)
    }
}
