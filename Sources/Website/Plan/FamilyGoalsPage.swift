import Coalition
import HTTP
import Templates

/// All goals of a family, where no match has a plan in which they stand.
struct FamilyGoalsPage: SitePage {
    static let template = "plan/family"
    let title: String
    let crumbs: [LinkView]
    let goals: GoalColumns

    static let fields: Fields<FamilyGoalsPage> = [
        .text("title") { $0.title },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .object("goals", GoalColumns.fields) { $0.goals },
    ]

    /// Shows them; for a family whose year has a plan that is where they are.
    static func show(_ context: Context) throws -> Response {
        let (family, goals, match, today) = try context.read { tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            try NeedPolicy(tx.viewer, .family(family)).requireTitles()
            let match = try Match.all(ofFamily: family.id, in: tx).first {
                $0.group != nil && Match.State.live.contains($0.state)
            }
            return (
                family, try PlanGoals(family, in: tx), match,
                try City.named(family.city, in: tx).today(tx)
            )
        }
        if let match { return context.redirect("\(match.path)/plan#doelen") }
        let (words, path) = (context.words, "\(family.path)/needs")
        return try context.show(
            FamilyGoalsPage(
                title: words(
                    "need.all_of", ["name": .text(words.name(family.code))]),
                crumbs: family.crumbs(words),
                goals: GoalColumns(goals, on: path, today: today, context)))
    }
}
