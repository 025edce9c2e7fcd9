import Coalition

/// The goals on the page of a group: in short while its family's plan has them whole, and whole before
/// there is a family, when they stand nowhere else.
struct GroupGoals: Sendable {
    let open: OpenGoals?
    let all: GoalColumns?

    /// Both nil for a group that need not plan, which is not asked to.
    init(_ facts: GroupPageFacts, _ context: Context) {
        let path = "/groups/\(facts.group.ref)"
        let match = facts.match.flatMap { Match.undecided.contains($0.state) ? nil : $0 }
        open = match.map {
            OpenGoals(
                facts.goals, on: path, whole: "\($0.path)/plan#doelen", today: facts.today, context)
        }
        let isWritten = facts.goals.all > 0 || facts.group.kind == .sponsor
        all =
            match == nil && isWritten
            ? GoalColumns(
                facts.goals, on: path, sheet: "\(path)/plan/print", today: facts.today, context)
            : nil
    }
}
