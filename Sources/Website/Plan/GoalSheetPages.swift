import Coalition
import HTTP

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
                plan: try PlanGoals(match, in: tx),
                spoken: try line.family.languages(in: tx), checks: try SheetCheck.all(in: tx),
                title: line.title(context.words),
                back: "\(match.path)/plan", city: city, today: city.today(tx))
        }
        return try context.show(GoalSheet(facts, context))
    }

    static func ofGroup(_ context: Context) throws -> Response {
        let facts = try context.read { tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            let city = try City.named(group.city, in: tx)
            return GoalSheetFacts(
                plan: try PlanGoals(group, in: tx), spoken: [], checks: [:],
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
