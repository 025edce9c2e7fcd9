import Coalition
import HTTP
import Templates

/// The plan on paper: of a match, and of a group that does not know its family yet.
enum GoalSheetPages: Feature {
    static var routes: [Route] {
        [
            .get(
                "/matches/:ref/plan/print",
                .roles(GoalSheet.readers, for: MatchPolicy.programmes), ofMatch),
            .get(
                "/groups/:ref/plan/print", .roles(GoalSheet.readers, for: GroupPolicy.programmes),
                ofGroup),
        ]
    }
    static var pages: [any SitePage.Type] { [GoalSheet.self] }

    static func ofMatch(_ context: Context) throws -> Response {
        let facts = try context.read { tx in
            let match = try Match.find(try context.parameter("ref"), in: tx)
            guard let line = try MatchList.lines([match], in: tx).first else {
                throw Refusal.notFound
            }
            let city = try City.named(match.city, in: tx)
            return GoalSheetFacts(
                plan: try PlanGoals(match, in: tx), title: line.title(context.words),
                back: match.path, city: city, today: city.today(tx))
        }
        return try context.show(GoalSheet(facts, context))
    }

    static func ofGroup(_ context: Context) throws -> Response {
        let facts = try context.read { tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            let city = try City.named(group.city, in: tx)
            return GoalSheetFacts(
                plan: try PlanGoals(group, in: tx),
                title: context.words("group.called", ["name": .text(group.name)]),
                back: "/groups/\(group.ref)", city: city, today: city.today(tx))
        }
        return try context.show(GoalSheet(facts, context))
    }
}

extension Match {
    /// The address of its plan on paper.
    var sheetPath: String { "\(path)/plan/print" }
}

/// What the plan on paper is made of, read in one snapshot.
struct GoalSheetFacts: Sendable {
    let plan: PlanGoals
    /// Group and code name.
    let title: String
    /// The page on which it stands.
    let back: String
    let city: City
    let today: Day
}

/// The headings of a plan on paper: Dutch and English beside each other. Those in the language of a
/// family take the second place once there is a file of them.
struct SheetWords {
    private let all: [Words]

    init(_ context: Context) {
        let catalogue = context.site.templates.catalogue
        all = [catalogue.words(.nl), catalogue.words(.en)]
    }

    func callAsFunction(_ key: String) -> String {
        let texts = all.map { $0(key) }
        return texts.dropFirst().reduce(texts.first ?? "") { text, other in
            text == other ? text : "\(text) / \(other)"
        }
    }
}

/// The plan on two sides of paper: who carries what, and then the steps and what was agreed. Nothing
/// private stands on it, nothing of one person, and no name of the family but its code name.
struct GoalSheet: SitePage {
    static let template = "plan/sheet"
    /// Roles that print; the municipality its own sheet only.
    static let readers: Set<Role> = [.local, .municipality]
    /// Whom it is for.
    enum Audience: String, Code { case group, municipality }

    let title: String
    let heading: String
    let back: String
    let audiences: [AudienceView]
    let columns: [SheetColumn]
    let withheld: String?
    /// Empty on the sheet of the municipality.
    let details: [SheetDetail]
    let stepsHeading: String

    static let fields: Fields<GoalSheet> = [
        .text("title") { $0.title },
        .text("heading") { $0.heading },
        .text("back") { $0.back },
        .list("audiences", AudienceView.fields) { $0.audiences },
        .flag("hasAudiences") { $0.audiences.count > 1 },
        .list("columns", SheetColumn.fields) { $0.columns },
        .flag("isEmpty") { $0.columns.isEmpty },
        .text("withheld") { $0.withheld },
        .list("details", SheetDetail.fields) { $0.details },
        .flag("hasDetails") { !$0.details.isEmpty },
        .text("stepsHeading") { $0.stepsHeading },
    ]

    init(_ facts: GoalSheetFacts, _ context: Context) {
        let (words, both) = (context.words, SheetWords(context))
        let isWhole = facts.plan.sight == .whole
        let wanted: Audience? = context.query.code("for")
        let audience = isWhole ? wanted ?? .group : .municipality
        let goals = facts.plan.goals.filter {
            !$0.need.isWithheld && !$0.need.isOfOne && $0.need.status != .dropped
        }
        title = facts.title
        heading = both("plan.sheet.title")
        back = facts.back
        let path = context.request.path
        audiences =
            isWhole
            ? Audience.allCases.map {
                AudienceView(
                    text: words("plan.sheet.for.\($0.rawValue)"),
                    path: "\(path)?for=\($0.rawValue)", isCurrent: $0 == audience)
            } : []
        let writer = GoalWriter(
            plan: facts.plan, page: facts.back, today: facts.today, context: context)
        columns = Need.Owner.allCases.compactMap { owner in
            SheetColumn(
                owner, goals.filter { $0.need.owner == owner }, isWhole: audience == .group,
                facts, words, both)
        }
        withheld = GoalSheet.withheld(facts.plan, writer)
        details =
            audience == .group
            ? goals.filter { !$0.need.isClosed }.compactMap { SheetDetail($0, words) } : []
        stepsHeading = both("plan.sheet.steps")
    }

    /// Who reads all of it prints no more than the others may know: the themes.
    private static func withheld(_ plan: PlanGoals, _ writer: GoalWriter) -> String? {
        guard plan.sight == .whole else { return writer.withheld }
        let themes = Set(
            plan.goals.map(\.need).filter { $0.isWithheld && !$0.isOfOne && !$0.isClosed }
                .map(\.theme))
        let words = writer.words
        let names = Theme.allCases.filter(themes.contains).map {
            words("theme.\($0.rawValue)").lowercased()
        }
        return names.isEmpty ? nil : words("need.withheld", ["themes": .text(words.list(names))])
    }
}

/// One of those for whom the plan is printed.
struct AudienceView: PageModel {
    let text: String
    let path: String
    let isCurrent: Bool

    static let fields: Fields<AudienceView> = [
        .text("text") { $0.text },
        .text("path") { $0.path },
        .flag("isCurrent") { $0.isCurrent },
    ]
}

/// What one side carries, as a table on paper.
struct SheetColumn: PageModel {
    let name: String
    let headings: [String]
    let rows: [SheetRow]

    static let fields: Fields<SheetColumn> = [
        .text("name") { $0.name },
        .texts("headings") { $0.headings },
        .list("rows", SheetRow.fields) { $0.rows },
    ]

    /// Nil without a goal.
    init?(
        _ owner: Need.Owner, _ goals: [PlanGoals.Goal], isWhole: Bool, _ facts: GoalSheetFacts,
        _ words: Words, _ both: SheetWords
    ) {
        guard !goals.isEmpty else { return nil }
        name = both("need.owner.\(owner.rawValue)")
        let keys =
            isWhole ? ["goal", "theme", "who", "when", "status"] : ["goal", "theme", "status"]
        headings = keys.map { both("plan.sheet.\($0)") }
        rows = goals.map { goal in
            let need = goal.need
            let status = words("need.status.\(need.status.rawValue)")
            let theme = words("theme.\(need.theme.rawValue)")
            let who = need.member.flatMap { facts.plan.members[$0] } ?? ""
            let due = need.dueOn.map(words.day) ?? ""
            return SheetRow(
                title: need.title, cells: isWhole ? [theme, who, due, status] : [theme, status])
        }
    }
}

/// A goal in such a table.
struct SheetRow: PageModel {
    let title: String
    let cells: [String]

    static let fields: Fields<SheetRow> = [
        .text("title") { $0.title },
        .texts("cells") { $0.cells },
    ]
}

/// The steps of a goal and what was agreed, on the second side.
struct SheetDetail: PageModel {
    let title: String
    let agreed: String?
    let steps: [GoalStepView]

    static let fields: Fields<SheetDetail> = [
        .text("title") { $0.title },
        .text("agreed") { $0.agreed },
        .list("steps", GoalStepView.fields) { $0.steps },
        .flag("hasSteps") { !$0.steps.isEmpty },
    ]

    /// Nil for a goal with nothing more to say of it.
    init?(_ goal: PlanGoals.Goal, _ words: Words) {
        guard goal.need.agreed != nil || !goal.steps.isEmpty else { return nil }
        title = goal.need.title
        agreed = goal.need.agreed
        steps = goal.steps.map {
            GoalStepView(
                title: $0.title, path: nil, isDone: $0.doneOn != nil,
                done: $0.doneOn.map(words.day))
        }
    }
}
